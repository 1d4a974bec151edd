import Accounting
import ByteFormats
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Report
import Spool
import TestSupport
import Testing

@Suite("A company that comes from Autotask's own extension starts without one duplicate")
struct ChangeOverTests {
  private static let settings = Rehearsal.settings("readiness: manual")

  /// A line of work for so much; the old extension has written QuickBooks' number into Autotask.
  private static func invoice(
    _ id: Int64, company: Int64 = 201, number: String?, date: String = "2026-11-02", _ amount: String
  ) -> Export.Invoice {
    Export.Invoice(
      id, company: company, date: date, [Export.Line(id * 10, amount)],
      more: ["\"invoiceNumber\":\(number.map { "\"\($0)\"" } ?? "null")"])
  }

  private static let export = Export(
    companies: [
      Export.Company(id: 200, name: "Birch Bakery"), Export.Company(id: 201, name: "Alder Freight"),
      Export.Company(id: 202, name: "Juniper Law LLP"),
    ],
    codes: [Export.Code(id: 11, name: "Labor")],
    invoices: [
      // Agrees in everything.
      invoice(8_601, number: "5001", "100"),
      // The old extension never gave its number back.
      invoice(8_602, number: nil, "200"),
      // Somebody changed it in QuickBooks.
      invoice(8_603, number: "5003", "300"),
      // Transferred twice by the old extension.
      invoice(8_604, number: "5004", "400"),
      // The customer is written otherwise.
      invoice(8_605, company: 202, number: "5005", "500"),
      // Never transferred.
      invoice(8_606, company: 200, number: nil, "600"),
      // Before the days that are asked for.
      invoice(8_607, number: "5007", date: "2026-10-20", "700"),
      // Two alike, of which one was transferred.
      invoice(8_608, number: "5008", "800"), invoice(8_609, number: nil, "800"),
      // Two alike without a number, of which one was transferred.
      invoice(8_610, company: 200, number: nil, "900"), invoice(8_611, company: 200, number: nil, "900"),
    ])

  /// The company file as the old extension and the bookkeeper left it, and the export in autopost.
  private static func left() throws -> (rehearsal: Rehearsal, ids: [String: String]) {
    let rehearsal = try Rehearsal(settings: settings)
    let now = rehearsal.practiceTime
    for name in ["Alder Freight", "Birch Bakery", "Juniper Law"] {
      try rehearsal.company.addCustomer(name: name, now: now)
    }
    try rehearsal.company.addItem(kind: .service, name: "Labor", now: now)
    var ids: [String: String] = [:]
    for (name, number, date, cents, key) in [
      ("Alder Freight", "5001", "2026-11-02", 10_000, "8601"),
      ("Alder Freight", "5002", "2026-11-02", 20_000, "8602"),
      ("Alder Freight", "5003", "2026-11-02", 29_000, "8603"),
      ("Alder Freight", "5004", "2026-11-02", 40_000, "8604"),
      ("Alder Freight", "5004", "2026-11-02", 40_000, "8604 again"),
      ("Juniper Law", "5005", "2026-11-02", 50_000, "8605"),
      ("Alder Freight", "5007", "2026-10-20", 70_000, "8607"),
      ("Alder Freight", "5008", "2026-11-02", 80_000, "8608"),
      ("Birch Bakery", "5010", "2026-11-02", 90_000, "8610"),
      ("Birch Bakery", "9000", "2026-11-03", 1_234, "her own"),
    ] as [(String, String, String, Int64, String)] {
      ids[key] = try rehearsal.company.enterInvoice(
        customer: name, number: number, date: date, item: "Labor", cents: cents, now: now)
    }
    try rehearsal.drop(export)
    try rehearsal.settle()
    return (rehearsal, ids)
  }

  private static func ask(_ rehearsal: Rehearsal) throws {
    let period = try #require(Period("2026-11"))
    try rehearsal.command { try $0.audit(period, of: nil, now: $1) }
    try rehearsal.practice()
    try rehearsal.run()
  }

