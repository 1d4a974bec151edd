public import Accounting
public import Autotask
import SQLite

/// Writes records of one entity into the mirror.
public struct MirrorWriter {
  private let sql: MirrorSQL
  /// Made when it is first needed: preparing it costs as much as many rows.
  private var upsert: Statement?
  /// The same for a record that has no row yet, which is known of ids above all others.
  private let insert: Statement
  private let database: Database
  private let ledger: Ledger
  /// The column that names the invoice of a line.
  private let invoiceColumn: Int?
  /// The highest id in the table: what lies above it is new.
  private var highest: Int64 = 0

  init(_ entity: Entity, _ ledger: Ledger) throws(LedgerError) {
    self.ledger = ledger
    database = ledger.database
    invoiceColumn = entity == .billingItems ? entity.table.index(of: "invoiceID") : nil
    sql = MirrorSQL.of(entity)
    do { insert = try database.prepare(sql.insert) } catch { throw .database(error) }
    highest = try ledger.integer("SELECT coalesce(max(id), 0) FROM \(sql.name)")
  }

  /// Takes a record; `asOf` is how new it is.
  /// - Returns: whether the mirror changed.
  public mutating func write(_ record: Record, asOf: Int64) throws(LedgerError) -> Bool {
    if record.id > highest {
      highest = record.id
      let isNew = try run(insert, record, asOf: asOf)
      if let invoiceColumn, let invoice = record.number(invoiceColumn) {
        ledger.freshLines.add(record, to: invoice)
      }
      return isNew
    }
    guard invoiceColumn != nil else { return try renew(record, asOf: asOf) }
    let before = try ledger.invoice(ofLine: record.id)
    guard try renew(record, asOf: asOf) else { return false }
    let after = try ledger.invoice(ofLine: record.id)
    for invoice in [before, after] { ledger.freshLines.forget(invoice) }
    // A line that went to another invoice is missing in the old one.
    if let before, after != before { try ledger.touchKnownInvoice(before) }
    return true
  }

  private mutating func renew(_ record: Record, asOf: Int64) throws(LedgerError) -> Bool {
    if let upsert { return try run(upsert, record, asOf: asOf) }
    do { upsert = try database.prepare(sql.upsert) } catch { throw .database(error) }
    return try renew(record, asOf: asOf)
  }

  private func run(_ statement: Statement, _ record: Record, asOf: Int64) throws(LedgerError) -> Bool {
    do {
      try statement.bind(1, record.id)
      try statement.bind(2, asOf)
      try statement.bind(3, Int64(bitPattern: record.present))
      try record.withTexts { (bytes, bounds, filled) throws(SQLiteError) in
        try statement.run(textsFrom: 4, bytes, bounds: bounds, filled: filled)
      }
      return database.changes > 0
    } catch { throw .database(error) }
  }
}

extension Ledger {
  public func mirrorWriter(_ entity: Entity) throws(LedgerError) -> MirrorWriter {
    try MirrorWriter(entity, self)
  }

  /// The invoice of a line as the export wrote it; nil when it is not known.
  fileprivate func invoice(ofLine id: Int64) throws(LedgerError) -> String? {
    var invoice: String?
    try rows("SELECT \"invoiceID\" FROM mirrorBillingItems WHERE id = ?1", [.integer(id)]) {
      invoice = $0.optionalText(0)
    }
    return invoice
  }

  fileprivate func touchKnownInvoice(_ id: String) throws(LedgerError) {
    try run("UPDATE item SET dirty = 1 WHERE key = 'invoice:' || ?1", [.text(id)])
  }

  public func record(_ entity: Entity, id: Int64) throws(LedgerError) -> Record? {
    var found: Record?
    try rows(MirrorSQL.of(entity).byID, [.integer(id)]) { found = Ledger.record(entity.table, $0) }
    return found
  }

  /// The records whose field names the given parent, in the order of their ids.
  public func records(_ entity: Entity, parent field: String, id: Int64) throws(LedgerError) -> [Record] {
    if entity == .billingItems, field == "invoiceID", let fresh = try freshLines(of: id) { return fresh }
    var found: [Record] = []
    try rows(MirrorSQL.of(entity).by(parent: field), [.text(String(id))]) {
      found.append(Ledger.record(entity.table, $0))
    }
    return found
  }

  /// The lines of an invoice, where all of them were taken a moment ago.
  private func freshLines(of invoice: Int64) throws(LedgerError) -> [Record]? {
    guard let fresh = freshLines.take(invoice) else { return nil }
    var count = 0
    try rows("SELECT count(*) FROM mirrorBillingItems WHERE \"invoiceID\" = ?1", [.text(String(invoice))]) {
      count = Int($0.int64(0))
    }
    return count == fresh.count ? fresh : nil
  }

  /// All records of a small entity.
  public func records(_ entity: Entity) throws(LedgerError) -> [Record] {
    var found: [Record] = []
    try rows(MirrorSQL.of(entity).all) { found.append(Ledger.record(entity.table, $0)) }
    return found
  }

  /// Every organization that has a name, in the order of their ids.
  public func eachOrganizationName(
    _ body: (OrganizationID, String) -> Void
  ) throws(LedgerError) {
    try rows(
      "SELECT id, \"companyName\" FROM \(MirrorSQL.of(.companies).name) WHERE \"companyName\" <> '' ORDER BY id"
    ) { row in body(OrganizationID(row.int64(0)), row.text(1)) }
  }

  private static func record(_ table: EntityTable, _ row: Statement) -> Record {
    let present = UInt64(bitPattern: row.int64(1))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    var bounds: [Int32] = []
    let filled = row.appendTexts(
      from: 2, of: table.fields.count, among: present, to: &bytes, bounds: &bounds)
    return Record(
      table: table, id: row.int64(0), present: present, bytes: bytes, bounds: bounds, filled: filled)
  }

  // MARK: Picklists

  public func setLabel(_ label: String, entity: String, field: String, value: String) throws(LedgerError) {
    try run(
      """
      INSERT INTO picklist(entity, field, value, label) VALUES(?1, ?2, ?3, ?4)
      ON CONFLICT(entity, field, value) DO UPDATE SET label = excluded.label
      """, [.text(entity), .text(field), .text(value), .text(label)])
  }

  public func labels(entity: String, field: String) throws(LedgerError) -> [String: String] {
    var labels: [String: String] = [:]
    try rows(
      "SELECT value, label FROM picklist WHERE entity = ?1 AND field = ?2", [.text(entity), .text(field)]
    ) { labels[$0.text(0)] = $0.text(1) }
    return labels
  }
}
