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

@Suite("From its first item in a published set, an organization stays with its connector")
struct SettingsInUseTests {
  private static let settings = Rehearsal.settingsWithNorth

  /// Alder Freight goes to the connector north.
  private func move(_ rehearsal: Rehearsal) throws {
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n201,,north,\n", to: "mappings/organizations.csv")
  }

  private func words(_ body: () throws -> Void) throws -> [String] {
    do { try body() } catch let error as ExchangeError {
      guard case .settings(let findings) = error else { throw error }
      return findings.map(\.text)
    }
    return []
  }

  private static let refusal = """
    mappings/organizations.csv:2: error: organization 201 Alder Freight has 1 invoice in main (Contoso Inc); it cannot \
    move to north [organization-moved]
      Write main in the column connector of its row. To bill it in north, create a second organization in Autotask.
    """

  @Test("A set that is published and not answered binds it, and so does one that was taken back")
  func published() throws {
    let rehearsal = try Rehearsal(settings: SettingsInUseTests.settings)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let set = try rehearsal.open("transfer")
    try move(rehearsal)
    #expect(try words { try rehearsal.run() } == [SettingsInUseTests.refusal])
    try Disk.remove(rehearsal.folder.mappings.appending("organizations.csv"))
    try rehearsal.order { try $0.withdraw(set, notRunBecause: "a test", now: $1) }
    try move(rehearsal)
    #expect(try words { try rehearsal.run() } == [SettingsInUseTests.refusal])
    // Written back, everything goes on.
    try Disk.remove(rehearsal.folder.mappings.appending("organizations.csv"))
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 open", "8602 open", "8603 open"])
  }

  @Test(
    "What cannot be right stops the pass before anything is taken or sent",
    arguments: [
      ("autopost.yaml", "connectors:\n\t- name: main\n", "settings-unreadable"),
      ("autopost.yaml", "connectors: &x [{name: main}]\n", "settings-unreadable"),
      ("autopost.yaml", "readiness: manual\nreadiness: manual\n", "settings-unreadable"),
      ("autopost.yaml", "conectors: [{name: main}]\n", "settings-key-unknown"),
      ("mappings/organizations.csv", "organizationID,connector\n201,wset\n", "mapping-connector-unknown"),
      (
        "mappings/organizations.csv", "organizationID,connector\n201,main\n0201,north\n",
        "organization-mapped-twice"
      ),
      ("mappings/resources.csv", "resourceID,connector\n9,main\n9,north\n", "resource-mapped-twice"),
      (
        "mappings/organizations.csv",
        "organizationID,customer\n201,A name that is longer than QuickBooks can ever hold\n",
        "mapping-value-invalid"
      ),
      ("mappings/organisations.csv", "organizationID,connector\n201,north\n", "mapping-file-unknown"),
      ("mappings/payroll-items.csv", "category,payroll itm\n*,Hourly\n", "mapping-column-unknown"),
    ])
  func cannotBeRight(file: String, text: String, id: String) throws {
    let rehearsal = try Rehearsal(settings: SettingsInUseTests.settings)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.temporary.write(text, to: FilePath(file))
    let before = try rehearsal.temporary.tree()
    let words = try words { try rehearsal.run() }
    #expect(words.count == 1 && words[0].contains("[\(id)]"), "\(words)")
    #expect(words[0].hasPrefix("\(file):"))
    #expect(try rehearsal.temporary.tree() == before)
    #expect(try rehearsal.files(in: "inbox") == ["export.zip"])
  }

