public import ByteFormats

/// Why a table cannot be read.
public enum TableProblem: Error, Sendable, Hashable {
  case csv(CSVError)
  /// The header describes no entity; the words as written, and the entity that comes nearest.
  case unknown(header: [String], nearest: Entity?)
  /// Nothing tells which record a row is.
  case withoutID(Entity, header: [String])
  /// A date that may be two days, and nobody has said which.
  case ambiguousDate(header: String, value: String, line: Int, column: Int)
  /// A number that may be thousands or a fraction, in a table that has decimal commas further down.
  case ambiguousNumber(header: String, value: String, line: Int, column: Int)
}

/// Two columns of a table mean one field and hold different values in one row, so that the row says nothing.
public struct TableContradiction: Sendable, Hashable {
  public let line: Int
  public let headers: [String]
  public let values: [String]
}

/// Reads the rows of a table (CSV, TSV) with a header, piece by piece, into records of one entity.
///
/// Headers are the REST interface's names, those of the older one, Autotask's own words, or the tenant's; dates and
/// amounts are brought into the form of the REST interface where no doubt is left of what they mean. What is not
/// understood stays as it is written, for the rules to say which item it concerns. An empty cell is null.
public final class TableReader {
  private var rows = CSVReader()
  private let rules: TableRules
  private let hint: Entity?
  private let fallback: Entity?
  private var titles: [String] = []
  private var row: FieldRow?
  /// Known once the first row has come.
  public private(set) var header: TableHeader?
  /// Rows that are not as wide as the header, by line; at most a hundred.
  public private(set) var ragged: [(line: Int, fields: Int)] = []
  /// Rows in which two columns of one meaning contradict each other; at most a hundred.
  public private(set) var contradictions: [TableContradiction] = []
  /// How the table writes fractions, as far as its cells have shown it.
  private var fractions = TableFractions()
  /// How many records the table has, those without an id and ragged ones included.
  public private(set) var count = 0
  /// Whether a cell was no UTF-8 and was read as Windows-1252, which Excel writes.
  public private(set) var isWindows = false

  /// How many columns there are.
  public var width: Int { titles.count }

  /// `hint` is the entity that the file is known to hold; `fallback` the one that its name speaks of, which counts
  /// where the header says nothing.
  public init(hint: Entity?, fallback: Entity? = nil, rules: TableRules) {
    self.hint = hint
    self.fallback = fallback
    self.rules = rules
  }

  /// Takes the next bytes of the text, without byte order mark, and gives `body` each record that is complete.
  ///
  /// - Throws: `TableProblem`, and what `body` throws.
  public func feed(_ piece: Span<UInt8>, _ body: (borrowing FieldRow) throws -> Void) throws {
    rows.append(piece)
    try drain(body)
  }

  public func finish(_ body: (borrowing FieldRow) throws -> Void) throws {
    rows.end()
    try drain(body)
    if header == nil { throw TableProblem.unknown(header: [], nearest: nil) }
  }

  private func drain(_ body: (borrowing FieldRow) throws -> Void) throws {
    while true {
      do { guard try rows.next() else { return } } catch { throw TableProblem.csv(error) }
      if rows.row.isBlank { continue }
      guard let header else {
        try begin()
        continue
      }
      count += 1
      if isTooNarrowOrWide {
        if ragged.count < 100 { ragged.append((rows.row.line, rows.row.fields.count)) }
        continue
      }
      if let contradiction = contradiction(header) {
        if contradictions.count < 100 { contradictions.append(contradiction) }
        continue
      }
      guard var row else { continue }
      self.row = nil
      row.clear()
      row.line = rows.row.line
      for (index, column) in header.columns.enumerated() where column != TableHeader.unusedColumn {
        try read(index, column, into: &row)
      }
      try body(row)
      self.row = row
    }
  }

  /// The first two cells of one meaning that differ.
  private func contradiction(_ header: TableHeader) -> TableContradiction? {
    for (place, first) in header.doubles {
      let fields = rows.row.fields
      let bytes = rows.row.bytes
      if bytes[fields[place].range].elementsEqual(bytes[fields[first].range]) { continue }
      return TableContradiction(
        line: fields[place].line, headers: [titles[first], titles[place]],
        values: [first, place].map { TableReader.plain(rows.row.text($0) ?? "") })
    }
    return nil
  }

  /// Trailing separators that spreadsheets leave behind are no fields.
  private var isTooNarrowOrWide: Bool {
    let fields = rows.row.fields
    if fields.count == titles.count { return false }
    return fields.count < titles.count || fields[titles.count...].contains { !$0.range.isEmpty }
  }

