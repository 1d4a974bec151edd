import Accounting

/// How many items a section has and what they come to, each currency for itself.
public struct Sums: Sendable {
  public private(set) var count = 0
  /// By currency, the company's own as an empty text; only what has amounts.
  private var tallies: [String: Tally] = [:]

  mutating func add(_ row: ItemRow) {
    count += 1
    guard let total = row.total else { return }
    tallies[row.currency ?? "", default: Tally()].add(total)
  }

  mutating func add(_ other: Sums) {
    count += other.count
    for (currency, tally) in other.tallies { tallies[currency, default: Tally()].add(tally) }
  }

  /// In the company's own currency.
  var own: Tally { tallies[""] ?? Tally() }

  /// By currency, those that are not the company's own, in the order of their names.
  var others: [(currency: String, tally: Tally)] {
    tallies.sorted { $0.key < $1.key }.filter { !$0.key.isEmpty }.map { (currency: $0.key, tally: $0.value) }
  }

  /// `1,240.50 and 11.00 CAD`; nil when nothing has an amount.
  var text: String? {
    let parts = tallies.sorted { $0.key < $1.key }.map {
      $0.key.isEmpty ? $0.value.sum : "\($0.value.sum) \($0.key)"
    }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }

  /// `3 items (1,240.50)`
  var inBrackets: String { counted(count, "item") + (text.map { " (\($0))" } ?? "") }

  /// `3 items, 1,240.50`
  var afterComma: String { counted(count, "item") + (text.map { ", \($0)" } ?? "") }
}
