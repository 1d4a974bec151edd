/// Something that goes wrong with a whole message set, and with which ones.
///
/// As a word: the code or the count, then, each behind a comma, `set=2` (only the second set that the company file
/// was given), `containing=TEXT` (only sets whose bytes hold it) and, for an HRESULT, `applied` (the set was done
/// nevertheless), for a torn answer `stopped` (what lies behind the tear was not done).
public struct PracticeFault: Hashable, Sendable {
  /// `0x80040400`; empty for a torn answer.
  public var code = ""
  /// Requests that are answered before the answer breaks off.
  public var count = 0
  public var set: Int?
  public var containing: String?
  /// Whether an HRESULT comes although the set was done.
  public var isApplied = false
  /// Whether a torn answer means that the rest was not done.
  public var isStopped = false

  public init(code: String) { self.code = code }
  public init(tornAfter count: Int) { self.count = count }

  init(hresult value: String) throws(PracticeError) {
    let parts = Self.parts(value)
    let digits = parts[0].dropFirst(2)
    guard parts[0].hasPrefix("0x"), digits.utf8.count == 8, digits.allSatisfy(\.isHexDigit) else {
      throw PracticeError("\"hresult=\(value)\" needs a code like 0x80040400")
    }
    code = "0x" + digits.uppercased()
    try read(parts, of: "hresult=\(value)")
  }

  init(torn value: String) throws(PracticeError) {
    let parts = Self.parts(value)
    guard let number = Int(parts[0]), number >= 0 else {
      throw PracticeError("\"torn-after=\(value)\" needs a count of requests")
    }
    count = number
    try read(parts, of: "torn-after=\(value)")
  }

  private static func parts(_ value: String) -> [String] {
    value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private mutating func read(_ parts: [String], of word: String) throws(PracticeError) {
    for part in parts.dropFirst() {
      if part.hasPrefix("set="), let number = Int(part.dropFirst(4)) {
        set = number
      } else if part.hasPrefix("containing=") {
        containing = String(part.dropFirst(11))
      } else if part == "applied", !code.isEmpty {
        isApplied = true
      } else if part == "stopped", code.isEmpty {
        isStopped = true
      } else {
        throw PracticeError("\"\(word)\" has a part \"\(part)\" that is not known")
      }
    }
  }

  /// The word's value.
  public var text: String {
    var parts = [code.isEmpty ? String(count) : code]
    if let set { parts.append("set=\(set)") }
    if let containing { parts.append("containing=\(containing)") }
    if isApplied { parts.append("applied") }
    if isStopped { parts.append("stopped") }
    return parts.joined(separator: ",")
  }

  /// Whether it strikes this set, the n-th that the company file was given.
  func strikes(_ number: Int, _ bytes: [UInt8]) -> Bool {
    if let set, set != number { return false }
    guard let containing else { return true }
    return String(decoding: bytes, as: UTF8.self).contains(containing)
  }
}
