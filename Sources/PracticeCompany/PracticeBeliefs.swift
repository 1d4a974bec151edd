/// What nobody could verify about QuickBooks, each with a switch, so that a rehearsal can be held for every answer.
///
/// Each switch has a word, `ref-number=blank`; `init(words:)` and `set` read them, `words` writes them.
public struct PracticeBeliefs: Hashable, Sendable {
  /// `ref-number`: what becomes of a number that was left out.
  public enum RefNumbers: String, Sendable, CaseIterable { case numbered, blank }
  /// `repeated-set`: what a message-set id that was processed before gets.
  public enum RepeatedSet: String, Sendable, CaseIterable {
    /// The stored answer.
    case answer
    /// The status attributes alone; nothing is done again.
    case status
    /// Everything is done a second time.
    case execute
  }
  /// `partial-500`: whether a list of keys with a missing one keeps what was found.
  public enum Partial: String, Sendable, CaseIterable { case drop, keep }
  /// `single-missing`: what the only key of a query gets when there is no such object.
  public enum Missing: String, Sendable, CaseIterable {
    case warning = "500"
    case error = "3120"
  }
  /// `outside-1252`: what becomes of characters that a company file cannot keep.
  public enum OutsideText: String, Sendable, CaseIterable {
    case refuse
    case questionMark = "question-mark"
  }
  /// `absent-request-id`: how a request without an id is answered.
  public enum AbsentRequestID: String, Sendable, CaseIterable { case absent, blank }
  /// `line-ends` of answers.
  public enum LineEnds: String, Sendable, CaseIterable { case lf, crlf }
  /// `conflict-3100`: who has the name that the next Add brings, as if entered since the lists were read.
  public enum Conflict: String, Sendable, CaseIterable {
    case none
    /// A vendor for a customer, and the other way round; another kind for an item.
    case vendor
    /// The same kind, but inactive.
    case inactive
    /// The same kind, in use.
    case sameKind = "same-kind"
  }

  public var refNumbers = RefNumbers.numbered
  public var repeatedSet = RepeatedSet.answer
  public var partial = Partial.drop
  public var singleMissing = Missing.warning
  public var outsideText = OutsideText.refuse
  public var absentRequestID = AbsentRequestID.absent
  public var lineEnds = LineEnds.lf
  public var conflict = Conflict.none
  /// `sales-tax`, `classes`, `multi-currency`, `inventory`, `time-tracking`: `on` or `off`.
  public var salesTax = true
  public var classes = true
  public var multiCurrency = false
  public var inventory = true
  public var timeTracking = true
  /// `closing-date=2026-09-30`: nothing may be dated on it or before.
  public var closingDate: String?
  /// `company-name`: what CompanyQuery answers instead of the file's own name.
  public var companyName: String?
  /// `hresult=0x80040400`: whole sets are refused; see `PracticeFault` for what may follow.
  public var hresult: PracticeFault?
  /// `torn-after=3`: the answer breaks off behind so many answered requests.
  public var tornAfter: PracticeFault?

  public init() {}

  /// Reads words, the later ones over the earlier; throws what is wrong with the first bad one.
  public init(words: [String]) throws(PracticeError) {
    for word in words { try set(word) }
  }

  /// Reads one word, `name=value`.
  public mutating func set(_ word: String) throws(PracticeError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw PracticeError("\"\(word)\" is not of the form name=value") }
    let (name, value) = (parts[0], parts[1])
    switch name {
    case "ref-number": refNumbers = try Self.choice(word, value)
    case "repeated-set": repeatedSet = try Self.choice(word, value)
    case "partial-500": partial = try Self.choice(word, value)
    case "single-missing": singleMissing = try Self.choice(word, value)
    case "outside-1252": outsideText = try Self.choice(word, value)
    case "absent-request-id": absentRequestID = try Self.choice(word, value)
    case "line-ends": lineEnds = try Self.choice(word, value)
    case "conflict-3100": conflict = try Self.choice(word, value)
    case "sales-tax": salesTax = try Self.isOn(word, value)
    case "classes": classes = try Self.isOn(word, value)
    case "multi-currency": multiCurrency = try Self.isOn(word, value)
    case "inventory": inventory = try Self.isOn(word, value)
    case "time-tracking": timeTracking = try Self.isOn(word, value)
    case "company-name": companyName = value.isEmpty ? nil : value
    case "closing-date":
      if value != "none", CivilDate.days(value) == nil {
        throw PracticeError("\"\(word)\" needs a day like 2026-09-30, or none")
      }
      closingDate = value == "none" ? nil : value
    case "hresult": hresult = value == "none" ? nil : try PracticeFault(hresult: value)
    case "torn-after": tornAfter = value == "none" ? nil : try PracticeFault(torn: value)
    default:
      throw PracticeError("there is no belief \"\(name)\"; there are \(Self.names.joined(separator: ", "))")
    }
  }

  /// Every word's name.
  public static let names = [
    "ref-number", "repeated-set", "partial-500", "single-missing", "outside-1252", "absent-request-id",
    "line-ends", "conflict-3100", "sales-tax", "classes", "multi-currency", "inventory", "time-tracking",
    "closing-date", "company-name", "hresult", "torn-after",
  ]

  /// All switches as words, in the order of `names`; what is not set is left out.
  public var words: [String] {
    func turned(_ name: String, _ isOn: Bool) -> String { "\(name)=\(isOn ? "on" : "off")" }
    var words = [
      "ref-number=\(refNumbers.rawValue)", "repeated-set=\(repeatedSet.rawValue)",
      "partial-500=\(partial.rawValue)", "single-missing=\(singleMissing.rawValue)",
      "outside-1252=\(outsideText.rawValue)", "absent-request-id=\(absentRequestID.rawValue)",
      "line-ends=\(lineEnds.rawValue)", "conflict-3100=\(conflict.rawValue)", turned("sales-tax", salesTax),
      turned("classes", classes), turned("multi-currency", multiCurrency), turned("inventory", inventory),
      turned("time-tracking", timeTracking),
    ]
    if let closingDate { words.append("closing-date=\(closingDate)") }
    if let companyName { words.append("company-name=\(companyName)") }
    if let hresult { words.append("hresult=\(hresult.text)") }
    if let tornAfter { words.append("torn-after=\(tornAfter.text)") }
    return words
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ word: String, _ value: String
  ) throws(PracticeError) -> Choice {
    if let choice = Choice(rawValue: value) { return choice }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw PracticeError("\"\(word)\" needs one of \(words)")
  }

  private static func isOn(_ word: String, _ value: String) throws(PracticeError) -> Bool {
    switch value {
    case "on": return true
    case "off": return false
    default: throw PracticeError("\"\(word)\" needs on or off")
    }
  }
}
