/// Writes a CSV text (RFC 4180, UTF-8, CRLF); quotation marks stand only where they are needed.
public struct CSVWriter: Sendable {
  /// Whether a spreadsheet may take a text for a formula.
  public enum Formulas: Sendable {
    /// Text stays as it is: for programs, and where every byte counts.
    case asTheyAre
    /// An apostrophe goes before text that a spreadsheet would run (`=`, `+`, `-`, `@`, tab or line break at its
    /// beginning, blanks aside), unless it is a plain number. `CSVWriter.unguarded` takes it off again.
    case guarded
  }

  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  private let formulas: Formulas
  private var isFirst = true

  /// A byte order mark announces UTF-8, without which Excel takes a file for Windows-1252.
  public init(formulas: Formulas, byteOrderMark: Bool = false) {
    self.formulas = formulas
    if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  /// Writes a whole row.
  public mutating func row(_ fields: [String]) {
    for text in fields { field(text) }
    endRow()
  }

  /// Writes the next field of the row.
  public mutating func field(_ text: String) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    guard let first = text.utf8.first else { return }
    // A letter or a digit at its beginning is none of a formula's.
    let isWord = first &- 48 < 10 || (first | 0x20) &- 97 < 26
    let guarding = !isWord && formulas == .guarded && Self.looksLikeFormula(text.utf8)
    let span = text.utf8.span
    let needsQuotes = first == 32 || span[span.count - 1] == 32 || Self.hasMarks(span)
    if !needsQuotes, !guarding { return bytes.append(copying: span) }
    if needsQuotes { bytes.append(34) }
    if guarding { bytes.append(39) }
    for byte in text.utf8 {
      if byte == 34 { bytes.append(34) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(34) }
  }

  /// Whether quotation marks, commas or line ends are in it.
  private static func hasMarks(_ text: Span<UInt8>) -> Bool {
    var marks: UInt8 = 0
    for index in 0..<text.count {
      let byte = text[index]
      marks |= byte == 34 || byte == 44 || byte == 10 || byte == 13 ? 1 : 0
    }
    return marks != 0
  }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(13)
    bytes.append(10)
    isFirst = true
  }

  /// The text without the apostrophe that `guarded` put before it.
  public static func unguarded(_ text: String) -> String {
    guard text.utf8.first == 39, looksLikeFormula(text.utf8.dropFirst()) else { return text }
    return String(text.dropFirst())
  }

  /// Blanks and apostrophes before it count too: spreadsheets pass over the ones, and what was guarded twice is to come
  /// back once. So do the wide forms of the signs, which some of them take for the narrow ones.
  private static func looksLikeFormula(_ text: some Collection<UInt8>) -> Bool {
    // 0xC2 0xA0 is a blank that does not break.
    let rest = text.drop { $0 == 39 || $0 == 32 || $0 == 0xC2 || $0 == 0xA0 }
    switch rest.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 9, 10, 13: return true
    case UInt8(ascii: "-"): return text.first != UInt8(ascii: "-") || !isPlainNumber(text)
    case 0xEF: return wideSigns.contains { rest.starts(with: $0.utf8) }
    default: return false
    }
  }

  private static let wideSigns = ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]

  private static func isPlainNumber(_ text: some Collection<UInt8>) -> Bool {
    var digits = 0
    var points = 0
    for byte in text.dropFirst() {
      if byte == UInt8(ascii: ".") {
        points += 1
      } else if byte &- 48 <= 9 {
        digits += 1
      } else {
        return false
      }
    }
    return digits > 0 && points <= 1
  }
}
