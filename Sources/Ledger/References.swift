public import Accounting
public import Autotask
public import Findings
import SQLite
import Sodium

/// What invoices refer to, and how a change of it is noticed.
extension Ledger {
  /// Takes the digest of an entity as it now is: a record that came again as it was changes nothing.
  public func noteReference(_ entity: Entity) throws(LedgerError) {
    var digest = SHA256()
    var bytes: [UInt8] = []
    func add(_ text: String?) {
      if let text {
        bytes.append(contentsOf: text.utf8)
        bytes.append(0x1F)
      }
      bytes.append(0x1E)
    }
    try rows(MirrorSQL.of(entity).all) { row in
      let record = MirrorRow.record(entity.table, row)
      add("\(record.id)")
      add("\(Int64(bitPattern: record.present))")
      for column in entity.table.fields.indices { add(record[column]) }
      if bytes.count > 60_000 {
        digest.update(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    digest.update(bytes)
    try setMeta("reference \(entity.rawValue)", digest.finish().hex)
  }

  /// The digest of all that invoices refer to, one line an entity.
  public func referenceDigests() throws(LedgerError) -> String {
    var text = ""
    for entity in Entity.references { text += try meta("reference \(entity.rawValue)") ?? "" }
    return text
  }

  /// Whether any record of an entity ever arrived.
  public func hasRecords(_ entity: Entity) throws(LedgerError) -> Bool {
    var found = false
    try rows("SELECT 1 FROM \(MirrorSQL.of(entity).name) LIMIT 1") { _ in found = true }
    return found
  }

  /// What is held for that reason is judged anew.
  public func touchHeld(because id: FindingID) throws(LedgerError) {
    try run(
      "UPDATE item SET dirty = 1 WHERE state = 'held' AND dirty = 0 AND instr(findings, ?1) > 0",
      [.text(id.rawValue)])
  }

  /// An invoice that shares its number with another one.
  public struct SharedNumber: Sendable, Hashable {
    public let invoice: InvoiceID
    public let organization: OrganizationID
    public let number: String
    /// Whether it is in QuickBooks, or may be.
    public let isSent: Bool
  }

  /// The invoices that are not voided and have the number of another one, or of one that QuickBooks numbered so.
  public func sharedNumbers() throws(LedgerError) -> [SharedNumber] {
    var found: [SharedNumber] = []
    try rows(
      """
      WITH numbered AS (
        SELECT m.id AS id, CAST(m."companyID" AS INTEGER) AS company,
          CASE WHEN i.txnID IS NOT NULL AND i.refNumber IS NOT NULL THEN i.refNumber ELSE trim(m."invoiceNumber") END
            AS shown,
          coalesce(i.state IN ('open','sent','in-doubt','conflict','confirmed'), 0) AS sent
        FROM mirrorInvoices m LEFT JOIN item i ON i.key = 'invoice:' || m.id
        WHERE coalesce(lower(m."isVoided"), '') NOT IN ('true','1','yes') AND m."voidedDate" IS NULL)
      SELECT id, company, shown, sent FROM numbered
      WHERE shown <> '' AND shown IN (SELECT shown FROM numbered GROUP BY shown HAVING count(*) > 1)
      ORDER BY shown, sent DESC, id
      """
    ) { row in
      found.append(
        SharedNumber(
          invoice: InvoiceID(row.int64(0)), organization: OrganizationID(row.int64(1)), number: row.text(2),
          isSent: row.int64(3) == 1))
    }
    return found
  }
}
