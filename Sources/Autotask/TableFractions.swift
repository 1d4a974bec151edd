import ByteFormats

/// How a table writes fractions, as far as its cells have shown it.
///
/// `1.250` is one and a quarter where the point marks fractions, and a thousand where the comma does.
struct TableFractions {
  /// Whether semicolons part its fields, as where the comma marks fractions.
  var isSemicolons = false
  /// Whether a point surely marked a fraction.
  var hasPoints = false
  /// Whether a comma surely marked a fraction.
  var hasCommas = false
  /// The first cell that was taken for a fraction and might be thousands.
  private(set) var taken: (place: Int, value: String, line: Int, column: Int)?

  /// Whether a doubtful cell is a fraction, by what the table has shown so far.
  mutating func takes(_ value: @autoclosure () -> String, at place: Int, _ field: CSVField) -> Bool {
    if hasCommas || isSemicolons && !hasPoints { return false }
    if taken == nil { taken = (place, value(), field.line, field.column) }
    return true
  }

  /// What stands in place of a cell that may be two numbers; no rule takes it for one.
  static func doubtful(_ text: String) -> String {
    "\(text) (\(text.filter { $0 != "." }) or \(TableFractions.plain(text)))"
  }

  /// `1.25` of `1.250`.
  private static func plain(_ text: String) -> String {
    var rest = text[...]
    while rest.hasSuffix("0") { rest.removeLast() }
    if rest.hasSuffix(".") { rest.removeLast() }
    return String(rest)
  }
}
