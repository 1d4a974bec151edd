/// Writes XML in ASCII: everything else goes as decimal references. Same calls, same bytes, for ever.
public struct XMLWriter: Sendable {
  public enum Layout: Sendable, Hashable {
    /// No blank that was not asked for.
    case compact
    /// An element a line, indented; never a blank inside a value.
    case indented
  }

  public private(set) var bytes: [UInt8] = []
  public let layout: Layout
  private var open: [String] = []
  private var leaf = true

  public init(layout: Layout = .compact) { self.layout = layout }

  /// `<?xml version="1.0" encoding="…"?>`; nil leaves the encoding out, as QuickBooks does.
  public mutating func declaration(encoding: String? = "utf-8") {
    add("<?xml version=\"1.0\"")
    if let encoding { add(" encoding=\"\(encoding)\"") }
    add("?>\n")
  }

  /// `<?target data?>`; both are ours, never foreign text.
  public mutating func instruction(_ target: String, _ data: String) { add("<?\(target) \(data)?>\n") }

  /// Begins an element that will hold others.
  public mutating func open(
    _ name: String, _ attributes: [(name: String, value: String)] = []
  )
    throws(XMLProblem)
  {
    try begin(name, attributes)
    add(">")
    open.append(name)
    leaf = true
  }

  /// Ends the element opened last.
  public mutating func close() {
    precondition(!open.isEmpty, "there is no open element")
    let name = open.removeLast()
    if !leaf { newLine() }
    add("</\(name)>")
    leaf = false
    if open.isEmpty, layout == .indented { add("\n") }
  }

  /// A whole element with its value; an empty value gives `<Name></Name>`.
  public mutating func element(
    _ name: String, _ text: String, _ attributes: [(name: String, value: String)] = []
  )
    throws(XMLProblem)
  {
    try begin(name, attributes)
    add(">")
    try XMLWriter.escape(text.utf8Span.span, inAttribute: false, into: &bytes)
    add("</\(name)>")
    leaf = false
    if open.isEmpty, layout == .indented { add("\n") }
  }

  /// `<Name/>`, attributes included.
  public mutating func empty(
    _ name: String, _ attributes: [(name: String, value: String)] = []
  )
    throws(XMLProblem)
  {
    try begin(name, attributes)
    add("/>")
    leaf = false
    if open.isEmpty, layout == .indented { add("\n") }
  }

  /// A read element as it was, namespaces aside.
  public mutating func copy(_ element: XMLElement) throws(XMLProblem) {
    let attributes = element.attributes.map { (name: $0.name, value: $0.value) }
    if element.children.isEmpty {
      if element.text.isEmpty { return try empty(element.name, attributes) }
      return try self.element(element.name, element.text, attributes)
    }
    try open(element.name, attributes)
    for child in element.children { try copy(child) }
    close()
  }

  private mutating func begin(
    _ name: String, _ attributes: [(name: String, value: String)]
  )
    throws(XMLProblem)
  {
    try XMLWriter.check(name: name)
    if !open.isEmpty { newLine() }
    add("<\(name)")
    for (name, value) in attributes {
      try XMLWriter.check(name: name)
      add(" \(name)=\"")
      try XMLWriter.escape(value.utf8Span.span, inAttribute: true, into: &bytes)
      add("\"")
    }
  }

  private mutating func newLine() {
    if layout == .compact { return }
    bytes.append(10)
    for _ in open { bytes.append(contentsOf: [0x20, 0x20]) }
  }

  private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private static func check(name: String) throws(XMLProblem) {
    var first = true
    for byte in name.utf8 {
      let letter = (65...90).contains(byte & 0xDF) || byte == 0x5F || byte == 0x3A
      guard letter || !first && ((48...57).contains(byte) || byte == 0x2D || byte == 0x2E) else {
        throw XMLProblem(.illegalName, words: "\"\(name)\" is not a name that can be written in XML")
      }
      first = false
    }
    if first { throw XMLProblem(.illegalName, words: "an empty name cannot be written in XML") }
  }

  /// Appends UTF-8 as ASCII that any XML reader turns back into the same characters.
  ///
  /// Throws `illegalCharacter` for what XML 1.0 forbids (controls other than tab, line feed, carriage return; U+FFFE, U+FFFF)
  /// and for bytes that are not UTF-8.
  public static func escape(
    _ text: Span<UInt8>, inAttribute: Bool, into bytes: inout [UInt8]
  )
    throws(XMLProblem)
  {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x80 {
        let (scalar, length) = try scalar(text, at: index)
        bytes.append(contentsOf: "&#\(scalar);".utf8)
        index += length
        continue
      }
      index += 1
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\"") where inAttribute: bytes.append(contentsOf: "&quot;".utf8)
      // A reader turns a bare carriage return into a line feed, and either into a blank in an attribute.
      case 13: bytes.append(contentsOf: "&#13;".utf8)
      case 10 where inAttribute: bytes.append(contentsOf: "&#10;".utf8)
      case 9 where inAttribute: bytes.append(contentsOf: "&#9;".utf8)
      case 9, 10, 0x20...0x7F: bytes.append(byte)
      default: throw illegal(UInt32(byte))
      }
    }
  }

  private static func illegal(_ scalar: UInt32) -> XMLProblem {
    let digits = String(scalar, radix: 16, uppercase: true)
    let shown = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    return XMLProblem(.illegalCharacter, words: "the character U+\(shown) is not allowed in XML")
  }

  /// One character beyond ASCII; the text comes from a `String` or from proven UTF-8.
  private static func scalar(_ text: Span<UInt8>, at index: Int) throws(XMLProblem) -> (UInt32, Int) {
    let first = text[index]
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard first >= 0xC2, first <= 0xF4, index + length <= text.count else {
      throw XMLProblem(.illegalCharacter, words: "the bytes are not UTF-8")
    }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      guard text[index + offset] & 0xC0 == 0x80 else {
        throw XMLProblem(.illegalCharacter, words: "the bytes are not UTF-8")
      }
      value = value << 6 | UInt32(text[index + offset] & 0x3F)
    }
    if value == 0xFFFE || value == 0xFFFF || value & 0xFFFF_F800 == 0xD800 || value > 0x10FFFF {
      throw illegal(value)
    }
    return (value, length)
  }
}
