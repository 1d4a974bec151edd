/// Bytes in Crockford's base 32, lower case: short marks that a person can read aloud (no i, l, o, u).
public enum Base32 {
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// Eight digits for five bytes, no padding; a last digit holds the bits left over, zeros after them.
  public static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var pending: UInt32 = 0
    var bits = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(digits[Int(pending >> UInt32(bits) & 31)])
      }
      pending &= (1 << UInt32(bits)) - 1
    }
    if bits > 0 { text.append(digits[Int(pending << UInt32(5 - bits) & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
