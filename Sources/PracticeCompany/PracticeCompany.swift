/// A simulated QuickBooks company file: it takes qbXML message sets and answers them as QuickBooks would.
///
/// It is a value. It reads no clock and no file: the time comes with each call, and `encoded()` and
/// `init(decoding:)` carry it from one call to the next. What nobody could verify about QuickBooks is decided by
/// `beliefs`.
public struct PracticeCompany: Sendable {
  /// The versions of qbXML it answers.
  public static let versions = [
    "1.0", "1.1", "2.0", "2.1", "3.0", "4.0", "4.1", "5.0", "6.0", "7.0", "8.0", "9.0", "10.0", "11.0",
    "12.0",
    "13.0", "14.0", "15.0", "16.0",
  ]
  /// What HostQuery answers as the product, so that nobody takes its answers for real ones.
  public static let productName = "Practice company file, not QuickBooks"

  /// What it believes about QuickBooks; may be changed between message sets.
  public var beliefs: PracticeBeliefs
  /// The company's name, unless `beliefs.companyName` says otherwise.
  public let name: String

  var lists = Lists()
  var sales = Sales()
  var storedSets = StoredSets()
  /// Values that programs put on the company, each with its OwnerID.
  var companyData: [Node] = []
  var counters = Counters()
  var pages: [String: [Node]] = [:]

  /// Numbers that only go up.
  struct Counters: Hashable, Sendable {
    var list: Int64 = 0x8000_0000
    var transaction: Int64 = 0
    var transactionNumber: Int64 = 0
    var invoiceNumber: Int64 = 1_000
    var setsSeen: Int64 = 0
    var iterators: Int64 = 0
  }

  /// A company file with the lists that a new company has, `Autotask Other` and its fellows, but with no customers
  /// and no items but the tax item.
  public init(name: String = "Contoso Inc", beliefs: PracticeBeliefs = PracticeBeliefs(), now: PracticeTime) {
    self.name = name
    self.beliefs = beliefs
    seed(now)
  }

  /// Without any lists, to be filled from a saved state.
  init(emptyNamed name: String, beliefs: PracticeBeliefs) {
    self.name = name
    self.beliefs = beliefs
  }

  /// The name that CompanyQuery answers.
  var answeredName: String { beliefs.companyName ?? name }

  mutating func nextListID(_ now: PracticeTime) -> String {
    counters.list += 1
    return String(counters.list, radix: 16, uppercase: true) + "-\(now.epoch)"
  }

  mutating func nextTransactionID(_ now: PracticeTime) -> String {
    counters.transaction += 1
    return String(counters.transaction, radix: 16, uppercase: true) + "-\(now.epoch)"
  }
}
