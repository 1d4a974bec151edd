import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import TestSupport
import Testing

@Suite("Paid dates, and what becomes of invoices in QuickBooks")
struct PaidDatesTests {
  /// Invoices that are in QuickBooks, a day ago, with their paid dates asked for once.
  private static func transferred(
    _ invoices: [(Int64, String)] = [(8_601, "10")], beliefs: [String] = []
  ) throws -> Rehearsal {
    let rehearsal = try Rehearsal.introduced(invoices, beliefs: beliefs)
    try rehearsal.settle()
    rehearsal.wait(days: 1)
    return rehearsal
  }

  /// What was given back to Autotask last.
  private static func patch(_ rehearsal: Rehearsal) throws -> String {
    let folders = try rehearsal.files(in: "outbox/autotask")
    guard let last = folders.last else { return "" }
    let text = try rehearsal.temporary.text(FilePath("outbox/autotask/\(last)/Invoices.patch.json"))
    return text.split { $0 == "\n" || $0 == " " }.joined()
  }

  @Test("Paid: the latest date among the payments and credits goes back to Autotask, once")
  func paid() throws {
    let rehearsal = try PaidDatesTests.transferred()
    let now = rehearsal.practiceTime
    try rehearsal.company.enterPayment(invoice: "1002", cents: 400, date: "2026-11-10", now: now)
    try rehearsal.company.applyCredit(invoice: "1002", date: "2026-11-08", now: now)
    try rehearsal.settle()
    #expect(try rehearsal.item(8_601)?.paidDate?.description == "2026-11-10")
    #expect(try rehearsal.item(8_601)?.balance == .zero)
    #expect(try PaidDatesTests.patch(rehearsal) == #"[{"id":8601,"paidDate":"2026-11-10"}]"#)
    let files = try rehearsal.files(in: "outbox/autotask")
    rehearsal.wait(days: 1)
    try rehearsal.settle()
    #expect(try rehearsal.files(in: "outbox/autotask") == files)
    #expect(try rehearsal.words(8_601).isEmpty)
  }

  @Test("Once a day, on each run, or when asked for", arguments: ["daily", "every-run", "manual"])
  func schedule(word: String) throws {
    let rehearsal = try Rehearsal.introduced([], settings: Rehearsal.settings("paid-dates: \(word)"))
    func asks() throws -> Bool {
      try rehearsal.run()
      let asks = try rehearsal.names().contains { $0.hasSuffix("-paid-dates.qbxml") }
      try rehearsal.practice()
      return asks
    }
    if word == "daily" { try rehearsal.settle() }
    let first = [try asks(), try asks()]
    rehearsal.wait(days: 1)
    let second = [try asks(), try asks()]
    var refresh = PassOptions()
    refresh.refresh = [.paidDates]
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run(refresh)
    #expect(try rehearsal.names().contains { $0.hasSuffix("-paid-dates.qbxml") })
    switch word {
    case "daily": #expect(first + second == [false, false, true, false])
    case "every-run": #expect(first + second == [true, false, true, false])
    default: #expect(first + second == [false, false, false, false])
    }
  }