  @Test("Before its first item is published it is free to move")
  func free() throws {
    let rehearsal = try Rehearsal(
      settings: SettingsInUseTests.settings.replacing(
        "first-contact: at-once", with: "first-contact: careful"))
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    #expect(try rehearsal.names().contains { $0.hasSuffix("-lists.qbxml") })
    #expect(try rehearsal.items().map(\.connector.rawValue) == ["main", "main", "main"])
    try move(rehearsal)
    func totals() throws -> Reconciliation {
      try Exchange(reading: rehearsal.folder.root).controlTotals(now: rehearsal.now)
    }
    // Until a pass has moved it, and afterwards, each connector's totals add up.
    let before = try totals()
    #expect(before.totals.addUp)
    #expect(
      before.totals.withoutBatches.lines.map { "\($0.key.title) \($0.received.count)" } == [
        "main, invoices 3"
      ])
    #expect(try words { try rehearsal.run() } == [])
    let after = try totals()
    #expect(after.totals.addUp)
    #expect(
      after.totals.withoutBatches.lines.map { "\($0.key.title) \($0.received.count)" } == [
        "main, invoices 2", "north, invoices 1",
      ])
    let connectors = try rehearsal.items().map { "\($0.key.reference) \($0.connector)" }
    #expect(connectors.sorted() == ["8601 north", "8602 main", "8603 main"])
  }

  /// The settings with the two connectors exchanged, or with only one of them.
  private static func settings(_ names: String...) -> String {
    let entries = names.map { name in
      """
        - name: \(name)
          company-file: 'C:\\QuickBooks\\\(name == "main" ? "Contoso" : "North").qbw'
          company-name: \(name == "main" ? "Contoso Inc" : "Contoso North")
          transfer: [invoices]
          transfer-from: 2026-11-01
          first-contact: at-once
      """
    }
    return "time-zone: America/New_York\nconnectors:\n" + entries.joined(separator: "\n") + "\n"
  }

  @Test("Another default is refused once a set that writes was published, with the bundle left where it is")
  func changedDefault() throws {
    let rehearsal = try Rehearsal(settings: SettingsInUseTests.settings("main", "north"))
    // Whoever is served has a row, so that the order of the entries moves nobody.
    try rehearsal.temporary.write(
      "organizationID,connector\n201,main\n202,north\n", to: "mappings/organizations.csv")
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 open", "8602 open", "8603 open"])
    try rehearsal.temporary.write(SettingsInUseTests.settings("north", "main"), to: "autopost.yaml")
    try rehearsal.drop(FirstContactTests.export, as: "november.zip")
    let before = try rehearsal.temporary.tree()
    #expect(
      try words { try rehearsal.run() } == [
        """
        autopost.yaml:3: error: the settings begin with connector north, and main (Contoso Inc) is the default for ever, \
        since message sets that write were published [default-connector-changed]
          Put the entry of main before that of north again, and send to north by mappings/organizations.csv and \
        mappings/resources.csv what belongs there and was not transferred yet.
        """
      ])
    #expect(try rehearsal.files(in: "inbox") == ["november.zip"])
    #expect(try rehearsal.temporary.tree() == before)
    try rehearsal.temporary.write(SettingsInUseTests.settings("main", "north"), to: "autopost.yaml")
    try rehearsal.run()
    #expect(try rehearsal.files(in: "inbox").isEmpty)
  }

  @Test("Before the first set that writes, the default and the connectors are free to change")
  func freeDefault() throws {
    func careful(_ text: String) -> String { text.replacing("at-once", with: "careful") }
    let rehearsal = try Rehearsal(settings: careful(SettingsInUseTests.settings("main", "north")))
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    try rehearsal.temporary.write(careful(SettingsInUseTests.settings("north", "main")), to: "autopost.yaml")
    try rehearsal.run()
    #expect(try Set(rehearsal.items().map(\.connector.rawValue)) == ["north"])
    try rehearsal.temporary.write(careful(SettingsInUseTests.settings("main")), to: "autopost.yaml")
    try rehearsal.run()
    #expect(try Set(rehearsal.items().map(\.connector.rawValue)) == ["main"])
  }

  @Test("A connector that is renamed is told by its company; one that is gone by what it has")
  func removed() throws {
    let rehearsal = try Rehearsal(settings: SettingsInUseTests.settings("main", "north"))
    try rehearsal.temporary.write("organizationID,connector\n202,north\n", to: "mappings/organizations.csv")
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    // The company file of main answers, and so is known by its name.
    try rehearsal.practice { $0.path.description.contains("/main/") }
    try rehearsal.run()
    try rehearsal.temporary.write("organizationID,connector\n202,north\n", to: "mappings/organizations.csv")
    try rehearsal.temporary.write(
      SettingsInUseTests.settings("main", "north").replacing("name: main", with: "name: office"),
      to: "autopost.yaml")
    #expect(
      try words { try rehearsal.run() } == [
        """
        autopost.yaml:3: error: the settings have no connector main any more, and it has 1 invoice in Contoso Inc \
        [connector-removed]
          Write name: main instead of name: office again, for a connector keeps its name for ever, whatever happens to \
        its company file.
        """
      ])
    try rehearsal.temporary.write(SettingsInUseTests.settings("main"), to: "autopost.yaml")
    try rehearsal.temporary.write("organizationID,connector\n", to: "mappings/organizations.csv")
    #expect(
      try words { try rehearsal.run() } == [
        """
        autopost.yaml: error: the settings have no connector north any more, and it has 2 invoices in its company file \
        [connector-removed]
          Write connector north back as it was, and in its old place; let mappings/organizations.csv send new \
        organizations to another one.
        """
      ])
  }

  @Test("From its first published timesheet or expense report, a resource stays with its connector")
  func resources() throws {
    let rehearsal = try Rehearsal(settings: SettingsInUseTests.settings("main", "north"))
    try rehearsal.run()
    try rehearsal.look { try $0.ledger.serve(ResourceID(9), ConnectorName("main")) }
    try rehearsal.temporary.write(
      "resourceID,resource,connector\n9,\"Decker, Betty\",north\n10,Carl,north\n",
      to: "mappings/resources.csv")
    #expect(
      try words { try rehearsal.run() } == [
        """
        mappings/resources.csv:2: error: timesheets or expense reports of resource 9 Decker, Betty are in main (Contoso \
        Inc); the resource cannot move to north [resource-moved]
          Write main in the column connector of its row. To enter this person's work in north, create a second user \
        account in Autotask.
        """
      ])
  }

  @Test("Of many that are moved ten are named, and the others counted")
  func many() throws {
    var export = Export()
    export.codes = [Export.Code(id: 11, name: "Labor")]
    for id in Int64(201)...215 {
      export.companies.append(Export.Company(id: id, name: "Client \(id)"))
      export.invoices.append(Export.Invoice(8_000 + id, company: id, [Export.Line(id, "10")]))
    }
    let rehearsal = try Rehearsal(settings: SettingsInUseTests.settings("main", "north"))
    try rehearsal.drop(export)
    try rehearsal.run()
    let rows = (201...213).map { "\($0),north\n" }.joined()
    try rehearsal.temporary.write("organizationID,connector\n" + rows, to: "mappings/organizations.csv")
    let words = try words { try rehearsal.run() }
    #expect(words.count == 11)
    #expect(
      words.last == """
        mappings/organizations.csv: error: 3 more organizations are to move after first use in the same way \
        [organization-moved]
          Put mappings/organizations.csv back as it was, and change only the rows of what was not transferred yet.
        """)
  }
}

