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

@Suite("Files are checked without being taken")
struct CheckTests {
  /// Three invoices that go and one that is negative.
  static let export: Export = {
    var export = FirstContactTests.export
    export.invoices.append(Export.Invoice(8_604, [Export.Line(5, "-45")]))
    return export
  }()

  @Test("What would be sent, created and held, and nothing is changed")
  func words() throws {
    let rehearsal = try Rehearsal()
    let file = try rehearsal.temporary.write(Packing.zip(CheckTests.export.files), to: "desk/november.zip")
    let before = try rehearsal.temporary.tree()
    let result = try Exchange(reading: rehearsal.folder.root).check(files: [file], now: rehearsal.now)
    #expect(
      result.text.replacing("\(file)", with: "november.zip") == """
        november.zip: Autotask bundle (zip), would be taken
          BillingCodes 2, BillingItems 5, Companies 2, Invoices 4

        Connector main
                                  items     sum
          would go to QuickBooks      3  394.51
          held by a rule              1  -45.00
          2 new customers would be created, unless QuickBooks has them already (its lists are not known yet):
            "Alder Freight", "Juniper Law"
          3 new items would be created, unless QuickBooks has them already (its lists are not known yet):
            "Labor", "Managed", "Managed:Backup"

        Findings
          invoice:8604, Alder Freight, -45.00: held by a rule
            held: invoice 8604 has the negative total -45.00 [negative-total]
              Enter a credit memo of 45.00 for the customer in QuickBooks (Customers > Create Credit Memos/Refunds), then run autopost resolve invoice:8604 --by-hand --reason TEXT.

        Nothing was taken and nothing was changed; drop the files into inbox/ to have them taken.

        """)
    #expect(result.hasRefusals)
    #expect(try rehearsal.temporary.tree() == before)
  }

  @Test("The message set that would carry one item is shown, and is what a pass publishes")
  func shown() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    var export = CheckTests.export
    export.invoices = [CheckTests.export.invoices[0]]
    let file = try rehearsal.temporary.write(Packing.zip(export.files), to: "desk/one.zip")
    let item = ItemKey(invoice: InvoiceID(export.invoices[0].id))
    let result = try Exchange(reading: rehearsal.folder.root).check(
      files: [file], show: item, now: rehearsal.now)
    try rehearsal.drop(export)
    try rehearsal.run()
    let set = try #require(try rehearsal.openSets().first(where: \.isTransfer))
    func body(_ bytes: [UInt8]) -> String {
      // The ids hold the number of the set, which is not given yet.
      String(decoding: bytes, as: UTF8.self).replacing(/(requestID|newMessageSetID)="[^"]*"/) {
        "\($0.output.1)"
      }
    }
    #expect(body(try #require(result.shown)) == body(set.bytes))
  }

  @Test("What would not be sent is not shown, and what nobody knows is an error of its own")
  func notShown() throws {
    let rehearsal = try Rehearsal()
    let file = try rehearsal.temporary.write(Packing.zip(CheckTests.export.files), to: "desk/november.zip")
    let exchange = try Exchange(reading: rehearsal.folder.root)
    let held = try exchange.check(
      files: [file], show: ItemKey(invoice: InvoiceID(8_604)), now: rehearsal.now)
    #expect(held.shown == nil)
    let error = #expect(throws: ExchangeError.self) {
      try exchange.check(files: [file], show: ItemKey(invoice: InvoiceID(1)), now: rehearsal.now)
    }
    guard case .missing("invoice:1 is not in these files")? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("Organizations that a customer of a similar name waits for are listed")
  func near() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.company.addCustomer(name: "Juniper Law, LLP", now: rehearsal.practiceTime)
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    let file = try rehearsal.temporary.write(Packing.zip(CheckTests.export.files), to: "desk/november.zip")
    let result = try Exchange(reading: rehearsal.folder.root).check(files: [file], now: rehearsal.now)
    let near = result.connectors[0].nearMatches
    #expect(
      near.map { "\($0.id) \($0.organization): \($0.customers)" } == [
        "202 Juniper Law: [\"Juniper Law, LLP\"]"
      ])
    #expect(
      result.text.contains(
        """
          1 organization has no customer of exactly its name, but a similar one; mappings/organizations.csv says which, or new:
            202 "Juniper Law": "Juniper Law, LLP"

        """))
  }

  @Test("A late bundle is judged together with what came before it")
  func late() throws {
    let rehearsal = try Rehearsal()
    var early = FirstContactTests.export
    early.companies.removeLast()
    try rehearsal.drop(early)
    try rehearsal.run()
    var late = Export()
    late.companies = [FirstContactTests.export.companies[1]]
    let file = try rehearsal.temporary.write(Packing.zip(late.files), to: "late.zip")
    let states = try rehearsal.states()
    let result = try Exchange(reading: rehearsal.folder.root).check(files: [file], now: rehearsal.now)
    #expect(result.connectors.map { $0.parts[.ready]?.count } == [2])
    #expect(result.connectors.map(\.newCustomers) == [["Juniper Law"]])
    #expect(!result.hasRefusals)
    #expect(try rehearsal.states() == states)
    #expect(
      states == ["8601 ready", "8602 held organization-missing", "8603 held organization-missing"])
  }

  @Test("Amounts of two currencies are never added")
  func currencies() throws {
    let rehearsal = try Rehearsal()
    var export = FirstContactTests.export
    export.companies[1].more = ["\"currencyID\":2"]
    let currencies = Export.envelope([
      "{\"id\":1,\"name\":\"US Dollar\",\"isInternalCurrency\":true}",
      "{\"id\":2,\"name\":\"Euro\",\"isInternalCurrency\":false}",
    ])
    let files = export.files + [Export.File(name: "Currencies.json", text: currencies)]
    let file = try rehearsal.temporary.write(Packing.zip(files), to: "export.zip")
    let result = try Exchange(reading: rehearsal.folder.root).check(files: [file], now: rehearsal.now)
    #expect(result.text.contains("237.50"))
    #expect(result.text.contains("157.01 Euro"), "\(result.text)")
    #expect(!result.text.contains("394.51"))
    #expect(String(decoding: result.json, as: UTF8.self).contains("\"otherCurrencies\": {\n"))
  }

  @Test("Lines that come alone complete the invoice that waits for them")
  func lines() throws {
    let rehearsal = try Rehearsal()
    var early = Export(
      companies: FirstContactTests.export.companies, codes: FirstContactTests.export.codes,
      invoices: [Export.Invoice(8_601, [], total: "7.00")])
    try rehearsal.drop(early)
    try rehearsal.run()
    early.invoices = [Export.Invoice(8_601, [Export.Line(4, "7")])]
    let file = try rehearsal.temporary.write(
      early.files.first { $0.name == "BillingItems.json" }?.text ?? "", to: "BillingItems.json")
    let result = try Exchange(reading: rehearsal.folder.root).check(files: [file], now: rehearsal.now)
    #expect(try rehearsal.states() == ["8601 held lines-missing"])
    #expect(result.connectors.map { $0.parts[.ready]?.count } == [1])
  }

  @Test("What was sent and came again says so, and what changed since is a finding")
  func again() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    var changed = FirstContactTests.export
    changed.invoices[0].lines[0].amount = "250"
    let same = try rehearsal.temporary.write(Packing.zip(FirstContactTests.export.files), to: "same.zip")
    let other = try rehearsal.temporary.write(Packing.zip(changed.files, day: 4), to: "other.zip")
    let exchange = try Exchange(reading: rehearsal.folder.root)
    let repeated = try exchange.check(files: [same], now: rehearsal.now)
    #expect(repeated.files.map(\.takenBefore) == ["export.zip"])
    let result = try exchange.check(files: [other], now: rehearsal.now)
    #expect(result.items.flatMap(\.findings).map(\.id.rawValue).contains("changed-after-sending"))
    #expect(result.connectors.map { $0.parts[.transferred]?.count } == [3])
    #expect(result.connectors.flatMap(\.newCustomers).isEmpty)
  }

  @Test("A bad file is refused, the good one beside it is judged without it")
  func bad() throws {
    let rehearsal = try Rehearsal()
    let good = try rehearsal.temporary.write(Packing.zip(CheckTests.export.files), to: "good.zip")
    let cut = try rehearsal.temporary.write(
      Array(Packing.zip(CheckTests.export.files, day: 4).dropLast(30)), to: "cut.zip")
    let answer = try rehearsal.temporary.write(
      "<?xml version=\"1.0\"?><QBXML><QBXMLMsgsRs/></QBXML>", to: "answer.xml")
    let result = try Exchange(reading: rehearsal.folder.root).check(
      files: [cut, answer, good], now: rehearsal.now)
    #expect(result.files.map(\.isRefused) == [true, true, false])
    #expect(result.files[1].findings.map(\.id.rawValue) == ["not-a-bundle"])
    #expect(result.connectors.map { $0.parts[.ready]?.count } == [3])
  }

  @Test("A file that is not there is an error of its own")
  func missing() throws {
    let rehearsal = try Rehearsal()
    let exchange = try Exchange(reading: rehearsal.folder.root)
    let error = #expect(throws: ExchangeError.self) {
      try exchange.check(files: [rehearsal.temporary.appending("nowhere.zip")], now: rehearsal.now)
    }
    #expect(Missing.words(of: error)?.hasSuffix("nowhere.zip is not there") == true)
  }

  @Test("A table of Transfer.csv is checked against the items that earlier bundles brought")
  func transferTable() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(CheckTests.export)
    try rehearsal.run()
    let table = try rehearsal.temporary.write(
      "item,transfer\ninvoice:8601,not-ready\ninvoice:9999,ready\n", to: "Transfer.csv")
    let result = try Exchange(reading: rehearsal.folder.root).check(files: [table], now: rehearsal.now)
    #expect(result.files.flatMap(\.findings).map(\.problem) == ["invoice:9999 is not known"])
    #expect(result.connectors.map { $0.parts[.notReady]?.count } == [1])
    #expect(try rehearsal.item(8_601)?.wish == nil)
  }

  @Test("A check goes on beside a pass that holds the lock and writes")
  func besideAPass() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(CheckTests.export)
    try rehearsal.run()
    let file = try rehearsal.temporary.write(Packing.zip(CheckTests.export.files, day: 5), to: "next.zip")
    let writer = try Exchange(root: rehearsal.folder.root, waits: 10_000)
    try writer.ledger.begin()
    try writer.ledger.setMeta("test", "being written")
    let result = try Exchange(reading: rehearsal.folder.root).check(files: [file], now: rehearsal.now)
    try writer.ledger.commit()
    #expect(result.connectors.map { $0.parts[.ready]?.count } == [3])
  }
}
