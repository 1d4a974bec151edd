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
      if passStretch(text.extracting(index..<stop)) { continue }
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

  /// Bytes passed over at once; so few that their line ends can be counted in one byte.
  private static let stretch = 192

  /// Passes over many bytes for little more than one costs; false when they hold a CR.
  private mutating func passStretch(_ stretch: Span<UInt8>) -> Bool {
    var feeds: UInt8 = 0
    var returns: UInt8 = 0
    let count = stretch.count
    for offset in 0..<count {
      // Without a question in it, many bytes are compared at once: the top bit is set where they are the same.
      let feed = stretch[offset] ^ 10
      let cr = stretch[offset] ^ 13
      feeds &+= ((feed &- 1) & ~feed) >> 7
      returns |= (cr &- 1) & ~cr
    }
    guard returns < 0x80, !isAfterReturn else { return false }
    if feeds > 0 {
      line += Int(feeds)
      var last = count - 1
      while stretch[last] != 10 { last -= 1 }
      lineStart = index + last + 1
    }
    index += count
    return true
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
