/// Why a text is not the JSON it should be, and where.
public struct JSONProblem: Error, Hashable, Sendable {
  public let code: Code
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in bytes.
  public let column: Int
  /// Bytes before the fault, from the start of the text, a byte order mark included.
  public let offset: Int
  /// The text up to the fault, for people.
  public let excerpt: JSONExcerpt

  /// What is wrong there.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// The text stops before its value is closed: a copy that was cut off, or one that still grows.
    case endsTooEarly = "ends too early"
    case textAfterEnd = "goes on after its end"
    case recordExpected = "has something else where a record {…} is expected"
    case valueExpected = "has no value where one is expected"
    case keyExpected = "has no key in quotes where one is expected"
    case colonExpected = "has no colon after a key"
    case commaExpected = "has neither a comma nor an end after a value"
    case newlineExpected = "has two records on one line"
    case trailingComma = "has a comma with nothing after it"
    case badNumber = "has a number that is not written as JSON writes numbers"
    case controlCharacter = "has a control character inside a text"
    case badEscape = "has a backslash with something after it that JSON does not know"
    case loneSurrogate = "has one half of a two-part character (a lone surrogate)"
    case badUTF8 = "has bytes that are not UTF-8"
    case duplicateKey = "has the same key twice in one object"
    case twoLists = "has two lists of records in one envelope"
    case tooDeep = "has too many objects or arrays inside each other"
    case tooManyMembers = "has an object with too many members"
    case recordTooLarge = "has a record that is too large"
  }
}

/// One line of text around a place, cut to a hundred bytes or so.
public struct JSONExcerpt: Hashable, Sendable {
  public let text: String
  /// Where in `text` the place is: counted from 1, in characters (Unicode scalars).
  public let caret: Int

  /// The line around `place`, taken from `range` only, without line ends; tabs and other controls are blanks.
  init(_ text: Span<UInt8>, place: Int, within range: Range<Int>) {
    var start = place
    while start > range.lowerBound, place - start < 40, text[start - 1] != 10, text[start - 1] != 13 {
      start -= 1
    }
    // Blanks that only indent say nothing, and a character cut in two is left out.
    while start < place, text[start] <= 32 || text[start] & 0xC0 == 0x80 { start += 1 }
    var end = place
    while end < range.upperBound, end - start < 100, text[end] != 10, text[end] != 13 { end += 1 }
    while end > place, end < range.upperBound, text[end] & 0xC0 == 0x80 { end -= 1 }
    var shown: [UInt8] = []
    var caret = 1
    for index in start..<end {
      let byte = text[index]
      if index < place, byte & 0xC0 != 0x80 { caret += 1 }
      shown.append(byte < 32 || byte == 127 ? 32 : byte)
    }
    self.text = String(decoding: shown, as: UTF8.self)
    self.caret = caret
  }
}

/// A fault as the scanner meets it: an index into the bytes at hand.
struct JSONFault: Error {
  var code: JSONProblem.Code
  var index: Int
}
