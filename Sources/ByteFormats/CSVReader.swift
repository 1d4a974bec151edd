/// The rows of a CSV text (RFC 4180) that arrives in pieces, in bounded memory.
///
/// Read are also what spreadsheets write: a byte order mark, `;` or tab for the comma (told from the first row,
/// or from Excel's `sep=;` line), any line end, and empty lines, which are skipped. A quotation mark inside a
/// field that does not begin with one stands for itself. The values are bytes; who needs text asks for it.
///
///     reader.append(piece)
///     while try reader.next() { use(reader.row) }
///     reader.end()
///     while try reader.next() { use(reader.row) }
public struct CSVReader: Sendable {
  /// Bytes of the longest row that is taken.
  public static let longestRow = 1 << 20
  /// Fields of the widest row that is taken.
  public static let mostFields = 1_024

  /// The row that `next` has found last.
  public private(set) var row = CSVRow()
  /// What stands between fields; a comma until the first row has come.
  public private(set) var separator = UInt8(ascii: ",")
  private var hasBegun = false
  private var hasEnded = false
  private var position = 0
  private var line = 1
  /// A row that was cut is looked at again only when the window holds twice as much, or tiny pieces would cost
  /// the square of its length.
  private var enough = 0
  private var failure: CSVError?

  public init() {}

  /// All rows of a text that is there as a whole.
  public init(_ bytes: [UInt8]) {
    row.bytes = bytes
    hasEnded = true
  }

  /// Takes the next piece of the text.
  public mutating func append(_ piece: [UInt8]) {
    discardRead()
    row.bytes.append(contentsOf: piece)
  }

  /// Takes the next piece of the text.
  public mutating func append(_ piece: Span<UInt8>) {
    discardRead()
    row.bytes.append(copying: piece)
  }

  /// Says that no piece follows, so that the last row needs no line end.
  public mutating func end() { hasEnded = true }

  private mutating func discardRead() {
    row.bytes.removeSubrange(0..<position)
    row.fields.removeAll(keepingCapacity: true)
    position = 0
  }

  /// Whether `row` holds another row; false when more pieces are needed, or at the end.
  public mutating func next() throws(CSVError) -> Bool {
    if let failure { throw failure }
    if !hasBegun, try !begin() { return false }
    while true {
      let pending = row.bytes.count - position
      if pending == 0 || !hasEnded && pending < enough {
        row.fields.removeAll(keepingCapacity: true)
        return false
      }
      var fields: [CSVField] = []
      swap(&fields, &row.fields)
      fields.removeAll(keepingCapacity: true)
      let outcome = scan(&fields)
      swap(&fields, &row.fields)
      switch outcome {
      case .incomplete:
        row.fields.removeAll(keepingCapacity: true)
        if pending > Self.longestRow { try fail(.rowTooLong, line, 1) }
        enough = min(pending * 2, Self.longestRow + 1)
        return false
      case .failure(let error):
        row.fields.removeAll(keepingCapacity: true)
        failure = error
        throw error
      case .row(let end, let nextLine):
        enough = 0
        row.line = line
        position = end
        line = nextLine
        if row.fields.count == 1, row.fields[0].range.isEmpty, !row.fields[0].isQuoted { continue }
        if row.headerCount == 0 { row.headerCount = row.fields.count }
        for index in row.fields.indices where row.fields[index].hasDoubledQuotes { uniteQuotes(index) }
        return true
      }
    }
  }

