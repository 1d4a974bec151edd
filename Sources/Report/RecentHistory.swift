public import Accounting

/// What happened last, for the page: the history of single items, and in short what was done at all.
public struct RecentHistory: Sendable {
  /// The most events the page holds; history.csv has all.
  public static let limit = 5_000

  /// Like things of one pass, told in one line.
  struct Happening: Sendable {
    var time: Timestamp
    var kind: Kind
    var items = 0
    var tally = Tally()
    var hasAmount = false
    /// What was said of all, else of the first.
    var message: String?
    var isOfAll = false
  }

  struct Kind: Hashable, Sendable {
    var action: String
    var result: String
    var connector: ConnectorName?
    var set: SetNumber?
  }

  private let zone: Zone
  /// The first event the page knows; 1 when it knows all.
  private(set) var first: Int64?
  private(set) var firstTime: Timestamp?
  private(set) var happenings: [Happening] = []
  private var alike: [Kind: Int] = [:]
  private var places: [ItemKey: Int] = [:]
  private var items: [(key: ItemKey, events: [[UInt8]])] = []
  private var lastTime: (Timestamp, String)?
  private var lastSet: (set: SetNumber, text: String)?

  public init(zone: Zone) { self.zone = zone }

  /// Takes in one event; they come oldest first.
  public mutating func add(_ row: HistoryRow) {
    if first == nil { (first, firstTime) = (row.event, row.time) }
    let text = lastTime.flatMap { $0.0 == row.time ? $0.1 : nil } ?? row.time.minuteText(in: zone)
    lastTime = (row.time, text)
    if let set = row.set, set != lastSet?.set { lastSet = (set, set.description) }
    happened(row)
    guard let item = row.item else { return }
    let place = places[item] ?? items.count
    if place == items.count {
      places[item] = place
      items.append((item, []))
    }
    var data = ScriptData(room: 192)
    data.texts([
      text, row.action, row.result, row.set == nil ? "" : lastSet?.text ?? "",
      row.attempt.map { String($0) } ?? "",
      row.number ?? "", row.txnID?.rawValue ?? "", row.amountAutotask?.grouped ?? "",
      row.amountQuickBooks?.grouped ?? "", row.statusCode ?? "",
      row.message.map { capitalized($0) } ?? "", row.user ?? "",
    ])
    items[place].events.append(data.bytes)
  }

  /// Files one by one; of items and message sets what is alike in one pass together.
  private mutating func happened(_ row: HistoryRow) {
    if happenings.last?.time != row.time { alike = [:] }
    let kind = Kind(action: row.action, result: row.result, connector: row.connector, set: row.set)
    let isAlone = row.item == nil && row.set == nil
    let index = (isAlone ? nil : alike[kind]) ?? happenings.count
    if index == happenings.count {
      if !isAlone { alike[kind] = index }
      happenings.append(Happening(time: row.time, kind: kind, message: row.message))
    }
    if row.item != nil {
      happenings[index].items += 1
    } else {
      (happenings[index].message, happenings[index].isOfAll) = (row.message, true)
    }
    if let amount = row.amountQuickBooks ?? row.amountAutotask {
      happenings[index].tally.add(amount)
      happenings[index].hasAmount = true
    }
  }

  /// Each item with its events, one item a line.
  var json: [UInt8] {
    var data = ScriptData()
    data.append("{")
    for (index, item) in items.enumerated() {
      data.append(index == 0 ? "\n" : ",\n")
      data.text(item.key.description)
      data.append(":[")
      for (number, event) in item.events.enumerated() {
        if number > 0 { data.append(",") }
        data.append(event)
      }
      data.append("]")
    }
    data.append("\n}")
    return data.bytes
  }
}
