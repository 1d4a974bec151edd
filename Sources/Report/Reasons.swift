import Accounting
public import Findings

/// Why items stay where they are: by finding, and in it by what is to be done.
struct Reasons: Sendable {
  /// The items that one remedy helps.
  struct Case: Sendable {
    var problem: String
    var remedy: String
    var items: [ItemKey] = []
    var count = 0
    /// Whether the problem has other words for other items: what is shown is then one of several.
    var isOneOfSeveral = false
  }

  /// One finding in one place.
  struct Reason: Sendable {
    var part: ControlPart
    var id: FindingID
    /// In a few words; mostly the id says them: `billing code missing`.
    var inWords: String { Reasons.words[id.rawValue] ?? String(id.rawValue.map { $0 == "-" ? " " : $0 }) }
    var sums = Sums()
    var cases: [Case] = []
    var caseByRemedy: [String: Int] = [:]
  }

  /// Ids that are no words.
  private static let words = [
    "amount-differs": "the amount in QuickBooks is another one",
    "before-start": "dated before transfer-from",
    "billed-twice": "a line of it is in another invoice already",
    "customer-creation-off": "the customer is not in QuickBooks and is not to be made",
    "customer-mapping-unknown": "mappings/organizations.csv names a customer that QuickBooks does not have",
    "customer-near-match": "QuickBooks has a customer of nearly the same name",
    "differs-from-sent": "it is in QuickBooks otherwise than it was sent",
    "does-not-reconcile": "its lines do not come to its total",
    "effect-unknown": "nobody knows what QuickBooks did",
    "feature-off": "something it needs is turned off in QuickBooks",
    "field-invalid": "a value cannot be read",
    "fields-left-out": "the export leaves fields out",
    "group-tax-mixed": "one printed line is taxed in part",
    "invoice-contradicted": "one export tells it in two ways",
    "item-creation-off": "an item is not in QuickBooks and is not to be made",
    "item-kind-unusable": "an item of QuickBooks is of a kind that cannot be used",
    "item-mapping-unknown": "mappings/items.csv names an item that QuickBooks does not have",
    "item-name-collision": "two names become one item",
    "may-be-in-quickbooks": "QuickBooks may have it already",
    "name-taken": "the name belongs to another list in QuickBooks",
    "not-that-invoice": "the invoice that was named is another one",
    "number-shared": "another invoice has the same number",
    "posted-twice": "it is in QuickBooks twice",
    "quickbooks-refused": "QuickBooks refused it",
    "text-unfit": "a text that QuickBooks cannot keep",
    "voided": "voided in Autotask",
    "voided-after-transfer": "voided in Autotask after the transfer",
  ]

  private var reasonByKey: [String: Int] = [:]
  private(set) var all: [Reason] = []

  /// What is written out of each: the rest is counted.
  static let mostCases = 5
  static let mostItems = 5

  mutating func add(_ row: ItemRow, _ part: ControlPart) {
    guard let finding = part.finding(of: row), !finding.asksForNothing else { return }
    let key = "\(part.rawValue) \(finding.id.rawValue)"
    let index = reasonByKey[key] ?? all.count
    if index == all.count {
      reasonByKey[key] = index
      all.append(Reason(part: part, id: finding.id))
    }
    all[index].sums.add(row)
    // Remedies that differ only in the item they name are one.
    let remedy = finding.remedy(naming: "ITEM", for: row)
    let found = all[index].caseByRemedy[remedy] ?? all[index].cases.count
    if found == all[index].cases.count {
      guard found < Reasons.mostCases else { return }
      all[index].caseByRemedy[remedy] = found
      all[index].cases.append(Case(problem: finding.problem, remedy: finding.remedy))
    }
    all[index].cases[found].count += 1
    if all[index].cases[found].remedy != finding.remedy { all[index].cases[found].remedy = remedy }
    if all[index].cases[found].problem != finding.problem { all[index].cases[found].isOneOfSeveral = true }
    if all[index].cases[found].items.count < Reasons.mostItems {
      all[index].cases[found].items.append(row.item)
    }
  }

  /// The reasons of one place, those with the most items first.
  func inPlace(_ part: ControlPart) -> [Reason] {
    all.filter { $0.part == part }.sorted {
      $0.sums.count != $1.sums.count ? $0.sums.count > $1.sums.count : $0.id < $1.id
    }
  }
}

extension Finding {
  /// The remedy with another word in place of the item's key.
  func remedy(naming word: String, for row: ItemRow) -> String {
    let key = row.item.description
    // A longer key that begins alike is another item's.
    return remedy.split(separator: " ", omittingEmptySubsequences: false).map { part in
      let name = part.prefix { $0 != "," && $0 != ";" && $0 != "." }
      return name == key ? word + part.dropFirst(name.count) : String(part)
    }.joined(separator: " ")
  }

  /// Whether it says why something is so and that it may stay so: no thing to do.
  var asksForNothing: Bool { remedy.hasPrefix("Nothing is to be done") }
}

extension ControlPart {
  /// The finding that says why an item is here; nil where none is needed.
  public func finding(of row: ItemRow) -> Finding? {
    switch self {
    case .inDoubt:
      return row.findings.first
        ?? Finding(
          .inDoubt, .error, problem: "nobody knows whether QuickBooks has \(row.item)",
          remedy:
            "Run autopost recover, run the set that it publishes in QuickBooks and drop the answer into inbox/."
        )
    case .conflict:
      return row.findings.first
        ?? Finding(
          .conflict, .error, problem: "two answers about \(row.item) contradict each other",
          remedy:
            "Read autopost history ITEM, delete in QuickBooks what is there twice, then use autopost resolve."
        )
    case .refused, .held:
      // What holds it now comes before an earlier refusal, and what is to be done for it before what is not.
      let stopping = row.findings.filter {
        $0.severity == .refused || $0.severity == .held || $0.severity == .error
      }
      let current = self == .held ? stopping.filter { $0.severity != .refused } : stopping
      return current.first { !$0.asksForNothing } ?? current.first ?? stopping.first ?? row.findings.first
        ?? Finding(
          .noReason, .error, problem: "no reason was recorded for \(row.item)",
          remedy: "Give outbox/report/ and state/ to whoever looks after autopost: this is its own mistake.")
    case .transferred, .byHand:
      return row.findings.first { $0.severity != .notice }
    // Kept back because of something that is known; most wait only for a word.
    case .notReady:
      return row.findings.first { $0.severity == .held }
    case .ready, .open, .sent:
      return nil
    }
  }
}
