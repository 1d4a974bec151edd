/// Whole numbers as decimal digits.
public enum DecimalText {
  /// Writes a number behind what is there.
  public static func append(_ number: Int64, to text: inout [UInt8]) {
    let start = text.count
    var rest = number.magnitude
    repeat {
      text.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    if number < 0 { text.append(UInt8(ascii: "-")) }
    text[start...].reverse()
  }
}
