import Accounting

/// Values as qbXML writes them.
enum ValueCheck {
  struct Refusal: Error, Equatable {
    var code: QBXMLProblem.Code
    /// What the element does wrong: `has 12 characters, and QuickBooks takes 11`.
    var words: String
    var limit: Int?
  }

  /// What is wrong with the form of a value; the characters of texts are looked at when they are written.
  static func problem(_ value: Span<UInt8>, _ kind: ElementRule.Kind) -> Refusal? {
    switch kind {
    case .text(let limit), .lines(let limit): return length(value, limit)
    case .name(let limit):
      for index in value.indices where value[index] == UInt8(ascii: ":") {
        return Refusal(code: .colon, words: "holds a colon, which parts parent and child in QuickBooks")
      }
      return length(value, limit)
    case .id: return length(value, 36)
    case .bool: return matches(value, bools, "true or false")
    case .choice(let names):
      return matches(value, names, "one of \(names.joined(separator: ", "))")
    case .date: return isDate(value) ? nil : format("a date like 2026-11-21")
    case .time: return isTime(value) ? nil : format("a local time like 2026-11-21T08:05:00")
    case .interval: return isInterval(value) ? nil : format("a time span like PT2H30M")
    case .amount: return isDecimal(value, 13, 2...2) ? nil : format("an amount like -1234.50")
    case .price, .quantity, .percent:
      return isDecimal(value, 10, 1...5) ? nil : format("a number with at most ten digits and five decimals")
    case .float: return isDecimal(value, 15, 1...15) ? nil : format("a number")
    case .int: return isWhole(value) ? nil : format("a whole number from 1 on")
    case .guid: return isGUID(value) ? nil : format("0 or a GUID in braces")
    case .block, .foreign: return nil
    }
  }

  private static let bools = ["true", "false", "1", "0"]

  private static func format(_ what: String) -> Refusal { Refusal(code: .format, words: "is not \(what)") }

  /// Characters as QuickBooks counts them: a carriage return and a line feed count two each.
  static func count(_ value: Span<UInt8>) -> Int {
    var count = 0
    for index in value.indices {
      let byte = value[index]
      if byte & 0xC0 != 0x80 { count += 1 }
      if byte == 10 || byte == 13 { count += 1 }
    }
    return count
  }

  private static func length(_ value: Span<UInt8>, _ limit: Int) -> Refusal? {
    if value.count * 2 <= limit { return nil }
    let count = count(value)
    if count <= limit { return nil }
    return Refusal(
      code: .tooLong, words: "has \(count) characters, and QuickBooks takes \(limit)", limit: limit)
  }

  private static func matches(_ value: Span<UInt8>, _ names: [String], _ what: String) -> Refusal? {
    for name in names where equal(value, name) { return nil }
    return format(what)
  }

  private static func equal(_ value: Span<UInt8>, _ name: String) -> Bool {
    guard value.count == name.utf8.count else { return false }
    var index = 0
    for byte in name.utf8 {
      if value[index] != byte { return false }
      index += 1
    }
    return true
  }

