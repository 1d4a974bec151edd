/// The text inside a JSON string that the scanner has proved.
enum JSONText {
  /// Appends the text of a string's inside (without quotes) as UTF-8.
  static func unescape(_ text: Span<UInt8>, _ range: Range<Int>, into result: inout [UInt8]) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      let letter = text[index]
      index += 1
      switch letter {
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "u"):
        var scalar = codeUnit(text, index)
        index += 4
        if scalar >= 0xD800, scalar < 0xDC00 {
          scalar = 0x10000 + (scalar - 0xD800) << 10 + (codeUnit(text, index + 2) - 0xDC00)
          index += 6
        }
        append(scalar, to: &result)
      default: result.append(letter)
      }
    }
  }

  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 48)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - 87)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - 55)
    default: nil
    }
  }

  private static func codeUnit(_ text: Span<UInt8>, _ start: Int) -> UInt32 {
    var unit: UInt32 = 0
    for index in start..<(start + 4) { unit = unit << 4 | (hexDigit(text[index]) ?? 0) }
    return unit
  }

  private static func append(_ scalar: UInt32, to result: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3F)) }
    switch scalar {
    case ..<0x80: result.append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800: result += [UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6), tail(0)]
    case ..<0x10000: result += [UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12), tail(6), tail(0)]
    default: result += [UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18), tail(12), tail(6), tail(0)]
    }
  }
}
