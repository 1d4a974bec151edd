import Accounting
import Autotask
import Findings
import JSON

/// A record of a bundle on its way into the mirror.
struct TakenRecord: Sendable {
  let record: Record
  /// When it was changed in Autotask, in milliseconds since 1970; nil where it does not say so.
  let modified: Int64?
  /// The invoice of a billing item.
  let parent: Int64?
  /// The total of an invoice, in hundred-thousandths.
  let total: Int64?
  /// Whether it comes from the invoice export or a table: each form has its own idea of a total.
  let isRow: Bool
}

/// Brings the records of one entity into the columns of its table, whatever form they came in.
struct RecordReading {
  let entity: Entity
  private let table: EntityTable
  private var row: FieldRow
  /// For each field of the record at hand: its column, or `ignored`.
  private var columns: [Int] = []
  private var identifierField: Int?
  private let modifiedColumn: Int?
  private let parentColumn: Int?
  private let totalColumn: Int?
  private let zone: Zone
  private let arrival: Int64

  /// Records of the export, those without an id included.
  private(set) var records = 0
  /// Fields that the rules do not use, in the order in which they were met.
  private(set) var unusedFields: [String] = []
  private(set) var findings: [Finding] = []

  private static let ignored = -1
  private static let shownFindings = 100

  /// `arrival` is when the bundle was taken; nothing in it can be newer.
  init(_ entity: Entity, zone: Zone, arrival: Int64) {
    self.entity = entity
    table = entity.table
    row = FieldRow(entity)
    self.zone = zone
    self.arrival = arrival
    modifiedColumn = table.modified.flatMap { entity.table.index(of: $0) }
    parentColumn = entity == .billingItems ? table.index(of: "invoiceID") : nil
    totalColumn = entity == .invoices ? table.index(of: "invoiceTotal") : nil
  }

  /// - Returns: nil where nobody can tell which record it is.
  mutating func read(_ record: JSONRecord, path: String) -> TakenRecord? {
    if !record.sameKeysAsBefore || columns.count != record.fieldCount { mapColumns(record) }
    record.withBytes { row.clear($0) }
    if let field = identifierField, record.kind(field) == .number || record.kind(field) == .string {
      row.id = record.withValue(field) { FieldRow.identifier($0) }
    }
    guard row.id != nil else {
      records += 1
      let place = record.place
      refuse(Place(path: path, line: place.line, column: place.column))
      return nil
    }
    record.eachPlace { field, kind, place in
      let column = columns[field]
      if column < 0 { return }
      switch (kind, place) {
      case (.object, _), (.array, _): return
      case (.null, _): row.setNull(column)
      case (_, let place?): row.set(column, place)
      case (_, nil): record.withValue(field) { row.set(column, $0) }
      }
    }
    return taken(row, path: path, isRow: false)
  }

  /// The same from a form that has put the fields into their columns.
  mutating func read(_ row: borrowing FieldRow, path: String) -> TakenRecord? {
    taken(row, path: path, isRow: true)
  }

  private mutating func taken(_ row: borrowing FieldRow, path: String, isRow: Bool) -> TakenRecord? {
    records += 1
    guard let record = row.record else {
      refuse(Place(path: path, line: row.line))
      return nil
    }
    let written = modifiedColumn.flatMap { row.text(of: $0) }.flatMap { writtenMoment($0, zone: zone) }
    let total = totalColumn.flatMap { row.text(of: $0) }.flatMap { UnroundedAmount($0) }
    return TakenRecord(
      record: record,
      // A clock that runs ahead must not keep later exports out.
      modified: written.map { min($0.milliseconds, arrival) },
      parent: parentColumn.flatMap { column in
        row.withText(of: column) { FieldRow.identifier($0) } ?? nil
      }, total: total?.units, isRow: isRow)
  }

  private mutating func mapColumns(_ record: JSONRecord) {
    columns = []
    identifierField = nil
    for field in 0..<record.fieldCount {
      let key = record.key(field)
      if key.lowercased() == "id" {
        columns.append(RecordReading.ignored)
        if identifierField == nil { identifierField = field }
      } else if let column = table.index(of: key) {
        columns.append(column)
      } else {
        columns.append(RecordReading.ignored)
        if !unusedFields.contains(key), unusedFields.count < 200 { unusedFields.append(key) }
      }
    }
  }

  private mutating func refuse(_ place: Place) {
    if findings.count >= RecordReading.shownFindings { return }
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