@Suite("Before first use it is said which connector serves too few")
struct RoutingFindingsTests {
  private func said(_ rehearsal: Rehearsal) throws -> [String] {
    try rehearsal.run().findings.filter {
      ["default-serves-fewer", "connector-serves-nobody"].contains($0.id.rawValue)
    }.map(\.text)
  }

  private static let settings =
    Rehearsal.settings() + """
        - name: north
          company-file: 'C:\\QuickBooks\\North.qbw'
          company-name: Contoso North
          transfer: [invoices]
          transfer-from: 2026-11-01
      """

  private static let nobody = """
    autopost.yaml:10: warning: no organization and no resource goes to connector north [connector-serves-nobody]
      Write north into the column connector of mappings/organizations.csv or mappings/resources.csv where it belongs \
    (autopost map export makes the rows), or delete its entry.
    """

  private static let fewer = """
    autopost.yaml:5: warning: connector main, the default, serves 0 organizations, and connector north 2 \
    [default-serves-fewer]
      If north is the main company, write its entry first, and only then run the first message set that writes: from \
    then on the first is the default for ever, and gets everything that nobody maps.
    """

  @Test("A connector that nobody is sent to, until an organization or a resource is")
  func nobody() throws {
    let rehearsal = try Rehearsal(settings: RoutingFindingsTests.settings)
    try rehearsal.drop(FirstContactTests.export)
    #expect(try said(rehearsal) == [RoutingFindingsTests.nobody])
    let notices = try Exchange(reading: rehearsal.folder.root).overview(now: rehearsal.now).notices
    #expect(notices.contains { $0.finding.id.rawValue == "connector-serves-nobody" })
    try rehearsal.temporary.write("resourceID,connector\n9,north\n", to: "mappings/resources.csv")
    #expect(try said(rehearsal) == [])
  }

  @Test("A default that serves fewer than another, as long as it may still be another one")
  func fewer() throws {
    let rehearsal = try Rehearsal(settings: RoutingFindingsTests.settings)
    try rehearsal.temporary.write(
      "organizationID,connector\n201,north\n202,north\n", to: "mappings/organizations.csv")
    // Nobody knows yet whom the default serves.
    #expect(try said(rehearsal) == [])
    try rehearsal.drop(FirstContactTests.export)
    #expect(try said(rehearsal) == [RoutingFindingsTests.fewer])
    try rehearsal.temporary.write(
      "organizationID,connector\n201,north\n202,main\n", to: "mappings/organizations.csv")
    #expect(try said(rehearsal) == [])
    try rehearsal.temporary.write(
      "organizationID,connector\n201,north\n202,north\n203,north\n", to: "mappings/organizations.csv")
    try rehearsal.temporary.write(
      RoutingFindingsTests.settings.replacing("2026-11-01", with: "2026-11-01\n    first-contact: at-once"),
      to: "autopost.yaml")
    #expect(try said(rehearsal).count == 1)
    #expect(try rehearsal.states() == ["8601 open", "8602 open", "8603 open"])
    #expect(try said(rehearsal) == [])
  }
}
