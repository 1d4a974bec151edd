/// A day without a clock or a zone, as written on an invoice.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1 January 1970.
  public let daysSinceEpoch: Int32

  public init(daysSinceEpoch: Int32) { self.daysSinceEpoch = daysSinceEpoch }

  /// Nil when there is no such day in the calendar, or the year is not 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= CalendarDate.days(inMonth: month, ofYear: year) else { return nil }
    // Civil date to day count: months counted from March, so that the leap day comes last.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSinceEpoch = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `YYYY-MM-DD`, exactly that.
  public init?(_ text: String) {
    self.init(text.utf8.span)
  }

  /// Reads the ten bytes `YYYY-MM-DD`, exactly those.
  public init?(_ text: Span<UInt8>) {
    guard text.count == 10, text[4] == 45, text[7] == 45 else { return nil }
    guard let year = digits(text, 0, 4), let month = digits(text, 5, 2), let day = digits(text, 8, 2) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }

  /// Year, month and day as numbers.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSinceEpoch) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes `2026-11-21` behind what is there.
  public func append(to text: inout [UInt8]) {
    let (year, month, day) = parts
    func digit(_ value: Int) -> UInt8 { UInt8(48 + value % 10) }
    text.append(addingCapacity: 10) { output in
      output.append(digit(year / 1_000))
      output.append(digit(year / 100))
      output.append(digit(year / 10))
      output.append(digit(year))
      output.append(45)
      output.append(digit(month / 10))
      output.append(digit(month))
      output.append(45)
      output.append(digit(day / 10))
      output.append(digit(day))
    }
  }

  /// The day that many days later (earlier when negative).
  public func adding(days: Int) -> CalendarDate {
    CalendarDate(daysSinceEpoch: daysSinceEpoch + Int32(days))
  }

  /// The first day of the same month.
  public var firstOfMonth: CalendarDate { adding(days: 1 - parts.day) }

  static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// The number written in so many ASCII digits; nil when any is not a digit.
@inline(__always)
func digits(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
  guard start + count <= text.count else { return nil }
  var value = 0
  for index in start..<(start + count) {
    let digit = text[index] &- 48
    if digit > 9 { return nil }
    value = value * 10 + Int(digit)
  }
  return value
}

func padded(_ value: Int, _ width: Int) -> String {
  let text = String(value)
  return text.utf8.count >= width ? text : String(repeating: "0", count: width - text.utf8.count) + text
}