  @Test("Paid in part: the balance is kept, no date is given")
  func partly() throws {
    let rehearsal = try PaidDatesTests.transferred()
    try rehearsal.company.enterPayment(
      invoice: "1002", cents: 400, date: "2026-11-10", now: rehearsal.practiceTime)
    try rehearsal.settle()
    let item = try #require(try rehearsal.item(8_601))
    #expect(item.balance?.description == "6.00")
    #expect(item.paidDate == nil)
    #expect(
      try rehearsal.words(8_601) == [
        "partly-paid: invoice 8601 is paid in part in QuickBooks: 4.00 of 10.00, 6.00 is open"
      ])
  }

  @Test("Taken back: the date goes, the words say that Autotask still has it; a new payment brings a new one")
  func takenBack() throws {
    let rehearsal = try PaidDatesTests.transferred()
    let payment = try rehearsal.company.enterPayment(
      invoice: "1002", date: "2026-11-05", now: rehearsal.practiceTime)
    try rehearsal.settle()
    rehearsal.wait(days: 2)
    try rehearsal.company.removePayment(payment, now: rehearsal.practiceTime)
    try rehearsal.settle()
    #expect(try rehearsal.item(8_601)?.paidDate == nil)
    let words = [
      "payment-taken-back: invoice 8601 was paid on 2026-11-05 and is not any more: a payment was taken back in"
        + " QuickBooks, 10.00 is open"
    ]
    #expect(try rehearsal.words(8_601) == words)
    rehearsal.wait(days: 1)
    try rehearsal.settle()
    #expect(try rehearsal.words(8_601) == words)
    try rehearsal.company.enterPayment(invoice: "1002", date: "2026-11-20", now: rehearsal.practiceTime)
    rehearsal.wait(days: 1)
    try rehearsal.settle()
    #expect(try rehearsal.words(8_601).isEmpty)
    #expect(try PaidDatesTests.patch(rehearsal) == #"[{"id":8601,"paidDate":"2026-11-20"}]"#)
  }

  @Test(
    "Another invoice of the number at the same customer keeps the date back; at another customer it does not")
  func duplicates() throws {
    let rehearsal = try PaidDatesTests.transferred([(8_601, "10"), (8_602, "20")])
    let now = rehearsal.practiceTime
    let other = try rehearsal.company.enterInvoice(
      customer: "Alder Freight", number: "1002", date: "2026-11-04", item: "Labor", cents: 5, now: now)
    try rehearsal.company.enterInvoice(
      customer: "Birch Bakery", number: "1003", date: "2026-11-04", item: "Labor", cents: 5, now: now)
    for invoice in [8_601, 8_602] as [Int64] {
      let id = try #require(try rehearsal.item(invoice)?.txnID)
      try rehearsal.company.enterPayment(invoice: id.rawValue, date: "2026-11-05", now: now)
    }
    try rehearsal.settle()
    #expect(try PaidDatesTests.patch(rehearsal) == #"[{"id":8602,"paidDate":"2026-11-05"}]"#)
    #expect(
      try rehearsal.words(8_601) == [
        "number-duplicated: QuickBooks has another invoice of number 1002 for the same customer (TxnID \(other)), so the"
          + " paid date of invoice 8601 is not given to Autotask"
      ])
    #expect(
      try rehearsal.history(8_601, "paid-date-kept-back")
        == "the paid date 2026-11-05 is not given to Autotask: QuickBooks has another invoice of number 1002 for the same"
        + " customer")
    try rehearsal.company.deleteInvoice(other, now: now)
    rehearsal.wait(days: 40)
    try rehearsal.settle()
    #expect(try PaidDatesTests.patch(rehearsal) == #"[{"id":8601,"paidDate":"2026-11-05"}]"#)
    #expect(try rehearsal.words(8_601).isEmpty)
  }

  @Test("Autotask's own paid date is never overwritten")
  func locked() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(
      Export.plain([
        Export.Invoice(8_601, [Export.Line(1, "10")], more: ["\"paidDate\":\"2026-11-02T00:00:00Z\""])
      ]))
    try rehearsal.settle()
    rehearsal.wait(days: 1)
    try rehearsal.company.enterPayment(invoice: "1001", date: "2026-11-05", now: rehearsal.practiceTime)
    try rehearsal.settle()
    #expect(try rehearsal.item(8_601)?.paidDate?.description == "2026-11-05")
    #expect(try !PaidDatesTests.patch(rehearsal).contains("paidDate"))
    #expect(
      try rehearsal.history(8_601, "paid-date-kept-back")
        == "the paid date 2026-11-05 is not given to Autotask: Autotask had a paid date before")
  }

  @Test(
    "Void, deleted or changed in QuickBooks is said in words, whatever a missing one is answered with",
    arguments: ["single-missing=500", "single-missing=3120"])
  func changes(belief: String) throws {
    let rehearsal = try PaidDatesTests.transferred(
      [(8_601, "10"), (8_602, "20"), (8_603, "30")], beliefs: [belief])
    let now = rehearsal.practiceTime
    try rehearsal.company.voidInvoice("1002", now: now)
    try rehearsal.company.deleteInvoice("1003", now: now)
    try rehearsal.company.changeInvoice("1004", firstLineCents: 3_100, now: now)
    try rehearsal.settle()
    #expect(
      try rehearsal.words(8_601) == [
        "voided-in-quickbooks: invoice 8601 is void in QuickBooks (number 1002) and not in Autotask"
      ])
    #expect(
      try rehearsal.words(8_602) == [
        "deleted-in-quickbooks: invoice 8602 is not in QuickBooks any more (number 1003): it was deleted there"
      ])
    #expect(
      try rehearsal.words(8_603) == [
        "changed-in-quickbooks: invoice 8603 was changed in QuickBooks (number 1004): subtotal was 30.00 and is 31.00"
      ])
    rehearsal.wait(days: 1)
    try rehearsal.run()
    let set = try #require(try rehearsal.openSets().first)
    #expect(set.text.contains("<RefNumber>1004<"))
    #expect(!set.text.contains("<RefNumber>1002<"))
    #expect(!set.text.contains("<RefNumber>1003<"))
  }

  @Test("An invoice that got another number in QuickBooks is found by its TxnID, without waiting a day")
  func renumbered() throws {
    let rehearsal = try PaidDatesTests.transferred()
    let now = rehearsal.practiceTime
    try rehearsal.company.changeInvoice("1002", number: "A-7", now: now)
    try rehearsal.company.enterPayment(invoice: "A-7", date: "2026-11-05", now: now)
    try rehearsal.settle()
    let item = try #require(try rehearsal.item(8_601))
    #expect(item.number == "A-7")
    #expect(!item.isAskedByTxnID)
    #expect(
      try PaidDatesTests.patch(rehearsal) == #"[{"id":8601,"invoiceNumber":"A-7","paidDate":"2026-11-05"}]"#)
  }

  @Test("Voided in Autotask after transfer: asked for, paid or not, until QuickBooks shows it void or gone")
  func voidedAfterTransfer() throws {
    let rehearsal = try PaidDatesTests.transferred()
    try rehearsal.company.enterPayment(invoice: "1002", date: "2026-11-05", now: rehearsal.practiceTime)
    try rehearsal.settle()
    try rehearsal.drop(
      Export.plain([
        Export.Invoice(
          8_601, [Export.Line(86_010, "10")],
          more: ["\"isVoided\":true", "\"voidedDate\":\"2026-11-06T10:00:00Z\""])
      ]), as: "void.zip")
    rehearsal.wait(days: 60)
    try rehearsal.settle()
    #expect(
      try rehearsal.words(8_601) == [
        "voided-after-transfer: invoice 8601 is voided in Autotask after it went to QuickBooks as number 1002 (10.00)"
      ])
    try rehearsal.company.voidInvoice("1002", now: rehearsal.practiceTime)
    rehearsal.wait(days: 1)
    try rehearsal.settle()
    #expect(
      try rehearsal.words(8_601) == [
        "voided-in-quickbooks: invoice 8601 is void in QuickBooks, as it is in Autotask"
      ])
    #expect(try rehearsal.item(8_601)?.answerFindings.first?.severity == .notice)
    rehearsal.wait(days: 1)
    try rehearsal.settle()
    #expect(try rehearsal.item(8_601)?.answerFindings.first?.severity == .notice)
  }

  @Test("An invoice of nothing counts as paid without a date, and nobody is told to do anything")
  func zero() throws {
    let rehearsal = try PaidDatesTests.transferred([(8_601, "0")])
    try rehearsal.settle()
    let item = try #require(try rehearsal.item(8_601))
    #expect(item.state == .confirmed)
    #expect(item.paidDate == nil)
    #expect(try rehearsal.words(8_601).isEmpty)
  }

  @Test("Many invoices are asked for in sets of the size of the settings")
  func sizes() throws {
    let invoices = (8_601...8_710).map { (Int64($0), "10") }
    let rehearsal = try Rehearsal.introduced(
      invoices,
      settings: Rehearsal.settings("message-sets: {writes: 100, bytes: 20000}", "paid-dates: manual"))
    try rehearsal.settle()
    var refresh = PassOptions()
    refresh.refresh = [.paidDates]
    try rehearsal.run(refresh)
    let sets = try rehearsal.openSets()
    #expect(sets.count > 1)
    #expect(sets.allSatisfy { $0.bytes.count < 20_000 })
    #expect(sets.filter { $0.text.contains("ReceivePaymentQueryRq") }.count == 1)
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.names().isEmpty)
  }
}