  private static func digits(_ value: Span<UInt8>, _ from: Int, _ count: Int) -> Int? {
    guard from + count <= value.count else { return nil }
    var number = 0
    for index in from..<(from + count) {
      let digit = value[index] &- 48
      if digit > 9 { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  private static func isDate(_ value: Span<UInt8>) -> Bool {
    value.count == 10 && CalendarDate(value) != nil
  }

  private static func isTime(_ value: Span<UInt8>) -> Bool {
    guard value.count == 10 || value.count == 19 || value.count == 25 else { return false }
    guard CalendarDate(value.extracting(0..<10)) != nil else { return false }
    if value.count == 10 { return true }
    guard value[10] == UInt8(ascii: "T"), value[13] == 58, value[16] == 58,
      let hour = digits(value, 11, 2), hour < 24, let minute = digits(value, 14, 2), minute < 60,
      let second = digits(value, 17, 2), second < 60
    else { return false }
    if value.count == 19 { return true }
    guard value[19] == UInt8(ascii: "+") || value[19] == UInt8(ascii: "-"), value[22] == 58,
      let hours = digits(value, 20, 2), hours <= 14, let minutes = digits(value, 23, 2), minutes < 60
    else { return false }
    return true
  }

  /// `PTnHnMnS`, each part optional, at least one there.
  private static func isInterval(_ value: Span<UInt8>) -> Bool {
    guard value.count >= 4, value[0] == UInt8(ascii: "P"), value[1] == UInt8(ascii: "T") else { return false }
    let units: [UInt8] = [UInt8(ascii: "H"), UInt8(ascii: "M"), UInt8(ascii: "S")]
    var unit = 0
    var index = 2
    while index < value.count {
      let start = index
      while index < value.count, value[index] &- 48 <= 9 { index += 1 }
      guard index > start, index - start <= 9, index < value.count else { return false }
      while unit < 3, units[unit] != value[index] { unit += 1 }
      if unit == 3 { return false }
      unit += 1
      index += 1
    }
    return true
  }

  private static func isDecimal(_ value: Span<UInt8>, _ whole: Int, _ decimals: ClosedRange<Int>) -> Bool {
    var index = 0
    if value.count > 0, value[0] == UInt8(ascii: "-") || value[0] == UInt8(ascii: "+") { index = 1 }
    let start = index
    while index < value.count, value[index] &- 48 <= 9 { index += 1 }
    guard index > start, index - start <= whole else { return false }
    if index == value.count { return true }
    guard value[index] == UInt8(ascii: ".") else { return false }
    let point = index
    index += 1
    while index < value.count, value[index] &- 48 <= 9 { index += 1 }
    return index == value.count && decimals.contains(index - point - 1)
  }

  private static func isWhole(_ value: Span<UInt8>) -> Bool {
    guard value.count >= 1, value.count <= 9, let number = digits(value, 0, value.count) else { return false }
    return number >= 1
  }

  static func isGUID(_ value: Span<UInt8>) -> Bool {
    if value.count == 1 { return value[0] == 48 }
    guard value.count == 38, value[0] == UInt8(ascii: "{"), value[37] == UInt8(ascii: "}") else {
      return false
    }
    for index in 1..<37 {
      let byte = value[index]
      if index == 9 || index == 14 || index == 19 || index == 24 {
        if byte != UInt8(ascii: "-") { return false }
      } else if byte &- 48 > 9, (byte | 0x20) &- 97 > 5 {
        return false
      }
    }
    return true
  }

  /// A value in ASCII, of those that are not written as they are.
  ///
  /// Throws for what XML forbids or QuickBooks cannot keep.
  static func escaped(_ value: Span<UInt8>, _ kind: ElementRule.Kind) throws(Refusal) -> [UInt8] {
    let breaks: Bool
    if case .lines = kind { breaks = true } else { breaks = false }
    var text: [UInt8] = []
    var index = 0
    while index < value.count {
      let byte = value[index]
      if byte >= 0x80 {
        var scalar = UInt32(byte)
        var length = 1
        if byte < 0xE0 {
          (scalar, length) = (scalar & 0x1F, 2)
        } else if byte < 0xF0 {
          (scalar, length) = (scalar & 0x0F, 3)
        } else {
          (scalar, length) = (scalar & 0x07, 4)
        }
        for offset in 1..<length { scalar = scalar << 6 | UInt32(value[index + offset] & 0x3F) }
        guard Windows1252.holds(scalar) else { throw foreign(scalar) }
        text.append(contentsOf: "&#".utf8)
        text.append(contentsOf: String(scalar).utf8)
        text.append(UInt8(ascii: ";"))
        index += length
        continue
      }
      switch byte {
      case UInt8(ascii: "&"): text.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): text.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): text.append(contentsOf: "&gt;".utf8)
      // As references, so that no transfer of the file as text can change them.
      case 10 where breaks: text.append(contentsOf: "&#10;".utf8)
      case 13 where breaks: text.append(contentsOf: "&#13;".utf8)
      case 9 where breaks: text.append(contentsOf: "&#9;".utf8)
      case 9, 10, 13:
        throw Refusal(code: .character, words: "holds a line break or a tab, and QuickBooks wants one line")
      case 0x20...0x7E: text.append(byte)
      default:
        throw Refusal(code: .character, words: "holds the control character \(shown(UInt32(byte)))")
      }
      index += 1
    }
    return text
  }

  /// Whether every byte is written as it is.
  static func isPlain(_ value: Span<UInt8>) -> Bool {
    for index in value.indices {
      let byte = value[index]
      // `<` and `>` differ in one bit.
      if byte &- 0x20 > 0x5E || byte == UInt8(ascii: "&") || byte | 2 == UInt8(ascii: ">") { return false }
    }
    return true
  }

  private static func shown(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  private static func foreign(_ scalar: UInt32) -> Refusal {
    if scalar < 0xA0 {
      return Refusal(code: .character, words: "holds the control character \(shown(scalar))")
    }
    let character = Unicode.Scalar(scalar).map { "\"\($0)\" (\(shown(scalar)))" } ?? shown(scalar)
    return Refusal(
      code: .windows1252, words: "holds \(character), which QuickBooks cannot keep (it keeps Windows-1252)")
  }
}

/// The characters that QuickBooks can keep.
public enum Windows1252 {
  /// Whether a Unicode scalar has a place in Windows-1252.
  public static func holds(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20...0x7E, 0xA0...0xFF, 9, 10, 13: true
    case 0x20AC, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
      0x017D,
      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x017E,
      0x0178:
      true
    default: false
    }
  }
}
