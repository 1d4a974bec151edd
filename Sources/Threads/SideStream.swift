internal import Glibc
import Synchronization

/// Values that a second thread makes one after the other, some ahead of who takes them.
///
/// Meant for what reads: each step goes on where the one before ended, and no two of them are at work at once. A
/// computer that gives no further thread has each step done when its value is asked for.
@safe
public final class SideStream<Value: Sendable> {
  private let queue: Queue<Value>
  private let step: @Sendable () -> Value?
  private var side: SideWork<Void>?
  private var hasEnded = false

  /// `step` gives the next value, and nil at the end; `ahead` is how many of them may wait to be taken.
  public init(ahead: Int, _ step: @escaping @Sendable () -> Value?) {
    let queue = Queue<Value>(room: ahead)
    self.queue = queue
    self.step = step
    side = SideWork(onThreadOnly: {
      while queue.hasRoom() {
        let value = step()
        queue.put(value)
        if value == nil { return }
      }
    })
  }

  deinit { stop() }

  /// The next value; nil at the end.
  public func next() -> Value? {
    if hasEnded { return nil }
    guard side != nil else { return step() }
    let value = queue.take()
    if value == nil { stop() }
    return value
  }

  private func stop() {
    hasEnded = true
    queue.close()
    side = nil
  }
}

@safe
private final class Queue<Value: Sendable>: Sendable {
  private struct State {
    var values: [Value?] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let room: Semaphore
  private let filled = Semaphore(0)

  init(room: Int) { self.room = Semaphore(room) }

  /// Waits for room; false when nobody takes anything any more.
  func hasRoom() -> Bool {
    room.wait()
    return !state.withLock { $0.isClosed }
  }

  func put(_ value: Value?) {
    state.withLock { $0.values.append(value) }
    filled.signal()
  }

  func take() -> Value? {
    filled.wait()
    let value = state.withLock { $0.values.removeFirst() }
    room.signal()
    return value
  }

  func close() {
    state.withLock { $0.isClosed = true }
    room.signal()
  }
}

/// Counts what there is of something, for those who wait for it.
@safe
private final class Semaphore: Sendable {
  // POSIX: one thread may wait for it while another posts.
  nonisolated(unsafe) private let handle: UnsafeMutablePointer<sem_t>

  init(_ count: Int) {
    unsafe handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    let code = unsafe sem_init(handle, 0, UInt32(count))
    precondition(code == 0, "a semaphore of this process can be made")
  }

  deinit {
    unsafe sem_destroy(handle)
    unsafe handle.deallocate()
  }

  func wait() {
    // A signal that is handled interrupts the wait; there is no other reason for it to fail.
    while unsafe sem_wait(handle) != 0 {}
  }

  func signal() {
    let code = unsafe sem_post(handle)
    precondition(code == 0, "a semaphore counts further than any queue is long")
  }
}
