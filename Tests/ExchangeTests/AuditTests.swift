import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import QBXML
import Report
import Spool
import TestSupport
import Testing

@Suite("Comparing a period with what QuickBooks has")
struct AuditTests {
  /// Invoices of Alder Freight that are in QuickBooks since yesterday: 1002, 1003, … behind the trial, 1001.
  private static func transferred(
    _ invoices: [(Int64, String)] = [(8_601, "10"), (8_602, "20")], settings: String = Rehearsal.settings(),
    beliefs: [String] = []
  ) throws -> Rehearsal {
    let rehearsal = try Rehearsal.introduced(invoices, settings: settings, beliefs: beliefs)
    try rehearsal.settle()
    rehearsal.wait(days: 1)
    try rehearsal.settle()
    return rehearsal
  }

  private static let november = period("2026-11")

  private static func period(_ text: String) -> Period {
    guard let period = Period(text) else { preconditionFailure("\(text) is no period") }
    return period
  }

  /// Asks, and lets QuickBooks answer.
  @discardableResult
  private static func ask(_ rehearsal: Rehearsal, _ period: Period = november) throws -> AuditResult {
    try rehearsal.command { try $0.audit(period, of: nil, now: $1) }
    try rehearsal.practice()
    try rehearsal.run()
    return try #require(try results(rehearsal).first { $0.period == period })
  }

  private static func results(_ rehearsal: Rehearsal) throws -> [AuditResult] {
    try Exchange(reading: rehearsal.folder.root).controlTotals(now: rehearsal.now).audits
  }

  private static func words(_ result: AuditResult) -> [String] {
    result.differences.map { "\($0.id): \($0.problem)" }
  }

