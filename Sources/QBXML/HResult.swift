/// Why QuickBooks did not take a message set at all, as Web Connector or the request processor reports it.
public struct HResult: Sendable, Hashable {
  public enum Effect: Sendable, Hashable {
    /// Nothing of the set was done.
    case none
    /// Perhaps some of it was: QuickBooks must be asked.
    case unknown
  }

  public enum Retry: Sendable, Hashable {
    /// Something must change first.
    case no
    /// Later, by itself.
    case yes
    /// A person looks first.
    case ask
  }

  public let code: UInt32
  /// One present-tense clause.
  public let meaning: String
  /// Who does what, where.
  public let remedy: String
  public let retry: Retry
  public let effect: Effect

  /// `0x80040400`.
  public var text: String {
    let digits = String(code, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  /// The verdict on a code; one that is not in the table leaves it open whether anything was done.
  public static func of(_ code: UInt32) -> HResult {
    if let known = rows[code] { return known }
    return HResult(
      code: code, meaning: "Web Connector reports a code that autopost does not know",
      remedy:
        "Read the message that came with it and qbsdklog.txt on QuickBooks' computer, then run autopost recover.",
      retry: .ask, effect: .unknown)
  }

  /// Reads `0x80040400`, `80040400` or `-2147220480`; nil for anything else.
  public static func parse(_ text: String) -> UInt32? {
    if text.hasPrefix("-") { return Int32(text).map { UInt32(bitPattern: $0) } }
    let lower = text.lowercased()
    let digits = lower.hasPrefix("0x") ? lower.dropFirst(2) : Substring(lower)
    guard digits.utf8.count == 8, digits.utf8.allSatisfy({ $0 &- 48 < 10 || $0 &- 97 < 6 }) else {
      return nil
    }
    return UInt32(digits, radix: 16)
  }

  /// The codes that are known, in order.
  public static var known: [UInt32] { rows.keys.sorted() }

  private static let rows: [UInt32: HResult] = {
    var rows: [UInt32: HResult] = [:]
    for (code, retry, effect, meaning, remedy) in table {
      let old = rows.updateValue(
        HResult(code: code, meaning: meaning, remedy: remedy, retry: retry, effect: effect), forKey: code)
      precondition(old == nil, "HRESULT \(code) stands twice in the table")
    }
    return rows
  }()
}
