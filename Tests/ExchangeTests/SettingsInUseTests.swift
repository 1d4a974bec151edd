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
  private static let settings =
    Rehearsal.settings("first-contact: at-once") + """
        - name: north
          company-file: 'C:\\QuickBooks\\North.qbw'
          company-name: Contoso North
          transfer: [invoices]
          transfer-from: 2026-11-01
          first-contact: at-once
      """

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
    autopost.yaml: error: the settings send organization 201, Alder Freight, to connector north, and invoices of it were \
    published for connector main [organization-moved]
      Write main into the column connector of its row in mappings/organizations.csv; where it stands in no row, let the \
    connector that came first in autopost.yaml be the first again.
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
}
