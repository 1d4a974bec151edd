import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import Report
import SQLite
import Spool
import TestSupport
import Testing

@Suite("Status, totals and history tell what the ledger knows")
struct ReportingTests {
  private func reading(_ rehearsal: Rehearsal) throws -> Exchange {
    try Exchange(reading: rehearsal.folder.root)
  }

  @Test("A folder in which nothing ever happened reads as empty and stays as it was")
  func empty() throws {
    let temporary = try TemporaryFolder()
    let exchange = try Exchange(reading: temporary.path)
    #expect(
      StatusText.page(try exchange.overview(now: Rehearsal.start)) == """
        Nothing to do.

        Totals
          Nothing was received yet.

        """)
    #expect(try exchange.itemRows().isEmpty)
    #expect(try temporary.tree().isEmpty)
  }

  @Test("Status is told beside a pass that holds the lock and writes")
  func besideAPass() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let writer = try Exchange(root: rehearsal.folder.root, waits: 10_000)
    try writer.ledger.begin()
    try writer.ledger.touchUnfinished()
    let overview = try reading(rehearsal).overview(now: rehearsal.now)
    try writer.ledger.commit()
    #expect(overview.openSets.map(\.number) == [SetNumber(1)])
    #expect(overview.totals.addUp)
  }

  @Test("A ledger that a killed pass left in the middle of a step is read as before that step")
  func afterAKill() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let killed = try TemporaryFolder()
    try killed.write(Rehearsal.settings(), to: "autopost.yaml")
    try Disk.makeFolder(killed.appending("state"))
    let writer = try Exchange(root: rehearsal.folder.root, waits: 10_000)
    try writer.ledger.begin()
    try writer.ledger.touchUnfinished()
    for name in ["ledger.sqlite3", "ledger.sqlite3-journal"] as [FilePath] {
      let state = killed.appending("state")
      try Disk.copyDurably(
        rehearsal.folder.state.appending(name), to: state.appending(name), .new, temporaries: state)
    }
    try writer.ledger.rollback()
    let overview = try Exchange(reading: killed.path).overview(now: rehearsal.now)
    #expect(overview.openSets.map(\.number) == [SetNumber(1)])
    #expect(overview.totals.lines.map(\.received.count) == [3])
    let result = try Exchange(reading: killed.path).check(files: [], now: rehearsal.now)
    #expect(result.files.isEmpty)
  }

  @Test("What was received is in exactly one place after each step")
  func totals() throws {
    let rehearsal = try Rehearsal()
    var export = FirstContactTests.export
    // A total that holds its tax, and one that does not.
    export.invoices.append(
      Export.Invoice(
        8_604, [Export.Line(6, "Work", "107", more: ["\"taxDollars\":7"])], total: "107",
        more: ["\"totalTaxValue\":7"]))
    export.invoices.append(
      Export.Invoice(8_605, [Export.Line(7, "100")], total: "100", more: ["\"totalTaxValue\":7"]))
    try rehearsal.drop(export)
    for _ in 0..<4 {
      try rehearsal.run()
      let found = try reading(rehearsal).controlTotals(now: rehearsal.now)
      #expect(found.differences.isEmpty)
      #expect(found.totals.lines.map(\.received.count) == [5])
      try rehearsal.practice()
    }
    // A change in Autotask after sending is a finding of the invoice and no hole in the totals.
    export.invoices[0].lines[0].amount = "240"
    try rehearsal.drop(Packing.zip(export.files, day: 9), as: "changed.zip")
    try rehearsal.run()
    #expect(try rehearsal.states().contains("8601 confirmed changed-after-sending"))
    #expect(try reading(rehearsal).controlTotals(now: rehearsal.now).differences.isEmpty)
  }

  @Test("A record without an item is a difference that names it")
  func difference() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(CheckTests.export)
    try rehearsal.run()
    let database = try Database(path: rehearsal.folder.ledger.bytes, mode: .readWrite)
    try database.execute("DELETE FROM item WHERE key = 'invoice:8604'")
    database.close()
    let found = try reading(rehearsal).controlTotals(now: rehearsal.now)
    #expect(
      found.differences.map(\.problem) == [
        "main, invoices, batch 171: of 4 items received (349.51), 1 with a sum of -45.00 are in no place or in two;"
          + " received and not listed: invoice:8604"
      ])
  }

  @Test("History in the words of a person")
  func history() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    let (row, history) = try reading(rehearsal).historyRows(of: ItemKey(invoice: InvoiceID(8_601)))
    #expect(row.shown.status == .transferred)
    #expect(
      history.map { "\($0.action): \($0.result)" } == [
        "check: ready", "published: to be run", "add: applied",
      ])
    #expect(history.map(\.attempt) == [nil, 1, 1])
    #expect(history.map(\.set) == [nil, SetNumber(2), SetNumber(2)])
    #expect(history.last?.amountAutotask == Amount(units: 23_750))
    #expect(history.last?.amountQuickBooks == Amount(units: 23_750))
    #expect(history.last?.number == row.number)
  }

  @Test("An item that is not known is an error of its own")
  func unknown() throws {
    let rehearsal = try Rehearsal()
    let exchange = try reading(rehearsal)
    let error = #expect(throws: ExchangeError.self) {
      try exchange.historyRows(of: ItemKey(invoice: InvoiceID(1)))
    }
    #expect(Missing.words(of: error) == "invoice:1 is in no export that was taken")
  }

  @Test("Rows are chosen by connector, status and batch")
  func rows() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(CheckTests.export)
    try rehearsal.settle()
    let exchange = try reading(rehearsal)
    func keys(_ rows: [ItemRow]) -> [String] { rows.map(\.item.reference) }
    #expect(keys(try exchange.itemRows()) == ["8601", "8602", "8604", "8603"])
    #expect(keys(try exchange.itemRows(status: .notTransferred)) == ["8604"])
    #expect(keys(try exchange.itemRows(status: .transferred, batch: "171")) == ["8601", "8602", "8603"])
    #expect(keys(try exchange.itemRows(batch: "172")).isEmpty)
    #expect(keys(try exchange.itemRows(connector: ConnectorName("other"))).isEmpty)
    #expect(keys(try exchange.itemRows(item: ItemKey(invoice: InvoiceID(8_603)))) == ["8603"])
  }

  @Test("A reader who pages through the list stops no pass")
  func slowReader() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    let exchange = try {
      try rehearsal.run(); return try reading(rehearsal)
    }()
    try rehearsal.practice()
    var isFirst = true
    try exchange.eachItemRow { _ in
      if isFirst { try rehearsal.run() }
      isFirst = false
    }
    #expect(try rehearsal.openSets().map(\.name) == ["000002-transfer.qbxml"])
  }

  @Test("A set that waits for long says what to do")
  func age() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    #expect(try reading(rehearsal).overview(now: rehearsal.now).openSets.map(\.toDo) == [nil])
    rehearsal.wait(days: 4)
    let sets = try reading(rehearsal).overview(now: rehearsal.now).openSets
    #expect(sets.map(\.file) == ["outbox/main/requests/000001-lists.qbxml"])
    #expect(sets.first?.toDo?.contains("autopost withdraw 000001") == true)
  }

  @Test("A refused file is listed until somebody removes it; one that nobody took is listed as waiting")
  func files() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop("neither nor", as: "note.bin")
    rehearsal.wait(minutes: 5)
    try rehearsal.run()
    try rehearsal.drop(FirstContactTests.export, as: "later.zip")
    var overview = try reading(rehearsal).overview(now: rehearsal.now)
    #expect(overview.quarantine.map(\.finding.id.rawValue) == ["file-not-recognised"])
    #expect(overview.waiting.map(\.file) == ["inbox/later.zip"])
    for file in overview.quarantine { try Disk.remove(rehearsal.folder.root.appending(FilePath(file.file))) }
    overview = try reading(rehearsal).overview(now: rehearsal.now)
    #expect(overview.quarantine.isEmpty)
  }

  @Test("A tax that only one system computes is said once for each customer")
  func taxOnce() throws {
    let rehearsal = try Rehearsal()
    var export = FirstContactTests.export
    for index in export.invoices.indices { export.invoices[index].more = ["\"totalTaxValue\":7"] }
    try rehearsal.drop(export)
    try rehearsal.settle()
    let told = try rehearsal.items().filter { $0.answerFindings.contains { $0.id.rawValue == "tax-differs" } }
    #expect(told.map(\.organizationName).sorted() == ["Alder Freight", "Juniper Law"])
  }
}

/// What is missing, in the words of the error.
enum Missing {
  static func words(of error: ExchangeError?) -> String? {
    switch error {
    case .missing(let words)?, .missingFile(let words)?: words
    default: nil
    }
  }
}
