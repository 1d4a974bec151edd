import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import TestSupport
import Testing

@Suite("The rules of the invoice, from the bundle to QuickBooks' books")
struct RulesTests {
  /// One line of each kind in one invoice; a role, a service, a product and a milestone name them.
  static let files: [Export.File] = {
    var export = Export()
    export.companies = [Export.Company(id: 201, name: "Alder Freight")]
    export.codes = [
      Export.Code(id: 11, name: "Remote"), Export.Code(id: 12, name: "Managed"),
      Export.Code(id: 13, name: "Parts"),
      Export.Code(id: 14, name: "Travel"), Export.Code(id: 15, name: "Projects"),
    ]
    func line(_ id: Int64, _ code: Int64, _ text: String, _ more: String...) -> Export.Line {
      Export.Line(id, code: code, text, "10", more: ["\"billingItemType\":\(40 + id)"] + more)
    }
    export.invoices = [
      Export.Invoice(
        8_601,
        [
          line(1, 11, "Hours", "\"timeEntryID\":1", "\"roleID\":4"),
          line(2, 12, "Workstation, October", "\"serviceID\":63"),
          line(3, 13, "Laptop for Ann", "\"ticketChargeID\":9"),
          line(4, 13, "Cable", "\"projectChargeID\":9"), line(5, 15, "Phase one", "\"milestoneID\":5"),
          line(6, 11, "Block of ten", "\"contractBlockID\":3"), line(7, 11, "Retainer"),
          line(8, 11, "Ten tickets"), line(9, 12, "Backup year"),
          line(10, 14, "Train", "\"expenseItemID\":2"), line(11, 12, "Setup"),
        ])
    ]
    let labels = [
      (47, "Retainer Purchase"), (48, "Ticket Purchase"), (49, "Subscription"), (51, "Setup Fee"),
    ]
    let values = labels.map { "{\"value\":\"\($0)\",\"label\":\"\($1)\"}" }.joined(separator: ",")
    func file(_ name: String, _ record: String) -> Export.File {
      Export.File(name: "\(name).json", text: Export.envelope([record]))
    }
    return export.files + [
      file("Roles", "{\"id\":4,\"name\":\"Engineer\"}"),
      file("Services", "{\"id\":63,\"name\":\"Workstation\"}"),
      file("Products", "{\"id\":7,\"name\":\"Laptop 14\"}"),
      file("TicketCharges", "{\"id\":9,\"name\":\"Laptop\",\"productID\":7}"),
      file("ProjectCharges", "{\"id\":9,\"name\":\"Patch cable\",\"productID\":null}"),
      file("ContractMilestones", "{\"id\":5,\"title\":\"Phase 1\"}"),
      Export.File(
        name: "entityInformation/BillingItems.json",
        text: "{\"fields\":[{\"name\":\"billingItemType\",\"picklistValues\":[\(values)]}]}"),
    ]
  }()

