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

@Suite("What a company file lacks is said once, for the connector")
struct ConnectorFindingsTests {
  private static let export = Export(
    companies: [Export.Company(id: 201, name: "Alder Freight")],
    codes: [Export.Code(id: 11, name: "Labor"), Export.Code(id: 13, name: "Hardware")],
    invoices: [
      Export.Invoice(8_601, [Export.Line(1, "10")]),
      Export.Invoice(8_602, [Export.Line(2, code: 13, "Cable", "20")]),
      Export.Invoice(8_603, [Export.Line(3, code: 13, "Switch", "30")]),
      Export.Invoice(8_604, [Export.Line(4, code: 13, "Router", "40")]),
    ])

  private static let lacking = """
    held: the company file of connector main has no account "Hardware Sales", which new items need [account-missing]
      Create an Income account "Hardware Sales" in QuickBooks (Lists > Chart of Accounts > Account > New) and run \
    autopost run --refresh lists; what waits for it then goes by itself.
    """

  /// Three of four invoices need an account that QuickBooks does not have.
  private func met(_ lines: String...) throws -> Rehearsal {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings(lines.joined(separator: "\n    ")))
    try rehearsal.temporary.write(
      "connector,billing code,account\n,Hardware,Hardware Sales\n", to: "mappings/accounts.csv")
    try rehearsal.drop(ConnectorFindingsTests.export)
    try rehearsal.settle()
    return rehearsal
  }

  private func lacks(_ result: PassResult) -> [String] {
    result.findings.filter { $0.id.rawValue == "account-missing" }.map(\.text)
  }

  private func status(_ rehearsal: Rehearsal) throws -> String {
    StatusText.page(try Exchange(reading: rehearsal.folder.root).overview(now: rehearsal.now))
  }

  @Test("What is turned off in QuickBooks, perhaps for good, is told after the sets that are to be run")
  func turnedOff() throws {
    var export = ConnectorFindingsTests.export
    export.companies.append(Export.Company(id: 202, name: "Juniper Law"))
    export.companies[1].more = ["\"currencyID\":2"]
    let currencies = Export.envelope([
      "{\"id\":1,\"name\":\"US Dollar\",\"isInternalCurrency\":true}",
      "{\"id\":2,\"name\":\"Euro\",\"isInternalCurrency\":false}",
    ])
    export.invoices.append(Export.Invoice(8_605, company: 202, [Export.Line(5, "50")]))
    let rehearsal = try Rehearsal(settings: Rehearsal.settings())
    try rehearsal.run()
    try rehearsal.practice()
    let files = export.files + [Export.File(name: "Currencies.json", text: currencies)]
    try rehearsal.temporary.write(Packing.zip(files), to: "inbox/export.zip")
    try rehearsal.run()
    let todo = try Exchange(reading: rehearsal.folder.root).overview(now: rehearsal.now).todo.map(\.headline)
    let run = try #require(todo.firstIndex { $0.hasPrefix("Run 1 message set") }, "\(todo)")
    let off = try #require(todo.firstIndex { $0.hasPrefix("Multiple currencies are turned off") }, "\(todo)")
    #expect(run < off)
  }

  @Test(
    "An account: each pass names it once, status says who waits for it, and it goes when the account is there",
    arguments: ["first-contact: careful", "first-contact: at-once"])
  func account(contact: String) throws {
    let rehearsal = try met(contact)
    #expect(lacks(try rehearsal.run()) == [ConnectorFindingsTests.lacking])
    let item = try #require(try rehearsal.item(8_603))
    #expect(
      item.findings.map(\.text) == [
        """
        invoice:8603: held: the company file of connector main has no account "Hardware Sales", which new items need \
        [account-missing]
          Nothing is to be done for this item alone: it goes by itself when what is said of connector main is done.
        """
      ])
    let page = try status(rehearsal)
    #expect(
      page.hasPrefix(
        """
        To do now
          1. The company file of connector main has no account "Hardware Sales", which new items need.
             - Create an Income account "Hardware Sales" in QuickBooks (Lists > Chart of Accounts > Account > New) and run \
        autopost run --refresh lists; what waits for it then goes by itself.
             - 3 items (90.00) wait for it.
               invoice:8602, invoice:8603, invoice:8604

        """), "\(page)")
    #expect(page.split(separator: "Nothing is to be done for this item alone").count == 2)
    try rehearsal.company.addAccount(name: "Hardware Sales", type: "Income", now: rehearsal.practiceTime)
    var options = PassOptions()
    options.refresh = [.lists]
    try rehearsal.settle(options)
    #expect(lacks(try rehearsal.run()) == [])
    #expect(try rehearsal.states() == (8_601...8_604).map { "\($0) confirmed" })
    #expect(rehearsal.company.entries == ConnectorFindingsTests.export.answerKey())
    #expect(try !status(rehearsal).contains("Hardware Sales"))
  }

  @Test("It is said as long as an item waits for it, and no longer")
  func nobodyWaits() throws {
    let rehearsal = try met()
    for invoice in [8_602, 8_603, 8_604] as [Int64] {
      #expect(lacks(try rehearsal.run()) == [ConnectorFindingsTests.lacking])
      try rehearsal.order { try $0.resolve(.invoice(invoice), .byHand, reason: "entered by Anna", now: $1) }
    }
    #expect(lacks(try rehearsal.run()) == [])
    #expect(try !status(rehearsal).contains("Hardware Sales"))
  }
}
