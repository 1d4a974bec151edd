import Accounting
import Autotask
import Findings
import JSON
import Ledger

/// Takes the records of one entity into the mirror and remembers what they touched.
struct RecordIntake {
  let entity: Entity
  private var writer: MirrorWriter
  /// For each field of the record at hand: its column, `identifier`, or `ignored`.
  private var columns: [Int] = []
  private var identifierField: Int?
  private let modifiedColumn: Int?
  private let parentColumn: Int?
  private let zone: Zone
  private let arrival: Int64

  private(set) var records = 0
  private(set) var changed = 0
  /// Fields that the rules do not use, in the order in which they were met.
  private(set) var unusedFields: [String] = []
  /// Invoices whose record or lines changed; organizations that changed.
  private(set) var touched: Set<Int64> = []
  private(set) var findings: [Finding] = []
  /// Invoices that came twice with different totals, and nothing says which is the newer one.
  private(set) var contradicted: Set<Int64> = []
  private let totalColumn: Int?
  /// Of records, and of rows of the invoice export or a table: each form has its own idea of a total.
  private var totals: [Bool: [Int64: Int64]] = [:]

  private var lastParent: Int64 = 0

  private static let identifier = -1
  private static let ignored = -2
  private static let shownFindings = 100

  /// `arrival` is when the bundle was taken; nothing in it can be newer.
  init(_ entity: Entity, ledger: Ledger, zone: Zone, arrival: Int64) throws(LedgerError) {
    self.entity = entity
    self.zone = zone
    self.arrival = arrival
    writer = try ledger.mirrorWriter(entity)
    modifiedColumn = entity.table.modified.flatMap { entity.table.index(of: $0) }
    parentColumn = entity == .billingItems ? entity.table.index(of: "invoiceID") : nil
    totalColumn = entity == .invoices ? entity.table.index(of: "invoiceTotal") : nil
  }

  /// `asOf` is the time of the export, for records that do not say when they were changed.
  mutating func take(_ record: JSONRecord, path: String, asOf: Int64) throws(LedgerError) {
    if !record.sameKeysAsBefore || columns.count != record.fieldCount { mapColumns(record) }
    records += 1
    guard let id = identifier(of: record, path: path) else { return }
    writer.begin(id: id)
    var time = asOf
    var parent: Int64?
    var total: UnroundedAmount?
    let columns = columns
    try record.eachField { (field, kind, value) throws(LedgerError) in
      let column = columns[field]
      guard column >= 0 else { return }
      switch kind {
      case .null: try writer.setNull(column)
      case .bool, .number, .string: try writer.set(column, text: value)
      case .object, .array: return
      }
      if column == parentColumn { parent = FieldRow.identifier(value) }
      if column == totalColumn, case .success(let amount) = UnroundedAmount.parse(value) { total = amount }
      if column == modifiedColumn, kind == .string || kind == .number,
        let written = writtenMoment(RecordIntake.text(value), zone: zone)
      {
        // A clock that runs ahead must not keep later exports out.
        time = min(written.milliseconds, arrival)
      }
    }
    if let total, time == asOf { compare(total, of: id, inRow: false) }
    if try writer.write(id: id, asOf: time) { note(id: id, parent: parent) }
  }

  private mutating func compare(_ total: UnroundedAmount, of id: Int64, inRow: Bool) {
    if let earlier = totals[inRow]?[id], earlier != total.units { contradicted.insert(id) }
    totals[inRow, default: [:]][id] = total.units
  }

  /// The same from a form that has put the fields into their columns.
  mutating func take(_ row: borrowing FieldRow, path: String, asOf: Int64) throws(LedgerError) {
    records += 1
    guard let id = row.id else {
      refuse(Place(path: path, line: row.line))
      return
    }
    writer.begin(id: id)
    var time = asOf
    for field in 0..<row.count {
      let column = row.column(field)
      try row.withText(field) { (text) throws(LedgerError) in
        if let text { try writer.set(column, text: text) } else { try writer.setNull(column) }
      }
    }
    if let modifiedColumn,
      let written = row.text(of: modifiedColumn).flatMap({ writtenMoment($0, zone: zone) })
    {
      time = min(written.milliseconds, arrival)
    }
    let parent = parentColumn.flatMap { row.text(of: $0) }.flatMap { Int64($0) }
    if time == asOf, let total = totalColumn.flatMap({ row.text(of: $0) }).flatMap({ UnroundedAmount($0) }) {
      compare(total, of: id, inRow: true)
    }
    if try writer.write(id: id, asOf: time) { note(id: id, parent: parent) }
  }

  private mutating func note(id: Int64, parent: Int64?) {
    changed += 1
    switch entity {
    case .invoices, .companies: touched.insert(id)
    case .billingItems:
      // Lines of one invoice mostly follow each other.
      if let parent, parent > 0, parent != lastParent {
        touched.insert(parent)
        lastParent = parent
      }
    default: break
    }
  }

  private static func text(_ bytes: Span<UInt8>) -> String {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for index in bytes.indices { copy.append(bytes[index]) }
    return String(decoding: copy, as: UTF8.self)
  }

  private mutating func mapColumns(_ record: JSONRecord) {
    columns = []
    identifierField = nil
    for field in 0..<record.fieldCount {
      let key = record.key(field)
      if key.lowercased() == "id" {
        columns.append(RecordIntake.identifier)
        if identifierField == nil { identifierField = field }
      } else if let column = writer.table.index(of: key) {
        columns.append(column)
      } else {
        columns.append(RecordIntake.ignored)
        if !unusedFields.contains(key), unusedFields.count < 200 { unusedFields.append(key) }
      }
    }
  }

  private mutating func identifier(of record: JSONRecord, path: String) -> Int64? {
    if let field = identifierField, record.kind(field) == .number || record.kind(field) == .string,
      let id = record.withValue(field, { FieldRow.identifier($0) })
    {
      return id
    }
    let place = record.place
    refuse(Place(path: path, line: place.line, column: place.column))
    return nil
  }

  private mutating func refuse(_ place: Place) {
    if findings.count >= RecordIntake.shownFindings { return }
    findings.append(
      Finding(
        .recordWithoutID, .refused,
        problem:
          "a record of \(entity.rawValue) has no id that is a whole number, so nobody can tell which it is",
        remedy:
          "Export \(entity.rawValue) again with the field id; the other records of the file were taken.",
        place: place))
  }
}
