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
  /// Every switch that a month gets through without a person who does more than 8604 and 8606 ask for.
  static let beliefs = [
    "ref-number=numbered", "repeated-set=status", "repeated-set=execute", "partial-500=keep",
    "single-missing=3120", "outside-1252=question-mark", "absent-request-id=blank", "line-ends=crlf",
    "conflict-3100=inactive", "conflict-3100=same-kind", "sales-tax=off", "classes=off", "multi-currency=on",
    "inventory=off", "time-tracking=off", "closing-date=2026-10-31",
  ]

  @Test("The books are the answer key: customer, date, lines, cents, once each", arguments: beliefs)
  func books(belief: String) throws {
    let month = try Month(beliefs: [belief])
    try month.play()
    #expect(
      try month.rehearsal.states() == (8_601...8_609).map { "\($0) confirmed" }, "\(belief)")
    #expect(month.rehearsal.company.entries == Month.secondWeek.answerKey(), "\(belief)")
    let classes = Set(month.rehearsal.company.books.flatMap(\.lines).map(\.className))
    #expect(classes.contains("Services") != (belief == "classes=off"))
    #expect(try month.rehearsal.files(in: "inbox") == [])
    #expect(try month.rehearsal.files(in: "outbox/quarantine") == [])
  }

  @Test("At once, for those who exchange files only once, the books are the same", arguments: beliefs)
  func atOnce(belief: String) throws {
    let month = try Month(beliefs: [belief], settings: Rehearsal.settings("first-contact: at-once"))
    try month.play()
    #expect(
      try month.rehearsal.states() == (8_601...8_609).map { "\($0) confirmed" }, "\(belief)")
    #expect(month.rehearsal.company.entries == Month.secondWeek.answerKey(), "\(belief)")
  }

  @Test("What stands in the way is said of each invoice, and the rest goes on")
  func held() throws {
    let month = try Month()
    try month.dropFirstWeek()
    try month.rehearsal.settle()
    #expect(
      try month.rehearsal.states() == [
        "8601 confirmed", "8602 confirmed", "8603 held organization-missing",
        "8604 held email-address-missing", "8605 confirmed", "8606 held account-missing", "8607 confirmed",
      ])
    #expect(
      month.rehearsal.company.entries == Month.secondWeek.answerKey([8_601, 8_602, 8_605, 8_607]))
    try month.putRight()
    #expect(
      try month.rehearsal.states() == [
        "8601 confirmed", "8602 confirmed", "8603 held organization-missing", "8604 confirmed",
        "8605 confirmed", "8606 confirmed", "8607 confirmed",
      ])
  }

  @Test("A file that left numbers blank gets one invoice and no more, and then ours with Autotask's numbers")
  func blankNumbers() throws {
    let month = try Month(beliefs: ["ref-number=blank"])
    try month.dropFirstWeek()
    try month.rehearsal.settle()
    #expect(month.rehearsal.company.entries == Month.secondWeek.answerKey([8_601]))
    let found = try #require(month.rehearsal.findings.first { $0.id == .numbersMissing })
    #expect(
      found.remedy
        == "Write invoice-numbers: autotask below connector main in autopost.yaml, and number the invoice by hand in"
        + " QuickBooks.")
    try month.rehearsal.temporary.write(
      Rehearsal.settings("invoice-numbers: autotask"), to: "autopost.yaml")
    try month.putRight()
    try month.dropSecondWeek()
    try month.rehearsal.settle()
    #expect(month.rehearsal.company.entries == Month.secondWeek.answerKey())
    #expect(
      Set(month.rehearsal.company.books.map { $0.number ?? "none" })
        == Set(["none"] + (8_602...8_609).map { "A-\($0)" }))
  }

  @Test("The same bundle in other packing changes nothing, and the same bytes are a duplicate")
  func repacked() throws {
    let month = try Month()
    try month.play()
    let sets = try month.rehearsal.keptSets()
    try month.rehearsal.drop(Packing.zip(Month.secondWeek.files, day: 12), as: "week 2 again.zip")
    try month.rehearsal.drop(Packing.zip(Month.secondWeek.files.reversed(), day: 10), as: "week 2 copy.zip")
    try month.rehearsal.drop(Month.secondWeek.files[2].text, as: "Invoices.json")
    try month.rehearsal.run()
    #expect(try month.rehearsal.openSets().isEmpty)
    #expect(try month.rehearsal.keptSets() == sets)
    #expect(try month.rehearsal.files(in: "state/duplicates") == ["week 2 copy.zip"])
    #expect(try month.rehearsal.states() == (8_601...8_609).map { "\($0) confirmed" })
  }
}
