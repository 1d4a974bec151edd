/// The characters that a company file can keep.
enum WindowsText {
  static func holds(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(holds)
  }

  /// With a question mark for each character that is not of Windows-1252.
  static func replaced(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { kept.append(holds(scalar) ? scalar : "?") }
    return String(kept)
  }

  private static func holds(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10, 13, 0x20...0x7E, 0xA0...0xFF: true
    default: others.contains(scalar)
    }
  }

  /// What Windows-1252 has at 0x80 to 0x9F.
  private static let others: Set<Unicode.Scalar> = [
    "€", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "Ž", "‘", "’", "“", "”", "•", "–", "—", "˜",
    "™", "š", "›", "œ", "ž", "Ÿ",
  ]
}
