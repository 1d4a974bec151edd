/// What one response's status code means: for the item, and for the person who must act.
public struct StatusCode: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable, CaseIterable {
    /// Done.
    case applied
    /// Done, but QuickBooks had a remark.
    case appliedWithWarning
    /// A query that found nothing.
    case notFound
    /// Nothing was done for this request.
    case notApplied
    /// Nothing was done, and the same request may succeed later by itself.
    case retry
    /// Nobody can tell from this; QuickBooks must be asked.
    case unknown
  }

  /// Nil when QuickBooks gave none.
  public let code: Int?
  public let outcome: Outcome
  /// One present-tense clause; where the code is unknown, QuickBooks' own words.
  public let meaning: String
  /// Who does what, where, and what happens then.
  public let remedy: String

  /// Whether the connector's lists may be older than QuickBooks', so that they must be asked for anew.
  public var showsStaleLists: Bool { [3000, 3100, 3120, 3140].contains(code) }

  /// The verdict on a code and the message that came with it.
  public static func of(_ code: Int?, message: String) -> StatusCode {
    if let code, let hresult = Int32(exactly: code).map({ UInt32(bitPattern: $0) }), code < 0,
      HResult.known.contains(hresult)
    {
      // Of a single request nobody knows how far it came, whatever the code says of a whole set.
      let verdict = HResult.of(hresult)
      return StatusCode(
        code: code, outcome: .unknown,
        meaning: "QuickBooks answered HRESULT \(verdict.text): \(verdict.meaning)",
        remedy: ask)
    }
    guard let code, code >= 0 else {
      return StatusCode(
        code: code, outcome: .unknown, meaning: "QuickBooks answered without a status code that can be read",
        remedy: ask)
    }
    guard let row = rows[code] else { return unlisted(code, message) }
    let lock = (code == 3170 || code == 3180) && namesALock(message)
    return StatusCode(
      code: code, outcome: lock ? .retry : row.outcome, meaning: row.meaning,
      remedy: lock ? lockRemedy : row.remedy)
  }

  static let ask =
    "Run autopost recover and run the message set that it publishes in QuickBooks; the item waits until QuickBooks has said whether it is there."

  static let lockRemedy =
    "Nothing is to be done: somebody else was changing the same record in QuickBooks, and autopost sends the item again with the next message set."

  /// Codes 3170 and 3180 say many things; only these texts mean that somebody else was at work.
  private static func namesALock(_ message: String) -> Bool {
    let text = message.lowercased()
    return [
      "modified by another user", "could not be locked", "failed to acquire the lock",
      "list element is in use",
    ].contains { text.contains($0) }
  }

  /// Codes that Intuit added later, or never wrote down, by the range they lie in.
  private static func unlisted(_ code: Int, _ message: String) -> StatusCode {
    let words = message.isEmpty ? "nothing more" : "\"\(message)\""
    let meaning = "QuickBooks answered code \(code), which autopost does not know, and said \(words)"
    switch code {
    case ..<1000:
      return StatusCode(
        code: code, outcome: .appliedWithWarning, meaning: meaning,
        remedy:
          "Open the record in QuickBooks and compare it with Autotask in the light of QuickBooks' words; it was saved."
      )
    case 9100..<9200:
      return StatusCode(code: code, outcome: .notApplied, meaning: meaning, remedy: fault)
    case 2000..<3000:
      return StatusCode(
        code: code, outcome: .notApplied, meaning: meaning,
        remedy:
          "Compare this QuickBooks' edition and release (press F2 in QuickBooks) with what the words ask for; after an update the item goes again with autopost run --retry."
      )
    default:
      return StatusCode(
        code: code, outcome: .notApplied, meaning: meaning,
        remedy:
          "Put right what QuickBooks' words name, then run autopost run --retry; the item was not saved."
      )
    }
  }

  static let fault =
    "Report it as a fault of autopost, with request and answer from the set's folder under answered/; the item was not saved and goes again once a corrected version runs."

  struct Row: Sendable {
    var outcome: Outcome
    var meaning: String
    var remedy: String
  }

  static let rows: [Int: Row] = {
    var rows: [Int: Row] = [:]
    for (codes, outcome, meaning, remedy) in table {
      for code in codes {
        let old = rows.updateValue(Row(outcome: outcome, meaning: meaning, remedy: remedy), forKey: code)
        precondition(old == nil, "status code \(code) stands twice in the table")
      }
    }
    return rows
  }()

  /// The codes that are known, in order.
  public static var known: [Int] { rows.keys.sorted() }
}
