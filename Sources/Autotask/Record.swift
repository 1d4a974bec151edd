public import Accounting
import ByteFormats

/// What is wrong with the value of a field.
public struct FieldProblem: Hashable, Sendable {
  public let entity: Entity
  public let id: Int64
  public let field: String
  /// As it was written, at most some sixty characters of it.
  public let value: String
  /// What is expected there, as the end of a sentence: `is not a decimal number`.
  public let expected: String
}

/// A record as the mirror keeps it: one optional text per field of its table.
///
/// The texts lie in one piece of memory, in any order and with anything between them: most fields of most records are
/// read once, as a number, and never become a string.
public struct Record: Sendable {
  public let table: EntityTable
  public let id: Int64
  /// A bit for each field that was in an export.
  public let present: UInt64
  private let bytes: [UInt8]
  /// For each field where its text begins and where it ends in `bytes`; without meaning where it has none.
  private let bounds: [Int32]
  /// A bit for each field that has a text.
  private let filled: UInt64

  /// `bounds` holds two numbers for each field of the table, and `filled` a bit for each that has a text.
  public init(
    table: EntityTable, id: Int64, present: UInt64, bytes: [UInt8], bounds: [Int32], filled: UInt64
  ) {
    precondition(bounds.count == 2 * table.fields.count, "each field has its bounds")
    self.table = table
    self.id = id
    self.present = present
    self.bytes = bytes
    self.bounds = bounds
    self.filled = filled
  }

  /// `values` in the order of the table; nil for null and for absent.
  public init(table: EntityTable, id: Int64, values: [String?], present: UInt64) {
    var bytes: [UInt8] = []
    var bounds: [Int32] = []
    var filled: UInt64 = 0
    for (column, value) in values.enumerated() {
      bounds.append(Int32(bytes.count))
      if let value {
        bytes.append(contentsOf: value.utf8)
        filled |= 1 << UInt64(column)
      }
      bounds.append(Int32(bytes.count))
    }
    self.init(table: table, id: id, present: present, bytes: bytes, bounds: bounds, filled: filled)
  }

  /// Whether the field was ever in an export, be it as null.
  public func has(_ column: Int) -> Bool { present & (1 << UInt64(column)) != 0 }

  /// The text of a field; nil for null and for absent.
  public subscript(column: Int) -> String? {
    guard filled & (1 << UInt64(column)) != 0 else { return nil }
    return String(decoding: bytes[range(column)], as: UTF8.self)
  }

  /// How much memory its texts take.
  public var size: Int { bytes.count }

  /// Gives what the texts of all fields lie in, for each field where its text begins and where it ends there, and a bit
  /// for each that has one.
  public func withTexts<Failure: Error>(
    _ body: (_ bytes: [UInt8], _ bounds: [Int32], _ filled: UInt64) throws(Failure) -> Void
  ) throws(Failure) {
    try body(bytes, bounds, filled)
  }

  func isEmpty(_ column: Int) -> Bool { range(column).isEmpty }

  /// The number that a field holds; nil for none, for 0 and for what is no number.
  public func number(_ column: Int) -> Int64? {
    if isEmpty(column) { return nil }
    guard let number = withText(column, { FieldRow.identifier($0) }), number != 0 else { return nil }
    return number
  }

  func withText<Result>(_ column: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(range(column)))
  }

  private func range(_ column: Int) -> Range<Int> {
    if filled & (1 << UInt64(column)) == 0 { return 0..<0 }
    return Int(bounds[2 * column])..<Int(bounds[2 * column + 1])
  }
}

/// Reads typed values from a record and collects what is wrong with them.
struct RecordReader {
  let record: Record
  let zone: Zone
  var problems: [FieldProblem] = []

  init(_ record: Record, zone: Zone) {
    self.record = record
    self.zone = zone
  }

  private mutating func fail(_ column: Int, _ expected: String) {
    let value = record[column] ?? ""
    problems.append(
      FieldProblem(
        entity: record.table.entity, id: record.id, field: record.table.fields[column].name,
        value: String(value.prefix(60)), expected: expected))
  }

  func text(_ column: Int) -> String? {
    record.isEmpty(column) ? nil : record[column]
  }

  /// 0 and empty mean none.
  mutating func reference(_ column: Int) -> Int64? {
    guard let number = referenceOrZero(column) else { return nil }
    return number == 0 ? nil : number
  }

  /// The same where a word may stand in its place, as a picklist's label does.
  func number(_ column: Int) -> Int64? { record.number(column) }

  /// The same where 0 is a number like others: the MSP's own organization is 0.
  mutating func referenceOrZero(_ column: Int) -> Int64? {
    if record.isEmpty(column) { return nil }
    let number = record.withText(column) { FieldRow.identifier($0) }
    if number == nil { fail(column, "is not the number of a record") }
    return number
  }

  mutating func decimal<Value: FixedPoint>(_ column: Int, as type: Value.Type) -> Value? {
    if record.isEmpty(column) { return nil }
    switch record.withText(column, { Value.parse($0) }) {
    case .success(let number): return number
    case .failure(.tooManyDecimals): fail(column, "has more than five decimals")
    case .failure(.tooLarge): fail(column, "is too large")
    case .failure: fail(column, "is not a decimal number such as 1250.00")
    }
    return nil
  }

  mutating func flag(_ column: Int) -> Bool? {
    guard let value = text(column) else { return nil }
    switch value.lowercased() {
    case "true", "1", "yes": return true
    case "false", "0", "no": return false
    default:
      fail(column, "is neither true nor false")
      return nil
    }
  }

  mutating func date(_ column: Int) -> CalendarDate? {
    if record.isEmpty(column) { return nil }
    if let written = record.withText(column, { WrittenTime($0) }) { return written.meaningDate(in: zone) }
    if let value = text(column), let milliseconds = microsoftTime(value) {
      let instant = Timestamp(milliseconds: milliseconds)
      return milliseconds % 86_400_000 == 0 ? instant.date(in: .utc) : instant.date(in: zone)
    }
    fail(column, "is not a date such as 2026-10-01 or 2026-10-01T00:00:00Z")
    return nil
  }
}

/// The moment that a text means, in either of the forms in which exports write it.
public func writtenMoment(_ text: String, zone: Zone) -> Timestamp? {
  WrittenTime(text)?.instant(in: zone) ?? microsoftTime(text).map { Timestamp(milliseconds: $0) }
}

/// Milliseconds of the form `/Date(1580256000000)/`, which PowerShell 5.1 writes.
func microsoftTime(_ text: String) -> Int64? {
  guard text.hasPrefix("/Date("), text.hasSuffix(")/") else { return nil }
  return Int64(text.dropFirst(6).dropLast(2))
}
