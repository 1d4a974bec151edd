import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("Paid dates come back, and only what is certain is written")
struct PaidTests {
  private static let export = FirstContactTests.export

  /// Three invoices are in the books.
  private func transferred(_ beliefs: [String] = []) throws -> Rehearsal {
    let rehearsal = try Rehearsal(beliefs: beliefs)
    try rehearsal.drop(PaidTests.export)
    try rehearsal.settle()
    #expect(rehearsal.company.entries == PaidTests.export.answerKey())
    return rehearsal
  }

  private func number(_ invoice: Int64, _ rehearsal: Rehearsal) throws -> String {
    try #require(try rehearsal.item(invoice)?.txnID?.rawValue)
  }

  private func ask(_ rehearsal: Rehearsal) throws {
    rehearsal.wait(hours: 2)
    var options = PassOptions()
    options.refresh = [.paidDates]
    try rehearsal.settle(options)
  }

  /// What goes back to Autotask, all of it.
  private func written(_ rehearsal: Rehearsal) throws -> [String] {
    let folder = rehearsal.folder.outbox.appending("autotask")
    return try Disk.names(in: folder).flatMap { name in
      let table = folder.appending(name).appending("results.csv")
      let text = try Disk.facts(of: table) == nil ? "" : String(decoding: try Disk.read(table), as: UTF8.self)
      return text.split(whereSeparator: \.isNewline).map(String.init).filter { $0.contains("paidDate") }
    }
  }

  @Test(
    "Paid whole, in part and not at all, under each belief",
    arguments: [
      "partial-500=drop", "partial-500=keep", "single-missing=3120", "absent-request-id=blank",
      "sales-tax=off",
    ])
  func paid(belief: String) throws {
    let rehearsal = try transferred([belief])
    let now = rehearsal.practiceTime
    try rehearsal.company.enterPayment(
      invoice: try number(8_601, rehearsal), cents: 10_000, date: "2026-11-10", now: now)
    try rehearsal.company.enterPayment(invoice: try number(8_601, rehearsal), date: "2026-11-12", now: now)
    try rehearsal.company.enterPayment(
      invoice: try number(8_602, rehearsal), cents: 5_000, date: "2026-11-11", now: now)
    try ask(rehearsal)
    #expect(try rehearsal.item(8_601)?.paidDate == CalendarDate("2026-11-12"))
    #expect(try rehearsal.item(8_602)?.paidDate == nil)
    #expect(try rehearsal.item(8_602)?.answerFindings.map(\.id) == [.partlyPaid])
    #expect(try rehearsal.item(8_603)?.paidDate == nil)
    #expect(try written(rehearsal) == ["invoice:8601,paidDate,2026-11-12"])
    // Asked again, nothing is written again.
    try ask(rehearsal)
    #expect(try written(rehearsal) == ["invoice:8601,paidDate,2026-11-12"])
    try rehearsal.company.applyCredit(
      invoice: try number(8_602, rehearsal), date: "2026-11-20", now: rehearsal.practiceTime)
    try ask(rehearsal)
    #expect(try rehearsal.item(8_602)?.paidDate == CalendarDate("2026-11-20"))
    #expect(try rehearsal.item(8_602)?.answerFindings == [])
  }

  @Test("A payment that is taken back is said, and paid again is written again")
  func takenBack() throws {
    let rehearsal = try transferred()
    let id = try rehearsal.company.enterPayment(
      invoice: try number(8_603, rehearsal), date: "2026-11-10", now: rehearsal.practiceTime)
    try ask(rehearsal)
    #expect(try rehearsal.item(8_603)?.paidDate == CalendarDate("2026-11-10"))
    try rehearsal.company.removePayment(id, now: rehearsal.practiceTime)
    try ask(rehearsal)
    #expect(try rehearsal.item(8_603)?.paidDate == nil)
    #expect(try rehearsal.item(8_603)?.answerFindings.map(\.id) == [.paymentTakenBack])
    try rehearsal.company.enterPayment(
      invoice: try number(8_603, rehearsal), date: "2026-11-17", now: rehearsal.practiceTime)
    try ask(rehearsal)
    #expect(try rehearsal.item(8_603)?.answerFindings == [])
    #expect(
      try written(rehearsal) == ["invoice:8603,paidDate,2026-11-10", "invoice:8603,paidDate,2026-11-17"])
  }

  @Test(
    "Another invoice of the same number: of the same customer it keeps the date back, of another it does not",
    arguments: [("Alder Freight", true), ("Juniper Law", false)])
  func duplicateNumbers(customer: String, keepsBack: Bool) throws {
    let rehearsal = try transferred()
    let item = try #require(try rehearsal.item(8_601))
    try rehearsal.company.enterInvoice(
      customer: customer, number: item.number, date: "2026-11-05", item: "Labor", cents: 500,
      now: rehearsal.practiceTime)
    try rehearsal.company.enterPayment(
      invoice: try number(8_601, rehearsal), date: "2026-11-12", now: rehearsal.practiceTime)
    try ask(rehearsal)
    #expect(try written(rehearsal) == (keepsBack ? [] : ["invoice:8601,paidDate,2026-11-12"]))
    #expect(
      try rehearsal.item(8_601)?.answerFindings.map(\.id) == (keepsBack ? [.numberDuplicated] : []))
  }

  @Test("Deleted, voided and changed in QuickBooks are said; the number is then looked for by TxnID")
  func changed() throws {
    let rehearsal = try transferred()
    let now = rehearsal.practiceTime
    try rehearsal.company.deleteInvoice(try number(8_601, rehearsal), now: now)
    try rehearsal.company.voidInvoice(try number(8_602, rehearsal), now: now)
    try rehearsal.company.changeInvoice(
      try number(8_603, rehearsal), number: "7777", firstLineCents: 800, now: now)
    try ask(rehearsal)
    try ask(rehearsal)
    #expect(
      try rehearsal.states() == [
        "8601 confirmed deleted-in-quickbooks", "8602 confirmed voided-in-quickbooks",
        "8603 confirmed changed-in-quickbooks",
      ])
  }

  @Test("An invoice that had a paid date in Autotask keeps it")
  func locked() throws {
    let rehearsal = try Rehearsal()
    var export = PaidTests.export
    export.invoices[0].more = ["\"paidDate\":\"2026-11-02T00:00:00Z\""]
    try rehearsal.drop(export)
    try rehearsal.settle()
    try rehearsal.company.enterPayment(
      invoice: try number(8_601, rehearsal), date: "2026-11-12", now: rehearsal.practiceTime)
    try ask(rehearsal)
    #expect(try written(rehearsal) == [])
  }
}
