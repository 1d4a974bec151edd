public import Accounting
public import Autotask
import SQLite

/// Writes records of one entity into the mirror, field by field as they are read.
public struct MirrorWriter {
  public let table: EntityTable
  private let upsert: Statement
  /// The same for a record that has no row yet, which is known of ids above all others.
  private let insert: Statement
  /// The one that writes the record at hand.
  private var statement: Statement
  private let database: Database
  private let ledger: Ledger
  private let followsInvoice: Bool
  /// The highest id in the table: what lies above it is new.
  private var highest: Int64 = 0
  private var present: UInt64 = 0

  init(_ entity: Entity, _ ledger: Ledger) throws(LedgerError) {
    table = entity.table
    self.ledger = ledger
    database = ledger.database
    followsInvoice = entity == .billingItems
    do {
      upsert = try ledger.database.prepare(MirrorSQL.of(entity).upsert)
      insert = try ledger.database.prepare(MirrorSQL.of(entity).insert)
    } catch { throw .database(error) }
    statement = upsert
    highest = try ledger.integer("SELECT coalesce(max(id), 0) FROM \(MirrorSQL.of(entity).name)")
  }

  /// Says whose fields come next; may be left out, and saves work where the record is new.
  public mutating func begin(id: Int64) { statement = id > highest ? insert : upsert }

  /// Sets a field of the record being written; an empty list of calls leaves it absent.
  public mutating func set(_ column: Int, text: Span<UInt8>) throws(LedgerError) {
    present |= 1 << UInt64(column)
    do { try statement.bind(column + 4, text: text) } catch { throw .database(error) }
  }

  /// Sets a field to null, which is not the same as leaving it out.
  public mutating func setNull(_ column: Int) throws(LedgerError) {
    let bit: UInt64 = 1 << UInt64(column)
    // What was not set in this record is null as it is.
    let wasSet = present & bit != 0
    present |= bit
    if !wasSet { return }
    do { try statement.bindNull(column + 4) } catch { throw .database(error) }
  }

  /// Ends the record.
  /// - Returns: whether the mirror changed.
  public mutating func write(id: Int64, asOf: Int64) throws(LedgerError) -> Bool {
    if id > highest {
      highest = id
      return try run(id: id, asOf: asOf)
    }
    precondition(statement === upsert, "the record is the one whose fields were set")
    guard followsInvoice else { return try run(id: id, asOf: asOf) }
    let before = try ledger.invoice(ofLine: id)
    guard try run(id: id, asOf: asOf) else { return false }
    // A line that went to another invoice is missing in the old one.
    if let before, try ledger.invoice(ofLine: id) != before { try ledger.touchKnownInvoice(before) }
    return true
  }

  private mutating func run(id: Int64, asOf: Int64) throws(LedgerError) -> Bool {
    defer { statement = upsert }
    do {
      try statement.bind(1, id)
      try statement.bind(2, asOf)
      try statement.bind(3, Int64(bitPattern: present))
      try statement.run()
      let changed = database.changes > 0
      present = 0
      return changed
    } catch { throw .database(error) }
  }

  /// Forgets what was set of a record that is not written.
  public mutating func abandon() {
    statement.reset()
    statement = upsert
    present = 0
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
    var found: [Record] = []
    try rows(MirrorSQL.of(entity).by(parent: field), [.text(String(id))]) {
      found.append(Ledger.record(entity.table, $0))
    }
    return found
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
    return Record(table: table, id: row.int64(0), present: present, reserving: 512) { bytes, ends in
      row.appendTexts(from: 2, of: table.fields.count, among: present, to: &bytes, ends: &ends)
    }
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
