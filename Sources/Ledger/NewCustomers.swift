public import Accounting
import SQLite

extension Ledger {
  private static let unfinished = "('held','not-ready','ready','refused')"

  /// The invoices of a connector that are still to go, with their organizations as the newest records say.
  public func unfinishedInvoices(
    _ connector: ConnectorName, _ body: (ItemKey, OrganizationID) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    try rows(
      """
      SELECT i.key, CAST(m."companyID" AS INTEGER) FROM item AS i JOIN mirrorInvoices AS m ON m.id = i.number
      WHERE i.connector = ?1 AND i.state IN \(Ledger.unfinished) AND i.type = 'invoice' AND m."companyID" IS NOT NULL
      ORDER BY i.date, i.number
      """, [.text(connector.rawValue)]
    ) { (row) throws(LedgerError) in
      if let key = ItemKey(row.text(0)) { try body(key, OrganizationID(row.int64(1))) }
    }
  }

  /// Customers that sets make of which QuickBooks' lists cannot tell yet, by name, with the set.
  ///
  /// A set in doubt counts until lists are answered after it: `lists` is when they were last.
  public func customersBeingMade(
    _ connector: ConnectorName, lists: Timestamp?
  ) throws(LedgerError) -> [(name: String, set: SetNumber)] {
    var found: [(name: String, set: SetNumber)] = []
    try rows(
      """
      SELECT DISTINCT substr(r.subject, 10), s.number FROM message_set AS s JOIN request AS r ON r.setNumber = s.number
      WHERE s.connector = ?1 AND (s.state = 'open' OR s.state = 'in-doubt' AND s.publishedAt >= ?2)
        AND r.purpose = 'create' AND substr(r.subject, 1, 9) = 'customer:'
      ORDER BY s.number, r.ordinal
      """, [.text(connector.rawValue), .integer(lists?.milliseconds ?? 0)]
    ) { found.append(($0.text(0), SetNumber($0.int64(1)))) }
    return found
  }

  /// Whether anything is to be judged anew.
  public func hasDirtyItems() throws(LedgerError) -> Bool {
    var found = false
    try rows("SELECT 1 FROM item WHERE dirty = 1 LIMIT 1", []) { _ in found = true }
    return found
  }

  /// What is held because of a similar name is judged anew when anything is: the other one may have gone away.
  public func touchNearMatches(_ connector: ConnectorName) throws(LedgerError) {
    try run(
      """
      UPDATE item SET dirty = 1 WHERE connector = ?1 AND state = 'held' AND dirty = 0
        AND instr(findings, 'customer-near-match') > 0
      """, [.text(connector.rawValue)])
  }
}
