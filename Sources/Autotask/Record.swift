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
/// The texts lie one after the other in one piece of memory: most fields of most records are read once, as a number,
/// and never become a string.
public struct Record: Sendable, Hashable {
  public let table: EntityTable
  public let id: Int64
  /// A bit for each field that was in an export.
  public let present: UInt64
  private var bytes: [UInt8] = []
  /// For each field where its text ends in `bytes`.
  private var ends: [Int32] = []
  /// A bit for each field that has a text.
  private var filled: UInt64 = 0

  /// A record without any text; `append` gives it one for each field, in the order of the table.
  public init(table: EntityTable, id: Int64, present: UInt64, reserving bytes: Int = 0) {
    self.table = table
    self.id = id
    self.present = present
    self.bytes.reserveCapacity(bytes)
    ends.reserveCapacity(table.fields.count)
  }

  /// The same with the texts of all fields at once: `fill` puts them one behind the other, says for each field where
  /// its text ends, and gives back a bit for each field that has one.
  public init(
    table: EntityTable, id: Int64, present: UInt64, reserving bytes: Int,
    _ fill: (_ bytes: inout [UInt8], _ ends: inout [Int32]) -> UInt64
  ) {
    self.init(table: table, id: id, present: present, reserving: bytes)
    filled = fill(&self.bytes, &ends)
    precondition(ends.count == table.fields.count, "each field has its end")
  }

  /// `values` in the order of the table; nil for null and for absent.
  public init(table: EntityTable, id: Int64, values: [String?], present: UInt64) {
    self.init(table: table, id: id, present: present)
    for value in values {
      if let value { append(value.utf8.span) } else { appendNull() }
    }
  }

  /// Gives the next field its text.
  public mutating func append(_ text: Span<UInt8>) {
    bytes.append(copying: text)
    filled |= 1 << UInt64(ends.count)
    ends.append(Int32(bytes.count))
  }

  /// The next field is null or absent.
  public mutating func appendNull() { ends.append(Int32(bytes.count)) }

  /// Whether the field was ever in an export, be it as null.
  public func has(_ column: Int) -> Bool { present & (1 << UInt64(column)) != 0 }

  /// The text of a field; nil for null and for absent.
  public subscript(column: Int) -> String? {
    guard filled & (1 << UInt64(column)) != 0 else { return nil }
    return String(decoding: bytes[range(column)], as: UTF8.self)
  }

  func isEmpty(_ column: Int) -> Bool { range(column).isEmpty }

  /// The number that a field holds; nil for none, for 0 and for what is no number.
  func number(_ column: Int) -> Int64? {
    if isEmpty(column) { return nil }
    guard let number = withText(column, { FieldRow.identifier($0) }), number != 0 else { return nil }
    return number
  }

  func withText<Result>(_ column: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(range(column)))
  }

  private func range(_ column: Int) -> Range<Int> {
    (column == 0 ? 0 : Int(ends[column - 1]))..<Int(ends[column])
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
