import Accounting

/// Brings what pages and spreadsheets write into the form of the REST interface.
enum TableCells {
  enum DateReading: Hashable {
    /// As ISO 8601, with the time where one was written.
    case date(String)
    /// A day and a month that may be exchanged.
    case ambiguous
    /// Nothing that is known as a date.
    case none
  }

  /// Whether a cell is a date or a time as the interface writes it, and nothing beside it.
  static func isPlainTime(_ cell: Span<UInt8>) -> Bool {
    guard cell.count > 0, isDigit(cell[0]), cell[cell.count - 1] > 32 else { return false }
    return WrittenTime(cell) != nil
  }

  /// A number as the interface writes it.
  enum PlainDecimal: Hashable {
    case whole
    /// With a point that marks a fraction.
    case point
    /// With a point that may as well part thousands: `1.250`.
    case doubtful
  }

  /// Whether a cell is digits with a point between two of them and a sign before them at most; nil for all else.
  static func plainDecimal(_ cell: Span<UInt8>) -> PlainDecimal? {
    let start = cell.count > 0 && cell[0] == UInt8(ascii: "-") ? 1 : 0
    guard start < cell.count, isDigit(cell[start]), isDigit(cell[cell.count - 1]) else { return nil }
    var point: Int?
    for index in start..<cell.count {
      if cell[index] == UInt8(ascii: ".") {
        if point != nil { return nil }
        point = index
      } else if !isDigit(cell[index]) {
        return nil
      }
    }
    guard let point else { return .whole }
    let isGroup = cell.count - point == 4 && point - start <= 3 && cell[start] != UInt8(ascii: "0")
    return isGroup ? .doubtful : .point
  }

  /// `10/3/2026`, `03.10.2026 14:05`, `3-10-2026 2:05:00 PM`; what begins with the year is as it is.
  static func date(_ text: String, _ order: TableRules.DateOrder?) -> DateReading {
    let text = trimmed(text)
    if WrittenTime(text.utf8.span) != nil || text.hasPrefix("/Date(") { return .date(text) }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let day = parts.first else { return .none }
    let numbers = day.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
    guard numbers.count == 3, numbers[2].count == 4, numbers.allSatisfy({ $0.utf8.allSatisfy(isDigit) }),
      (1...2).contains(numbers[0].count), (1...2).contains(numbers[1].count), let first = Int(numbers[0]),
      let second = Int(numbers[1]), let year = Int(numbers[2])
    else { return .none }
    guard let clock = parts.count == 1 ? "" : clock(parts[1]) else { return .none }
    func written(month: Int, day: Int) -> DateReading {
      let text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
      return CalendarDate(text) == nil ? .none : .date(text + clock)
    }
    switch order {
    case .monthFirst: return written(month: first, day: second)
    case .dayFirst: return written(month: second, day: first)
    case nil:
      let asMonthFirst = written(month: first, day: second)
      let asDayFirst = written(month: second, day: first)
      if asMonthFirst == asDayFirst { return asMonthFirst }
      if asMonthFirst == .none { return asDayFirst }
      return asDayFirst == .none ? asMonthFirst : .ambiguous
    }
  }

  /// `T14:05:00` of `2:05 PM` or `14:05`; nil for all else.
  private static func clock(_ text: String) -> String? {
    var rest = trimmed(text).uppercased()
    var isAfternoon: Bool?
    for (mark, value) in [("AM", false), ("PM", true)] where rest.hasSuffix(mark) {
      isAfternoon = value
      rest = trimmed(String(rest.dropLast(2)))
    }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    var hour = numbers[0]
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hour < 24, numbers[1] < 60, numbers.count < 3 || numbers[2] < 60 else { return nil }
    return "T\(padded(hour, 2)):\(padded(numbers[1], 2)):\(padded(numbers.count > 2 ? numbers[2] : 0, 2))"
  }

  /// Plain decimal text where the writing leaves no doubt: `$1,250.00`, `1.250,00`, `(45.00)`, `12,5`. `1,250` may be
  /// either, and stays as it is; of `1.250` the table decides (`TableFractions`).
  static func decimal(_ text: String) -> String {
    var rest = text.filter { !$0.isWhitespace && !"$€£\u{A0}\u{202F}'".contains($0) }
    var isNegative = false
    if rest.hasPrefix("("), rest.hasSuffix(")") {
      isNegative = true
      rest = String(rest.dropFirst().dropLast())
    }
    if rest.hasPrefix("-") {
      isNegative.toggle()
      rest = String(rest.dropFirst())
    }
    guard let last = rest.lastIndex(where: { $0 == "." || $0 == "," }) else {
      return finished(rest, isNegative, text)
    }
    let mark = rest[last]
    let other: Character = mark == "." ? "," : "."
    let whole = rest[..<last]
    let fraction = rest[rest.index(after: last)...]
    if whole.contains(mark) {
      // `1.250.000`: the mark parts thousands, so it marks no fraction.
      guard !whole.contains(other), isGrouped(rest, by: mark) else { return text }
      return finished(rest.filter { $0 != mark }, isNegative, text)
    }
    if whole.contains(other) {
      guard isGrouped(String(whole), by: other) else { return text }
      return finished(whole.filter { $0 != other } + "." + fraction, isNegative, text)
    }
    // Three digits after a lone comma may be thousands; the interface itself never writes commas.
    if mark == ",", fraction.count == 3, whole.count <= 3 { return text }
    return finished(whole + "." + fraction, isNegative, text)
  }

  private static func finished(_ digits: some StringProtocol, _ isNegative: Bool, _ text: String) -> String {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) else {
      return text
    }
    return (isNegative ? "-" : "") + digits
  }

  private static func isGrouped(_ text: String, by mark: Character) -> Bool {
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    return groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups.first?.count ?? 0)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 <= 9 }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