  private static func propose(_ rehearsal: Rehearsal) throws -> ChangeOverProposal {
    rehearsal.wait(minutes: 1)
    return try rehearsal.look { try $0.proposeChangeOver(now: rehearsal.now) }
  }

  private static func rows(_ table: [UInt8]) throws -> [[String]] {
    var reader = CSVReader(table)
    var rows: [[String]] = []
    while try reader.next() { rows.append(reader.row.fields.indices.map { reader.row.text($0) ?? "?" }) }
    return rows
  }

  private static func resolve(_ rehearsal: Rehearsal, _ rows: [[String]]) throws -> [String] {
    var writer = CSVWriter(formulas: .guarded, byteOrderMark: true)
    for row in rows { writer.row(row) }
    return try rehearsal.order {
      try $0.resolve(table: writer.bytes, path: "change-over.csv", reason: nil, now: $1)
    }.map(\.problem)
  }

  @Test(
    "The proposal: sure is only what agrees in everything and stands alone; what comes near waits for a person"
  )
  func proposal() throws {
    let (rehearsal, ids) = try ChangeOverTests.left()
    #expect(
      try rehearsal.states().filter { !$0.hasSuffix(" not-ready") } == [
        "8605 held customer-near-match", "8607 held before-start",
      ])
    try ChangeOverTests.ask(rehearsal)
    let proposal = try ChangeOverTests.propose(rehearsal)
    let rows = try ChangeOverTests.rows(proposal.table)
    #expect(rows[0].prefix(5) == ["item", "in-quickbooks", "reason", "match", "why"])
    func id(_ key: String) -> String { ids[key] ?? "?" }
    let early = "invoice 8607 is dated 2026-10-20, before transfer-from 2026-11-01"
    let agrees = "same number, customer, date and amount"
    #expect(
      rows.dropFirst().map { "\($0[0]) | \($0[1]) | \($0[2]) | \($0[3]) | \($0[4]) | \($0[14])" } == [
        "invoice:8602 |  |  | check | Autotask has no number | \(id("8602"))",
        "invoice:8603 |  |  | check | amount 290.00 instead of 300.00 | \(id("8603"))",
        "invoice:8604 |  |  | check | QuickBooks has this number more than once for the customer | \(id("8604"))",
        "invoice:8604 |  |  | check | QuickBooks has this number more than once for the customer | \(id("8604 again"))",
        "invoice:8605 |  |  | check | customer \"Juniper Law\" is only similar to \"Juniper Law LLP\" | \(id("8605"))",
        "invoice:8610 |  |  | check | Autotask has no number | \(id("8610"))",
        "invoice:8611 |  |  | check | Autotask has no number | \(id("8610"))",
        "invoice:8601 | \(id("8601")) | \(agrees) | sure |  | \(id("8601"))",
        "invoice:8608 | \(id("8608")) | \(agrees) | sure |  | \(id("8608"))",
        "invoice:8606 |  |  | not in QuickBooks |  | ", "invoice:8609 |  |  | not in QuickBooks |  | ",
        "invoice:8607 |  |  | not asked | \(early) | ", " |  |  | only in QuickBooks |  | \(id("her own"))",
      ])
    #expect(
      [
        proposal.items, proposal.sure, proposal.toCheck, proposal.notThere, proposal.notAsked,
        proposal.onlyThere,
        proposal.heldBack,
      ] == [11, 2, 6, 2, 1, 1, 8])
    // The reason stands with each, and goes when there is none any more.
    #expect(
      try rehearsal.words(8_602) == [
        "may-be-in-quickbooks: QuickBooks may have invoice 8602 already: number 5002 (TxnID \(id("8602"))), Autotask has no"
          + " number"
      ])
    try rehearsal.company.deleteInvoice(id("8602"), now: rehearsal.practiceTime)
    try ChangeOverTests.ask(rehearsal)
    #expect(try ChangeOverTests.propose(rehearsal).heldBack == 7)
    #expect(try rehearsal.words(8_602) == [])
    #expect(proposal.notAskedDays?.description == "2026-10-20..2026-10-20")
    // A word for all is none for these.
    let words = try rehearsal.order { try $0.setReadyAllEligible(now: $1) }.map(\.problem)
    #expect(
      words == [
        "invoice:8602 goes with the next message set", "invoice:8606 goes with the next message set",
        "invoice:8609 goes with the next message set",
        "6 items that QuickBooks may have already stay back; autopost status names them",
      ])
    let page = StatusText.page(try Exchange(reading: rehearsal.folder.root).overview(now: rehearsal.now))
    #expect(page.contains("6 items (3,400.00) wait for a person to decide: QuickBooks may have it already."))
    #expect(!page.contains("for autopost ready."))
    // What may be there does not go, whatever is released meanwhile by a setting.
    try rehearsal.temporary.write(Rehearsal.settings(), to: "autopost.yaml")
    try rehearsal.run()
    #expect(
      try rehearsal.states().filter { !$0.contains(" not-ready") } == [
        "8602 open", "8605 held may-be-in-quickbooks customer-near-match", "8606 ready",
        "8607 held before-start", "8609 ready",
      ])
  }

  @Test("What was voided in QuickBooks, and an invoice over nothing, is there all the same")
  func voided() throws {
    let rehearsal = try Rehearsal(settings: ChangeOverTests.settings)
    let ids = try rehearsal.enterByHand([
      ("5001", "2026-11-02", 0), ("5002", "2026-11-02", 20_000), ("5003", "2026-11-02", 30_000),
      ("5003", "2026-11-02", 30_000),
    ])
    try rehearsal.company.voidInvoice(ids[1], now: rehearsal.practiceTime)
    try rehearsal.company.voidInvoice(ids[3], now: rehearsal.practiceTime)
    var export = ChangeOverTests.export
    export.invoices = [
      ChangeOverTests.invoice(8_601, number: "5001", "0"),
      ChangeOverTests.invoice(8_602, number: "5002", "200"),
      ChangeOverTests.invoice(8_603, number: "5003", "300"),
    ]
    try rehearsal.drop(export)
    try rehearsal.settle()
    try ChangeOverTests.ask(rehearsal)
    let rows = try ChangeOverTests.rows(try ChangeOverTests.propose(rehearsal).table).dropFirst()
    #expect(
      rows.map { "\($0[0]) | \($0[3]) | \($0[4]) | \($0[14])" } == [
        "invoice:8602 | check | it is void, or over nothing, in QuickBooks; amount 0.00 instead of 200.00 | \(ids[1])",
        "invoice:8601 | sure |  | \(ids[0])", "invoice:8603 | sure |  | \(ids[2])",
        " | only in QuickBooks |  | \(ids[3])",
      ])
  }

  @Test("Without a number, the customer's invoice of that day over another amount is for a person to look at")
  func changedWithoutNumber() throws {
    let rehearsal = try Rehearsal(settings: ChangeOverTests.settings)
    let ids = try rehearsal.enterByHand([
      ("5001", "2026-11-02", 29_000), ("5002", "2026-11-03", 29_000), ("5003", "2026-11-02", 10_000),
    ])
    var export = ChangeOverTests.export
    export.invoices = [
      ChangeOverTests.invoice(8_601, number: nil, "300"),
      ChangeOverTests.invoice(8_602, number: "5003", "100"),
      // Another customer, and one with a number of its own.
      ChangeOverTests.invoice(8_603, company: 200, number: nil, "300"),
      ChangeOverTests.invoice(8_604, number: "5009", "400"),
    ]
    try rehearsal.drop(export)
    try rehearsal.settle()
    try ChangeOverTests.ask(rehearsal)
    let rows = try ChangeOverTests.rows(try ChangeOverTests.propose(rehearsal).table).dropFirst()
    #expect(
      rows.map { "\($0[0]) | \($0[3]) | \($0[4]) | \($0[14])" } == [
        "invoice:8601 | check | Autotask has no number; amount 290.00 instead of 300.00 | \(ids[0])",
        "invoice:8602 | sure |  | \(ids[2])", "invoice:8603 | not in QuickBooks |  | ",
        "invoice:8604 | not in QuickBooks |  | ", " | only in QuickBooks |  | \(ids[1])",
      ])
  }

  @Test("What is linked keeps nothing of the rule that held it before")
  func linkedBeforeStart() throws {
    let (rehearsal, ids) = try ChangeOverTests.left()
    let id = try #require(ids["8607"])
    _ = try ChangeOverTests.resolve(
      rehearsal, [["item", "in-quickbooks", "reason"], ["invoice:8607", id, "posted in October"]])
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.item(8_607)?.state == .confirmed)
    #expect(try rehearsal.item(8_607)?.findings == [])
    let page = StatusText.page(try Exchange(reading: rehearsal.folder.root).overview(now: rehearsal.now))
    #expect(!page.contains("invoice 8607 is dated"))
  }

  @Test("Two invoices of Autotask that lay claim to one of QuickBooks are for a person to decide")
  func twoClaims() throws {
    let rehearsal = try Rehearsal(settings: ChangeOverTests.settings)
    let id = try rehearsal.enterByHand([("5001", "2026-11-02", 10_000)])[0]
    var export = ChangeOverTests.export
    export.invoices = [
      ChangeOverTests.invoice(8_601, number: "5001", "100"),
      ChangeOverTests.invoice(8_602, number: "5001", "100"),
      // The same number, date and amount at another customer.
      ChangeOverTests.invoice(8_603, company: 200, number: "5001", "100"),
    ]
    try rehearsal.drop(export)
    try rehearsal.settle()
    try ChangeOverTests.ask(rehearsal)
    let rows = try ChangeOverTests.rows(try ChangeOverTests.propose(rehearsal).table).dropFirst()
    #expect(
      rows.map { "\($0[0]) | \($0[1]) | \($0[3]) | \($0[4]) | \($0[14])" } == [
        "invoice:8601 |  | check | it is as well invoice:8602 | \(id)",
        "invoice:8602 |  | check | it is as well invoice:8601 | \(id)",
        "invoice:8603 |  | check | customer \"Alder Freight\" instead of \"Birch Bakery\" | \(id)",
      ])
  }

  @Test(
    "From the proposal to the end of the month: everything stands in QuickBooks once, and follows its paid date"
  )
  func withoutDuplicates() throws {
    let (rehearsal, ids) = try ChangeOverTests.left()
    let seeded = rehearsal.company.books.map(\.txnID)
    try ChangeOverTests.ask(rehearsal)
    // The customer that is written otherwise is mapped first, as the words ask.
    _ = try ChangeOverTests.propose(rehearsal)
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n202,,,Juniper Law\n", to: "mappings/organizations.csv")
    try rehearsal.run()
    var rows = try ChangeOverTests.rows(try ChangeOverTests.propose(rehearsal).table)
    #expect(
      rows.filter { $0[3] == "sure" }.map { $0[0] } == ["invoice:8601", "invoice:8605", "invoice:8608"])
    // What she decides: the one of two, one entered by hand, and one of two that are alike.
    func accept(_ item: String, _ reference: String, _ reason: String, _ txnID: String? = nil) throws {
      let place = try #require(rows.firstIndex { $0[0] == item && (txnID == nil || $0[14] == txnID) })
      (rows[place][1], rows[place][2]) = (reference, reason)
    }
    try accept("invoice:8602", "5002", "the paper says so")
    try accept("invoice:8603", "by-hand", "changed in QuickBooks on the customer's word")
    let first = try #require(ids["8604"])
    try accept("invoice:8604", first, "the other one is deleted", first)
    try accept("invoice:8610", try #require(ids["8610"]), "the older of the two")
    try rehearsal.company.deleteInvoice(try #require(ids["8604 again"]), now: rehearsal.practiceTime)
    #expect(
      try ChangeOverTests.resolve(rehearsal, rows) == [
        "message set 000003 asks QuickBooks for 6 invoices on connector main",
        "1 item shows as Transferred by hand and is never posted",
        "6 rows were left out, for they name no invoice of QuickBooks",
      ])
    // The same file once more does nothing.
    #expect(
      try ChangeOverTests.resolve(rehearsal, rows) == [
        "7 rows say what is known already", "6 rows were left out, for they name no invoice of QuickBooks",
      ])
    #expect(try rehearsal.openSets().map(\.name) == ["000003-recover.qbxml"])
    try rehearsal.practice()
    try rehearsal.run()
    #expect(
      try rehearsal.states() == [
        "8601 confirmed", "8602 confirmed", "8603 confirmed", "8604 confirmed", "8605 confirmed",
        "8606 not-ready",
        "8607 held before-start", "8608 confirmed", "8609 not-ready", "8610 confirmed",
        "8611 not-ready may-be-in-quickbooks",
      ])
    for (key, id) in ids where key.count == 4 && key != "8603" && key != "8607" {
      #expect(try rehearsal.item(try #require(Int64(key)))?.txnID?.rawValue == id, "\(key)")
    }
    #expect(try rehearsal.history(8_601, "linked")?.hasPrefix("QuickBooks has it as number 5001") == true)
    // An invoice of the old program is no trial of ours.
    #expect(try rehearsal.look { try $0.ledger.company(ConnectorName("main")).trial } == .none)
    // What is not there goes, now that everything else is known.
    try rehearsal.order { try $0.setReady([.invoice(8_606), .invoice(8_609), .invoice(8_611)], now: $1) }
    try rehearsal.settle()
    let posted = rehearsal.company.books.filter { !seeded.contains($0.txnID) }
    #expect(posted.map(\.subtotalCents).sorted() == [60_000, 80_000, 90_000])
    try rehearsal.company.enterPayment(invoice: "5001", date: "2026-11-05", now: rehearsal.practiceTime)
    rehearsal.wait(days: 3)
    try rehearsal.drop(ChangeOverTests.export, as: "again.zip")
    try rehearsal.settle()
    #expect(try rehearsal.item(8_601)?.paidDate?.description == "2026-11-05")
    #expect(rehearsal.company.books.count == seeded.count - 1 + 3)
    // No invoice of Autotask twice: QuickBooks' own count, by customer, date and amount, is the export's.
    func counted(_ all: [String]) -> [String: Int] { all.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
    let books = rehearsal.company.books.filter { $0.txnID != ids["her own"] && $0.number != "5003" }
    let wanted = ChangeOverTests.export.invoices.filter { $0.id != 8_603 }
    #expect(
      counted(books.map { "\($0.customer) \($0.date) \($0.subtotalCents)" })
        == counted(
          wanted.map { invoice in
            let customer = [200: "Birch Bakery", 201: "Alder Freight"][invoice.company] ?? "Juniper Law"
            return "\(customer) \(invoice.date) \(Cents.of(invoice.lines[0].amount))"
          }))
    // What autopost links now is compared like its own.
    try ChangeOverTests.ask(rehearsal)
    let audits = try Exchange(reading: rehearsal.folder.root).controlTotals(now: rehearsal.now).audits
    #expect(audits.flatMap(\.differences).map(\.problem) == [])
    #expect(audits.map(\.same.count) == [9])
  }

  @Test("A word that QuickBooks does not bear out links nothing, and lets nothing go")
  func wrongWord() throws {
    let (rehearsal, ids) = try ChangeOverTests.left()
    let her = try #require(ids["her own"])
    _ = try ChangeOverTests.resolve(
      rehearsal,
      [
        ["item", "in-quickbooks", "reason"], ["invoice:8606", her, "a guess"],
        ["invoice:8609", "4711", "a guess"],
      ])
    try rehearsal.practice()
    try rehearsal.run()
    try rehearsal.temporary.write(Rehearsal.settings(), to: "autopost.yaml")
    try rehearsal.run()
    let states = try rehearsal.states()
    #expect(states.contains("8606 not-ready not-that-invoice"))
    #expect(states.contains("8609 not-ready not-that-invoice"))
  }

  @Test("The question is taken back: what a person said to be there still does not go by itself")
  func takenBack() throws {
    let (rehearsal, _) = try ChangeOverTests.left()
    _ = try ChangeOverTests.resolve(
      rehearsal, [["item", "in-quickbooks", "reason"], ["invoice:8606", "4711", "a guess"]])
    let set = try rehearsal.open("recover")
    try rehearsal.order { try $0.withdraw(set, notRunBecause: nil, now: $1) }
    try rehearsal.temporary.write(Rehearsal.settings(), to: "autopost.yaml")
    try rehearsal.run()
    try rehearsal.practice { $0.name.hasSuffix("-recover.qbxml") }
    try rehearsal.run()
    #expect(try rehearsal.item(8_606)?.state == .notReady)
  }

  /// The lines that are refused, each with its problem; the ledger stays as it was.
  private func refused(_ text: String) throws -> [String] {
    let (rehearsal, _) = try ChangeOverTests.left()
    let before = try rehearsal.states()
    do {
      try rehearsal.order { try $0.resolve(table: Array(text.utf8), path: "f.csv", reason: nil, now: $1) }
    } catch let error as ExchangeError {
      guard case .rowsRefused(let findings) = error else { throw error }
      #expect(try rehearsal.states() == before)
      #expect(try rehearsal.openSets().isEmpty)
      return findings.map { "\($0.place?.line ?? 0): \($0.problem)" }
    }
    return []
  }

  @Test(
    "Each row is checked first; those that cannot be followed are named by their lines, and nothing is done")
  func refusals() throws {
    #expect(
      try refused(
        """
        \u{FEFF}item;in-quickbooks;reason\r
        invoice:8601;5001;the same\r
        8602;5002;no type\r
        invoice:8603;5003;\r
        ;5003;whose\r
        invoice:8604;;left out\r
        invoice:9999;77;not known\r
        invoice:8601;5009;once more\r
        invoice:8605;1A-1795271400;the same\r
        invoice:8606;1A-1795271400;the same too\r
        invoice:8608;"";left out\r
        invoice:8609;0123456789012345678901234567890123456789;too long\r
        timesheet:5/2026-11-01;12;no invoice\r
        invoice:8610;10😀;no character of QuickBooks\r
        invoice:8611;1a-1795271400;no TxnID, and too long for a number\r
        """) == [
          "3: \"8602\" is not the name of an item",
          "4: the row of invoice:8603 gives no reason, which the auditor wants to read",
          "5: the row names no item", "7: invoice:9999 is not known",
          "8: invoice:8601 stands on line 2 already",
          "10: invoice 8606 cannot be TxnID 1A-1795271400, which is invoice:8605",
          "12: invoice 8609 cannot be looked up as \"0123456789012345678901234567890123456789\"",
          "13: timesheet:5/2026-11-01 is not known", "14: invoice 8610 cannot be looked up as \"10😀\"",
          "15: invoice 8611 cannot be looked up as \"1a-1795271400\"",
        ])
    #expect(
      try refused("item,number\ninvoice:8601,5001\n") == [
        "1: the table has no columns item and in-quickbooks"
      ])
    #expect(try refused("item,in-quickbooks\n\"invoice:8601,5001\n").count == 1)
  }

  @Test("Without an answer there is nothing to propose, in words")
  func nothingAsked() throws {
    let (rehearsal, _) = try ChangeOverTests.left()
    #expect(
      try rehearsal.refusal {
        _ = try $0.proposeChangeOver(now: $1)
        return []
      }
        == "command-not-possible: QuickBooks has not said yet which invoices it has, so nothing can be proposed"
    )
  }
}
