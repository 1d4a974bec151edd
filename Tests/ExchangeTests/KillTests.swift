import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("Killed at any step of a pass, the next passes come to the same end")
struct KillTests {
  /// Calls after which something is durable, or has another name.
  private static let calls = ["fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat"]
  /// So many moments there are at least in both phases together; fewer mean that the test looks at less than it did.
  private static let floor = 500
  private static let parts = 4

  /// Before and after every call of these, the same moment once: after one call is before the next, where no other
  /// call lies between them.
  private static func faults(_ phase: FaultCase.Phase) throws -> [FaultInjection.Fault] {
    let rehearsal = try FaultCase.prepared(phase)
    let injection = FaultInjection(root: rehearsal.folder.root)
    let all = try injection.calls(of: FaultCase.program(), FaultCase.arguments(rehearsal))
    var faults: [FaultInjection.Fault] = []
    var number = 0
    var followsAnother = false
    for call in all {
      let isChosen = calls.contains(String(call.prefix { $0 != " " }))
      if isChosen {
        number += 1
        if !followsAnother { faults.append(.killBefore(number)) }
        faults.append(.killAfter(number))
      }
      followsAnother = isChosen
    }
    return faults
  }

  @Test("There are as many moments to be killed at as there were")
  func floor() throws {
    let counts = try FaultCase.Phase.allCases.map { try KillTests.faults($0).count }
    print("moments to be killed at: \(counts)")
    #expect(counts.reduce(0, +) >= KillTests.floor)
  }

  @Test(
    "Nothing is lost, nothing is there twice", arguments: FaultCase.Phase.allCases, 0..<KillTests.parts)
  func killed(phase: FaultCase.Phase, part: Int) throws {
    let prepared = try FaultCase.prepared(phase)
    let undisturbed = try Rehearsal(copyOf: prepared)
    let outcome = try FaultCase.program().run(FaultCase.arguments(undisturbed))
    try #require(outcome.code == 0, "\(outcome)")
    try FaultCase.finish(undisturbed, after: phase)
    let expected = try FaultCase.end(undisturbed)
    #expect(expected.books == FaultCase.whole.answerKey())
    #expect(expected.states == ["8601 confirmed", "8602 confirmed"])
    #expect(expected.inbox == [])
    for (index, fault) in try KillTests.faults(phase).enumerated() where index % KillTests.parts == part {
      let rehearsal = try Rehearsal(copyOf: prepared)
      var injection = FaultInjection(root: rehearsal.folder.root)
      injection.calls = KillTests.calls
      let struck = try injection.run(FaultCase.program(), FaultCase.arguments(rehearsal), fault)
      #expect(struck.exit == .signal(9), "\(phase) \(fault): \(struck)")
      try FaultCase.checkLedger(rehearsal, fault)
      try FaultCase.finish(rehearsal, after: phase)
      let end = try FaultCase.end(rehearsal)
      #expect(end.differences(from: expected) == [], "\(phase) \(fault)")
      try FaultCase.checkLedger(rehearsal, fault)
    }
  }
}
