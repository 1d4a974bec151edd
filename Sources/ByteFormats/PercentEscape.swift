/// File names, which are bytes, as text that is safe in any log, shell or file name.
public enum PercentEscape {
  /// Letters and digits of ASCII, `.`, `_` and `-` stay, but no leading `.` or `-`; each other byte is `%` and two
  /// capital digits.
  public static func encode(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        text.append(byte)
      case UInt8(ascii: "."), UInt8(ascii: "-"):
        if index > 0 {
          text.append(byte)
        } else {
          text += byte == UInt8(ascii: ".") ? "%2E".utf8 : "%2D".utf8
        }
      default:
        text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of an escaped text; nil when a `%` has no two digits after it.
  public static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let first = rest.popFirst(), let second = rest.popFirst(), let high = Hex.digit(first),
        let low = Hex.digit(second)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
