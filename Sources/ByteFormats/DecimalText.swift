/// Whole numbers as decimal digits.
public enum DecimalText {
  /// Writes a number behind what is there.
  public static func append(_ number: Int64, to text: inout [UInt8]) {
    var rest = number.magnitude
    var count = 1
    var next: UInt64 = 10  // The largest, 10^19, still fits.
    while rest >= next {
      count += 1
      next &*= 10
    }
    let sign = number < 0 ? 1 : 0
    text.append(addingCapacity: sign + count) { output in
      output.append(repeating: UInt8(ascii: "-"), count: sign + count)
      var target = output.mutableSpan
      // From the right.
      var place = target.count
      while place > sign {
        place -= 1
        target[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
      }
    }
  }
}
