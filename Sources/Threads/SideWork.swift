internal import Glibc
import Synchronization

/// One computation on a second thread, while its owner goes on with something else.
///
/// Meant for pure functions: what they need goes in as values, what they find comes out as one. A computer that gives
/// no further thread gets the work done at once, on the caller's own.
@safe
public final class SideWork<Value: Sendable> {
  private let cell = Cell<Value>()
  private var thread: pthread_t?

  public init(_ work: @escaping @Sendable () -> Value) {
    let body = SideWork.body(work, into: cell)
    thread = startThread(body)
    if thread == nil { body.run() }
  }

  /// Nil where no thread is to be had.
  init?(onThreadOnly work: @escaping @Sendable () -> Value) {
    guard let thread = startThread(SideWork.body(work, into: cell)) else { return nil }
    self.thread = thread
  }

  private static func body(_ work: @escaping @Sendable () -> Value, into cell: Cell<Value>) -> Body {
    Body {
      let value = work()
      cell.value.withLock { $0 = value }
    }
  }

  deinit { join() }

  /// Waits until it is done.
  public func value() -> Value {
    join()
    guard let value = cell.value.withLock({ $0 }) else { preconditionFailure("the work left no value") }
    return value
  }

  private func join() {
    guard let thread else { return }
    self.thread = nil
    let code = pthread_join(thread, nil)
    precondition(code == 0, "a thread of our own can be waited for")
  }
}

private final class Cell<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}

private final class Body: Sendable {
  private let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  func run() { body() }
}

private func startThread(_ body: Body) -> pthread_t? {
  let context = unsafe Unmanaged.passRetained(body)
  var created = pthread_t()
  // "On success, pthread_create() returns 0; on error, it returns an error number, and the contents of *thread are
  // undefined."
  let code = unsafe pthread_create(&created, nil, runBody, context.toOpaque())
  if code == 0 { return created }
  unsafe context.release()
  return nil
}

private func runBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let context = unsafe context { unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
  return nil
}
