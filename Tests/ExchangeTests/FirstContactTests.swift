import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Report
import Spool
import TestSupport
import Testing

@Suite("First contact: lists, one invoice of trial, then the rest")
struct FirstContactTests {
  static let export = Export(
    companies: [
      Export.Company(id: 201, name: "Alder Freight"), Export.Company(id: 202, name: "Juniper Law"),
    ],
    codes: [Export.Code(id: 11, name: "Labor"), Export.Code(id: 12, name: "Managed~Backup")],
    invoices: [
      Export.Invoice(8_601, [Export.Line(1, quantity: "2.5", rate: "95", "237.5")]),
      Export.Invoice(
        8_602, company: 202, [Export.Line(2, "100.01"), Export.Line(3, code: 12, "Backup", "49.995")]),
      Export.Invoice(8_603, company: 202, date: "2026-11-03", [Export.Line(4, "7")]),
    ])

  @Test("Each step waits for the answer of the one before, and the books hold the export")
  func careful() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    var published: [String] = []
    try rehearsal.run()
    for _ in 0..<4 {
      published.append(try rehearsal.openSets().map(\.name).joined(separator: " "))
      try rehearsal.practice()
      try rehearsal.run()
    }
    #expect(
      published == [
        "000001-lists.qbxml", "000002-transfer.qbxml", "000003-transfer.qbxml", "000004-paid-dates.qbxml",
      ])
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 confirmed", "8603 confirmed"])
    #expect(rehearsal.company.entries == FirstContactTests.export.answerKey())
  }

  @Test("At once: lists and transfer sets appear together")
  func atOnce() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    #expect(try rehearsal.openSets().map(\.name) == ["000001-lists.qbxml", "000002-transfer.qbxml"])
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 confirmed", "8603 confirmed"])
    #expect(rehearsal.company.entries == FirstContactTests.export.answerKey())
  }

  @Test(
    "Another company in the settings while message sets are open is said at once, and for as long as it lasts"
  )
  func anotherCompany() throws {
    let settings = Rehearsal.settings("first-contact: at-once")
    let rehearsal = try Rehearsal(settings: settings)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    func said() throws -> [Finding] {
      try rehearsal.run().findings.filter { $0.id == .openForOtherCompany }
    }
    #expect(try said() == [])
    try rehearsal.temporary.write(settings.replacing("Contoso Inc", with: "Contoso LLC"), to: "autopost.yaml")
    let finding = try #require(try said().first)
    #expect(
      finding.problem
        == "message set 000002 is open for \"Contoso Inc\", C:\\QuickBooks\\Contoso.qbw, and connector main now has"
        + " company-name \"Contoso LLC\", company-file C:\\QuickBooks\\Contoso.qbw")
    let status = try rehearsal.look { try $0.overview(now: rehearsal.now) }
    #expect(status.notices.map(\.finding).contains(finding))
    // Written back, it is gone, and the answers count.
    try rehearsal.temporary.write(settings, to: "autopost.yaml")
    #expect(try said() == [])
    try rehearsal.settle()
    #expect(rehearsal.company.entries == FirstContactTests.export.answerKey())
    // From now on it is refused.
    try rehearsal.temporary.write(settings.replacing("Contoso Inc", with: "Contoso LLC"), to: "autopost.yaml")
    #expect(throws: ExchangeError.self) { try rehearsal.run() }
  }
}
