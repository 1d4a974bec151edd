/// Why bytes were not read as XML, or a value not written as XML.
public struct XMLProblem: Error, Hashable, Sendable {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// Cut off: the root is not closed.
    case endsTooEarly
    /// A document type declaration, refused whatever it says.
    case doctype
    /// An encoding outside the list, or bytes that are not of the encoding.
    case encoding
    /// A character that XML 1.0 forbids, as old company files send them.
    case illegalCharacter
    /// `&name;` other than the five of XML.
    case entity
    case tooDeep
    case textTooLong
    case tooManyAttributes
    case nameTooLong
    case tagTooLong
    case recordTooLarge
    case tooLarge
    /// An end tag that closes another element than the open one.
    case mismatchedTag
    case duplicateAttribute
    /// A prefix without its namespace.
    case prefix
    /// Something after the root element.
    case trailingData
    /// No element at all.
    case notXML
    /// A name that is not one (writing).
    case illegalName
    case notWellFormed
    /// The parser could not be set up.
    case noMemory
  }

  public let code: Code
  /// Counted from 1; 0 where there is no place.
  public let line: Int
  /// Counted from 1, in bytes of UTF-8; 0 where it is not known.
  public let column: Int
  /// One present-tense clause without a full stop.
  public let words: String

  public init(_ code: Code, line: Int = 0, column: Int = 0, words: String) {
    self.code = code
    self.line = line
    self.column = column
    self.words = words
  }
}

extension XMLProblem: CustomStringConvertible {
  /// `line 3, column 14: the XML ends too early`.
  public var description: String {
    if line == 0 { return words }
    return column == 0 ? "line \(line): \(words)" : "line \(line), column \(column): \(words)"
  }
}
