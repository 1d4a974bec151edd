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
