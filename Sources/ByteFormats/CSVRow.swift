/// Where one field of a row stands.
public struct CSVField: Hashable, Sendable {
  /// The value without its quotation marks, as a place in `CSVRow.bytes`.
  public internal(set) var range: Range<Int>
  /// The line on which it begins, counted from 1; rows with line breaks in quotes span several.
  public let line: Int
  /// The column of its first byte, quotation mark included, counted from 1 in bytes.
  public let column: Int
  /// Whether quotation marks stood around it.
  public let isQuoted: Bool
  let hasDoubledQuotes: Bool
}

/// One row of a table; the reader writes the next one over it.
public struct CSVRow: Sendable {
  /// What holds this row's values; `fields` says where they are.
  public internal(set) var bytes: [UInt8] = []
  public internal(set) var fields: [CSVField] = []
  /// The line on which the row begins, counted from 1.
  public internal(set) var line = 1
  /// How many fields the first row has.
  public internal(set) var headerCount = 0

  /// Whether it has more or fewer fields than the first row.
  public var isRagged: Bool { fields.count != headerCount }

  /// Whether it is nothing but separators, which spreadsheets leave behind.
  public var isBlank: Bool { fields.allSatisfy { $0.range.isEmpty } }

  /// The value of a field; nil when its bytes are not UTF-8.
  public func text(_ index: Int) -> String? {
    String(validating: bytes[fields[index].range], as: UTF8.self)
  }
}
