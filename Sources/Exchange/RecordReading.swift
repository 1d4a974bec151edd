import Accounting
import Autotask
import ByteFormats
import Findings
import JSON

/// A record of a bundle on its way into the mirror.
struct TakenRecord: Sendable {
  let record: Record
  /// When it was changed in Autotask, in milliseconds since 1970; nil where it does not say so.
  let modified: Int64?
  /// The invoice of a billing item; nil where it has none.
  let parent: Int64?
  /// The total of an invoice, in hundred-thousandths.
  let total: Int64?
  /// Whether it comes from the invoice export or a table: each form has its own idea of a total.
  let isRow: Bool
}

/// Brings the records of one entity into the columns of its table, whatever form they came in.
final class RecordReading {
  let entity: Entity
  private let table: EntityTable
  /// For each field of the record at hand: its column, or `ignored`.
  private var columns: [Int] = []
  /// The column behind those of the table: that of the id.
  private let idColumn: Int
  /// For each column where the text of the record at hand begins and where it ends.
  private var bounds: [Int32]
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
    idColumn = table.fields.count
    bounds = Array(repeating: 0, count: 2 * (idColumn + 1))
    self.zone = zone
    self.arrival = arrival
    modifiedColumn = table.modified.flatMap { entity.table.index(of: $0) }
    parentColumn = entity == .billingItems ? table.index(of: "invoiceID") : nil
    totalColumn = entity == .invoices ? table.index(of: "invoiceTotal") : nil
  }

  /// - Returns: nil where nobody can tell which record it is.
  func read(_ record: JSONRecord, path: String) -> TakenRecord? {
    if !record.sameKeysAsBefore || columns.count != record.fieldCount { mapColumns(record) }
    records += 1
    let places = record.places(of: columns, in: &bounds)
    let found =
      places.escaped == 0
      ? record.withBytes { self.record(places, of: $0) }
      : unescaped(record, places)
    guard let found else {
      let place = record.place
      refuse(Place(path: path, line: place.line, column: place.column))
      return nil
    }
    return taken(found, isRow: false)
  }

  /// The record where some of its texts are written with backslashes: what they mean comes behind the others.
  private func unescaped(_ record: JSONRecord, _ places: JSONPlaces) -> Record? {
    var bytes = record.bytes
    for (field, column) in columns.enumerated() where column >= 0 && record.isEscaped(field) {
      if places.escaped & (1 << UInt64(column)) == 0 { continue }
      bounds[2 * column] = Int32(bytes.count)
      record.withValue(field) { bytes.append(copying: $0) }
      bounds[2 * column + 1] = Int32(bytes.count)
    }
    return self.record(places, of: bytes.span)
  }

  private func record(_ places: JSONPlaces, of text: Span<UInt8>) -> Record? {
    let identifier: UInt64 = 1 << UInt64(idColumn)
    let place = Int(bounds[2 * idColumn])..<Int(bounds[2 * idColumn + 1])
    guard places.filled & identifier != 0, let id = FieldRow.identifier(text.extracting(place)) else {
      return nil
    }
    return Record(
      table: table, id: id, present: places.placed & ~identifier, filled: places.filled & ~identifier,
      packing: text, bounds: bounds)
  }

  /// The same from a form that has put the fields into their columns.
  func read(_ row: borrowing FieldRow, path: String) -> TakenRecord? {
    records += 1
    guard let record = row.record else {
      refuse(Place(path: path, line: row.line))
      return nil
    }
    return taken(record, isRow: true)
  }

  private func taken(_ record: Record, isRow: Bool) -> TakenRecord {
    let written = modifiedColumn.flatMap { record[$0] }.flatMap { writtenMoment($0, zone: zone) }
    let total = totalColumn.flatMap { record[$0] }.flatMap { UnroundedAmount($0) }
    return TakenRecord(
      record: record,
      // A clock that runs ahead must not keep later exports out.
      modified: written.map { min($0.milliseconds, arrival) },
      parent: parentColumn.flatMap { record.number($0) }, total: total?.units, isRow: isRow)
  }

  private func mapColumns(_ record: JSONRecord) {
    columns = []
    for field in 0..<record.fieldCount {
      let key = record.key(field)
      if key.lowercased() == "id" {
        columns.append(columns.contains(idColumn) ? RecordReading.ignored : idColumn)
      } else if let column = table.index(of: key) {
        columns.append(column)
      } else {
        columns.append(RecordReading.ignored)
        if !unusedFields.contains(key), unusedFields.count < 200 { unusedFields.append(key) }
      }
    }
  }

  private func refuse(_ place: Place) {
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
