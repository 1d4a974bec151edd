extension Span where Element == UInt8 {
  /// The eight bytes from an index on as one number, the first of them its lowest; they must all be there.
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    let bytes = extracting(droppingFirst: index).extracting(first: 8)
    // Said once, so that no single byte has to be checked, and all are read by one step.
    precondition(bytes.count == 8)
    return UInt64(bytes[0]) | UInt64(bytes[1]) << 8 | UInt64(bytes[2]) << 16 | UInt64(bytes[3]) << 24
      | UInt64(bytes[4]) << 32 | UInt64(bytes[5]) << 40 | UInt64(bytes[6]) << 48 | UInt64(bytes[7]) << 56
  }
}

/// Questions about eight bytes at once.
enum JSONWord {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var tops: UInt64 { 0x8080_8080_8080_8080 }

  /// The top bit of the first byte that does not stand for itself in a string; zero when all eight do. What is above that
  /// bit means nothing.
  @inline(__always)
  static func unusual(_ word: UInt64) -> UInt64 {
    let quote = (word ^ ones &* 0x22) &- ones
    let backslash = (word ^ ones &* 0x5C) &- ones
    let control = word &- ones &* 0x20
    return (quote | backslash | control | word) & tops
  }

  /// Whether one of the bytes is a line end, or another of the few before CR.
  @inline(__always)
  static func mayEndLine(_ word: UInt64) -> Bool { (word &- ones &* 14) & ~word & tops != 0 }
}
