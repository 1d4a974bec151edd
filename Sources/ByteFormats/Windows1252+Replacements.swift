extension Windows1252 {
  /// What stands in Windows-1252 for a character outside it; empty where nothing is lost without it; nil when it
  /// cannot be fitted (other scripts, emoji).
  public static func replacement(for scalar: Unicode.Scalar) -> String? {
    if let text = table[scalar] { return text }
    if let base = LatinLetters.base(of: scalar) { return String(base) }
    switch scalar.value {
    case 0x0B, 0x0C: return " "
    case 0x85, 0x2028, 0x2029: return "\n"
    case 0...0x1F, 0x7F...0x9F: return ""
    // Marks that no letter of Windows-1252 takes.
    case 0x300...0x36F: return ""
    case 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return " "
    // Zero width, direction, variation.
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: return ""
    case 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF: return ""
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map { String($0) }
    case 0x2070, 0x2074...0x2079: return String(scalar.value - 0x2070)
    case 0x2080...0x2089: return String(scalar.value - 0x2080)
    default: return nil
    }
  }

  private static let table: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for (text, scalars) in replacements {
      for scalar in scalars.unicodeScalars { table[scalar] = text }
    }
    return table
  }()

  private static let replacements: [(String, String)] = [
    // Hyphens, dashes, ellipses
    ("-", "\u{2010}\u{2011}\u{2012}\u{2043}\u{2212}\u{FE58}\u{FE63}\u{02D7}"),
    ("\u{2014}", "\u{2015}\u{2E3A}\u{2E3B}"), ("...", "\u{22EF}"),
    // Quotation marks, primes
    ("'", "\u{201B}\u{2032}\u{2035}\u{02B9}\u{02BC}\u{02BB}\u{02C8}"),
    ("\"", "\u{201F}\u{2033}\u{2036}\u{02BA}\u{301D}\u{301E}"), ("'''", "\u{2034}"),
    // Bullets
    (
      "\u{2022}",
      "\u{2023}\u{2219}\u{25AA}\u{25AB}\u{25A0}\u{25A1}\u{25CF}\u{25CB}\u{25E6}\u{25C6}\u{25C7}\u{25B6}"
    ),
    ("\u{2022}", "\u{25BA}\u{25B8}\u{27A4}\u{F0B7}\u{F0A7}"), ("\u{B7}", "\u{22C5}\u{2027}\u{30FB}"),
    ("*", "\u{2605}\u{2606}\u{2217}\u{2731}"),
    // Check marks and boxes
    ("[x]", "\u{2713}\u{2714}\u{2611}\u{2705}"), ("[-]", "\u{2717}\u{2718}\u{2612}\u{274C}\u{274E}"),
    ("[ ]", "\u{2610}"), ("\u{D7}", "\u{2715}\u{2716}"),
    // Arrows
    ("->", "\u{2192}\u{2794}\u{279C}\u{27A1}\u{27F6}"), ("<-", "\u{2190}\u{27F5}"),
    ("<->", "\u{2194}\u{27F7}"),
    ("=>", "\u{21D2}"), ("<=>", "\u{21D4}"), ("^", "\u{2191}"), ("v", "\u{2193}"),
    // Mathematics
    ("<=", "\u{2264}"), (">=", "\u{2265}"), ("<>", "\u{2260}"), ("~", "\u{2248}\u{223C}\u{2053}"),
    ("/", "\u{2044}\u{2215}"),
    ("1/3", "\u{2153}"), ("2/3", "\u{2154}"), ("1/8", "\u{215B}"), ("3/8", "\u{215C}"), ("5/8", "\u{215D}"),
    ("7/8", "\u{215E}"), ("1/5", "\u{2155}"), ("2/5", "\u{2156}"), ("3/5", "\u{2157}"), ("4/5", "\u{2158}"),
    ("1/6", "\u{2159}"), ("5/6", "\u{215A}"), ("|", "\u{2223}\u{2502}\u{2503}"), ("-", "\u{2500}\u{2501}"),
    // Signs
    ("No.", "\u{2116}"), ("c/o", "\u{2105}"), ("SM", "\u{2120}"), ("TEL", "\u{2121}"), ("(P)", "\u{2117}"),
    ("\u{B0}C", "\u{2103}"), ("\u{B0}F", "\u{2109}"), ("Ohm", "\u{2126}"), ("\u{C5}", "\u{212B}"),
    ("K", "\u{212A}"),
    ("\u{B5}", "\u{03BC}"), ("\u{B0}", "\u{02DA}"), ("^", "\u{02C4}"),
    ("INR", "\u{20B9}"), ("\u{A3}", "\u{20A4}"), ("RUB", "\u{20BD}"), ("ILS", "\u{20AA}"),
    ("BTC", "\u{20BF}"),
    // Letters that are two
    ("IJ", "\u{0132}"), ("ij", "\u{0133}"), ("L\u{B7}", "\u{013F}"), ("l\u{B7}", "\u{0140}"),
    ("'n", "\u{0149}"),
    ("SS", "\u{1E9E}"), ("ff", "\u{FB00}"), ("fi", "\u{FB01}"), ("fl", "\u{FB02}"), ("ffi", "\u{FB03}"),
    ("ffl", "\u{FB04}"), ("st", "\u{FB05}\u{FB06}"), ("DZ", "\u{01C4}\u{01F1}"), ("dz", "\u{01C6}\u{01F3}"),
    ("LJ", "\u{01C7}"), ("lj", "\u{01C9}"), ("NJ", "\u{01CA}"), ("nj", "\u{01CC}"),
    ("\u{C6}", "\u{01E2}\u{01FC}"),
    ("\u{E6}", "\u{01E3}\u{01FD}"),
    ("\u{D8}", "\u{01FE}"), ("\u{F8}", "\u{01FF}"),
    // Roman numerals
    ("I", "\u{2160}"), ("II", "\u{2161}"), ("III", "\u{2162}"), ("IV", "\u{2163}"), ("V", "\u{2164}"),
  ]
}
