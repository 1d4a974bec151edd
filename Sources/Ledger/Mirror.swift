public import Accounting
public import Autotask
import SQLite

/// Writes records of one entity into the mirror.
///
/// Some new rows at once cost much less than one after the other: they wait for each other until `finish`.
public struct MirrorWriter {
  private let ledger: Ledger
  private let sql: MirrorSQL
  private let insertOne: Statement
  private let insertMany: Statement
  private let update: Statement
  /// The column that names the invoice of a line.
  private let invoiceColumn: Int?
  /// The highest id in the table: what lies above it is new.
  private var highest: Int64
  private var waiting: [MirrorRow] = []
  /// So many rows are written at once.
  private static let many = 32

  init(_ entity: Entity, _ ledger: Ledger) throws(LedgerError) {
    self.ledger = ledger
    sql = MirrorSQL.of(entity)
    invoiceColumn = entity == .billingItems ? entity.table.index(of: "invoiceID") : nil
    do {
      insertOne = try ledger.database.prepare(sql.insert(rows: 1))
      insertMany = try ledger.database.prepare(sql.insert(rows: MirrorWriter.many))
      update = try ledger.database.prepare(sql.update)
    } catch { throw .database(error) }
    highest = try ledger.integer("SELECT coalesce(max(id), 0) FROM \(sql.name)")
  }

  /// Takes a record; `asOf` is how new it is.
  /// - Returns: whether the mirror changes.
  public mutating func write(_ record: Record, asOf: Int64) throws(LedgerError) -> Bool {
    if record.id > highest {
      highest = record.id
      try add(MirrorRow(record, asOf: asOf))
      if let invoiceColumn, let invoice = record.number(invoiceColumn) {
        ledger.freshLines.add(record, to: invoice)
      }
      return true
    }
    try finish()
    guard var row = try row(record.id) else {
      try add(MirrorRow(record, asOf: asOf))
      if let invoiceColumn { ledger.freshLines.forget(record[invoiceColumn]) }
      return true
    }
    let before = row.record
    guard row.take(record, asOf: asOf) else { return false }
    try put([row], by: update)
    try follow(before, row.record)
    return true
  }

  /// Takes a row that the table does not have.
  mutating func add(_ row: MirrorRow) throws(LedgerError) {
    waiting.append(row)
    if waiting.count == MirrorWriter.many { try finish() }
  }

  /// Writes what waits; without it the last records are missing.
  public mutating func finish() throws(LedgerError) {
    if waiting.count == MirrorWriter.many {
      try put(waiting, by: insertMany)
    } else {
      for row in waiting { try put([row], by: insertOne) }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func row(_ id: Int64) throws(LedgerError) -> MirrorRow? {
    var found: MirrorRow?
    try ledger.rows(sql.row, [.integer(id)]) { found = MirrorRow(sql.table, $0) }
    return found
  }

  private func put(_ rows: [MirrorRow], by statement: Statement) throws(LedgerError) {
    var texts: [UInt8] = []
    var parts: [(index: Int, part: Range<Int>)] = []
    var index = 1
    do {
      for row in rows {
        let record = row.record
        try statement.bind(index, record.id)
        try statement.bind(index + 1, row.asOf)
        try statement.bind(index + 2, Int64(bitPattern: record.present))
        try statement.bind(index + 3, Int64(bitPattern: record.filled))
        if let ages = row.agesText { try statement.bind(index + 4, ages) }
        parts.append((index + 5, texts.count..<texts.count + record.packed.count))
        texts += record.packed
        for (place, column) in sql.columns.enumerated() {
          try statement.bind(index + 6 + place, record[column])
        }
        index += sql.parameterCount
      }
      try statement.run(blobs: parts, of: texts)
    } catch { throw .database(error) }
  }

  /// Marks the items that a change concerns beyond those which the bundle names.
  private func follow(_ before: Record, _ after: Record) throws(LedgerError) {
    switch sql.table.entity {
    case .billingItems:
      guard let invoiceColumn else { return }
      let (old, new) = (before[invoiceColumn], after[invoiceColumn])
      for invoice in [old, new] { ledger.freshLines.forget(invoice) }
      // A line that went to another invoice is missing in the old one.
      if let old, old != new {
        try ledger.run("UPDATE item SET dirty = 1 WHERE key = 'invoice:' || ?1", [.text(old)])
      }
    case .companies:
      let time = sql.table.modified.flatMap { sql.table.index(of: $0) }
      let told = time.map { ~(1 << UInt64($0)) } ?? UInt64.max
      // What QuickBooks refused for its customer goes again once the organization is corrected.
      if !before.hasSameTexts(as: after, in: told) {
        try ledger.run(
          "UPDATE item SET dirty = 1, retry = 1 WHERE organization = ?1 AND state = 'refused'",
          [.integer(after.id)])
      }
    default: return
    }
  }
}

extension Ledger {
  public func mirrorWriter(_ entity: Entity) throws(LedgerError) -> MirrorWriter {
    try MirrorWriter(entity, self)
  }

  public func record(_ entity: Entity, id: Int64) throws(LedgerError) -> Record? {
    var found: Record?
    try rows(MirrorSQL.of(entity).byID, [.integer(id)]) { found = MirrorRow.record(entity.table, $0) }
    return found
  }

  /// The records whose field names the given parent, in the order of their ids.
  public func records(_ entity: Entity, parent field: String, id: Int64) throws(LedgerError) -> [Record] {
    if entity == .billingItems, field == "invoiceID", let fresh = try freshLines(of: id) { return fresh }
    var found: [Record] = []
    try rows(MirrorSQL.of(entity).by(parent: field), [.text(String(id))]) {
      found.append(MirrorRow.record(entity.table, $0))
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
    try rows(MirrorSQL.of(entity).all) { found.append(MirrorRow.record(entity.table, $0)) }
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
