import Autotask
import ByteFormats
import SQLite

/// A ledger for trying things out: it begins with what the true one knows and is gone with its last user.
///
/// Only what is asked for is copied, so that its size follows the files that are tried and not the years in the
/// ledger; and the true one is read for moments only, so that a pass beside it goes on.
extension Ledger {
  /// An empty ledger in a temporary file that nobody else sees.
  public convenience init(scratch: Void) throws(LedgerError) {
    do {
      self.init(database: try Database(temporary: [Pragma("cache_size", "-32768")]))
    } catch { throw .database(error) }
    for statement in Schema.creation { try execute(statement) }
  }

  /// Takes over what is small and what everything is judged by.
  public func borrowSurroundings(from path: [UInt8]) throws(LedgerError) {
    try attached(path) { () throws(LedgerError) in
      for table in ["meta", "picklist", "company", "list_entry", "customer", "web_connector", "message_set"] {
        try execute("INSERT OR REPLACE INTO \(table) SELECT * FROM truth.\(table)")
      }
      // The numbers of files begin anew here.
      try execute(
        """
        INSERT INTO bundle(number, digest, bundleID, name, asOf, takenAt)
        SELECT -number, digest, bundleID, name, asOf, takenAt FROM truth.bundle
        """)
    }
  }

  /// Puts what the true ledger knows below what was taken here, as if it had been there first.
  ///
  /// Afterwards there are the invoices that were taken, those of which only lines were taken, and those that wait for
  /// organizations that were taken; each with its lines, and all are to be judged.
  public func layer(over path: [UInt8]) throws(LedgerError) {
    try attached(path) { () throws(LedgerError) in
      for entity in Entity.allCases { try layer(MirrorSQL.of(entity)) }
      try execute(
        """
        CREATE TEMP TABLE wishes AS SELECT key, wish FROM item WHERE wish IS NOT NULL;
        INSERT OR IGNORE INTO mirrorInvoices SELECT * FROM truth.mirrorInvoices
          WHERE id IN (SELECT CAST(invoiceID AS INTEGER) FROM mirrorBillingItems);
        INSERT OR REPLACE INTO item SELECT * FROM truth.item
          WHERE type = 'invoice' AND number IN (SELECT id FROM mirrorInvoices);
        INSERT OR IGNORE INTO item SELECT * FROM truth.item
          WHERE organization IN (SELECT id FROM takenCompanies) AND state IN ('held', 'not-ready', 'ready', 'refused');
        UPDATE item SET wish = (SELECT wish FROM wishes WHERE wishes.key = item.key)
          WHERE key IN (SELECT key FROM wishes);
        INSERT OR IGNORE INTO mirrorInvoices SELECT * FROM truth.mirrorInvoices
          WHERE id IN (SELECT number FROM item WHERE type = 'invoice');
        INSERT OR IGNORE INTO mirrorBillingItems SELECT * FROM truth.mirrorBillingItems
          WHERE invoiceID IN (SELECT CAST(id AS TEXT) FROM mirrorInvoices);
        INSERT OR IGNORE INTO billed SELECT * FROM truth.billed
          WHERE billingItem IN (SELECT id FROM mirrorBillingItems);
        INSERT OR IGNORE INTO billed_list SELECT * FROM truth.billed_list
          WHERE invoice IN (SELECT invoice FROM billed);
        INSERT OR IGNORE INTO travelled SELECT * FROM truth.travelled WHERE item IN (SELECT key FROM item);
        UPDATE item SET dirty = 1;
        """)
    }
  }

  private func layer(_ sql: MirrorSQL) throws(LedgerError) {
    let taken = "taken\(sql.table.entity.rawValue)"
    try execute("CREATE TEMP TABLE \(taken) AS SELECT * FROM \(sql.name)")
    let isLarge = sql.table.entity == .invoices || sql.table.entity == .billingItems
    let which = isLarge ? "WHERE id IN (SELECT id FROM \(taken))" : ""
    try execute("INSERT OR REPLACE INTO \(sql.name) SELECT * FROM truth.\(sql.name) \(which)")
    var writer = try mirrorWriter(sql.table.entity)
    try rows("SELECT id, present, filled, texts, asOf FROM \(taken) ORDER BY id") {
      (row) throws(LedgerError) in
      _ = try writer.write(MirrorRow.record(sql.table, row), asOf: row.int64(4))
    }
    try writer.finish()
  }

  private func attached(_ path: [UInt8], _ body: () throws(LedgerError) -> Void) throws(LedgerError) {
    try execute("ATTACH 'file:\(PercentEscape.encode(path))?mode=ro' AS truth")
    try execute("BEGIN")
    do { try body() } catch {
      try execute("ROLLBACK")
      try execute("DETACH truth")
      throw error
    }
    try execute("COMMIT")
    try execute("DETACH truth")
  }
}
