import Testing

@testable import QBXML

@Suite struct Statuses {
  @Test("An HRESULT in the place of a status code says what it is, and nobody knows what was done")
  func hresultAsStatus() {
    let verdict = StatusCode.of(-2_147_220_480, message: "")
    #expect(verdict.outcome == .unknown)
    #expect(
      verdict.meaning
        == "QuickBooks answered HRESULT 0x80040400: QuickBooks cannot read the XML of the message set")
    #expect(
      StatusCode.of(-7, message: "").meaning == "QuickBooks answered without a status code that can be read")
  }

  @Test(arguments: [
    (0, StatusCode.Outcome.applied), (1, .notFound), (500, .notFound), (530, .appliedWithWarning),
    (570, .appliedWithWarning), (1000, .retry), (1010, .retry), (3100, .notApplied), (3175, .retry),
    (3176, .retry),
    (3200, .notApplied), (3231, .retry), (9001, .unknown), (9004, .notApplied), (7, .appliedWithWarning),
    (777, .appliedWithWarning), (2345, .notApplied), (4711, .notApplied), (9150, .notApplied),
  ])
  func `a code decides what became of the request`(code: Int, outcome: StatusCode.Outcome) {
    #expect(StatusCode.of(code, message: "").outcome == outcome)
  }

  @Test func `no code, or none that can be read, leaves it open`() {
    #expect(StatusCode.of(nil, message: "").outcome == .unknown)
    #expect(StatusCode.of(-1, message: "").outcome == .unknown)
  }

  @Test(arguments: [
    "This list has been modified by another user.",
    "The transaction could not be locked. It is in use by another user.",
    "QuickBooks failed to acquire the lock", "The list element is in use.",
  ])
  func `codes 3170 and 3180 go again only when somebody else was at work`(message: String) {
    for code in [3170, 3180] {
      #expect(StatusCode.of(code, message: message).outcome == .retry)
      #expect(StatusCode.of(code, message: "The customer is over its credit limit.").outcome == .notApplied)
    }
    #expect(StatusCode.of(3210, message: message).outcome == .notApplied)
  }

  @Test func `an unknown code is shown in QuickBooks' own words`() {
    let status = StatusCode.of(4711, message: "The moon is full.")
    #expect(
      status.meaning
        == "QuickBooks answered code 4711, which autopost does not know, and said \"The moon is full.\"")
  }

  @Test func `two codes share a remedy only where the same is to be done`() {
    var remedies: [String: Set<String>] = [:]
    for (codes, _, meaning, remedy) in StatusCode.table {
      #expect(remedy.hasSuffix("."), "\(codes)")
      #expect(!meaning.hasSuffix("."), "\(codes)")
      remedies[remedy, default: []].insert(meaning)
    }
    for (remedy, meanings) in remedies where meanings.count > 1 {
      #expect(remedy == StatusCode.fault, "\(meanings.sorted())")
    }
  }

  @Test(arguments: [
    (UInt32(0x8004_0400), HResult.Effect.none, HResult.Retry.no), (0x8004_0402, .unknown, .ask),
    (0x8004_040A, .none, .yes), (0x8004_040D, .unknown, .yes), (0x8004_0414, .none, .yes),
    (0x8004_0421, .unknown, .ask), (0x8001_0105, .unknown, .ask), (0x8004_9999, .unknown, .ask),
  ])
  func `an HRESULT says whether anything was done`(code: UInt32, effect: HResult.Effect, retry: HResult.Retry)
  {
    let result = HResult.of(code)
    #expect(result.effect == effect)
    #expect(result.retry == retry)
  }

  @Test func `each HRESULT has its own remedy`() {
    #expect(HResult.known.count == 43)
    #expect(Set(HResult.known.map { HResult.of($0).remedy }).count == HResult.known.count)
  }

  @Test(arguments: [
    ("0x80040400", UInt32?(0x8004_0400)), ("80040400", 0x8004_0400), ("0X8004040a", 0x8004_040A),
    ("-2147220480", 0x8004_0400), ("", nil), ("0x8004", nil), ("0x8004040g", nil), ("-1x", nil),
  ])
  func `an HRESULT is read in the forms that people copy`(text: String, code: UInt32?) {
    #expect(HResult.parse(text) == code)
    if let code { #expect(HResult.parse(HResult.of(code).text) == code) }
  }
}
