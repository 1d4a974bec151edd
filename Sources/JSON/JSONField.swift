/// What stands after a key.
public enum JSONKind: UInt8, Hashable, Sendable {
  case null
  case bool
  case number
  case string
  case object
  case array
}

/// What is worth knowing of a string besides its bytes.
struct JSONStringTraits: OptionSet, Hashable, Sendable {
  let rawValue: UInt8
  /// It has backslashes, so that its bytes are not yet its text.
  static let escaped = JSONStringTraits(rawValue: 1)
  /// It holds a character that no XML 1.0 text can have.
  static let illegalInXML = JSONStringTraits(rawValue: 2)
}

/// One member of a record, as ranges of the window.
struct JSONField {
  /// The key without its quotes.
  var keyStart: Int
  var keyEnd: Int
  /// The value, a string with its quotes.
  var valueStart: Int
  var valueEnd: Int
  var kind: JSONKind
  var traits: JSONStringTraits
  var keyTraits: JSONStringTraits
}
