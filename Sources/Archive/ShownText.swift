/// Foreign bytes and numbers in words for people.
enum ShownText {
  /// At most 200 bytes of a name; what is no UTF-8, no printable character or changes the direction of writing
  /// is written as `\xNN` or `\u{N}`.
  static func name(_ bytes: [UInt8]) -> String {
    var text = ""
    let valid = String(validating: bytes, as: UTF8.self)
    if let valid {
      for scalar in valid.unicodeScalars {
        let hidden = EntryNames.isUnsafe(scalar) || scalar == "'"
        text += hidden ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        if text.utf8.count > 200 { return text + "…" }
      }
    } else {
      for byte in bytes {
        let shown = (0x20..<0x7F).contains(byte)
        text += shown ? String(UnicodeScalar(byte)) : "\\x" + hex(byte)
        if text.utf8.count > 200 { return text + "…" }
      }
    }
    return text
  }

  /// `1,048,576`.
  static func count(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(UInt8(ascii: ",")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.utf8.count == 1 ? "0" + text : text
  }
}
