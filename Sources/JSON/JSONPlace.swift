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
  /// Whether the byte before was a CR, so that an LF ends the same line once more.
  private var isAfterReturn = false

  var place: JSONPlace { JSONPlace(line: line, column: index - lineStart + 1) }

  /// A line ends with LF, CR LF or CR.
  mutating func advance(to end: Int, in text: Span<UInt8>) {
    while index < end {
      let stop = min(index + JSONLineMark.stretch, end)
      if JSONLineMark.mayEndLine(text.extracting(index..<stop)) {
        pass(to: stop, in: text)
      } else {
        index = stop
        isAfterReturn = false
      }
    }
  }

  /// The same where there may be line ends.
  private mutating func pass(to end: Int, in text: Span<UInt8>) {
    while index < end {
      if index &+ 8 <= end, !JSONWord.mayEndLine(text.word(at: index)) {
        index &+= 8
        isAfterReturn = false
        continue
      }
      let stop = min(index + 8, end)
      while index < stop {
        let byte = text[index]
        index += 1
        if byte == 13 || byte == 10 {
          if !(byte == 10 && isAfterReturn) { line += 1 }
          lineStart = index
        }
        isAfterReturn = byte == 13
      }
    }
  }

  /// Bytes looked at together.
  private static let stretch = 128

  /// Whether one of the bytes is a line end, or another of the few before CR.
  private static func mayEndLine(_ stretch: Span<UInt8>) -> Bool {
    var found: UInt8 = 0
    // Without a question in it, many bytes are looked at at once: the top bit is set where one is below 14.
    for offset in 0..<stretch.count { found |= (stretch[offset] &- 14) & ~stretch[offset] }
    return found >= 0x80
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
