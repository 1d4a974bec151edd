/// A value of a small JSON document that is held as a whole.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// As it is written.
  case number(String)
  case string(String)
  case array([JSONNode])
  /// In the order of the text.
  case object([JSONMember])

  /// Reads one JSON text, as strictly as `JSONRecords` does.
  public static func parse(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONProblem) -> JSONValue {
    try JSONNode.parse(bytes, limits: limits).value
  }
}

/// A key and its value.
public struct JSONMember: Hashable, Sendable {
  public let key: String
  public let node: JSONNode
}

/// A value and where it begins.
public struct JSONNode: Hashable, Sendable {
  public let value: JSONValue
  public let place: JSONPlace

  /// Reads one JSON text, as strictly as `JSONRecords` does. The limit of a record holds for the whole text.
  public static func parse(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(JSONProblem) -> JSONNode {
    try parse(bytes.span, limits: limits)
  }

  /// The same, from bytes in place.
  public static func parse(
    _ text: Span<UInt8>, limits: JSONLimits = JSONLimits()
  ) throws(JSONProblem) -> JSONNode {
    let hasMark = text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF
    var start = JSONLineMark()
    start.begin(at: hasMark ? 3 : 0)
    do throws(JSONFault) {
      if text.count > limits.recordBytes { throw JSONFault(code: .recordTooLarge, index: start.index) }
      var scanner = JSONScanner(limits: limits)
      scanner.index = start.index
      scanner.skipBlanks(text)
      let first = scanner.index
      _ = try scanner.skipValue(text, depth: 1)
      scanner.skipBlanks(text)
      if scanner.index < text.count { throw JSONFault(code: .textAfterEnd, index: scanner.index) }
      return try read(text, from: first, limits: limits, line: start)
    } catch {
      var mark = start
      mark.advance(to: error.index, in: text)
      let end = min(error.index + 1, text.count)
      throw JSONProblem(
        code: error.code, line: mark.place.line, column: mark.place.column, offset: error.index,
        excerpt: JSONExcerpt(text, place: error.index, within: start.index..<max(end, start.index)))
    }
  }

  /// Makes a node of a value that the scanner has proved.
  static func read(
    _ text: Span<UInt8>, from start: Int, limits: JSONLimits, line: JSONLineMark
  ) throws(JSONFault) -> JSONNode {
    var scanner = JSONScanner(limits: limits)
    scanner.index = start
    var mark = line
    return try node(text, &scanner, &mark)
  }

  private static func node(
    _ text: Span<UInt8>, _ scanner: inout JSONScanner, _ mark: inout JSONLineMark
  ) throws(JSONFault) -> JSONNode {
    let start = scanner.index
    mark.advance(to: start, in: text)
    let place = mark.place
    switch try scanner.peek(text) {
    case UInt8(ascii: "{"):
      var members: [JSONMember] = []
      scanner.index += 1
      if try scanner.peekPastBlanks(text) == UInt8(ascii: "}") {
        scanner.index += 1
        return JSONNode(value: .object([]), place: place)
      }
      repeat {
        let key = try scanner.key(text)
        try scanner.colon(text)
        members.append(
          JSONMember(key: string(text, key.keyStart..<key.keyEnd), node: try node(text, &scanner, &mark)))
      } while try scanner.goesOn(text, closing: UInt8(ascii: "}"))
      return JSONNode(value: .object(members), place: place)
    case UInt8(ascii: "["):
      var elements: [JSONNode] = []
      scanner.index += 1
      if try scanner.peekPastBlanks(text) == UInt8(ascii: "]") {
        scanner.index += 1
        return JSONNode(value: .array([]), place: place)
      }
      repeat {
        scanner.skipBlanks(text)
        elements.append(try node(text, &scanner, &mark))
      } while try scanner.goesOn(text, closing: UInt8(ascii: "]"))
      return JSONNode(value: .array(elements), place: place)
    default:
      let kind = try scanner.skipValue(text, depth: 1)
      let value: JSONValue =
        switch kind {
        case .string: .string(string(text, (start + 1)..<(scanner.index - 1)))
        case .number: .number(string(text, start..<scanner.index))
        case .bool: .bool(text[start] == UInt8(ascii: "t"))
        default: .null
        }
      return JSONNode(value: value, place: place)
    }
  }

  private static func string(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    JSONText.unescape(text, range, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONNode {
  public var line: Int { place.line }
  public var column: Int { place.column }

  /// The value under a key; nil when there is none, or this is no object.
  public subscript(key: String) -> JSONNode? {
    members.first { $0.key.utf8.elementsEqual(key.utf8) }?.node
  }

  /// Its members; none when it is no object.
  public var members: [JSONMember] {
    if case .object(let members) = value { members } else { [] }
  }

  /// Its elements; nil when it is no array.
  public var elements: [JSONNode]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  /// Its text; nil when it is no string.
  public var string: String? {
    if case .string(let text) = value { text } else { nil }
  }

  /// Its digits as they are written; nil when it is no number.
  public var number: String? {
    if case .number(let digits) = value { digits } else { nil }
  }

  /// Nil when it is neither true nor false.
  public var bool: Bool? {
    if case .bool(let bool) = value { bool } else { nil }
  }

  public var isNull: Bool { value == .null }

  public var kind: JSONKind {
    switch value {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }
}
