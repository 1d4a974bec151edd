/// A digest of 32 bytes, ordered as its bytes are.
public struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
  public static let byteCount = 32

  /// Big-endian, so that the order of the words is the order of the bytes.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// Nil unless there are exactly 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Digest.byteCount else { return nil }
    func word(_ index: Int) -> UInt64 {
      bytes[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    (first, second, third, fourth) = (word(0), word(1), word(2), word(3))
  }

  /// Reads 64 hexadecimal digits, of either case; nil for anything else.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == Digest.byteCount * 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Digest.byteCount)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Digest.value(ofDigit: digits[index]),
        let low = Digest.value(ofDigit: digits[index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes: bytes)
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Digest.byteCount)
    func add(_ word: UInt64) {
      for place: UInt64 in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (56 - place * 8))) }
    }
    add(first)
    add(second)
    add(third)
    add(fourth)
    return bytes
  }

  /// 64 digits, lower case.
  public var hex: String {
    var text: [UInt8] = []
    text.reserveCapacity(Digest.byteCount * 2)
    func add(_ word: UInt64) {
      for place: UInt64 in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: word >> (60 - place * 4) & 15)
        text.append(digit < 10 ? 48 + digit : 87 + digit)
      }
    }
    add(first)
    add(second)
    add(third)
    add(fourth)
    return String(decoding: text, as: UTF8.self)
  }

  public var description: String { hex }

  public static func < (left: Digest, right: Digest) -> Bool {
    (left.first, left.second, left.third, left.fourth) < (
      right.first, right.second, right.third, right.fourth
    )
  }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