  private func begin() throws(TableProblem) {
    titles = rows.row.fields.indices.map { text(of: $0) }
    while titles.last?.isEmpty == true { titles.removeLast() }
    let named = fallback.flatMap { TableHeader(titles, hint: $0, rules: rules) }
    guard let found = TableHeader(titles, hint: hint, rules: rules) ?? named else {
      throw .unknown(header: titles, nearest: TableHeader.nearest(titles, rules: rules))
    }
    guard found.hasID else { throw .withoutID(found.entity, header: titles) }
    header = found
    row = FieldRow(found.entity)
    fractions.isSemicolons = rows.separator == UInt8(ascii: ";")
  }

  // MARK: Cells

  /// The text of a cell, whatever its encoding.
  private func text(of index: Int) -> String {
    if let text = rows.row.text(index) { return TableReader.plain(text) }
    isWindows = true
    var scalars = String.UnicodeScalarView()
    for byte in rows.row.bytes[rows.row.fields[index].range] {
      scalars.append(Windows1252.scalar(of: byte) ?? "\u{FFFD}")
    }
    return TableReader.plain(String(scalars))
  }

  /// Without what makes a spreadsheet take digits for text: `="0042"`.
  private static func plain(_ text: String) -> String {
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count >= 3 {
      return String(text.dropFirst(2).dropLast())
    }
    return text
  }

  private func read(_ index: Int, _ column: Int, into row: inout FieldRow) throws(TableProblem) {
    let range = rows.row.fields[index].range
    if column == TableHeader.identifier {
      let text = text(of: index)
      row.id = FieldRow.identifier(text.utf8.span)
      return
    }
    if range.isEmpty { return row.setNull(column) }
    let field = row.entity.table.fields[column]
    switch field.kind {
    case .date, .time, .decimal:
      // Mostly it is written as the interface writes it, and goes on as it is.
      let bytes = rows.row.bytes
      let cell = bytes.span.extracting(range)
      if field.kind == .decimal {
        switch TableCells.plainDecimal(cell) {
        case .whole: return row.set(column, cell)
        case .point:
          fractions.hasPoints = true
          return row.set(column, cell)
        case .doubtful: return row.set(column, doubtful(text(of: index), index))
        case nil: break
        }
      } else if TableCells.isPlainTime(cell) {
        return row.set(column, cell)
      }
    case .reference, .text, .flag, .picklist: break
    }
    switch field.kind {
    case .date, .time:
      row.set(column, try date(text(of: index), index))
    case .decimal:
      row.set(column, try decimal(text(of: index), index))
    case .text where field.name == TableReader.transferDate:
      // That there is a time says enough; which day it is, only if there is no doubt.
      let text = text(of: index)
      if case .date(let written) = TableCells.date(text, rules.dateOrder) {
        row.set(column, written)
      } else {
        row.set(column, text)
      }
    case .reference, .text, .flag, .picklist:
      if rows.row.bytes[range].allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "=") }) {
        let bytes = rows.row.bytes
        row.set(column, bytes.span.extracting(range))
      } else {
        row.set(column, text(of: index))
      }
    }
  }

  static let transferDate = "quickBooksTransferDate"

  private func decimal(_ text: String, _ index: Int) throws(TableProblem) -> String {
    let read = TableCells.decimal(text)
    let mark = text.last { $0 == "." || $0 == "," }
    guard mark != nil, read.contains("."), let form = TableCells.plainDecimal(read.utf8.span) else {
      return read
    }
    if mark == "," {
      fractions.hasCommas = true
      if let taken = fractions.taken {
        throw .ambiguousNumber(
          header: titles[taken.place], value: taken.value, line: taken.line, column: taken.column)
      }
    } else if form == .doubtful, !text.contains(",") {
      return doubtful(read, index)
    } else {
      fractions.hasPoints = true
    }
    return read
  }

  /// `1.250` as the table means it, where it has shown that.
  private func doubtful(_ text: String, _ index: Int) -> String {
    fractions.takes(text, at: index, rows.row.fields[index]) ? text : TableFractions.doubtful(text)
  }

  private func date(_ text: String, _ index: Int) throws(TableProblem) -> String {
    switch TableCells.date(text, rules.dateOrder) {
    case .date(let written): return written
    case .none: return text
    case .ambiguous:
      let field = rows.row.fields[index]
      throw .ambiguousDate(header: titles[index], value: text, line: field.line, column: field.column)
    }
  }
}
