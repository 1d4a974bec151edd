/// Why a text is not the table it should be; nothing after that place can be trusted.
public struct CSVError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A quotation mark opens a field and nothing closes it.
    case unclosedQuote
    /// Something stands between the closing quotation mark and the separator.
    case textAfterQuote
    case zeroByte
    /// UTF-16 has to be turned into UTF-8 first.
    case utf16
    case rowTooLong
    case tooManyFields
  }
  public let kind: Kind
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in bytes.
  public let column: Int

  /// One sentence without place and full stop.
  public var problem: String {
    switch kind {
    case .unclosedQuote: "a quotation mark opens a field here and nothing closes it"
    case .textAfterQuote: "text follows a closing quotation mark"
    case .zeroByte: "there is a zero byte, which no text holds"
    case .utf16: "the text is UTF-16 where UTF-8 is expected"
    case .rowTooLong: "the row is longer than \(CSVReader.longestRow) bytes"
    case .tooManyFields: "the row has more than \(CSVReader.mostFields) fields"
    }
  }
}
