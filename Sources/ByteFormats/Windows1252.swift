/// The characters that QuickBooks Desktop can keep.
public enum Windows1252 {
  /// Bytes 0x80 to 0x9F; the five that stand for nothing are zero.
  private static let upper: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D,
    0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E, 0x0178,
  ]

  /// Whether a character can be kept as it is: printed ones, blank, tab, CR and LF.
  public static func contains(_ scalar: Unicode.Scalar) -> Bool { byte(for: scalar) != nil }

  /// The byte of a character; nil when it has none, or is a control character other than tab, CR and LF.
  public static func byte(for scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 9, 10, 13, 0x20...0x7E, 0xA0...0xFF: return UInt8(scalar.value)
    case 0x100...:
      guard let index = upper.firstIndex(of: scalar.value) else { return nil }
      return UInt8(0x80 + index)
    default: return nil
    }
  }

  /// The character of a byte; nil for the five bytes that stand for nothing.
  public static func scalar(of byte: UInt8) -> Unicode.Scalar? {
    guard byte >= 0x80, byte < 0xA0 else { return Unicode.Scalar(byte) }
    let value = upper[Int(byte) - 0x80]
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// Makes a text fit: composes letters and marks, replaces by the table, and lists what cannot be fitted.
  public static func fit(_ text: String) -> FittedText {
    let plain = text.utf8.allSatisfy { ($0 >= 32 && $0 < 127) || $0 == 9 || $0 == 10 || $0 == 13 }
    if plain { return FittedText(text: text, replaced: [], unfit: []) }
    var result = String.UnicodeScalarView()
    var replaced: [FittedText.Replacement] = []
    var unfit: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if let last = result.last, let composed = LatinLetters.composed(last, scalar) {
        result.removeLast()
        result.append(composed)
      } else if contains(scalar) {
        result.append(scalar)
      } else if let replacement = replacement(for: scalar) {
        result.append(contentsOf: replacement.unicodeScalars)
        let pair = FittedText.Replacement(scalar: scalar, text: replacement)
        if !replaced.contains(pair) { replaced.append(pair) }
      } else if !unfit.contains(scalar) {
        unfit.append(scalar)
      }
    }
    return FittedText(text: String(result), replaced: replaced, unfit: unfit)
  }
}

/// A text as QuickBooks can keep it.
public struct FittedText: Hashable, Sendable {
  public struct Replacement: Hashable, Sendable {
    public let scalar: Unicode.Scalar
    public let text: String
  }

  /// Only of use when `unfit` is empty: what cannot be fitted is missing here.
  public let text: String
  /// What was replaced by what, each once, in the order of the text. Letters that were only composed with the
  /// mark after them are the same text and are not listed.
  public let replaced: [Replacement]
  /// What has no replacement, each once, in the order of the text.
  public let unfit: [Unicode.Scalar]
}
