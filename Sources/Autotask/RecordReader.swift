import Accounting

/// Reads typed values from a record and collects what is wrong with them.
struct RecordReader {
  let record: Record
  let zone: Zone
  private(set) var problems: [FieldProblem] = []

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

  func text(_ column: Int) -> String? { record.text(column) }

  /// 0 and empty mean none.
  mutating func reference(_ column: Int) -> Int64? {
    guard let number = referenceOrZero(column) else { return nil }
    return number == 0 ? nil : number
  }

  /// The same where a word may stand in its place, as a picklist's label does.
  func number(_ column: Int) -> Int64? { record.number(column) }

  /// The same where 0 is a number like others: the MSP's own organization is 0.
  mutating func referenceOrZero(_ column: Int) -> Int64? {
    guard let number = record.withText(column, { FieldRow.identifier($0) }) else { return nil }
    if number == nil { fail(column, "is not the number of a record") }
    return number
  }

  mutating func decimal<Value: FixedPoint>(_ column: Int, as type: Value.Type) -> Value? {
    switch record.withText(column, { Value.parse($0) }) {
    case nil: return nil
    case .success(let number) where number.units.magnitude < RecordReader.tooLarge: return number
    case .success, .failure(.tooLarge): fail(column, "is too large")
    case .failure(.tooManyDecimals): fail(column, "has more than five decimals")
    case .failure: fail(column, "is not a decimal number such as 1250.00")
    }
    return nil
  }

  /// Eleven digits before the point, five behind it: QuickBooks takes ten in a quantity or rate.
  private static let tooLarge: UInt64 = 1_000_000_000_000_000

  mutating func flag(_ column: Int) -> Bool? {
    guard let word = record.withText(column, { RecordReader.packed($0) }) else { return nil }
    if RecordReader.yes.contains(word) { return true }
    if RecordReader.no.contains(word) { return false }
    fail(column, "is neither true nor false")
    return nil
  }

  private static let yes = ["true", "1", "yes"].map { packed($0.utf8.span) }
  private static let no = ["false", "0", "no"].map { packed($0.utf8.span) }

  /// A short word and its length in one number, whatever its case; 0 for a long one.
  private static func packed(_ word: Span<UInt8>) -> UInt64 {
    if word.count > 7 { return 0 }
    var packed = UInt64(word.count)
    for index in word.indices {
      let byte = word[index]
      packed = packed << 8 | UInt64(byte &- 65 < 26 ? byte | 0x20 : byte)
    }
    return packed
  }

  mutating func date(_ column: Int) -> CalendarDate? {
    guard let written = record.withText(column, { WrittenTime($0) }) else { return nil }
    if let written { return written.meaningDate(in: zone) }
    if let value = text(column), let milliseconds = microsoftTime(value) {
      let instant = Timestamp(milliseconds: milliseconds)
      return milliseconds % 86_400_000 == 0 ? instant.date(in: .utc) : instant.date(in: zone)
    }
    fail(column, "is not a date such as 2026-10-01 or 2026-10-01T00:00:00Z")
    return nil
  }
}
