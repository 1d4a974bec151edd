import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("A disk that fails is said so, and the next pass comes to the same end")
struct DiskFaultTests {
  private static let parts = 2

  /// What may be told that the disk is full or broken; closing and tidying are tried elsewhere.
  private static let calls = [
    "write", "pwrite", "pwrite64", "fsync", "fdatasync", "rename", "renameat2", "unlink", "open",
  ]

  /// So many calls there are at least.
  private static let floor = 100

  /// Exit codes of sysexits: input/output, and try again later.
  private static let said: [Int32] = [74, 75]

  @Test(
    "At whatever call it fails, nothing is lost and nothing is there twice",
    arguments: ["EIO", "ENOSPC"], 0..<DiskFaultTests.parts)
  func failing(code: String, part: Int) throws {
    let prepared = try FaultCase.prepared(.bundle)
    // The ledger is there already: to make it is one commit as any other.
    _ = try prepared.items()
    let undisturbed = try Rehearsal(copyOf: prepared)
    var injection = FaultInjection(root: undisturbed.folder.root)
    injection.calls = DiskFaultTests.calls
    let calls = try injection.calls(of: FaultCase.program(), FaultCase.arguments(undisturbed))
    try FaultCase.finish(undisturbed, after: .bundle)
    let expected = try FaultCase.end(undisturbed)
    #expect(expected.books == FaultCase.whole.answerKey())
    // Of many writes to one file in a row the first and the last stand for all.
    let chosen = calls.indices.filter { index in
      index == 0 || index == calls.count - 1 || calls[index] != calls[index - 1]
        || calls[index] != calls[index + 1]
    }
    #expect(chosen.count >= DiskFaultTests.floor)
    for (place, index) in chosen.enumerated() where place % DiskFaultTests.parts == part {
      let (number, call) = (index + 1, calls[index])
      let rehearsal = try Rehearsal(copyOf: prepared)
      // EIO strikes once; a full disk stays full until somebody makes room.
      let fault: FaultInjection.Fault = code == "EIO" ? .errno(code, number) : .errnoFrom(code, number)
      var injection = FaultInjection(root: rehearsal.folder.root)
      injection.calls = DiskFaultTests.calls
      let outcome = try injection.run(FaultCase.program(), FaultCase.arguments(rehearsal), fault)
      // The lock is let go by the end of the process at the latest; SQLite may do without what it only tidies.
      // SQLite tries to read where it may not write, and then no longer knows why.
      if outcome.code == 77, call == "open state/ledger.sqlite3" {
        #expect(outcome.error.contains("readonly"))
      } else if outcome.code != 0 {
        #expect(DiskFaultTests.said.contains(outcome.code ?? -1), "\(fault) \(call)\n\(outcome)")
      }
      try FaultCase.checkLedger(rehearsal, fault)
      try FaultCase.finish(rehearsal, after: .bundle)
      #expect(try FaultCase.end(rehearsal).differences(from: expected) == [], "\(fault) \(call)")
    }
  }

  @Test("However many passes find it full, the bundle is not to blame", arguments: [false, true])
  func fullForLong(isFullForGood: Bool) throws {
    let prepared = try FaultCase.prepared(.bundle)
    _ = try prepared.items()
    let undisturbed = try Rehearsal(copyOf: prepared)
    _ = try FaultCase.program().run(FaultCase.arguments(undisturbed))
    try FaultCase.finish(undisturbed, after: .bundle)
    let expected = try FaultCase.end(undisturbed)
    // Calls while the bundle is claimed and read, the step that takes it, and what follows.
    for number in stride(from: 12, through: isFullForGood ? 108 : 60, by: 8) {
      let rehearsal = try Rehearsal(copyOf: prepared)
      var injection = FaultInjection(root: rehearsal.folder.root)
      // To take something away needs no room.
      injection.calls = DiskFaultTests.calls.filter { $0 != "unlink" }
      // What is undone may give its room back: then the disk is full at one call of each pass.
      let fault = isFullForGood ? FaultInjection.Fault.errnoFrom("ENOSPC", number) : .errno("ENOSPC", number)
      for _ in 1...5 { _ = try injection.run(FaultCase.program(), FaultCase.arguments(rehearsal), fault) }
      try FaultCase.finish(rehearsal, after: .bundle)
      let differences = try FaultCase.end(rehearsal).differences(from: expected)
      #expect(differences == [], "\(fault)")
    }
  }
}
