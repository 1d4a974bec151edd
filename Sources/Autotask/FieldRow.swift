import ByteFormats

/// The fields of one record in the columns of its table, whatever form the record came in.
///
/// It is used again for the next record. A column that is not set was not in the export; null is something else.
public struct FieldRow: Sendable {
  public let entity: Entity
  /// Autotask's number of the record; nil when the export has none that is a whole number.
  public var id: Int64?
  /// The line of the file on which the record begins, counted from 1.
  public var line = 0
  private var bytes: [UInt8] = []
  /// For each column where its text begins and where it ends in `bytes`.
  private var bounds: [Int32]
  /// A bit for each column that was set, and for each that has a text.
  private var placed: UInt64 = 0
  private var filled: UInt64 = 0

  public init(_ entity: Entity) {
    self.entity = entity
    bounds = Array(repeating: 0, count: 2 * entity.table.fields.count)
  }

  /// Begins the next record.
  public mutating func clear() {
    id = nil
    line = 0
    placed = 0
    filled = 0
    bytes.removeAll(keepingCapacity: true)
  }

  /// Sets a column; no text is null.
  public mutating func set(_ column: Int, _ text: Span<UInt8>) {
    if text.count == 0 { return setNull(column) }
    let bit: UInt64 = 1 << UInt64(column)
    placed |= bit
    filled |= bit
    bounds[2 * column] = Int32(bytes.count)
    bytes.append(copying: text)
    bounds[2 * column + 1] = Int32(bytes.count)
  }

  public mutating func set(_ column: Int, _ text: String) {
    var text = text
    text.makeContiguousUTF8()
    set(column, text.utf8.span)
  }

  public mutating func setNull(_ column: Int) {
    let bit: UInt64 = 1 << UInt64(column)
    placed |= bit
    filled &= ~bit
  }

  /// The record of it; nil without an id.
  public var record: Record? {
    id.map {
      Record(
        table: entity.table, id: $0, present: placed, filled: filled, packing: bytes.span, bounds: bounds)
    }
  }

  /// Whether no column was set.
  public var isEmpty: Bool { placed == 0 }

  /// Whether a column was set, be it to null.
  public func has(_ column: Int) -> Bool { placed & (1 << UInt64(column)) != 0 }

  /// Gives `body` the text of a column; nil for null and for absent.
  public func withText<Result>(of column: Int, _ body: (Span<UInt8>) -> Result) -> Result? {
    range(of: column).map { body(bytes.span.extracting($0)) }
  }

  /// The text of a column; nil for null and for absent.
  public func text(of column: Int) -> String? {
    range(of: column).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private func range(of column: Int) -> Range<Int>? {
    if filled & (1 << UInt64(column)) == 0 { return nil }
    return Int(bounds[2 * column])..<Int(bounds[2 * column + 1])
  }

  /// A number of a record: digits alone.
  public static func identifier(_ text: Span<UInt8>) -> Int64? {
    if text.count == 0 || text.count > 18 { return nil }
    var number: Int64 = 0
    for index in 0..<text.count {
      let digit = text[index] &- 48
      if digit > 9 { return nil }
      number = number * 10 + Int64(digit)
    }
    return number
  }
}
