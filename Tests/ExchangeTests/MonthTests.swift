import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("A month, whatever may be true of QuickBooks, ends with the export in the books")
struct MonthTests {
  /// Every switch, and the faults, each of which strikes once.
  static let beliefs = [
    "ref-number=numbered", "ref-number=blank", "repeated-set=answer", "repeated-set=status",
    "repeated-set=execute", "partial-500=keep", "single-missing=3120", "outside-1252=question-mark",
    "absent-request-id=blank", "line-ends=crlf", "conflict-3100=vendor", "conflict-3100=inactive",
    "conflict-3100=same-kind", "sales-tax=off", "classes=off", "multi-currency=on", "inventory=off",
    "time-tracking=off", "closing-date=2026-10-31", "company-name=Fabrikam Inc",
    "hresult=0x80040400,containing=InvoiceAdd", "hresult=0x80010105,containing=InvoiceAdd",
    "hresult=0x80010105,containing=InvoiceAdd,applied", "torn-after=9,containing=InvoiceAdd",
    "torn-after=9,containing=InvoiceAdd,stopped",
  ]

  /// Those that bear on what is posted and answered; in another company, at once, everything would be posted there.
  static let beliefsAtOnce = beliefs.filter { belief in
    ["ref-number", "repeated-set", "conflict-3100", "sales-tax", "classes", "hresult", "torn-after"].contains
    {
      belief.hasPrefix($0)
    }
  }

  @Test("Every switch has its month")
  func complete() {
    let played = Set(MonthTests.beliefs.map { String($0.prefix { $0 != "=" }) })
    #expect(played == Set(PracticeBeliefs.names))
  }

  @Test("Careful: lists, a trial, and the rest", arguments: beliefs)
  func careful(belief: String) throws { try tell(belief, []) }

  @Test("At once, for those who can exchange files only once", arguments: beliefsAtOnce)
  func atOnce(belief: String) throws { try tell(belief, ["first-contact: at-once"]) }

  private func tell(_ belief: String, _ lines: [String]) throws {
    let month = try Month(beliefs: [belief], lines: lines)
    let rehearsal = month.rehearsal
    // Whatever the ledger has as confirmed stands in the books, once each, and nothing else does.
    func expectBooks(_ act: String) throws {
      let confirmed = try rehearsal.items().filter { $0.state == .confirmed }.compactMap(\.key.number)
      #expect(month.entries == month.answerKey(confirmed), "\(belief), \(act)")
    }
    func state(_ invoice: Int64) throws -> String? {
      try rehearsal.states().first { $0.hasPrefix("\(invoice) ") }
    }

    try month.firstContact()
    try expectBooks("first contact")
    // At once, what QuickBooks lacks is known only when it has refused the invoice.
    let first = try rehearsal.states()
    if lines.isEmpty {
      #expect(
        first == [
          "8601 confirmed", "8602 confirmed", "8603 held organization-missing",
          "8604 held email-address-missing", "8605 confirmed", "8606 held account-missing", "8607 confirmed",
        ], "\(belief)")
    } else {
      #expect(first[3].hasPrefix("8604 held"), "\(belief)")
      #expect(first[3].hasSuffix("email-address-missing"), "\(belief)")
    }
    #expect(try !rehearsal.files(in: "state/duplicates").isEmpty, "\(belief)")
    if belief == "ref-number=blank", lines.isEmpty {
      // One invoice showed it; the others went with Autotask's numbers.
      #expect(
        Set(rehearsal.company.books.compactMap(\.number)) == ["H-1", "A-8602", "A-8605", "A-8607"])
    }

    try month.refused()
    try expectBooks("refused")
    #expect(try state(8_604) == "8604 refused quickbooks-refused", "\(belief)")
    try month.retried()
    try expectBooks("retried")
    #expect(
      try rehearsal.states()
        == (8_601...8_607).map { $0 == 8_603 ? "8603 held organization-missing" : "\($0) confirmed" },
      "\(belief)")

    let sets = try month.lost()
    #expect(!sets.isEmpty)
    try month.recovered(sets)
    try expectBooks("recovered")
    #expect(try rehearsal.states() == (8_601...8_609).map { "\($0) confirmed" }, "\(belief)")

    try month.runTwice()
    if belief == "repeated-set=execute" {
      #expect(try state(8_610) == "8610 conflict posted-twice")
      #expect(month.entries.count == 11)
      let words = try rehearsal.item(8_610)?.answerFindings.first?.problem ?? ""
      for posted in rehearsal.company.books.suffix(2) { #expect(words.contains(posted.txnID)) }
    }
    try month.deleteSecond()
    try expectBooks("run twice")
    #expect(try rehearsal.states() == (8_601...8_610).map { "\($0) confirmed" }, "\(belief)")

    try month.paid()
    let paid = try rehearsal.states()
    #expect(
      paid.filter { !$0.hasSuffix("confirmed") } == ["8607 confirmed number-duplicated"], "\(belief)")
    let half = try rehearsal.item(8_602)?.answerFindings ?? []
    #expect(half.contains { $0.id == .partlyPaid }, "\(belief) \(half)")
    try month.takenBack()
    let end = try rehearsal.states()
    #expect(
      end.filter { !$0.hasSuffix("confirmed") } == ["8605 confirmed payment-taken-back"], "\(belief)")

    let kept = try rehearsal.keptSets()
    try month.repacked()
    #expect(try rehearsal.keptSets().keys.filter { kept[$0] == nil } == [], "\(belief)")
    #expect(try rehearsal.states() == end, "\(belief)")

    // The end: the books are the answer key, and Autotask gets the numbers and dates that stand there.
    #expect(month.entries == month.answerKey(), "\(belief)")
    let books = Dictionary(uniqueKeysWithValues: rehearsal.company.books.map { ($0.txnID, $0) })
    let numbers = Dictionary(
      try month.writtenBack("invoiceNumber").map { text in
        let words = text.split(separator: " ").map(String.init)
        return (words[0], words[1])
      }, uniquingKeysWith: { _, last in last })
    for item in try rehearsal.items() {
      let book = try #require(item.txnID.flatMap { books[$0.rawValue] }, "\(belief), \(item.key)")
      #expect(item.number == book.number, "\(belief), \(item.key)")
      #expect(numbers[item.key.reference] == book.number, "\(belief), \(item.key)")
    }
    #expect(
      try month.writtenBack("paidDate") == ["8601 2026-11-21", "8605 2026-11-20", "8607 2026-11-22"],
      "\(belief)")
    let classes = Set(rehearsal.company.books.flatMap(\.lines).map(\.className))
    #expect(classes.contains("Services") != (belief == "classes=off"))
    #expect(try rehearsal.files(in: "inbox") == [], "\(belief)")
    // Torn, of another company, or telling of a second posting: such an answer is put aside.
    if !["torn-after", "company-name", "repeated-set=execute"].contains(where: belief.hasPrefix) {
      let words = try rehearsal.files(in: "outbox/quarantine").map { name in
        try rehearsal.temporary.text(FilePath("outbox/quarantine/\(name).txt"))
      }
      #expect(words == [], "\(belief)")
    }
  }
}
