/// Forms of a name under which two spellings of it are found to be one.
public enum NameFolding {
  /// The form in which QuickBooks holds two list names for the same: case and outer blanks aside.
  ///
  /// A plain letter and a mark after it count as the one letter they make.
  public static func key(_ name: String) -> String {
    if name.isPrintableASCII { return plainKey(name) }
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if let last = scalars.last, let composed = LatinLetters.composed(last, scalar) {
        scalars.removeLast()
        scalars.append(composed)
      } else {
        scalars.append(scalar)
      }
    }
    var rest = String(scalars)[...]
    while let first = rest.unicodeScalars.first, isBlank(first) { rest.unicodeScalars.removeFirst() }
    while let last = rest.unicodeScalars.last, isBlank(last) { rest.unicodeScalars.removeLast() }
    return rest.lowercased()
  }

  /// The same for a name that is nothing but ASCII.
  private static func plainKey(_ name: String) -> String {
    let bytes = name.utf8.span
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 32 { start += 1 }
    while end > start, bytes[end - 1] == 32 { end -= 1 }
    var key: [UInt8] = []
    key.reserveCapacity(end - start)
    for index in start..<end {
      let byte = bytes[index]
      key.append(byte &- 65 < 26 ? byte | 0x20 : byte)
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// The form in which a person would take two names for the same: without blanks, punctuation, marks on letters,
  /// `&` or `and`, and the legal form after the first word.
  public static func nearKey(_ name: String) -> String {
    let words = words(name)
    var kept = words.prefix(1).filter { $0 != "and" }
    for word in words.dropFirst() where word != "and" && !legalForms.contains(word) { kept.append(word) }
    // A name of such words alone is what it is.
    return (kept.isEmpty ? words : kept).joined()
  }

  private static let legalForms: Set<String> = [
    "inc", "incorporated", "llc", "llp", "ltd", "limited", "co", "company", "corp", "corporation", "gmbh",
    "pllc", "pc",
  ]

  /// Words in lower case, plain letters where there are some; `L.L.C.` and `O'Brien` are one word each.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for scalar in key(name).unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte &- 97 < 26 || byte &- 48 < 10 {
          word.append(byte)
          continue
        }
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.append(contentsOf: String(LatinLetters.base(of: scalar) ?? scalar).utf8)
        continue
      } else if scalar.properties.generalCategory == .nonspacingMark {
        continue
      }
      if isInner(scalar) { continue }
      end()
      if scalar == "&" || scalar == "+" { words.append("and") }
    }
    end()
    return words
  }

  /// What stands inside a word without parting it.
  private static func isInner(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "'", "\u{2019}", "\u{2018}", "\u{02BC}", "\u{00AD}", "\u{200B}", "\u{200C}", "\u{200D}",
      "\u{2060}":
      true
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
  }
}
