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
  private var cells: [Cell] = []
  private var bytes: [UInt8] = []
  /// A bit for each column that was set.
  private var placed: UInt64 = 0

  private struct Cell {
    var column: Int
    /// Nil for null.
    var range: Range<Int>?
  }

  public init(_ entity: Entity) { self.entity = entity }

  /// How many fields were set.
  public var count: Int { cells.count }

  /// Begins the next record.
  public mutating func clear() {
    id = nil
    line = 0
    placed = 0
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Sets a column; no text is null.
  public mutating func set(_ column: Int, _ text: Span<UInt8>) {
    if text.count == 0 { return setNull(column) }
    let start = bytes.count
    bytes.append(copying: text)
    place(Cell(column: column, range: start..<bytes.count))
  }

  public mutating func set(_ column: Int, _ text: String) {
    var text = text
    text.makeContiguousUTF8()
    set(column, text.utf8.span)
  }

  public mutating func setNull(_ column: Int) { place(Cell(column: column, range: nil)) }

  /// The later word counts where a record says a field twice.
  private mutating func place(_ cell: Cell) {
    let bit: UInt64 = 1 << UInt64(cell.column)
    if placed & bit != 0, let index = cells.firstIndex(where: { $0.column == cell.column }) {
      cells[index] = cell
    } else {
      placed |= bit
      cells.append(cell)
    }
  }

  /// The column of a field by its place in the row.
  public func column(_ index: Int) -> Int { cells[index].column }

  /// Gives `body` the text of a field, nil for null.
  public func withText<Result: ~Copyable, Failure: Error>(
    _ index: Int, _ body: (borrowing Span<UInt8>?) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let range = cells[index].range else { return try body(nil) }
    return try body(bytes.span.extracting(range))
  }

  /// The text of a column; nil for null and for absent.
  public func text(of column: Int) -> String? {
    guard let range = cells.first(where: { $0.column == column })?.range else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
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
