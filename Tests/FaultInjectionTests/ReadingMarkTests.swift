import Filesystem
import Spool
import TestSupport
import Testing

@Suite("Who ended the program while it read a file")
struct ReadingMarkTests {
  private static let rehearsal = "FaultRehearsal"

  /// Starts work on file 1 in a process of its own, and ends that.
  private func read(_ folder: ExchangeFolder, endedBy signal: Int32) throws {
    let said = try TemporaryFolder()
    let child = try Program(try Program.beside(ReadingMarkTests.rehearsal)).start(
      ["read", folder.root], output: said.appending("output"), error: said.appending("error"))
    let mark = folder.readingMark(1)
    for _ in 0..<600 {
      if let facts = try Disk.facts(of: mark), facts.size > 0 { break }
      SystemClock.sleep(milliseconds: 20)
    }
    // The mark is written, and then the signals are set.
    SystemClock.sleep(milliseconds: 200)
    try child.send(signal)
    #expect(try child.wait() == .signal(signal))
  }

  private func prepared() throws -> (TemporaryFolder, ExchangeFolder) {
    let temporary = try TemporaryFolder()
    let folder = ExchangeFolder(temporary.path)
    try folder.prepare()
    try temporary.write("march", to: "state/work/000001")
    return (temporary, folder)
  }

  @Test("Ended by somebody in the usual ways, it leaves nothing", arguments: [1, 2, 15] as [Int32])
  func asked(signal: Int32) throws {
    let (temporary, folder) = try prepared()
    defer { _ = temporary }
    try read(folder, endedBy: signal)
    #expect(try Disk.facts(of: folder.readingMark(1)) == nil)
    #expect(try folder.endedAttempt(1) == nil)
  }

  @Test("Ended by the kernel or by a fault, it is counted", arguments: [9, 4] as [Int32])
  func unasked(signal: Int32) throws {
    let (temporary, folder) = try prepared()
    defer { _ = temporary }
    for attempt in 1...3 as ClosedRange<Int64> {
      try read(folder, endedBy: signal)
      #expect(try folder.endedAttempt(1) == attempt)
    }
  }

  @Test("What ended with the whole computer is no fault of the file")
  func powerCut() throws {
    let (temporary, folder) = try prepared()
    try folder.beginReading(1, attempt: 3)
    #expect(try folder.endedAttempt(1) == 3)
    try temporary.write("0b6c6b0e-1f0e-4d5e-9b0a-2f3f5a6b7c8d 3", to: "state/work/000001.reading")
    #expect(try folder.endedAttempt(1) == nil)
    try temporary.write("", to: "state/work/000001.reading")
    #expect(try folder.endedAttempt(1) == nil)
    try folder.endReading(1)
  }

  @Test("The mark of a file that has its place goes")
  func placed() throws {
    let (temporary, folder) = try prepared()
    try temporary.write("x 1", to: "state/work/000002.reading")
    try folder.removeLeftovers()
    #expect(try Disk.facts(of: folder.readingMark(2)) == nil)
  }
}
