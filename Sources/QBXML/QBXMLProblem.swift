public import XML

/// Why a request was not written, or an answer not read.
public struct QBXMLProblem: Error, Hashable, Sendable {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The message is not in the table.
    case unknownMessage
    /// The element does not belong there.
    case unknownElement
    /// The element exists, but a US QuickBooks refuses it.
    case otherEdition
    /// The element comes too late.
    case order
    /// An element that must be there is not.
    case missing
    /// An element stands more often than allowed.
    case repeated
    /// Two branches of a choice, or none of one that must be made.
    case choice
    /// More characters than QuickBooks keeps.
    case tooLong
    /// Not of the element's type.
    case format
    /// A colon in a name.
    case colon
    /// A character that XML forbids, or a line break where a line is meant.
    case character
    /// A character that QuickBooks cannot keep (outside Windows-1252).
    case windows1252
    /// The message set itself: its ids, its head.
    case messageSet
    /// The XML of an answer; `xml` says what.
    case xml
    /// Sound XML, but no answer of QuickBooks.
    case notAnAnswer
    /// An object in an answer lacks what identifies it.
    case incomplete
  }

  public let code: Code
  /// The message: `InvoiceAddRq`.
  public let message: String
  /// Element names from the message inward: `InvoiceAdd/InvoiceLineAdd[3]/Desc`.
  public let path: String
  /// The value as it was given, where there is one.
  public let value: String
  /// The most characters allowed, with `tooLong`.
  public let limit: Int?
  /// One present-tense clause without a full stop.
  public let words: String
  /// Beneath `xml`.
  public let xml: XMLProblem?

  public init(
    _ code: Code, message: String = "", path: String = "", value: String = "", limit: Int? = nil,
    words: String, xml: XMLProblem? = nil
  ) {
    self.code = code
    self.message = message
    self.path = path
    self.value = value
    self.limit = limit
    self.words = words
    self.xml = xml
  }

  init(_ problem: XMLProblem) {
    self.init(.xml, words: problem.description, xml: problem)
  }
}

extension QBXMLProblem: CustomStringConvertible {
  public var description: String { words }
}
