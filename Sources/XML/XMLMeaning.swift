/// A document reduced to what it means, as bytes that can be compared: layout, comments, references and the
/// declaration do not count; order, names, attributes and every character of a value do.
///
/// XML forbids the control characters that mark the parts, so no value can imitate them.
public enum XMLMeaning {
  /// Before an element's name.
  public static let open: UInt8 = 1
  /// Before an attribute's name.
  public static let attribute: UInt8 = 2
  /// Before an attribute's value.
  public static let value: UInt8 = 3
  /// Before text, where there is any.
  public static let text: UInt8 = 4
  /// The end of an element.
  public static let close: UInt8 = 5

  /// Reads a whole document.
  public static func of(_ bytes: Span<UInt8>, limits: XMLLimits = XMLLimits()) throws(XMLProblem) -> [UInt8] {
    let parser = try SAXParser(mode: .meaning, limits: limits)
    parser.reserve(bytes.count)
    try parser.feed(bytes)
    try parser.finish()
    return parser.takeMeaning()
  }
}
