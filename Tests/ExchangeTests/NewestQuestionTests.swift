import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Testing

@Suite("Of several questions about one item the newest decides")
struct NewestQuestionTests {
  /// Invoice 8601 is in doubt, and two sets ask after it: 000003 by customer and date, 000004 by the number that a person
  /// named.
  private func askedTwice(posting isRun: Bool = false) throws -> Rehearsal {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    try rehearsal.drop(
      Export(
        companies: [Export.Company(id: 201, name: "Alder Freight")],
        codes: [Export.Code(id: 11, name: "Labor")],
        invoices: [Export.Invoice(8_601, [Export.Line(1, "100.01")])]))
    try rehearsal.run()
    try rehearsal.practice { !$0.isTransfer }
    try rehearsal.run()
    if isRun { try rehearsal.practice(.lost) }
    try rehearsal.command { try $0.withdraw(SetNumber(2), notRunBecause: nil, now: $1) }
    try rehearsal.run()
    try rehearsal.command {
      try $0.resolve(
        ItemKey(invoice: InvoiceID(8_601)), .inQuickBooks("1001"), reason: "seen in QuickBooks", now: $1)
    }
    #expect(try rehearsal.openSets().map(\.name) == ["000003-recover.qbxml", "000004-recover.qbxml"])
    return rehearsal
  }

  @Test("The older one, answered first, lets nothing go, and names the set to be run")
  func olderFirst() throws {
    let rehearsal = try askedTwice()
    try rehearsal.practice { $0.number == "000003" }
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 in-doubt effect-unknown"])
    #expect(try rehearsal.openSets().map(\.name) == ["000004-recover.qbxml"])
    let finding = try #require(try rehearsal.item(8_601)?.answerFindings.first)
    #expect(
      finding.problem
        == "invoice 8601 is still in doubt: message set 000004 asks after it anew, so the answer to message set 000003"
        + " does not decide")
    #expect(finding.remedy == "Run message set 000004 in QuickBooks and drop its answer into inbox/.")
    // The newest says that there is no such invoice; a person asks once more, and then it goes.
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 in-doubt effect-unknown"])
    try rehearsal.command { try $0.recover(now: $1) }
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed"])
    #expect(rehearsal.company.books.count == 1)
  }

  @Test("The older one, answered last, does not undo what the newest said")
  func newestFirst() throws {
    let rehearsal = try askedTwice()
    let old = try #require(try rehearsal.practice(.lost) { $0.number == "000003" }.first)
    try rehearsal.practice { $0.number == "000004" }
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 in-doubt effect-unknown"])
    let words = try rehearsal.item(8_601)?.answerFindings.map(\.problem)
    guard case .response(let bytes, _) = old.answer else {
      Issue.record("no answer")
      return
    }
    try rehearsal.drop(bytes, as: "late.xml")
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 in-doubt effect-unknown"])
    #expect(try rehearsal.item(8_601)?.answerFindings.map(\.problem) == words)
    #expect(try rehearsal.openSets().filter(\.isTransfer).isEmpty)
  }

  @Test("The older one links what bears the item's own ExternalGUID")
  func olderShowsIt() throws {
    let rehearsal = try askedTwice(posting: true)
    try rehearsal.practice { $0.number == "000003" }
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 confirmed"])
    try rehearsal.settle()
    #expect(rehearsal.company.books.count == 1)
  }

  @Test(
    "A person let it go meanwhile, and a late answer shows it: it is linked and does not go a second time")
  func releasedMeanwhile() throws {
    let rehearsal = try askedTwice(posting: true)
    try rehearsal.command {
      try $0.resolve(
        ItemKey(invoice: InvoiceID(8_601)), .notInQuickBooks, reason: "looked in the wrong company", now: $1)
    }
    #expect(try rehearsal.states() == ["8601 ready"])
    try rehearsal.practice { $0.number == "000003" }
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 confirmed"])
    try rehearsal.settle()
    #expect(rehearsal.company.books.count == 1)
  }
}
