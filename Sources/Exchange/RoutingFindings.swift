import Accounting
import Findings
import Ledger
import Settings

/// What a person should know about who serves whom, as long as it can still be changed.
struct RoutingFindings {
  let pass: Pass

  /// In the order of the settings; empty where there is one connector.
  func all() throws(LedgerError) -> [Finding] {
    let settings = pass.settings
    guard settings.connectors.count > 1 else { return [] }
    let used = try pass.ledger.connectorsThatWrote()
    var findings: [Finding] = []
    if used.isEmpty, let finding = try minority() { findings.append(finding) }
    for connector in settings.connectors.dropFirst() where !used.contains(connector.name) {
      let tables: [MappingTable] = [.organizations, .resources]
      if tables.contains(where: { pass.mappings.rows(of: $0).contains { $0.connector == connector.name } }) {
        continue
      }
      findings.append(
        Finding(
          .connectorServesNobody, .warning,
          problem: "no organization and no resource goes to connector \(connector.name)",
          remedy:
            "Write \(connector.name) into the column connector of mappings/organizations.csv or"
            + " mappings/resources.csv where it belongs (autopost map export makes the rows), or delete its entry.",
          place: Place(path: "autopost.yaml", line: connector.line)))
    }
    return findings
  }

  /// Before first use, whether the first connector is the right one to be the default for ever.
  private func minority() throws(LedgerError) -> Finding? {
    let organizations = try pass.ledger.organizationsOfItems()
    if organizations.isEmpty { return nil }
    var counts: [ConnectorName: Int] = [:]
    var counted = Set(organizations)
    for row in pass.mappings.rows(of: .organizations) {
      if let id = Int64(row["organizationID"]) { counted.insert(OrganizationID(id)) }
    }
    for organization in counted { counts[pass.connectorName(of: organization), default: 0] += 1 }
    let first = pass.settings.defaultConnector
    let own = counts[first.name] ?? 0
    let others = pass.settings.connectors.dropFirst().map { ($0, counts[$0.name] ?? 0) }
    guard let (most, count) = others.max(by: { $0.1 < $1.1 }), count > own else { return nil }
    return Finding(
      .defaultServesFewer, .warning,
      problem:
        "connector \(first.name), the default, serves \(own) organization\(own == 1 ? "" : "s"), and connector"
        + " \(most.name) \(count)",
      remedy:
        "If \(most.name) is the main company, write its entry first, and only then run the first message set that"
        + " writes: from then on the first is the default for ever, and gets everything that nobody maps.",
      place: Place(path: "autopost.yaml", line: first.line))
  }
}
