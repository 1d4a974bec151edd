import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
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
}
