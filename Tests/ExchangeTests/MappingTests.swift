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
    _ rehearsal: Rehearsal, _ tables: [MappingTable] = Exchange.exportedTables
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
        "mappings/organizations.csv 1 1 1", "mappings/items.csv 11 11 11", "mappings/accounts.csv 5 5 5",
        "mappings/classes.csv 1 1 1",
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
    #expect(try export(rehearsal).map(\.added) == [0, 0, 0, 0])
    #expect(try rehearsal.temporary.tree() == before)
    let result = try rehearsal.run()
    #expect(result.findings.isEmpty)
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed"])
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
    #expect(checked.tables.map { "\($0.rows) \($0.filled)" } == ["3 3", "3 3", "0 0", "0 0"])
    #expect(
      checked.findings.map { "\($0.place?.text ?? "") \($0.severity.rawValue): \($0.problem)" } == [
        "mappings/organizations.csv:3 error: QuickBooks has no customer \"Juniper Law, LLP\" on connector main; it has"
          + " \"Juniper Law\"",
        "mappings/organizations.csv:4 warning: no invoice that has arrived has the organization \"999\"",
        "mappings/items.csv:3 warning: no invoice that has arrived has the item name \"Labour\"; did you mean \"Labor\"?",
        "mappings/items.csv:4 error: QuickBooks has no item \"Bakcup\" on connector main",
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
