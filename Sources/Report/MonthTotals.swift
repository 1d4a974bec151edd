import Accounting

/// What came in each month, and where it is now; for each connector, type and currency.
struct MonthTotals: Sendable {
  /// The three things people ask of a month.
  enum Part: Int, CaseIterable, Sendable {
    case transferred
    case onItsWay
    case waiting

    init(_ part: ControlPart) {
      switch part {
      case .transferred, .byHand: self = .transferred
      case .ready, .open, .sent: self = .onItsWay
      case .inDoubt, .conflict, .refused, .held, .notReady: self = .waiting
      }
    }

    var label: String {
      switch self {
      case .transferred: "Transferred"
      case .onItsWay: "On its way"
      case .waiting: "Held, refused or in doubt"
      }
    }
  }

  /// One month of one connector.
  struct Month: Sendable {
    /// Months since year 0; nil for what has no date.
    var number: Int?
    var parts = Part.allCases.map { _ in Tally() }

    subscript(part: Part) -> Tally { parts[part.rawValue] }

    var received: Tally {
      var sum = Tally()
      for part in parts { sum.add(part) }
      return sum
    }

    mutating func add(_ other: Month) { for part in Part.allCases { parts[part.rawValue].add(other[part]) } }

    /// `2026-10`
    var title: String { number.map { MonthTotals.title($0) } ?? "no date" }
  }

  /// One connector's items of one type and currency.
  struct Line: Sendable {
    var key: ControlKey
    /// The newest months, oldest first; months in which nothing is dated are left out.
    var months: [Month]
    /// What is dated before them.
    var earlier: Month?
    var undated: Month?
  }

  private var table: [ControlKey: [Int?: Month]] = [:]

  mutating func add(_ row: ItemRow, _ part: ControlPart) {
    let number = row.date.map { $0.parts.year * 12 + $0.parts.month - 1 }
    let key = ControlKey(connector: row.connector, type: row.item.type, currency: row.currency)
    table[key, default: [:]][number, default: Month(number: number)].parts[Part(part).rawValue].add(row.total)
  }

  /// In the order of the control totals, each with at most so many months.
  func lines(months limit: Int) -> [Line] {
    table.sorted { $0.key < $1.key }.map { key, months in
      let dated = months.values.filter { $0.number != nil }.sorted { ($0.number ?? 0) < ($1.number ?? 0) }
      let newest = dated.last?.number ?? 0
      let shown = dated.filter { newest - ($0.number ?? 0) < limit }
      var earlier: Month?
      for month in dated.dropLast(shown.count) {
        var sum = earlier ?? Month()
        sum.add(month)
        earlier = sum
      }
      return Line(key: key, months: shown, earlier: earlier, undated: months[nil])
    }
  }

  static func title(_ number: Int) -> String {
    let month = number % 12 + 1
    return "\(number / 12)-\(month < 10 ? "0" : "")\(month)"
  }
}
