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
///
/// The texts lie in one piece of memory: most fields of most records are read once, as a number, and never become a
/// string.
public struct Record: Sendable {
  public let table: EntityTable
  public let id: Int64
  /// A bit for each field that was in an export.
  public let present: UInt64
  /// A bit for each field that has a text.
  public let filled: UInt64
  /// The texts in the order of the table, each behind its length, which is written in sevens of bits, the lowest first,
  /// with a top bit where more of them follow.
  public let packed: [UInt8]
  /// For each field where its text begins and where it ends in `packed`; without meaning where it has none.
  let bounds: [Int32]

  /// Packs texts that lie anywhere in `text`.
  ///
  /// `bounds` holds for each field of the table where its text begins and where it ends there, and `filled` a bit for each
  /// that has one.
  public init(
    table: EntityTable, id: Int64, present: UInt64, filled: UInt64, packing text: Span<UInt8>, bounds: [Int32]
  ) {
    precondition(bounds.count >= 2 * table.fields.count, "each field has its bounds")
    self.table = table
    self.id = id
    self.present = present
    self.filled = filled
    var bounds = bounds
    packed = Record.pack(text, &bounds, filled)
    self.bounds = bounds
  }

  /// `packed` as another record had it.
  public init(table: EntityTable, id: Int64, present: UInt64, filled: UInt64, packed: [UInt8]) {
    self.table = table
    self.id = id
    self.present = present
    self.filled = filled
    self.packed = packed
    bounds = Record.bounds(packed, filled, count: table.fields.count)
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
    self.init(
      table: table, id: id, present: present, filled: filled, packing: bytes.span, bounds: bounds)
  }

  /// Whether the field was ever in an export, be it as null.
  public func has(_ column: Int) -> Bool { present & (1 << UInt64(column)) != 0 }

  /// Whether the field has a text, be it an empty one.
  public func hasText(_ column: Int) -> Bool { filled & (1 << UInt64(column)) != 0 }

  /// The text of a field; nil for null and for absent.
  public subscript(column: Int) -> String? {
    guard hasText(column) else { return nil }
    return text(column) ?? ""
  }

  /// How much memory its texts take.
  public var size: Int { packed.count }

  /// The text of a field; nil for none and for an empty one.
  func text(_ column: Int) -> String? {
    guard let place = place(column) else { return nil }
    return String(decoding: packed[place], as: UTF8.self)
  }

  /// The number that a field holds; nil for none, for 0 and for what is no number.
  public func number(_ column: Int) -> Int64? {
    guard let number = withText(column, { FieldRow.identifier($0) }) ?? nil, number != 0 else { return nil }
    return number
  }

  /// Gives `body` the text of a field; nil for none and for an empty one.
  func withText<Result>(_ column: Int, _ body: (Span<UInt8>) -> Result) -> Result? {
    guard let place = place(column) else { return nil }
    return body(packed.span.extracting(place))
  }

  /// Where the text of a field lies; nil for none and for an empty one.
  @inline(__always)
  private func place(_ column: Int) -> Range<Int>? {
    // Most fields of most records have none.
    if filled & (1 &<< UInt64(truncatingIfNeeded: column)) == 0 { return nil }
    let place = Int(bounds[2 * column])..<Int(bounds[2 * column + 1])
    return place.isEmpty ? nil : place
  }

  /// The record as it would be if no export had said anything of these fields.
  func without(_ columns: [Int]) -> Record {
    var kept = ~UInt64(0)
    for column in columns { kept &= ~(1 << UInt64(column)) }
    return Record(
      table: table, id: id, present: present & kept, filled: filled & kept, packing: packed.span,
      bounds: bounds)
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
