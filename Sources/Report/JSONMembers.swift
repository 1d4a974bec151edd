import Accounting
import Findings
import JSON

extension JSONWriter {
  /// An array with one element for each value.
  mutating func array<T>(_ values: some Sequence<T>, _ element: (inout JSONWriter, T) -> Void) {
    array { json in for value in values { element(&json, value) } }
  }

  /// Key, count and sum.
  mutating func member(_ key: String, _ tally: Tally) {
    self.key(key)
    object { json in
      json.member("count", tally.count)
      json.member("sum", tally.plainSum)
    }
  }

  /// Key, count, and the sum in the company's own currency; where there are others, each with its own sum.
  mutating func member(_ key: String, _ sums: Sums) {
    self.key(key)
    object { json in
      json.member("count", sums.count)
      json.member("sum", sums.own.plainSum)
      let others = sums.others
      if others.isEmpty { return }
      json.key("otherCurrencies")
      json.object { json in
        for (currency, tally) in others { json.member(currency, tally.plainSum) }
      }
    }
  }

  /// A finding outside an item.
  mutating func finding(_ finding: Finding) {
    object { json in
      json.member("id", finding.id.rawValue)
      json.member("severity", finding.severity.rawValue)
      json.member("problem", finding.problem)
      json.member("remedy", finding.remedy)
      json.member("item", finding.item)
      json.member("location", finding.place?.text)
    }
  }
}
