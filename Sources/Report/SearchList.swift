import Accounting

/// The items that the page's search finds: at most `limit`, those with the newest dates.
struct SearchList: Sendable {
  let limit: Int
  private(set) var count = 0
  private var entries: [Entry] = []

  private struct Entry: Sendable {
    /// Days since 1970; before all days where there is no date.
    var day: Int32
    var order: Int
    var json: [UInt8]
  }

  init(limit: Int) { self.limit = limit }

  mutating func add(_ row: ItemRow, _ part: ControlPart, zone: Zone) {
    guard limit > 0 else { return }
    count += 1
    entries.append(
      Entry(
        day: row.date?.daysSinceEpoch ?? .min, order: count, json: SearchList.json(row, part, zone: zone)))
    // Trimmed seldom, so that each entry is moved about once.
    if entries.count >= limit * 2 { entries = newest }
  }

  /// Newest first; of one day in the order of the lists.
  private var newest: [Entry] {
    Array(entries.sorted { $0.day != $1.day ? $0.day > $1.day : $0.order < $1.order }.prefix(limit))
  }

  /// One item a line; the order of the members is known to the page's script.
  var json: [UInt8] {
    var data = ScriptData()
    data.append("[")
    for (index, entry) in newest.enumerated() {
      data.append(index == 0 ? "\n" : ",\n")
      data.append(entry.json)
    }
    data.append("\n]")
    return data.bytes
  }

  private static func json(_ row: ItemRow, _ part: ControlPart, zone: Zone) -> [UInt8] {
    var data = ScriptData()
    data.texts([
      row.item.description, row.distinctName, row.date?.description ?? "", row.organization ?? "",
      row.connector?.rawValue ?? "", row.statusText, part.label, row.shown.text(in: zone), row.number ?? "",
      row.total?.grouped ?? "", row.currency ?? "", row.balance?.grouped ?? "",
      row.paidDate?.description ?? "", row.batch ?? "", row.set?.description ?? "",
      row.attempts == 0 ? "" : String(row.attempts), row.txnID?.rawValue ?? "",
    ])
    return data.bytes
  }
}

extension ItemRow {
  /// `Transferred`, `Pending, needs resync`
  var statusText: String { shown.status.rawValue + (needsResync ? ", needs resync" : "") }

  /// The name, where it says more than `invoice:8491` does.
  var distinctName: String {
    let key = item.description.utf8
    let isSame =
      name.utf8.count == key.count
      && zip(name.utf8, key).allSatisfy { one, other in
        one | 0x20 == other | 0x20 || (one == UInt8(ascii: " ") && other == UInt8(ascii: ":"))
          || (one == UInt8(ascii: " ") && other == UInt8(ascii: "-"))
      }
    return isSame ? "" : name
  }
}
