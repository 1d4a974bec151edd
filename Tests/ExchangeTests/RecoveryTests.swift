import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("What is in doubt is asked for, and ends with each invoice in the books once")
struct RecoveryTests {
  private static let export = FirstContactTests.export
  private static let done = ["8601 confirmed", "8602 confirmed", "8603 confirmed"]
  private static let set = SetNumber(2)

  static let beliefs = [
    "repeated-set=answer", "repeated-set=status", "repeated-set=execute", "partial-500=keep",
    "single-missing=3120", "absent-request-id=blank", "line-ends=crlf", "sales-tax=off",
    "ref-number=numbered",
  ]

  /// Lists are answered and three invoices are open in set 2.
  private func opened(_ beliefs: [String]) throws -> Rehearsal {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("first-contact: at-once"), beliefs: beliefs)
    try rehearsal.drop(RecoveryTests.export)
    try rehearsal.run()
    try rehearsal.practice { !$0.isTransfer }
    try rehearsal.run()
    return rehearsal
  }

  private func expectDone(_ rehearsal: Rehearsal, _ words: String) throws {
    #expect(try rehearsal.states() == RecoveryTests.done, "\(words)")
    #expect(rehearsal.company.entries == RecoveryTests.export.answerKey(), "\(words)")
  }

  @Test(
    "A set that was never run goes again once QuickBooks says that it has nothing of it", arguments: beliefs)
  func neverRun(belief: String) throws {
    let rehearsal = try opened([belief])
    try rehearsal.command { try $0.withdraw(RecoveryTests.set, notRunBecause: nil, now: $1) }
    try rehearsal.settle()
    try rehearsal.command { try $0.recover(now: $1) }
    try rehearsal.settle()
    try expectDone(rehearsal, belief)
  }

  @Test("A person who knows that it was never run makes its items ready at once")
  func notRun() throws {
    let rehearsal = try opened([])
    try rehearsal.command {
      try $0.withdraw(RecoveryTests.set, notRunBecause: "the computer was off", now: $1)
    }
    try rehearsal.settle()
    try expectDone(rehearsal, "not run")
  }

  @Test(
    "An answer torn after any request, what lies behind it done or not", arguments: 0..<14, ["", ",stopped"])
  func torn(count: Int, stopped: String) throws {
    let rehearsal = try opened(["torn-after=\(count),set=2\(stopped)"])
    try rehearsal.practice()
    rehearsal.wait(minutes: 2)
    try rehearsal.run()
    if try rehearsal.states().allSatisfy({ $0.hasSuffix(" open") }) {
      // Nothing in it tells of which set it is: the person says that the set's answer is lost.
      try rehearsal.command { try $0.withdraw(RecoveryTests.set, notRunBecause: nil, now: $1) }
    }
    try rehearsal.settle()
    try expectDone(rehearsal, "torn after \(count)\(stopped)")
  }

  @Test(
    "An HRESULT that leaves open what was done, and it was or was not",
    arguments: ["0x80010105", "0x80040402"], ["", ",applied"])
  func unknownEffect(code: String, applied: String) throws {
    let rehearsal = try opened(["hresult=\(code),set=2\(applied)"])
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.states().allSatisfy { $0.contains(" in-doubt") }, "\(code)")
    try rehearsal.settle()
    try expectDone(rehearsal, "\(code)\(applied)")
  }

  @Test(
    "An HRESULT by which nothing was done: the set goes again when the person asks",
    arguments: ["0x80040408", "0x8004040A"])
  func nothingDone(code: String) throws {
    let rehearsal = try opened(["hresult=\(code),set=2"])
    try rehearsal.practice()
    try rehearsal.run()
    var options = PassOptions()
    options.retry = true
    try rehearsal.settle(options)
    try expectDone(rehearsal, code)
  }

  @Test(
    "A request that QuickBooks cannot read stops only itself", arguments: [8_601, 8_602, 8_603] as [Int64])
  func halves(bad: Int64) throws {
    let rate = ["95", "100.01", "7"][Int(bad - 8_601)]
    let rehearsal = try opened([])
    rehearsal.company.beliefs.hresult = try PracticeBeliefs(
      words: ["hresult=0x80040400,containing=<Rate>\(rate)"]
    ).hresult
    try rehearsal.settle()
    let states = try rehearsal.states()
    for (index, state) in states.enumerated() {
      let isBad = 8_601 + Int64(index) == bad
      #expect(state.hasSuffix(isBad ? "refused quickbooks-refused" : "confirmed"), "\(states)")
    }
    let good = ([8_601, 8_602, 8_603] as [Int64]).filter { $0 != bad }
    #expect(rehearsal.company.entries == RecoveryTests.export.answerKey(good))
  }

}
