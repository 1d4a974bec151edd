/// Reads JSON from bytes at hand: an index, and one method per production of RFC 8259.
///
/// Where the bytes end inside a production it throws `endsTooEarly`, and nothing else: more bytes may still
/// make it right. The bytes are passed along and never held.
struct JSONScanner {
  var index = 0
  let limits: JSONLimits
  /// Keys of the nested objects being read, innermost last.
  private var keys: [JSONField] = []
  private var table: JSONKeyTable

  init(limits: JSONLimits) {
    self.limits = limits
    table = JSONKeyTable(members: limits.members)
  }

  /// Begins anew, whatever the attempt before left behind.
  mutating func restart(at start: Int) {
    index = start
    keys.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func skipBlanks(_ text: Span<UInt8>) {
    var at = index
    while at < text.count {
      let byte = text[at]
      guard byte <= 32, byte == 32 || byte == 10 || byte == 13 || byte == 9 else { break }
      at &+= 1
    }
    index = at
  }

  /// The byte at the index.
  @inline(__always)
  func peek(_ text: Span<UInt8>) throws(JSONFault) -> UInt8 {
    guard index < text.count else { throw JSONFault(code: .endsTooEarly, index: text.count) }
    return text[index]
  }

  /// The next byte that is no blank.
  @inline(__always)
  mutating func peekPastBlanks(_ text: Span<UInt8>) throws(JSONFault) -> UInt8 {
    if index < text.count, text[index] > 32 { return text[index] }
    skipBlanks(text)
    return try peek(text)
  }

  @inline(__always)
  mutating func colon(_ text: Span<UInt8>) throws(JSONFault) {
    guard try peekPastBlanks(text) == UInt8(ascii: ":") else {
      throw JSONFault(code: .colonExpected, index: index)
    }
    index &+= 1
    skipBlanks(text)
  }

  /// After a member or an element: true after a comma, false after the closing bracket.
  @inline(__always)
  mutating func goesOn(_ text: Span<UInt8>, closing: UInt8) throws(JSONFault) -> Bool {
    let byte = try peekPastBlanks(text)
    if byte == UInt8(ascii: ",") {
      index &+= 1
      if try peekPastBlanks(text) == closing { throw JSONFault(code: .trailingComma, index: index) }
      return true
    }
    guard byte == closing else { throw JSONFault(code: .commaExpected, index: index) }
    index &+= 1
    return false
  }

  /// A key with its quotes; its field holds no value yet.
  mutating func key(_ text: Span<UInt8>) throws(JSONFault) -> JSONField {
    guard try peek(text) == UInt8(ascii: "\"") else { throw JSONFault(code: .keyExpected, index: index) }
    index &+= 1
    let start = index
    let traits = try string(text)
    return JSONField(
      keyStart: start, keyEnd: index - 1, valueStart: 0, valueEnd: 0, kind: .null, traits: [],
      keyTraits: traits)
  }

  /// Any value; its traits when it is a string.
  @inline(__always)
  mutating func value(
    _ text: Span<UInt8>, depth: Int, traits: inout JSONStringTraits
  ) throws(JSONFault) -> JSONKind {
    switch try peek(text) {
    case UInt8(ascii: "\""):
      index &+= 1
      traits = try string(text)
      return .string
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      try number(text)
      return .number
    case UInt8(ascii: "n"):
      try literal(text)
      return .null
    case UInt8(ascii: "t"):
      try literal(text)
      return .bool
    case UInt8(ascii: "f"):
      try literal(text)
      return .bool
    case UInt8(ascii: "{"):
      try object(text, depth: depth)
      return .object
    case UInt8(ascii: "["):
      try array(text, depth: depth)
      return .array
    default: throw JSONFault(code: .valueExpected, index: index)
    }
  }

  /// Passes over any value.
  mutating func skipValue(_ text: Span<UInt8>, depth: Int) throws(JSONFault) -> JSONKind {
    var traits: JSONStringTraits = []
    return try value(text, depth: depth, traits: &traits)
  }

  private mutating func object(_ text: Span<UInt8>, depth: Int) throws(JSONFault) {
    guard depth <= limits.depth else { throw JSONFault(code: .tooDeep, index: index) }
    index &+= 1
    let first = keys.count
    if try peekPastBlanks(text) == UInt8(ascii: "}") {
      index &+= 1
      return
    }
    repeat {
      guard keys.count - first < limits.members else {
        throw JSONFault(code: .tooManyMembers, index: index)
      }
      keys.append(try key(text))
      try colon(text)
      _ = try skipValue(text, depth: depth + 1)
    } while try goesOn(text, closing: UInt8(ascii: "}"))
    if let second = table.repeated(in: keys, first..<keys.count, of: text) {
      throw JSONFault(code: .duplicateKey, index: second - 1)
    }
    keys.removeSubrange(first...)
  }

  private mutating func array(_ text: Span<UInt8>, depth: Int) throws(JSONFault) {
    guard depth <= limits.depth else { throw JSONFault(code: .tooDeep, index: index) }
    index &+= 1
    if try peekPastBlanks(text) == UInt8(ascii: "]") {
      index &+= 1
      return
    }
    repeat { _ = try skipValue(text, depth: depth + 1) } while try goesOn(text, closing: UInt8(ascii: "]"))
  }

  /// A record: the fields of an object, which are put over those of the record before.
  ///
  /// - Returns: the number of fields, and whether all of them are written as `shape` says, which then proves their keys.
  mutating func record(
    _ text: Span<UInt8>, into fields: inout [JSONField], like shape: borrowing JSONShape
  ) throws(JSONFault) -> (count: Int, same: Bool) {
    let known = try knownFields(text, into: &fields, like: shape)
    var count = known
    if count == 0 {
      index &+= 1
      if try peekPastBlanks(text) == UInt8(ascii: "}") {
        index &+= 1
        return (0, shape.parts.isEmpty)
      }
    } else if try !goesOn(text, closing: UInt8(ascii: "}")) {
      return (count, count == shape.parts.count)
    }
    repeat {
      guard count < limits.members else { throw JSONFault(code: .tooManyMembers, index: index) }
      var field = try key(text)
      try colon(text)
      field.valueStart = index
      field.kind = try value(text, depth: 2, traits: &field.traits)
      field.valueEnd = index
      if count < fields.count { fields[count] = field } else { fields.append(field) }
      count &+= 1
    } while try goesOn(text, closing: UInt8(ascii: "}"))
    return (count, false)
  }

  /// The first fields of a record, as long as they are written like those of the record before.
  private mutating func knownFields(
    _ text: Span<UInt8>, into fields: inout [JSONField], like shape: borrowing JSONShape
  ) throws(JSONFault) -> Int {
    let parts = shape.parts.span
    let words = shape.words.span
    var slots = fields.mutableSpan
    var count = 0
    while count < parts.count {
      let part = parts[count]
      guard text.holds(part, of: words, at: index) else { break }
      let start = index
      index &+= part.length
      // There may be more blanks than there were.
      skipBlanks(text)
      var field = JSONField(
        keyStart: start &+ part.key.lowerBound, keyEnd: start &+ part.key.upperBound, valueStart: index,
        valueEnd: index, kind: .null, traits: [], keyTraits: [])
      field.kind = try value(text, depth: 2, traits: &field.traits)
      field.valueEnd = index
      slots[count] = field
      count &+= 1
    }
    return count
  }

  /// The index of the second of two equal keys.
  mutating func repeatedKey(_ fields: [JSONField], _ count: Int, _ text: Span<UInt8>) -> Int? {
    table.repeated(in: fields, 0..<count, of: text)
  }
}
