/// Writes JSON text, one call per token; same calls, same bytes.
///
/// Calls that make no JSON (a value where a key belongs, a bracket that was not opened) are mistakes of the
/// caller and stop the program.
public struct JSONWriter: Sendable {
  /// What is written so far.
  public private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  /// What is open, outermost first.
  private var open: [Level] = []
  private var awaitsValue = false

  private struct Level {
    var isObject: Bool
    var isEmpty = true
  }

  /// - Parameter isPretty: one member a line with an indent of two blanks; else all in one line without blanks.
  public init(isPretty: Bool = false) { self.isPretty = isPretty }

  /// The text, ended with a line end.
  public consuming func finished() -> [UInt8] {
    precondition(open.isEmpty && !awaitsValue, "something is left open in the JSON text")
    bytes.append(10)
    return bytes
  }

  /// An object; `members` writes its keys and values.
  public mutating func object<Failure: Error>(
    _ members: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    begin(isObject: true)
    try members(&self)
    end(isObject: true)
  }

  /// An array; `elements` writes its values.
  public mutating func array<Failure: Error>(
    _ elements: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    begin(isObject: false)
    try elements(&self)
    end(isObject: false)
  }

  /// A key; its value comes next.
  public mutating func key(_ key: String) {
    guard let last = open.indices.last, open[last].isObject, !awaitsValue else {
      preconditionFailure("a key stands only in an object, and a value follows it")
    }
    separate(last)
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(32) }
    awaitsValue = true
  }

  public mutating func string(_ text: String) {
    place()
    quote(text)
  }

  public mutating func integer(_ number: some BinaryInteger) { raw(number.description) }

  /// A number as it is to stand there: `386.6450`.
  public mutating func number(_ digits: String) {
    let text = Array(digits.utf8)
    precondition(JSONWriter.isNumber(text.span), "only JSON's own form of a number may be written")
    raw(digits)
  }

  public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  public mutating func null() { raw("null") }

  /// A value that was read.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .number(let digits): number(digits)
    case .string(let text): string(text)
    case .array(let elements): array { for element in elements { $0.value(element.value) } }
    case .object(let members):
      object {
        for member in members {
          $0.key(member.key)
          $0.value(member.node.value)
        }
      }
    }
  }

  /// Key and text; a missing text is null.
  public mutating func member(_ key: String, _ text: String?) {
    self.key(key)
    if let text { string(text) } else { null() }
  }

  /// Key and whole number; a missing number is null.
  public mutating func member(_ key: String, _ number: (some BinaryInteger)?) {
    self.key(key)
    if let number { integer(number) } else { null() }
  }

  /// Key and true or false.
  public mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  private mutating func begin(isObject: Bool) {
    place()
    bytes.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    open.append(Level(isObject: isObject))
  }

  private mutating func end(isObject: Bool) {
    guard let level = open.popLast(), level.isObject == isObject, !awaitsValue else {
      preconditionFailure("an object or array is closed that is not open")
    }
    if !level.isEmpty { newline() }
    bytes.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
  }

  /// Makes room for a value.
  private mutating func place() {
    if awaitsValue {
      awaitsValue = false
    } else if let last = open.indices.last {
      precondition(!open[last].isObject, "a value in an object needs a key")
      separate(last)
    } else {
      precondition(bytes.isEmpty, "a JSON text is one value")
    }
  }

  private mutating func separate(_ level: Int) {
    if !open[level].isEmpty { bytes.append(UInt8(ascii: ",")) }
    open[level].isEmpty = false
    newline()
  }

  private mutating func newline() {
    guard isPretty else { return }
    bytes.append(10)
    bytes.append(contentsOf: repeatElement(32, count: 2 * open.count))
  }

  private mutating func raw(_ text: String) {
    place()
    bytes += text.utf8
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 10: bytes += "\\n".utf8
      case 13: bytes += "\\r".utf8
      case 9: bytes += "\\t".utf8
      case 0..<32, 127:
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isNumber(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text[0] == UInt8(ascii: "-") || text[0] &- 48 <= 9 else { return false }
    var scanner = JSONScanner(limits: JSONLimits(members: 1))
    do {
      try scanner.number(text)
      return scanner.index == text.count
    } catch {
      return false
    }
  }
}
