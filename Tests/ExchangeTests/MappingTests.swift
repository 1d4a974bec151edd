import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Settings
import Spool
import TestSupport
import Testing

@Suite("Mapping tables are written from what is known, and proved")
struct MappingTests {
  private func table(_ name: String, _ rehearsal: Rehearsal) throws -> [String] {
    let bytes = try Disk.read(rehearsal.folder.mappings.appending(FilePath(name)))
    return String(decoding: bytes, as: UTF8.self).replacing("\u{FEFF}", with: "").split(separator: "\r\n")
      .map(
        String.init)
  }

  private func export(
    _ rehearsal: Rehearsal, _ tables: [MappingTable] = MappingTable.allCases
  ) throws
    -> [ExportedMapping]
  {
    try rehearsal.look { try $0.exportMappings(tables, now: rehearsal.now) }
  }

  @Test("map export writes a row for every name of the invoices, with nothing filled in")
  func whole() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(Packing.zip(RulesTests.files), as: "export.zip")
    try rehearsal.run()
    let written = try export(rehearsal)
    #expect(
      written.map { "\($0.file) \($0.rows) \($0.added) \($0.unfilled)" } == [
        "mappings/organizations.csv 1 1 1", "mappings/resources.csv 0 0 0", "mappings/items.csv 11 11 11",
        "mappings/accounts.csv 5 5 5", "mappings/classes.csv 1 1 1", "mappings/expense-accounts.csv 0 0 0",
        "mappings/payroll-items.csv 0 0 0",
      ])
    #expect(
      try table("organizations.csv", rehearsal) == [
        "organizationID,organization,connector,customer", "201,Alder Freight,,",
      ])
    #expect(
      try table("items.csv", rehearsal) == [
        "connector,kind,name,item", ",block,Remote,", ",charge,Parts,", ",expense,Travel,", ",labor,Remote,",
        ",milestone,Projects,", ",product,Laptop 14,", ",retainer,Remote,", ",service,Workstation,",
        ",setup-fee,Managed,", ",subscription,Managed,", ",ticket,Remote,",
      ])
    #expect(
      try table("accounts.csv", rehearsal) == [
        "connector,billing code,account", ",Managed,", ",Parts,", ",Projects,", ",Remote,", ",Travel,",
      ])
    #expect(try table("classes.csv", rehearsal) == ["connector,line of business,class", "main,,"])
  }

  @Test("What it writes can be read, changes nothing, and the second time nothing is new")
  func again() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(Packing.zip(RulesTests.files), as: "export.zip")
    try rehearsal.run()
    _ = try export(rehearsal)
    let before = try rehearsal.temporary.tree()
    #expect(try export(rehearsal).allSatisfy { $0.added == 0 })
    #expect(try rehearsal.temporary.tree() == before)
    let result = try rehearsal.run()
    #expect(result.findings.isEmpty)
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed"])
  }

  @Test("A row that says only where an organization belongs gets its name, and nothing else")
  func names() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.temporary.write(
      "organizationID,connector\n202,main\n999,\n", to: "mappings/organizations.csv")
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    _ = try export(rehearsal, [.organizations])
    #expect(
      try table("organizations.csv", rehearsal) == [
        "organizationID,organization,connector,customer", "202,Juniper Law,main,", "999,,,",
        "201,Alder Freight,,",
      ])
  }

  @Test("Rows that people wrote stay as they are, in their order, and cover their names")
  func kept() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.temporary.write(
      "name,item\nRemote,Field\nsomething else,Other\n", to: "mappings/Items.csv")
    try rehearsal.drop(Packing.zip(RulesTests.files), as: "export.zip")
    try rehearsal.run()
    let written = try export(rehearsal, [.items])
    #expect(written.map(\.file) == ["mappings/Items.csv"])
    #expect(written.map(\.added) == [7])
    #expect(
      try table("Items.csv", rehearsal).prefix(4) == [
        "connector,kind,name,item", ",,Remote,Field", ",,something else,Other", ",charge,Parts,",
      ])
  }

  @Test("Each connector has its own rows where there are several")
  func connectors() throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings() + """
          - name: west
            company-file: 'C:\\QuickBooks\\West.qbw'
            company-name: West Inc
            taxes: autotask
        """)
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n202,Juniper Law,west,\n",
      to: "mappings/organizations.csv")
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    _ = try export(rehearsal, [.accounts, .organizations])
    let rows = try table("accounts.csv", rehearsal)
    #expect(rows.contains("main,Labor,"))
    #expect(rows.contains("west,Autotask Tax,"))
    #expect(rows.contains { $0.hasPrefix("west,") && !$0.contains("Autotask Tax") })
    #expect(
      try table("organizations.csv", rehearsal) == [
        "organizationID,organization,connector,customer", "202,Juniper Law,west,", "201,Alder Freight,,",
      ])
  }

  @Test("map check names what QuickBooks does not have, and names that no invoice has")
  func check() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    try rehearsal.temporary.write(
      "organizationID,customer\n201,Alder Freight\n202,\"Juniper Law, LLP\"\n999,new\n",
      to: "mappings/organizations.csv")
    try rehearsal.temporary.write(
      "kind,name,item\n,Labor,Labor\nlabor,Labour,Labor\n,Managed:Backup,Bakcup\n", to: "mappings/items.csv")
    let checked = try rehearsal.look { try $0.checkMappings(now: rehearsal.now) }
    #expect(
      checked.tables.map { "\($0.rows) \($0.filled)" } == ["3 3", "0 0", "3 3", "0 0", "0 0", "0 0", "0 0"])
    #expect(
      checked.findings.map { "\($0.place?.text ?? "") \($0.severity.rawValue): \($0.problem)" } == [
        "mappings/organizations.csv:3 error: QuickBooks has no customer \"Juniper Law, LLP\" on connector main; it has"
          + " \"Juniper Law\"",
        "mappings/organizations.csv:4 warning: no export that has arrived has the organization \"999\"",
        "mappings/items.csv:3 warning: no invoice that has arrived has the item name \"Labour\"; did you mean \"Labor\"?",
        "mappings/items.csv:4 error: QuickBooks has no item \"Bakcup\" on connector main",
      ])
  }

  /// Two connectors that exchange everything, each with its company file's answers to its lists.
  private func peopled() throws -> Rehearsal {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings().replacing(
        "[invoices, paid-dates]", with: "[invoices, expense-reports, timesheets]")
          + """
            - name: west
              company-file: 'C:\\QuickBooks\\West.qbw'
              company-name: West Inc
              transfer: [invoices]
          """)
    try rehearsal.company.addEmployee(name: "Betty Decker", now: rehearsal.practiceTime)
    try rehearsal.company.addVendor(name: "v-Stone, Carl", now: rehearsal.practiceTime)
    var export = FirstContactTests.export
    export.companies += [
      Export.Company(id: 203, name: "Alder Freight West"), Export.Company(id: 204, name: "Nobody's"),
    ]
    var files = export.files
    files.append(
      Export.File(
        name: "Resources.json",
        text: Export.envelope([
          "{\"id\":9,\"firstName\":\"Betty\",\"lastName\":\"Decker\",\"isActive\":true}",
          "{\"id\":10,\"firstName\":\"Carl\",\"lastName\":\"Stone\",\"isActive\":true}",
          "{\"id\":11,\"firstName\":\"Gone\",\"lastName\":\"Long\",\"isActive\":false}",
        ])))
    try rehearsal.drop(Packing.zip(files), as: "export.zip")
    try rehearsal.run()
    try rehearsal.practice { $0.path.description.contains("/main/") }
    try rehearsal.run()
    return rehearsal
  }

  @Test(
    "All seven tables get every row that is known or needed, with QuickBooks' names that are like it beside it"
  )
  func everyTable() throws {
    let rehearsal = try peopled()
    try rehearsal.company.addCustomer(name: "Nobodys Inc", now: rehearsal.practiceTime)
    var options = PassOptions()
    options.refresh = [.lists]
    try rehearsal.run(options)
    try rehearsal.practice { $0.path.description.contains("/main/") }
    try rehearsal.run()
    let written = try export(rehearsal)
    #expect(
      written.map { "\($0.file.dropFirst(9)) \($0.rows) \($0.unfilled) \($0.exact) \($0.suggested)" } == [
        "organizations.csv 4 4 1 2", "resources.csv 2 2 0 2", "items.csv 2 2 1 0", "accounts.csv 2 2 0 0",
        "classes.csv 1 1 0 0", "expense-accounts.csv 0 0 0 0", "payroll-items.csv 3 3 0 0",
      ])
    let suggested = MappingTable.suggestionColumn
    #expect(
      try table("organizations.csv", rehearsal) == [
        "organizationID,organization,connector,customer,\(suggested)", "201,Alder Freight,,,",
        "202,Juniper Law,,,", "203,Alder Freight West,,,Alder Freight", "204,Nobody's,,,Nobodys Inc",
      ])
    #expect(
      try table("resources.csv", rehearsal) == [
        "resourceID,resource,connector,vendor,employee,\(suggested)",
        "9,\"Decker, Betty\",,,,employee Betty Decker", "10,\"Stone, Carl\",,,,\"vendor v-Stone, Carl\"",
      ])
    #expect(
      try table("payroll-items.csv", rehearsal) == [
        "connector,category,payroll item", "main,Labor,", "main,Managed~Backup,", "main,*,",
      ])
    // Read again, none of it says anything; with a target, a row loses its suggestion.
    #expect(try rehearsal.run().published.isEmpty)
    let kept = try rehearsal.temporary.tree()
    #expect(try export(rehearsal).allSatisfy { $0.added == 0 })
    #expect(try rehearsal.temporary.tree() == kept)
    let text = try table("organizations.csv", rehearsal).joined(separator: "\r\n").replacing(
      "204,Nobody's,,,", with: "204,Nobody's,,Nobodys Inc,")
    try rehearsal.temporary.write(text, to: "mappings/organizations.csv")
    _ = try export(rehearsal, [.organizations])
    #expect(try table("organizations.csv", rehearsal).last == "204,Nobody's,,Nobodys Inc,")
    #expect(try rehearsal.look { $0.mappings.rows(of: .organizations).last?["customer"] } == "Nobodys Inc")
  }

  @Test("What a billing code is for decides in which table it stands")
  func categories() throws {
    let rehearsal = try peopled()
    try rehearsal.drop(
      Packing.zip([
        Export.File(
          name: "entityInformation/BillingCodes.json",
          text:
            "{\"fields\":[{\"name\":\"useType\",\"picklistValues\":[{\"value\":\"1\",\"label\":\"Work Type\"},"
            + "{\"value\":\"2\",\"label\":\"Expense Category\"},{\"value\":\"3\",\"label\":\"Internal Billing Code\"}]}]}"
        ),
        Export.File(
          name: "BillingCodes.json",
          text: Export.envelope([
            "{\"id\":21,\"name\":\"Overtime\",\"useType\":1}", "{\"id\":22,\"name\":\"Meals\",\"useType\":2}",
            "{\"id\":23,\"name\":\"Vacation\",\"useType\":3}",
            "{\"id\":24,\"name\":\"Cables\",\"useType\":4}",
          ])),
      ]), as: "codes.zip")
    try rehearsal.run()
    _ = try export(rehearsal)
    #expect(
      try table("expense-accounts.csv", rehearsal) == [
        "connector,category,billable,reimbursable,account", "main,Meals,,,",
      ])
    #expect(
      try table("payroll-items.csv", rehearsal).dropFirst() == [
        "main,Labor,", "main,Managed~Backup,", "main,Overtime,", "main,Vacation,", "main,*,",
      ])
  }

  @Test("map check proves people, expense accounts and payroll items, and that ids have their own names")
  func checkOfPeople() throws {
    let rehearsal = try peopled()
    try rehearsal.temporary.write(
      "organizationID,organization,connector\n201,\"Alder Freight, Inc.\",\n202,Alder Freight,\n203,Alder East,west\n",
      to: "mappings/organizations.csv")
    try rehearsal.temporary.write(
      "resourceID,resource,vendor,employee\n9,betty decker,Betty Decker,Betty Decker\n"
        + "10,Carl Stein,\"v-Stone, Carl\",\"v-Stone, Carl\"\n11,Gone Long,,Betty Deckre\n",
      to: "mappings/resources.csv")
    try rehearsal.temporary.write(
      "connector,category,account\n,*,Nowhere\nwest,*,Travel\n", to: "mappings/expense-accounts.csv")
    try rehearsal.temporary.write(
      "connector,category,payroll item\n,Labor,Hourly Regular\n,*,Hourly\nwest,*,Hourly\n",
      to: "mappings/payroll-items.csv")
    let checked = try rehearsal.look { try $0.checkMappings(now: rehearsal.now) }
    #expect(
      checked.findings.map { "\($0.place?.text.dropFirst(9) ?? "") \($0.severity.rawValue): \($0.problem)" }
        == [
          "organizations.csv:3 error: the row has the id 202, which is \"Juniper Law\", beside the name \"Alder Freight\","
            + " which is organization 201",
          "organizations.csv:4 warning: organization 203 is \"Alder Freight West\" in Autotask, and the row calls it"
            + " \"Alder East\"",
          "resources.csv:2 error: QuickBooks has no vendor \"Betty Decker\" on connector main; it has an employee or other"
            + " name called so",
          "resources.csv:3 warning: resource 10 is \"Stone, Carl\" in Autotask, and the row calls it \"Carl Stein\"",
          "resources.csv:4 warning: no record that has arrived has the resource \"11\"",
          "resources.csv:4 error: QuickBooks has no employee \"Betty Deckre\" on connector main; did you mean \"Betty"
            + " Decker\"?",
          "expense-accounts.csv:2 error: QuickBooks has no account \"Nowhere\" on connector main",
          "expense-accounts.csv:3 notice: QuickBooks' lists of connector west have not arrived, so nobody can say whether"
            + " it has what the table names",
          "payroll-items.csv:3 error: QuickBooks has no payroll item \"Hourly\" on connector main",
          "payroll-items.csv:4 notice: connector west transfers no timesheets, so the table says nothing for it",
        ])
  }

  @Test("map check says what would move after first use, before a pass refuses it")
  func checkOfMoves() throws {
    let rehearsal = try peopled()
    try rehearsal.practice { $0.path.description.contains("/main/") }
    try rehearsal.run()
    try rehearsal.temporary.write("organizationID,connector\n201,west\n", to: "mappings/organizations.csv")
    let exchange = try Exchange(reading: rehearsal.folder.root)
    #expect(
      try exchange.checkMappings(now: rehearsal.now).findings.map(\.problem) == [
        "organization 201 Alder Freight has 1 invoice in main (Contoso Inc); it cannot move to west"
      ])
  }

  @Test("A mapping that is changed after a refusal sends the item again by itself")
  func refusal() throws {
    let rehearsal = try Rehearsal()
    var export = FirstContactTests.export
    export.invoices = [Export.Invoice(8_601, [Export.Line(1, "10")])]
    try rehearsal.drop(export)
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    // QuickBooks has lost the item between the lists and the invoice, and cannot make it.
    rehearsal.company.beliefs.conflict = .vendor
    try rehearsal.practice()
    try rehearsal.run()
    rehearsal.company.beliefs.conflict = .none
    #expect(try rehearsal.states()[0].hasPrefix("8601 refused"))
    try rehearsal.company.addItem(kind: .service, name: "Hours", now: rehearsal.practiceTime)
    try rehearsal.company.addCustomer(name: "Alder Freight (C)", now: rehearsal.practiceTime)
    var options = PassOptions()
    options.refresh = [.lists]
    try rehearsal.run(options)
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.openSets().allSatisfy { !$0.isTransfer })
    try rehearsal.temporary.write("name,item\nLabor,Hours\n", to: "mappings/items.csv")
    try rehearsal.temporary.write(
      "organizationID,customer\n201,Alder Freight (C)\n", to: "mappings/organizations.csv")
    try rehearsal.run()
    let set = try #require(try rehearsal.openSets().first(where: \.isTransfer))
    #expect(!set.text.contains("ItemServiceAdd"))
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed"])
  }
}
