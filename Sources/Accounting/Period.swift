/// Some days on end, both ends included: a month, or from a day to a day.
public struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let first: CalendarDate
  public let last: CalendarDate

  /// Nil when the last day is before the first.
  public init?(_ first: CalendarDate, _ last: CalendarDate) {
    if last < first { return nil }
    self.first = first
    self.last = last
  }

  /// Reads `2026-11` or `2026-11-01..2026-11-15`, exactly those.
  public init?(_ text: String) {
    if let month = CalendarDate("\(text)-01") {
      self.init(month, Period.end(ofMonthOf: month))
      return
    }
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = CalendarDate(String(parts[0])),
      let last = CalendarDate(String(parts[1]))
    else { return nil }
    self.init(first, last)
  }

  private static func end(ofMonthOf date: CalendarDate) -> CalendarDate {
    date.firstOfMonth.adding(days: 31).firstOfMonth.adding(days: -1)
  }

  public static func < (left: Period, right: Period) -> Bool {
    (left.first, left.last) < (right.first, right.last)
  }

  public var days: Int { Int(last.daysSinceEpoch - first.daysSinceEpoch) + 1 }

  public func contains(_ date: CalendarDate) -> Bool { first <= date && date <= last }

  /// The same days, parted where a month ends.
  public var months: [Period] {
    var parts: [Period] = []
    var start = first
    while start <= last {
      let end = min(last, Period.end(ofMonthOf: start))
      if let part = Period(start, end) { parts.append(part) }
      start = end.adding(days: 1)
    }
    return parts
  }

  /// `2026-11` for a whole month, else `2026-11-01..2026-11-15`.
  public var description: String {
    if first == first.firstOfMonth, last == Period.end(ofMonthOf: first) {
      return String(first.description.prefix(7))
    }
    return "\(first)..\(last)"
  }
}
