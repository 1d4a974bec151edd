extension JSONScanner {
  /// The rest of a string, from after its opening quote to after its closing one.
  @inline(__always)
  mutating func string(_ text: Span<UInt8>) throws(JSONFault) -> JSONStringTraits {
    var at = index
    var traits: JSONStringTraits = []
    let count = text.count
    while at < count {
      if at &+ 8 <= count {
        let unusual = JSONWord.unusual(text.word(at: at))
        if unusual == 0 {
          at &+= 8
          continue
        }
        at &+= unusual.trailingZeroBitCount >> 3
      }
      let byte = text[at]
      if byte == UInt8(ascii: "\"") {
        index = at &+ 1
        return traits
      }
      if byte >= 32, byte < 128, byte != UInt8(ascii: "\\") {
        at &+= 1
      } else {
        index = at
        try unusual(text, byte, &traits)
        at = index
      }
    }
    throw JSONFault(code: .endsTooEarly, index: count)
  }

  /// A byte in a string that does not stand for itself.
  private mutating func unusual(
    _ text: Span<UInt8>, _ byte: UInt8, _ traits: inout JSONStringTraits
  ) throws(JSONFault) {
    if byte >= 128 {
      try wideCharacter(text, byte, &traits)
    } else if byte == UInt8(ascii: "\\") {
      traits.insert(.escaped)
      try escape(text, &traits)
    } else {
      throw JSONFault(code: .controlCharacter, index: index)
    }
  }

  private mutating func escape(_ text: Span<UInt8>, _ traits: inout JSONStringTraits) throws(JSONFault) {
    let start = index
    index += 1
    switch try peek(text) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"):
      index += 1
    case UInt8(ascii: "b"), UInt8(ascii: "f"):
      traits.insert(.illegalInXML)
      index += 1
    case UInt8(ascii: "u"):
      index += 1
      let unit = try codeUnit(text)
      switch unit {
      case 0xD800..<0xDC00:
        guard try peek(text) == UInt8(ascii: "\\") else {
          throw JSONFault(code: .loneSurrogate, index: start)
        }
        index += 1
        guard try peek(text) == UInt8(ascii: "u") else {
          throw JSONFault(code: .loneSurrogate, index: start)
        }
        index += 1
        let low = try codeUnit(text)
        guard low >= 0xDC00, low < 0xE000 else { throw JSONFault(code: .loneSurrogate, index: start) }
      case 0xDC00..<0xE000: throw JSONFault(code: .loneSurrogate, index: start)
      case 9, 10, 13: break
      case 0..<32, 0xFFFE, 0xFFFF: traits.insert(.illegalInXML)
      default: break
      }
    default: throw JSONFault(code: .badEscape, index: start)
    }
  }

  /// Four hexadecimal digits.
  private mutating func codeUnit(_ text: Span<UInt8>) throws(JSONFault) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = JSONText.hexDigit(try peek(text)) else {
        throw JSONFault(code: .badEscape, index: index)
      }
      unit = unit << 4 | digit
      index += 1
    }
    return unit
  }

  /// One character of two to four bytes, by the table of well-formed UTF-8 (Unicode 3.9, D92).
  private mutating func wideCharacter(
    _ text: Span<UInt8>, _ lead: UInt8, _ traits: inout JSONStringTraits
  ) throws(JSONFault) {
    let start = index
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    let length: Int
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if lead == 0xE0 { low = 0xA0 }
      if lead == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if lead == 0xF0 { low = 0x90 }
      if lead == 0xF4 { high = 0x8F }
    default: throw JSONFault(code: .badUTF8, index: start)
    }
    for _ in 1..<length {
      index += 1
      let byte = try peek(text)
      guard byte >= low, byte <= high else { throw JSONFault(code: .badUTF8, index: start) }
      low = 0x80
      high = 0xBF
    }
    index += 1
    if lead == 0xEF, text[start + 1] == 0xBF, text[start + 2] >= 0xBE { traits.insert(.illegalInXML) }
  }

  /// `-? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)?`
  @inline(__always)
  mutating func number(_ text: Span<UInt8>) throws(JSONFault) {
    let start = index
    if text[index] == UInt8(ascii: "-") { index &+= 1 }
    let first = try peek(text)
    if first == UInt8(ascii: "0") {
      index &+= 1
      if index < text.count, text[index] &- 48 <= 9 { throw JSONFault(code: .badNumber, index: start) }
    } else {
      try digits(text, start)
    }
    guard index < text.count else { return }
    if text[index] == UInt8(ascii: ".") {
      index &+= 1
      try digits(text, start)
      guard index < text.count else { return }
    }
    if text[index] | 32 == UInt8(ascii: "e") {
      index &+= 1
      let sign = try peek(text)
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index &+= 1 }
      try digits(text, start)
    }
  }

  /// One digit or more.
  @inline(__always)
  private mutating func digits(_ text: Span<UInt8>, _ start: Int) throws(JSONFault) {
    guard try peek(text) &- 48 <= 9 else { throw JSONFault(code: .badNumber, index: start) }
    var at = index &+ 1
    while at < text.count, text[at] &- 48 <= 9 { at &+= 1 }
    index = at
  }

  /// `null`, `true` or `false`, as the letter at the index says.
  @inline(__always)
  mutating func literal(_ text: Span<UInt8>) throws(JSONFault) {
    let start = index
    switch text[index] {
    case UInt8(ascii: "n"): try letters((117, 108, 108), text, start)
    case UInt8(ascii: "t"): try letters((114, 117, 101), text, start)
    default:
      try letters((97, 108, 115), text, start)
      guard try peek(text) == UInt8(ascii: "e") else { throw JSONFault(code: .valueExpected, index: start) }
      index &+= 1
    }
  }

  /// The first letter, already seen, and the three after it.
  @inline(__always)
  private mutating func letters(
    _ rest: (UInt8, UInt8, UInt8), _ text: Span<UInt8>, _ start: Int
  ) throws(JSONFault) {
    index &+= 1
    guard try peek(text) == rest.0 else { throw JSONFault(code: .valueExpected, index: start) }
    index &+= 1
    guard try peek(text) == rest.1 else { throw JSONFault(code: .valueExpected, index: start) }
    index &+= 1
    guard try peek(text) == rest.2 else { throw JSONFault(code: .valueExpected, index: start) }
    index &+= 1
  }
}
