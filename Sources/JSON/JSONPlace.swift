/// Where something stands in a text.
public struct JSONPlace: Hashable, Sendable {
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in bytes.
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A position in the window that knows its line; it only moves forward, so that each line end is counted once.
struct JSONLineMark {
  private(set) var index = 0
  private var line = 1
  /// Where the line starts; negative when that is no longer in the window.
  private var lineStart = 0

  var place: JSONPlace { JSONPlace(line: line, column: index - lineStart + 1) }

  /// A line ends with LF, CR LF or CR.
  mutating func advance(to end: Int, in text: Span<UInt8>) {
    while index < end {
      let byte = text[index]
      index += 1
      if byte == 10 || (byte == 13 && !(index < text.count && text[index] == 10)) {
        line += 1
        lineStart = index
      }
    }
  }

  /// The text begins only here: what is before it is a byte order mark.
  mutating func begin(at start: Int) {
    index = start
    lineStart = start
  }

  /// So many bytes have left the window.
  mutating func shift(by count: Int) {
    index -= count
    lineStart -= count
  }
}