  /// The items of the published invoice, in the order of its lines.
  static func items(_ settings: String...) throws -> [String] {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("first-contact: at-once", settings.joined(separator: "\n    ")))
    try rehearsal.drop(Packing.zip(files), as: "export.zip")
    try rehearsal.run()
    let set = try #require(try rehearsal.openSets().first(where: \.isTransfer))
    let invoice = try #require(set.text.split(separator: "<InvoiceAddRq").last)
    return invoice.split(separator: "<ItemRef>").dropFirst().map { part in
      String(part.split(separator: "<FullName>")[1].prefix { $0 != "<" })
    }
  }

  static let standard = [
    "Remote", "Workstation", "Laptop 14", "Parts", "Projects", "Remote", "Remote", "Remote", "Managed",
    "Travel",
    "Managed",
  ]

  @Test("Without a setting, each kind is named as the help says")
  func standard() throws { #expect(try RulesTests.items() == RulesTests.standard) }

  @Test(
    "Each naming of the settings shows in the published bytes",
    arguments: [
      ("labor", "billing-code", 0, "Remote"), ("labor", "role", 0, "Engineer"),
      ("labor", "role:billing-code", 0, "Engineer:Remote"),
      ("labor", "billing-code:role", 0, "Remote:Engineer"), ("service", "name", 1, "Workstation"),
      ("service", "billing-code", 1, "Managed"), ("service", "billing-code:name", 1, "Managed:Workstation"),
      ("product", "name", 2, "Laptop 14"), ("product", "billing-code", 2, "Parts"),
      ("product", "billing-code:name", 2, "Parts:Laptop 14"), ("charge", "billing-code", 3, "Parts"),
      ("charge", "name", 3, "Patch cable"), ("milestone", "billing-code", 4, "Projects"),
      ("milestone", "name", 4, "Phase 1"), ("block", "billing-code", 5, "Remote"),
      ("block", "generic", 5, "Block Hours"), ("retainer", "billing-code", 6, "Remote"),
      ("retainer", "generic", 6, "Retainers"), ("ticket", "billing-code", 7, "Remote"),
      ("ticket", "generic", 7, "Tickets"), ("subscription", "billing-code", 8, "Managed"),
      ("subscription", "name", 8, "Backup year"), ("expense", "billing-code", 9, "Travel"),
      ("expense", "generic", 9, "Expenses"), ("setup-fee", "billing-code", 10, "Managed"),
      ("setup-fee", "generic", 10, "Setup Fees"),
    ])
  func option(kind: String, naming: String, line: Int, name: String) throws {
    var expected = RulesTests.standard
    expected[line] = name
    #expect(try RulesTests.items("item-names: {\(kind): '\(naming)'}") == expected)
  }

  @Test("decrement-inventory: no names charges by their own names")
  func inventory() throws {
    var expected = RulesTests.standard
    expected[2] = "Laptop"
    expected[3] = "Patch cable"
    #expect(try RulesTests.items("decrement-inventory: no") == expected)
  }

  @Test("QuickBooks takes every kind of line, and every naming")
  func accepted() throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings(
        "item-names: {labor: 'role:billing-code', service: 'billing-code:name', block: generic, expense: generic}"
      ))
    try rehearsal.drop(Packing.zip(RulesTests.files), as: "export.zip")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed"])
  }

  // MARK: Taxes and terms

  static func taxed(_ more: [String] = []) -> Export {
    var export = FirstContactTests.export
    export.invoices = [
      Export.Invoice(
        8_601, [Export.Line(1, "100", taxed: "8.0000")],
        more: ["\"totalTaxValue\":8.0000", "\"taxRegionName\":\"Albany County\""] + more)
    ]
    return export
  }

  @Test("Autotask's tax goes as a line, and QuickBooks' subtotal is compared with both")
  func taxes() throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("taxes: autotask"), beliefs: ["sales-tax=on"])
    try rehearsal.temporary.write(
      "connector,billing code,account\n,Autotask Tax,Sales Tax Payable\n", to: "mappings/accounts.csv")
    try rehearsal.drop(RulesTests.taxed())
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed"])
    let item = try #require(try rehearsal.item(8_601))
    #expect(item.net?.description == "100.00")
    #expect(item.subtotal?.description == "108.00")
    #expect(item.salesTax?.description == "0.00")
    #expect(item.answerFindings.isEmpty)
  }

  @Test(
    "Taxes changed between sending and answer: compared is what was sent",
    arguments: ["autotask", "quickbooks"])
  func taxesChanged(sent: String) throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("taxes: \(sent)"),
      beliefs: ["sales-tax=\(sent == "autotask" ? "on" : "off")"])
    try rehearsal.temporary.write(
      "connector,billing code,account\n,Autotask Tax,Sales Tax Payable\n", to: "mappings/accounts.csv")
    try rehearsal.drop(RulesTests.taxed())
    for _ in 0..<2 {
      try rehearsal.run()
      if try rehearsal.openSets().contains(where: \.isTransfer) { break }
      try rehearsal.practice()
    }
    try rehearsal.practice { $0.isTransfer }
    try rehearsal.temporary.write(
      Rehearsal.settings("taxes: \(sent == "autotask" ? "quickbooks" : "autotask")"), to: "autopost.yaml")
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 confirmed"])
    let item = try #require(try rehearsal.item(8_601))
    #expect(item.subtotal?.description == (sent == "autotask" ? "108.00" : "100.00"))
    #expect(item.answerFindings.map(\.id.rawValue).filter { $0 != "tax-differs" } == [])
  }

  @Test("The due date goes, and the terms that QuickBooks has")
  func terms() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("terms: autotask"))
    let files =
      RulesTests.taxed(["\"paymentTerm\":2", "\"dueDate\":\"2026-12-02T00:00:00Z\""]).files + [
        Export.File(
          name: "PaymentTerms.json",
          text: Export.envelope(["{\"id\":2,\"name\":\"Net 30\",\"paymentDueInDays\":30}"]))
      ]
    try rehearsal.drop(Packing.zip(files), as: "export.zip")
    for _ in 0..<2 {
      try rehearsal.run()
      if try rehearsal.openSets().contains(where: \.isTransfer) { break }
      try rehearsal.practice()
    }
    let text = try #require(try rehearsal.openSets().first(where: \.isTransfer)).text
    #expect(text.contains("<DueDate>2026-12-02</DueDate>"))
    #expect(text.contains("<TermsRef>"))
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed"])
  }

  // MARK: Numbers

  @Test("Of two invoices with one number the older goes; the other goes when it is renumbered")
  func sharedNumber() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("invoice-numbers: autotask"))
    var export = FirstContactTests.export
    export.invoices = [
      Export.Invoice(8_601, [Export.Line(1, "10")], more: ["\"invoiceNumber\":\"1047\""]),
      Export.Invoice(8_602, [Export.Line(2, "20")], more: ["\"invoiceNumber\":\"1047\""]),
    ]
    try rehearsal.drop(export)
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 held number-shared"])
    export.invoices[1].more = ["\"invoiceNumber\":\"1048\""]
    try rehearsal.drop(Packing.zip(export.files, day: 4), as: "again.zip")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 confirmed"])
  }

  @Test("The invoice that waits goes when the other one is voided")
  func sharedNumberVoided() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("invoice-numbers: autotask"))
    var export = FirstContactTests.export
    export.invoices = [
      Export.Invoice(8_601, date: "2026-10-02", [Export.Line(1, "10")], more: ["\"invoiceNumber\":\"1047\""]),
      Export.Invoice(8_602, [Export.Line(2, "20")], more: ["\"invoiceNumber\":\"1047\""]),
    ]
    try rehearsal.drop(export)
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 held before-start", "8602 held number-shared"])
    export.invoices[0].more += ["\"isVoided\":true"]
    try rehearsal.drop(Packing.zip(export.files, day: 4), as: "again.zip")
    try rehearsal.settle()
    #expect(try rehearsal.states()[1] == "8602 confirmed")
  }

  // MARK: What comes later

  @Test("An organization that is only named in a description may come in a later bundle")
  func lateOrganization() throws {
    let rehearsal = try Rehearsal()
    var export = FirstContactTests.export
    export.invoices = [Export.Invoice(8_601, [Export.Line(1, "10", company: 777)])]
    try rehearsal.drop(export)
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 held organization-missing"])
    try rehearsal.drop(
      Packing.zip(
        [
          Export.File(
            name: "Companies.json", text: Export.envelope(["{\"id\":777,\"companyName\":\"Alder North\"}"]))
        ], day: 4), as: "late.zip")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed"])
    #expect(
      try rehearsal.keptSets().values.contains {
        String(decoding: $0, as: UTF8.self).contains("Alder North: Work")
      })
  }

  @Test("A service that is renamed in Autotask makes what waits be judged anew")
  func renamed() throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("readiness: manual", "item-names: {service: name}"))
    try rehearsal.drop(Packing.zip(RulesTests.files.filter { $0.name != "Services.json" }), as: "export.zip")
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 held item-source-unknown"])
    try rehearsal.drop(
      Packing.zip(RulesTests.files.filter { $0.name == "Services.json" }, day: 4), as: "late.zip")
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 not-ready"])
  }

  @Test("A charge that comes later names its line by its product")
  func lateCharge() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("readiness: manual", "first-contact: at-once"))
    let late = ["TicketCharges.json", "Products.json"]
    try rehearsal.drop(Packing.zip(RulesTests.files.filter { !late.contains($0.name) }), as: "export.zip")
    try rehearsal.run()
    try rehearsal.drop(
      Packing.zip(RulesTests.files.filter { late.contains($0.name) }, day: 4), as: "late.zip")
    try rehearsal.run()
    try rehearsal.command { exchange, now in
      try exchange.setReady(try exchange.ledger.items().map(\.key), now: now)
    }
    try rehearsal.run()
    let text = try #require(try rehearsal.openSets().first(where: \.isTransfer)).text
    #expect(text.contains("<FullName>Laptop 14</FullName>"))
  }
}

extension Export.Line {
  init(_ id: Int64, _ amount: String, taxed tax: String) {
    self.init(id, "Work on site", amount, more: ["\"taxDollars\":\(tax)"])
  }

  init(_ id: Int64, _ amount: String, company: Int64) {
    self.init(id, "Work on site", amount, more: ["\"companyID\":\(company)"])
  }
}