  @Test("The set only asks: one month a request, without lines, without a message-set id")
  func question() throws {
    let rehearsal = try AuditTests.transferred()
    let words = try rehearsal.command {
      try $0.audit(AuditTests.period("2026-10-15..2026-11-30"), of: nil, now: $1)
    }
    let set = try #require(try rehearsal.openSets().first { $0.name.hasSuffix("-audit.qbxml") })
    #expect(!set.text.contains("newMessageSetID"))
    let asked = set.text.split(separator: "<InvoiceQueryRq ").dropFirst().map {
      $0.split { $0 == "\n" || $0 == " " }.joined().replacing(/^requestID="[^"]*">/, with: "")
    }
    func expected(_ first: String, _ last: String) -> String {
      let names = [
        "TxnID", "TxnNumber", "CustomerRef", "TxnDate", "RefNumber", "Subtotal", "SalesTaxTotal", "Memo",
        "ExternalGUID",
      ]
      return
        "<TxnDateRangeFilter><FromTxnDate>\(first)</FromTxnDate><ToTxnDate>\(last)</ToTxnDate></TxnDateRangeFilter>"
        + names.map { "<IncludeRetElement>\($0)</IncludeRetElement>" }.joined() + "</InvoiceQueryRq>"
    }
    #expect(asked.count == 2)
    #expect(asked.first == expected("2026-10-15", "2026-10-31"))
    #expect(asked.last?.hasPrefix(expected("2026-11-01", "2026-11-30")) == true)
    #expect(
      words.map(\.problem) == [
        "message set \(set.number) asks QuickBooks which invoices it has in 2026-10-15..2026-11-30 on connector main"
      ])
    // The same question is not asked twice.
    let again = try rehearsal.command {
      try $0.audit(AuditTests.period("2026-10-15..2026-11-30"), of: nil, now: $1)
    }
    #expect(again == words)
    #expect(try AuditTests.results(rehearsal).map(\.answered) == [nil])
  }

  @Test("Nothing differs: count and sum, and what did not come from autopost is only counted")
  func sound() throws {
    let rehearsal = try AuditTests.transferred()
    try rehearsal.company.enterInvoice(
      customer: "Alder Freight", number: "9000", date: "2026-11-04", item: "Labor", cents: 500,
      now: rehearsal.practiceTime)
    let result = try AuditTests.ask(rehearsal)
    #expect(AuditTests.words(result).isEmpty)
    #expect(result.transferred == Tally(count: 3, sum: Amount(units: 3_100)))
    #expect(result.same == result.transferred)
    #expect(result.other == Tally(count: 1, sum: Amount(units: 500)))
    #expect(try Exchange(reading: rehearsal.folder.root).controlTotals(now: rehearsal.now).isSound)
    // Another month has nothing.
    #expect(try AuditTests.ask(rehearsal, AuditTests.period("2026-12")).transferred == Tally())
    #expect(try AuditTests.results(rehearsal).map(\.period.description) == ["2026-11", "2026-12"])
  }

  @Test("Deleted: missing, with the number to look for; its TxnID is asked for, and the result is kept")
  func missing() throws {
    let rehearsal = try AuditTests.transferred()
    try rehearsal.company.deleteInvoice("1002", now: rehearsal.practiceTime)
    let result = try AuditTests.ask(rehearsal)
    #expect(
      AuditTests.words(result) == [
        "missing-in-quickbooks: invoice 8601 (number 1002, Alder Freight, 2026-11-02, 10.00) was transferred and is"
          + " not among the invoices that QuickBooks has in 2026-11"
      ])
    #expect(result.missing == Tally(count: 1, sum: Amount(units: 1_000)))
    #expect(result.same.count == 2)
    #expect(
      result.differences.first?.remedy
        == "Look for it in QuickBooks (Edit > Find): if it was given a date outside 2026-11, give it back 2026-11-02;"
        + " if it was deleted, void it in Autotask too, or run autopost retransfer --duplicate invoice:8601 if it is to"
        + " stand; the next paid-dates set asks for it by its TxnID.")
    #expect(try rehearsal.history(8_601, "audit-difference") == result.differences.first?.problem)
    #expect(try !Exchange(reading: rehearsal.folder.root).controlTotals(now: rehearsal.now).isSound)
    let page = try rehearsal.temporary.text("outbox/report/index.html")
    #expect(page.contains("Connector main: in 2026-11, QuickBooks differs in 1 place."))
    #expect(page.contains("missing in QuickBooks"))
    // What QuickBooks says of its TxnID.
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.words(8_601).map { $0.prefix { $0 != ":" } } == ["deleted-in-quickbooks"])
    #expect(try AuditTests.results(rehearsal) == [result])
  }

  @Test(
    "Changed: each of amount, number and void is told; asked again after it was put right, nothing differs")
  func changed() throws {
    let rehearsal = try AuditTests.transferred([(8_601, "10"), (8_602, "20"), (8_603, "30")])
    let now = rehearsal.practiceTime
    try rehearsal.company.changeInvoice("1002", firstLineCents: 700, now: now)
    try rehearsal.company.changeInvoice("1003", number: "77", now: now)
    try rehearsal.company.voidInvoice("1004", now: now)
    let result = try AuditTests.ask(rehearsal)
    let ids = try rehearsal.items().compactMap { $0.txnID?.rawValue }
    #expect(ids.count == 4)
    #expect(
      AuditTests.words(result).map { $0.replacing(/\(TxnID [^)]*\)/, with: "(TxnID)") } == [
        "differs-in-quickbooks: invoice 8601 is not in QuickBooks as it was transferred, number 1002 (TxnID): subtotal"
          + " was 10.00 and is 7.00",
        "differs-in-quickbooks: invoice 8602 is not in QuickBooks as it was transferred, number 77 (TxnID): number was"
          + " 1003 and is 77",
        "differs-in-quickbooks: invoice 8603 was transferred with 30.00 and is void in QuickBooks: number 1004 (TxnID)",
      ])
    #expect(result.changed == Tally(count: 3, sum: Amount(units: 6_000)))
    try rehearsal.company.changeInvoice("1002", firstLineCents: 1_000, now: now)
    try rehearsal.company.changeInvoice("77", number: "1003", now: now)
    let second = try AuditTests.ask(rehearsal, AuditTests.period("2026-10-01..2026-12-31"))
    #expect(AuditTests.words(second).count == 1)
    // The longer period stands in the place of the shorter one.
    #expect(try AuditTests.results(rehearsal) == [second])
  }

  @Test("Another customer and another date are told, in words")
  func customerAndDate() throws {
    let rehearsal = try AuditTests.transferred([(8_601, "10")])
    try rehearsal.command { try $0.audit(AuditTests.november, of: nil, now: $1) }
    let set = try #require(try rehearsal.openSets().first { $0.name.hasSuffix("-audit.qbxml") })
    guard case .response(let bytes, _) = rehearsal.company.answer(set.bytes, now: rehearsal.practiceTime)
    else {
      Issue.record("no answer")
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let start = try #require(text.ranges(of: "<InvoiceRet>").last).lowerBound
    let ours = text[start...]
      .replacing(/<ListID>[^<]*<\/ListID>/, with: "<ListID>80000099-1795271400</ListID>")
      .replacing("Alder Freight", with: "Maple Hotel")
      .replacing("<TxnDate>2026-11-02", with: "<TxnDate>2026-11-20")
    try rehearsal.drop(String(text[..<start]) + ours, as: "answer.xml")
    try rehearsal.run()
    let result = try #require(try AuditTests.results(rehearsal).first)
    #expect(
      AuditTests.words(result).map { $0.replacing(/\(TxnID [^)]*\)/, with: "(TxnID)") } == [
        "differs-in-quickbooks: invoice 8601 is not in QuickBooks as it was transferred, number 1002 (TxnID): date was"
          + " 2026-11-02 and is 2026-11-20; its customer is now \"Maple Hotel\""
      ])
  }

  @Test("Entered by hand as well: told as doubled, with the one to delete")
  func doubled() throws {
    let rehearsal = try AuditTests.transferred()
    let ours = try #require(try rehearsal.item(8_601)?.txnID)
    func enter(_ number: String, cents: Int64, customer: String = "Alder Freight") throws -> String {
      try rehearsal.company.enterInvoice(
        customer: customer, number: number, date: "2026-11-02", item: "Labor", cents: cents,
        now: rehearsal.practiceTime)
    }
    let twin = try enter("1002", cents: 1_000)
    // Another amount, another customer, another number: no twins.
    _ = try enter("1002", cents: 1_001)
    _ = try enter("1002", cents: 1_000, customer: "Birch Bakery")
    _ = try enter("4711", cents: 1_000)
    // Two that are nothing to autopost.
    _ = try enter("4712", cents: 5)
    _ = try enter("4712", cents: 5)
    let result = try AuditTests.ask(rehearsal)
    #expect(
      AuditTests.words(result) == [
        "doubled-in-quickbooks: QuickBooks has invoice 8601 twice: TxnID \(ours) and TxnID \(twin), with the same number"
          + " 1002, customer, date and amount 10.00"
      ])
    #expect(
      result.differences.first?.remedy
        == "Delete TxnID \(twin) in QuickBooks, after its payments were moved to the other, if there are any; then ask"
        + " again with autopost reconcile --ask 2026-11.")
    #expect(result.same.count == 3)
    #expect(result.other == Tally(count: 6, sum: Amount(units: 4_011)))
  }

  @Test("A set that was run twice made two invoices of one ExternalGUID")
  func sameMark() throws {
    let rehearsal = try AuditTests.transferred()
    try rehearsal.company.beliefs.set("repeated-set=execute")
    let ours = try #require(try rehearsal.item(8_601)?.txnID)
    let name = try #require(
      try rehearsal.keptSets().sorted { $0.key < $1.key }.last {
        String(decoding: $0.value, as: UTF8.self).contains("<InvoiceAdd>")
      })
    _ = rehearsal.company.answer(name.value, now: rehearsal.practiceTime)
    let result = try AuditTests.ask(rehearsal)
    #expect(result.differences.allSatisfy { $0.id.rawValue == "doubled-in-quickbooks" })
    let first = try #require(result.differences.first { $0.item == "invoice:8601" })
    #expect(first.problem.hasPrefix("QuickBooks has invoice 8601 twice: TxnID \(ours) and TxnID "))
    #expect(first.problem.hasSuffix(", with the same ExternalGUID"))
    #expect(result.other.count == 0)
    // The first of the two is deleted: the other must not come a third time.
    try rehearsal.company.deleteInvoice(ours.rawValue, now: rehearsal.practiceTime)
    let second = try AuditTests.ask(rehearsal)
    let missing = try #require(second.differences.first { $0.item == "invoice:8601" })
    #expect(missing.id.rawValue == "missing-in-quickbooks")
    #expect(missing.remedy.hasPrefix("Leave that one in QuickBooks and do not send the invoice again"))
  }

  @Test("What was transferred after the question was published, and is not in its answer, is not missing")
  func later() throws {
    let rehearsal = try AuditTests.transferred()
    try rehearsal.command { try $0.audit(AuditTests.november, of: nil, now: $1) }
    let early = rehearsal.company
    var books = early
    try rehearsal.drop(Export.plain([Export.Invoice(8_700, [Export.Line(87_000, "40")])]), as: "late.zip")
    try rehearsal.run()
    try rehearsal.practice { $0.isTransfer }
    try rehearsal.run()
    #expect(try rehearsal.item(8_700)?.state == .confirmed)
    // QuickBooks had answered before that.
    try rehearsal.practice(&books) { $0.name.hasSuffix("-audit.qbxml") }
    try rehearsal.run()
    let result = try #require(try AuditTests.results(rehearsal).first)
    #expect(AuditTests.words(result).isEmpty)
    #expect(result.transferred.count == 3)
  }

  @Test("An answer without one of its months compares nothing")
  func half() throws {
    let rehearsal = try AuditTests.transferred()
    try rehearsal.company.deleteInvoice("1002", now: rehearsal.practiceTime)
    try rehearsal.command { try $0.audit(AuditTests.period("2026-10-01..2026-11-30"), of: nil, now: $1) }
    let set = try #require(try rehearsal.openSets().first { $0.name.hasSuffix("-audit.qbxml") })
    guard case .response(let bytes, _) = rehearsal.company.answer(set.bytes, now: rehearsal.practiceTime)
    else {
      Issue.record("no answer")
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let last = try #require(text.ranges(of: "<InvoiceQueryRs ").last)
    let end = try #require(text.firstRange(of: "</QBXMLMsgsRs>"))
    try rehearsal.drop(
      String(text[..<last.lowerBound]) + String(text[end.lowerBound...]), as: "answer.xml")
    let result = try rehearsal.run()
    #expect(
      result.findings.map(\.problem) == [
        "QuickBooks did not say which invoices it has in 2026-11 (the answer says nothing of it), so nothing is compared"
      ])
    #expect(try AuditTests.results(rehearsal).isEmpty)
  }

  @Test("Only connectors that transfer invoices are asked, and one by its name")
  func connectors() throws {
    let rehearsal = try AuditTests.transferred()
    #expect(throws: ExchangeError.self) {
      try rehearsal.command { try $0.audit(AuditTests.november, of: ConnectorName("mein"), now: $1) }
    }
    #expect(try rehearsal.openSets().isEmpty)
    try rehearsal.command { try $0.audit(AuditTests.november, of: ConnectorName("main"), now: $1) }
    #expect(try rehearsal.openSets().count == 1)
  }

  @Test("A question that is taken back is not asked again by itself")
  func withdrawn() throws {
    let rehearsal = try AuditTests.transferred()
    try rehearsal.command { try $0.audit(AuditTests.november, of: nil, now: $1) }
    let set = try rehearsal.open("audit")
    let words = try rehearsal.command { try $0.withdraw(set, notRunBecause: nil, now: $1) }
    #expect(
      words.map(\.problem) == ["message set \(set) is taken back; autopost reconcile --ask asks again"])
    try rehearsal.run()
    #expect(try rehearsal.openSets().isEmpty)
    #expect(try AuditTests.results(rehearsal).isEmpty)
  }
}
