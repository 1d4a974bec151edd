import Glibc
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

@Suite("A stream of values from a second thread")
struct SideStreamTests {
  @Test("gives them in their order, and nil from its end on", arguments: [0, 1, 3, 10_000])
  func order(count: Int) {
    let log = Log()
    let stream = SideStream(ahead: 3) { () -> Int? in
      log.note()
      return log.count <= count ? log.count : nil
    }
    for number in 0..<count { #expect(stream.next() == number + 1) }
    #expect(stream.next() == nil)
    #expect(stream.next() == nil)
    #expect(log.count == count + 1)
  }

  @Test("is no more than so many values ahead")
  func ahead() {
    let log = Log()
    let stream = SideStream(ahead: 3) { () -> Int? in
      log.note()
      return log.count
    }
    #expect(stream.next() == 1)
    // The fourth place is that of the value taken.
    for _ in 0..<1_000 where log.count < 4 { sched_yield() }
    #expect(log.count <= 4)
  }

  @Test("ends with its owner, whatever is left of it")
  func forgotten() {
    let log = Log()
    do {
      let stream = SideStream(ahead: 2) { () -> Int? in
        log.note()
        return 1
      }
      _ = stream.next()
    }
    let count = log.count
    for _ in 0..<100 { sched_yield() }
    #expect(log.count == count)
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
