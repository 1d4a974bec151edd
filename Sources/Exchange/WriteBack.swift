import Accounting
import ByteFormats
import JSON

/// The files of `outbox/autotask/000011/`: what somebody gives back to Autotask after an answer.
struct WriteBack {
  struct Row {
    var item: ItemKey
    var field: String
    var value: String
    /// The same as a person types it into Autotask.
    var shown: String
  }

  private(set) var rows: [Row] = []

  var isEmpty: Bool { rows.isEmpty }

  mutating func set(_ field: String, of item: ItemKey, to value: String) {
    rows.append(Row(item: item, field: field, value: value, shown: value))
  }

  /// A moment: Universal Time for programs, the time of the settings' zone for people.
  mutating func set(_ field: String, of item: ItemKey, to time: Timestamp, in zone: Zone) {
    rows.append(Row(item: item, field: field, value: time.description, shown: time.minuteText(in: zone)))
  }

  /// `Invoices.patch.json`: an array of exactly the bodies that PATCH V1.0/Invoices takes.
  var patch: [UInt8] {
    var json = JSONWriter(isPretty: true)
    let items = rows.reduce(into: [ItemKey]()) { if !$0.contains($1.item) { $0.append($1.item) } }
    json.array { json in
      for item in items {
        json.object {
          $0.member("id", item.number ?? 0)
          for row in rows where row.item == item { $0.member(row.field, row.value) }
        }
      }
    }
    return json.finished()
  }

  /// `results.csv`: the same for people.
  var table: [UInt8] {
    var csv = CSVWriter(formulas: .guarded, byteOrderMark: true)
    csv.row(["item", "field", "value"])
    for row in rows { csv.row([row.item.description, row.field, row.shown]) }
    return csv.bytes
  }
}
