import Accounting
import Autotask
import Findings
import Ledger
import Settings

/// What was published for a company file stays with it, answered or not: settings that take its connector away, make
/// another one the default, or send an organization or a resource elsewhere are refused before anything is sent.
struct SettingsInUse {
  let settings: Settings
  let mappings: Mappings
  let ledger: Ledger

  /// The most organizations, and the most resources, that are named one by one.
  private static let named = 10

  /// What the settings contradict; empty before the first message set that writes.
  func contradictions() throws(LedgerError) -> [Finding] {
    let used = try ledger.connectorsThatWrote()
    let served = try ledger.servedOrganizations()
    let resources = try ledger.servedResources()
    if used.isEmpty, served.isEmpty, resources.isEmpty { return [] }
    let removed = used.filter { settings.connector($0) == nil }
    var findings: [Finding] = []
    for name in removed { findings.append(try removal(of: name)) }
    let first = try ledger.defaultConnector()
    let isDefaultChanged =
      first.map { $0 != settings.defaultConnector.name && !removed.contains($0) } ?? false
    if let first, isDefaultChanged { findings.append(try changedDefault(from: first)) }
    var moved: [(OrganizationID, ConnectorName, ConnectorName)] = []
    for (organization, connector) in served where !removed.contains(connector) {
      let wanted = mappings.connector(of: organization)
      // Where no row sends it, the changed default alone is what is wrong.
      if wanted == connector || isDefaultChanged && mappings.row(of: organization) == nil { continue }
      moved.append((organization, connector, wanted))
    }
    for (organization, from, to) in moved.prefix(SettingsInUse.named) {
      findings.append(try move(of: organization, from: from, to: to))
    }
    if let rest = more(moved.count, "organization", .organizationMoved) { findings.append(rest) }
    var movedResources: [(ResourceID, ConnectorName, ConnectorName)] = []
    for (resource, connector) in resources where !removed.contains(connector) {
      let wanted = mappings.connector(of: resource)
      if wanted == connector || isDefaultChanged && mappings.row(of: resource) == nil { continue }
      movedResources.append((resource, connector, wanted))
    }
    for (resource, from, to) in movedResources.prefix(SettingsInUse.named) {
      findings.append(try move(of: resource, from: from, to: to))
    }
    if let rest = more(movedResources.count, "resource", .resourceMoved) { findings.append(rest) }
    return findings
  }

  // MARK: Words

  /// `main (Contoso Inc)`.
  private func shown(_ connector: ConnectorName) throws(LedgerError) -> String {
    let company = try ledger.company(connector).companyName ?? settings.connector(connector)?.companyName
    return company.map { "\(connector) (\($0))" } ?? connector.rawValue
  }

  /// `12 invoices and 1 purchase order`; nil when there are none.
  private func amount(
    _ connector: ConnectorName, _ organization: OrganizationID? = nil
  ) throws(LedgerError) -> String? {
    let counts = try ledger.published(connector, organization: organization).map { type, count in
      "\(count) \(type.rawValue.replacing("-", with: " "))\(count == 1 ? "" : "s")"
    }
    guard let last = counts.last else { return nil }
    return counts.count == 1 ? last : counts.dropLast().joined(separator: ", ") + " and " + last
  }

  private func removal(of name: ConnectorName) throws(LedgerError) -> Finding {
    let company = try ledger.company(name).companyName
    let what = try amount(name).map { "it has \($0) in \(company ?? "its company file")" }
    // A connector that nobody knows, with this one's company: most likely it was only called otherwise.
    let known = try ledger.connectorsThatWrote()
    let renamed = settings.connectors.first { connector in
      guard let company, !known.contains(connector.name) else { return false }
      return connector.companyName?.lowercased() == company.lowercased()
    }
    let remedy: String =
      if let renamed {
        "Write name: \(name) instead of name: \(renamed.name) again, for a connector keeps its name for ever, whatever"
          + " happens to its company file."
      } else {
        "Write connector \(name) back as it was, and in its old place; let mappings/organizations.csv send new"
          + " organizations to another one."
      }
    return Finding(
      .connectorRemoved, .error,
      problem: "the settings have no connector \(name) any more, and "
        + (what ?? "message sets were published for it"), remedy: remedy,
      place: Place(path: "autopost.yaml", line: renamed?.line))
  }

  private func changedDefault(from first: ConnectorName) throws(LedgerError) -> Finding {
    let now = settings.defaultConnector
    let place = Place(path: "autopost.yaml", line: now.line)
    guard settings.connector(first) != nil else {
      return Finding(
        .defaultConnectorChanged, .error,
        problem: "the settings have no connector \(first) any more, which is the default for ever",
        remedy: "Write connector \(first) back, before \(now.name).", place: place)
    }
    return Finding(
      .defaultConnectorChanged, .error,
      problem:
        "the settings begin with connector \(now.name), and \(try shown(first)) is the default for ever, since message"
        + " sets that write were published",
      remedy:
        "Put the entry of \(first) before that of \(now.name) again, and send to \(now.name) by"
        + " mappings/organizations.csv and mappings/resources.csv what belongs there and was not transferred yet.",
      place: place)
  }

  private func move(
    of organization: OrganizationID, from: ConnectorName, to: ConnectorName
  ) throws(LedgerError) -> Finding {
    let row = mappings.row(of: organization)
    let column = Entity.companies.table.index(of: "companyName")
    let known = try ledger.record(.companies, id: organization.rawValue).flatMap { record in
      column.flatMap { record[$0] }
    }
    let name = known ?? row.map { $0["organization"] } ?? ""
    let count = try amount(from, organization) ?? "items"
    return Finding(
      .organizationMoved, .error,
      problem: "organization \(organization)\(name.isEmpty ? "" : " \(name)") has \(count) in"
        + " \(try shown(from)); it cannot move to \(to)",
      remedy: back(from, row, "organizations.csv")
        + " To bill it in \(to), create a second organization in Autotask.",
      place: place(row, "organizations.csv"))
  }

  private func move(
    of resource: ResourceID, from: ConnectorName, to: ConnectorName
  ) throws(LedgerError) -> Finding {
    let row = mappings.row(of: resource)
    let name = row.map { $0["resource"] } ?? ""
    return Finding(
      .resourceMoved, .error,
      problem: "timesheets or expense reports of resource \(resource)\(name.isEmpty ? "" : " \(name)") are in"
        + " \(try shown(from)); the resource cannot move to \(to)",
      remedy: back(from, row, "resources.csv")
        + " To enter this person's work in \(to), create a second user account in Autotask.",
      place: place(row, "resources.csv"))
  }

  private func back(_ from: ConnectorName, _ row: MappingRow?, _ file: String) -> String {
    if row == nil { return "Add its row to mappings/\(file) with \(from) in the column connector." }
    return "Write \(from) in the column connector of its row."
  }

  private func place(_ row: MappingRow?, _ file: String) -> Place {
    row.map { Place(path: "mappings/\(file)", line: $0.line) } ?? Place(path: "autopost.yaml")
  }

  private func more(_ count: Int, _ noun: String, _ id: FindingID) -> Finding? {
    let rest = count - SettingsInUse.named
    if rest <= 0 { return nil }
    let file = noun == "organization" ? "organizations.csv" : "resources.csv"
    return Finding(
      id, .error,
      problem: "\(rest) more \(noun)\(rest == 1 ? " is" : "s are") to move after first use in the same way",
      remedy:
        "Put mappings/\(file) back as it was, and change only the rows of what was not transferred yet.",
      place: Place(path: "mappings/\(file)"))
  }
}
