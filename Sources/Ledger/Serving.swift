public import Accounting
import SQLite

/// Who is served by which company file, and how much of theirs is in it.
extension Ledger {
  /// Notes that an item of a resource is in a published set: from then on its connector serves it for ever.
  public func serve(_ resource: ResourceID, _ connector: ConnectorName) throws(LedgerError) {
    try run(
      "INSERT INTO served_resource(resource, connector) VALUES(?1, ?2) ON CONFLICT(resource) DO NOTHING",
      [.integer(resource.rawValue), .text(connector.rawValue)])
  }

  /// The resources of which an item was ever published, each with the connector that serves it.
  public func servedResources() throws(LedgerError) -> [(ResourceID, ConnectorName)] {
    var found: [(ResourceID, ConnectorName)] = []
    try rows("SELECT resource, connector FROM served_resource ORDER BY resource", []) {
      found.append((ResourceID($0.int64(0)), ConnectorName($0.text(1))))
    }
    return found
  }

  /// How many items of each type were ever published for an organization, or for a whole connector.
  public func published(
    _ connector: ConnectorName, organization: OrganizationID? = nil
  ) throws(LedgerError) -> [(type: ItemType, count: Int)] {
    var found: [(type: ItemType, count: Int)] = []
    try rows(
      """
      SELECT type, count(*) FROM item
      WHERE connector = ?1 AND attempts > 0 AND (?2 IS NULL OR organization = ?2) GROUP BY type ORDER BY type
      """, [.text(connector.rawValue), .optional(organization?.rawValue)]
    ) { row in
      if let type = ItemType(rawValue: row.text(0)) { found.append((type, Int(row.int64(1)))) }
    }
    return found
  }

  /// The connector that was the default when the first message set that writes was published, and is it for ever.
  public func defaultConnector() throws(LedgerError) -> ConnectorName? {
    try meta(Ledger.defaultName).map { ConnectorName($0) }
  }

  /// Remembers which connector is the default, as long as it may still become another one.
  public func noteDefault(_ connector: ConnectorName) throws(LedgerError) {
    let known = try meta(Ledger.defaultName)
    if known == connector.rawValue { return }
    if known != nil, try !connectorsThatWrote().isEmpty { return }
    try transaction { () throws(LedgerError) in try setMeta(Ledger.defaultName, connector.rawValue) }
  }

  private static let defaultName = "default connector"

  /// The organizations that items name.
  public func organizationsOfItems() throws(LedgerError) -> [OrganizationID] {
    var found: [OrganizationID] = []
    try rows(
      "SELECT DISTINCT organization FROM item WHERE organization IS NOT NULL ORDER BY organization", []
    ) {
      found.append(OrganizationID($0.int64(0)))
    }
    return found
  }
}
