/// Whole numbers as decimal digits.
public enum DecimalText {
  /// Writes a number behind what is there.
  public static func append(_ number: Int64, to text: inout [UInt8]) {
    // From the right; nineteen digits and a sign at most.
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var start = digits.count
    func put(_ byte: UInt8) {
      start -= 1
      digits[start] = byte
    }
    var rest = number.magnitude
    repeat {
      put(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest > 0
    if number < 0 { put(UInt8(ascii: "-")) }
    text.append(addingCapacity: digits.count - start) { output in
      for index in start..<digits.count { output.append(digits[index]) }
    }
  }
}
