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

private final class Log: Sendable {
  private let notes = Mutex(0)
  func note() { notes.withLock { $0 += 1 } }
  var count: Int { notes.withLock { $0 } }
}
