import ByteFormats

/// A text in the characters QuickBooks keeps, and what was done to it.
struct Fitted: Sendable, Hashable {
  var text: String
  /// `→ by ->`, one entry a different character.
  var replaced: [String]
  /// Characters for which there is no replacement.
  var unfit: [String]
}

enum TextFitting {
  /// Replaces what Windows-1252 does not hold by the stated table; line ends stay, or become blanks.
  static func fit(_ text: String, keepsLines: Bool) -> Fitted {
    if text.isPrintableASCII {
      return Fitted(text: text, replaced: [], unfit: [])
    }
    var prepared = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: " ")
    if !keepsLines { prepared = prepared.replacing("\n", with: " ") }
    var result = Fitted(text: "", replaced: [], unfit: [])
    var first = true
    for part in prepared.split(separator: "\n", omittingEmptySubsequences: false) {
      if !first { result.text += "\n" }
      first = false
      let fitted = Windows1252.fit(String(part))
      // Some line ends are none but by the table.
      result.text += keepsLines ? fitted.text : fitted.text.replacing("\n", with: " ")
      for replacement in fitted.replaced {
        let by =
          switch replacement.text {
          case "": "nothing"
          case "\n": keepsLines ? "a line end" : "a blank"
          default: "\"\(replacement.text)\""
          }
        let words = "\(shown(replacement.scalar)) by \(by)"
        if !result.replaced.contains(words) { result.replaced.append(words) }
      }
      for scalar in fitted.unfit where !result.unfit.contains(shown(scalar)) {
        result.unfit.append(shown(scalar))
      }
    }
    return result
  }

  /// `"→" (U+2192)`.
  private static func shown(_ scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let number = "U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
    switch scalar.properties.generalCategory {
    // What nobody would see, or what would tear the sentence.
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned:
      return number
    default: return "\"\(scalar)\" (\(number))"
    }
  }

  /// Whether a text is surely no longer than so many characters, as `pieces` counts them.
  static func isShort(_ text: String, limit: Int) -> Bool {
    // No character counts more than its bytes do, but a line end, which counts two.
    let count = text.utf8.count
    return count * 2 <= limit || count <= limit && text.isPrintableASCII
  }

  /// Cuts a text into pieces of at most so many characters, at blanks where there are any.
  ///
  /// Line ends count twice, as QuickBooks counts carriage return and line feed.
  static func pieces(_ text: String, limit: Int) -> [String] {
    if isShort(text, limit: limit) { return [text] }
    var pieces: [String] = []
    var current: [Character] = []
    var length = 0
    var lastBlank: Int?
    func cost(_ character: Character) -> Int { character == "\n" ? 2 : character.utf16.count }
    for character in text {
      if length + cost(character) > limit, character.isWhitespace {
        // The piece ends where a word does; the blank between is not missed.
        pieces.append(ListNames.trimmed(String(current)))
        current.removeAll()
        length = 0
        lastBlank = nil
        continue
      }
      if length + cost(character) > limit {
        if let blank = lastBlank, blank > 0 {
          pieces.append(ListNames.trimmed(String(current[..<blank])))
          current.removeFirst(blank + 1)
        } else {
          pieces.append(String(current))
          current.removeAll()
        }
        length = current.reduce(0) { $0 + cost($1) }
        lastBlank = current.lastIndex(where: \.isWhitespace)
      }
      if character.isWhitespace { lastBlank = current.count }
      current.append(character)
      length += cost(character)
    }
    if !current.isEmpty || pieces.isEmpty { pieces.append(String(current)) }
    return pieces
  }
}
