import Synchronization
import Testing
import Threads

@Suite("Work on a second thread")
struct SideWorkTests {
  @Test("gives what it computed, as often as it is asked")
  func value() {
    let work = SideWork { (1...1_000).reduce(0, +) }
    #expect(work.value() == 500_500)
    #expect(work.value() == 500_500)
  }

  @Test("goes on beside its owner, many at a time and in any order")
  func many() {
    let works = (0..<50).map { number in SideWork { (0..<number).map { $0 * number } } }
    for (number, work) in works.enumerated().reversed() {
      #expect(work.value() == (0..<number).map { $0 * number })
    }
  }

  @Test("is waited for when nobody asks for what it found")
  func forgotten() {
    let log = Log()
    do { _ = SideWork { log.note() } }
    #expect(log.count == 1)
  }
}

@Suite("Work that two threads share")
struct SharedWorkTests {
  @Test("gives everything once, in the order in which it was asked for", arguments: [0, 1, 2, 100, 5_000])
  func order(count: Int) {
    let log = Log()
    let work = SharedWork(Array(0..<count)) { number in
      log.note()
      return number * number
    }
    #expect(work.values() == (0..<count).map { $0 * $0 })
    #expect(log.count == count)
  }

  @Test("is done by its owner too, instead of waiting")
  func owner() {
    let gate = Gate()
    // Whoever takes the first waits until the other has taken the second.
    let work = SharedWork([0, 1]) { number in
      if number == 0 { gate.wait() } else { gate.open() }
      return number
    }
    #expect(work.values() == [0, 1])
  }
}

private final class Log: Sendable {
  private let notes = Mutex(0)
  func note() { notes.withLock { $0 += 1 } }
  var count: Int { notes.withLock { $0 } }
}

private final class Gate: Sendable {
  private let isOpen = Atomic(false)
  func open() { isOpen.store(true, ordering: .releasing) }
  func wait() { while !isOpen.load(ordering: .acquiring) {} }
}
