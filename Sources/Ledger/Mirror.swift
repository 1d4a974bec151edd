public import Accounting
public import Autotask
import SQLite

/// Writes records of one entity into the mirror, field by field as they are read.
public struct MirrorWriter {
  public let table: EntityTable
  private let statement: Statement
  private let database: Database
  private var present: UInt64 = 0

  init(_ entity: Entity, _ ledger: Ledger) throws(LedgerError) {
    table = entity.table
    database = ledger.database
    do { statement = try ledger.database.prepare(MirrorSQL.of(entity).upsert) } catch {
      throw .database(error)
    }
  }

  /// Sets a field of the record being written; an empty list of calls leaves it absent.
  public mutating func set(_ column: Int, text: Span<UInt8>) throws(LedgerError) {
    present |= 1 << UInt64(column)
    do { try statement.bind(column + 4, text: text) } catch { throw .database(error) }
  }

  /// Sets a field to null, which is not the same as leaving it out.
  public mutating func setNull(_ column: Int) throws(LedgerError) {
    present |= 1 << UInt64(column)
    do { try statement.bindNull(column + 4) } catch { throw .database(error) }
  }

  /// Ends the record.
  /// - Returns: whether the mirror changed.
  public mutating func write(id: Int64, asOf: Int64) throws(LedgerError) -> Bool {
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
    present = 0
  }
}

extension Ledger {
  public func mirrorWriter(_ entity: Entity) throws(LedgerError) -> MirrorWriter {
    try MirrorWriter(entity, self)
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
    var values: [String?] = []
    values.reserveCapacity(table.fields.count)
    for column in table.fields.indices {
      values.append(present & (1 << UInt64(column)) == 0 ? nil : row.optionalText(column + 2))
    }
    return Record(table: table, id: row.int64(0), values: values, present: present)
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