  /// Skips the byte order mark and finds the separator; false when the first line is not yet there as a whole.
  private mutating func begin() throws(CSVError) -> Bool {
    let bytes = row.bytes
    guard hasEnded || bytes.count >= 3 else { return false }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { try fail(.utf16, 1, 1) }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var commas = 0
    var semicolons = 0
    var tabs = 0
    var inQuotes = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): inQuotes.toggle()
      case UInt8(ascii: ",") where !inQuotes: commas += 1
      case UInt8(ascii: ";") where !inQuotes: semicolons += 1
      case UInt8(ascii: "\t") where !inQuotes: tabs += 1
      default: break
      }
      if !inQuotes, bytes[index] == 10 || bytes[index] == 13 { break }
      index += 1
    }
    // A carriage return at the end of the piece may be half of a line end.
    let isComplete = index < bytes.count && !(bytes[index] == 13 && index + 1 == bytes.count)
    if !isComplete, !hasEnded, bytes.count <= Self.longestRow { return false }
    position = start
    hasBegun = true
    if index == start + 5, bytes[start..<(start + 4)].elementsEqual("sep=".utf8) {
      separator = bytes[start + 4]
      if index < bytes.count, bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 {
        index += 1
      }
      position = min(index + 1, bytes.count)
      line = 2
    } else if tabs > commas, tabs >= semicolons {
      separator = UInt8(ascii: "\t")
    } else if semicolons > commas {
      separator = UInt8(ascii: ";")
    }
    return true
  }

  private mutating func fail(_ kind: CSVError.Kind, _ line: Int, _ column: Int) throws(CSVError) {
    let error = CSVError(kind: kind, line: line, column: column)
    failure = error
    throw error
  }

  private enum Outcome {
    case row(end: Int, nextLine: Int)
    case incomplete
    case failure(CSVError)
  }

  /// Finds the fields of the row at `position`, without changing a byte, for it may have to be done again.
  private func scan(_ fields: inout [CSVField]) -> Outcome {
    let quote = UInt8(ascii: "\"")
    let separator = separator
    let hasEnded = hasEnded
    let bytes = row.bytes.span
    let end = bytes.count
    var index = position
    var line = line
    var lineStart = position
    func failed(_ kind: CSVError.Kind, _ line: Int, _ column: Int) -> Outcome {
      .failure(CSVError(kind: kind, line: line, column: column))
    }
    while true {
      let start = index
      let startLine = line
      let column = start - lineStart + 1
      if index < end, bytes[index] == quote {
        index += 1
        var doubled = false
        while true {
          guard index < end else {
            return hasEnded ? failed(.unclosedQuote, startLine, column) : .incomplete
          }
          let byte = bytes[index]
          if byte == quote {
            if index + 1 == end {
              if hasEnded { break }
              return .incomplete
            }
            if bytes[index + 1] != quote { break }
            doubled = true
            index += 1
          } else if byte == 10 || byte == 13 && !(index + 1 < end && bytes[index + 1] == 10) {
            line += 1
            lineStart = index + 1
          } else if byte == 0 {
            return failed(.zeroByte, line, index - lineStart + 1)
          }
          index += 1
        }
        fields.append(
          CSVField(
            range: (start + 1)..<index, line: startLine, column: column, isQuoted: true,
            hasDoubledQuotes: doubled))
        index += 1
        if index < end, bytes[index] != separator, bytes[index] != 10, bytes[index] != 13 {
          return failed(.textAfterQuote, line, index - lineStart + 1)
        }
      } else {
        while index < end {
          let byte = bytes[index]
          if byte == separator || byte == 10 || byte == 13 || byte == 0 { break }
          index += 1
        }
        fields.append(
          CSVField(
            range: start..<index, line: startLine, column: column, isQuoted: false, hasDoubledQuotes: false))
      }
      if index - position > Self.longestRow { return failed(.rowTooLong, self.line, 1) }
      if fields.count > Self.mostFields { return failed(.tooManyFields, startLine, column) }
      guard index < end else { return hasEnded ? .row(end: end, nextLine: line) : .incomplete }
      switch bytes[index] {
      case separator: index += 1
      case 10: return .row(end: index + 1, nextLine: line + 1)
      case 13:
        if index + 1 == end {
          return hasEnded ? .row(end: end, nextLine: line + 1) : .incomplete
        }
        return .row(end: bytes[index + 1] == 10 ? index + 2 : index + 1, nextLine: line + 1)
      default: return failed(.zeroByte, line, index - lineStart + 1)
      }
    }
  }

  /// Makes one quotation mark of each two, in place.
  private mutating func uniteQuotes(_ field: Int) {
    let range = row.fields[field].range
    var target = range.lowerBound
    var source = range.lowerBound
    while source < range.upperBound {
      row.bytes[target] = row.bytes[source]
      source += row.bytes[source] == UInt8(ascii: "\"") ? 2 : 1
      target += 1
    }
    row.fields[field].range = range.lowerBound..<target
  }
}
