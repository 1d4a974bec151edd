import Accounting
import Autotask
import Findings
import Ledger
import Settings

extension Exchange {
  /// What was published for a company file stays with it, answered or not: settings that take its connector away, or
  /// send an organization's next invoices into another company file, are refused.
  static func contradictions(
    _ settings: Settings, _ mappings: Mappings, _ ledger: Ledger
  ) throws(LedgerError) -> [Finding] {
    let place = Place(path: "autopost.yaml")
    let removed = try ledger.connectorsThatWrote().filter { settings.connector($0) == nil }
    var findings = removed.map { name in
      Finding(
        .connectorRemoved, .error,
        problem: "the settings have no connector \(name) any more, and message sets were published for it",
        remedy:
          "Write connector \(name) back as it was, and in its old place; let mappings/organizations.csv send new"
          + " organizations to another one.", place: place)
    }
    var moved: [(organization: OrganizationID, from: ConnectorName, to: ConnectorName)] = []
    for (organization, connector) in try ledger.servedOrganizations() where !removed.contains(connector) {
      let wanted = mappings.connector(of: organization)
      if wanted != connector { moved.append((organization, connector, wanted)) }
    }
    if let first = moved.first {
      let column = Entity.companies.table.index(of: "companyName")
      let name = try ledger.record(.companies, id: first.organization.rawValue).flatMap { record in
        column.flatMap { record[$0] }
      }
      let others = moved.count > 1 ? ", and so it is with \(moved.count - 1) more" : ""
      findings.append(
        Finding(
          .organizationMoved, .error,
          problem:
            "the settings send organization \(first.organization)\(name.map { ", \($0)," } ?? "") to connector"
            + " \(first.to), and invoices of it were published for connector \(first.from)\(others)",
          remedy:
            "Write \(first.from) into the column connector of its row in mappings/organizations.csv; where it stands"
            + " in no row, let the connector that came first in autopost.yaml be the first again.",
          place: place))
    }
    return findings
  }
}
