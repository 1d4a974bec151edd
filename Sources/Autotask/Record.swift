public import Accounting

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
public struct Record: Sendable, Hashable {
  public let table: EntityTable
  public let id: Int64
  /// In the order of the table; nil for null and for absent.
  public var values: [String?]
  /// A bit for each field that was in an export.
  public var present: UInt64

  public init(table: EntityTable, id: Int64, values: [String?], present: UInt64) {
    self.table = table
    self.id = id
    self.values = values
    self.present = present
  }

  /// Whether the field was ever in an export, be it as null.
  public func has(_ column: Int) -> Bool { present & (1 << UInt64(column)) != 0 }
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
    let value = record.values[column] ?? ""
    problems.append(
      FieldProblem(
        entity: record.table.entity, id: record.id, field: record.table.fields[column].name,
        value: String(value.prefix(60)), expected: expected))
  }

  func text(_ column: Int) -> String? {
    guard let value = record.values[column], !value.isEmpty else { return nil }
    return value
  }

  /// 0 and empty mean none.
  mutating func reference(_ column: Int) -> Int64? {
    guard let value = text(column) else { return nil }
    guard let number = Int64(value), number >= 0, value.utf8.first != UInt8(ascii: "+") else {
      fail(column, "is not the number of a record")
      return nil
    }
    return number == 0 ? nil : number
  }

  /// The same where 0 is a number like others: the MSP's own organization is 0.
  mutating func referenceOrZero(_ column: Int) -> Int64? {
    guard let value = text(column) else { return nil }
    guard let number = Int64(value), number >= 0, value.utf8.first != UInt8(ascii: "+") else {
      fail(column, "is not the number of a record")
      return nil
    }
    return number
  }

  mutating func decimal<Value: FixedPoint>(_ column: Int, as type: Value.Type) -> Value? {
    guard let value = text(column) else { return nil }
    switch Value.parse(value.utf8.span) {
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
    guard let value = text(column) else { return nil }
    if let written = WrittenTime(value.utf8.span) { return written.meaningDate(in: zone) }
    if let milliseconds = microsoftTime(value) {
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
