/// A time zone, read from the bytes of a TZif file (RFC 8536).
///
/// Foundation's zones are missing in a static build, so the rules come as bytes from whoever has files.
public struct Zone: Sendable, Hashable {
  /// The name it was asked for by, `America/New_York`.
  public let name: String
  private let transitions: [Int64]
  private let offsets: [Int32]
  private let firstOffset: Int32
  private let rule: DaylightRule?

  /// Universal Time.
  public static let utc = Zone(name: "UTC", transitions: [], offsets: [], firstOffset: 0, rule: nil)

  private init(name: String, transitions: [Int64], offsets: [Int32], firstOffset: Int32, rule: DaylightRule?)
  {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.firstOffset = firstOffset
    self.rule = rule
  }

  /// Whether clocks of both always show the same, whatever the two are called.
  public func hasSameRules(as other: Zone) -> Bool {
    transitions == other.transitions && offsets == other.offsets && firstOffset == other.firstOffset
      && rule == other.rule
  }

  /// Nil when the bytes are not a TZif file of version 2 or later.
  public init?(name: String, tzif bytes: [UInt8]) {
    func number(_ at: Int, _ size: Int) -> Int64? {
      guard at >= 0, at + size <= bytes.count else { return nil }
      var value: UInt64 = 0
      for index in at..<(at + size) { value = value << 8 | UInt64(bytes[index]) }
      return size == 8 ? Int64(bitPattern: value) : Int64(Int32(truncatingIfNeeded: value))
    }
    /// Counts of one header: isutc, isstd, leap, time, type, char.
    func counts(_ at: Int) -> [Int]? {
      guard at + 44 <= bytes.count, Array(bytes[at..<(at + 4)]) == Array("TZif".utf8) else { return nil }
      var found: [Int] = []
      for index in 0..<6 {
        guard let count = number(at + 20 + index * 4, 4), count >= 0, count < 100_000 else { return nil }
        found.append(Int(count))
      }
      return found
    }
    guard let old = counts(0), bytes[4] >= UInt8(ascii: "2") else { return nil }
    let second = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
    guard let new = counts(second) else { return nil }
    let times = second + 44
    let indices = times + new[3] * 8
    let types = indices + new[3]
    let footer = types + new[4] * 6 + new[5] + new[2] * 12 + new[1] + new[0]
    guard new[4] > 0, footer <= bytes.count else { return nil }
    var typeOffsets: [Int32] = []
    for index in 0..<new[4] {
      guard let offset = number(types + index * 6, 4) else { return nil }
      typeOffsets.append(Int32(truncatingIfNeeded: offset))
    }
    var transitions: [Int64] = []
    var offsets: [Int32] = []
    for index in 0..<new[3] {
      guard let time = number(times + index * 8, 8), indices + index < bytes.count else { return nil }
      let type = Int(bytes[indices + index])
      guard type < typeOffsets.count else { return nil }
      transitions.append(time)
      offsets.append(typeOffsets[type])
    }
    var rule: DaylightRule?
    if footer < bytes.count, bytes[footer] == 10 {
      let text = bytes[(footer + 1)...].prefix { $0 != 10 }
      rule = DaylightRule(Array(text))
    }
    self.init(
      name: name, transitions: transitions, offsets: offsets, firstOffset: typeOffsets[0], rule: rule)
  }

  /// Seconds east of Greenwich at an instant.
  public func offset(at instant: Timestamp) -> Int32 {
    let seconds = floorDivide(instant.milliseconds, 1_000)
    guard let last = transitions.last, seconds < last else {
      if let rule { return rule.offset(at: seconds) }
      return offsets.last ?? firstOffset
    }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : offsets[low - 1]
  }
}

/// The rule at the end of a TZif file, for the years beyond its table: `EST5EDT,M3.2.0,M11.1.0`.
///
/// Only the `Mm.w.d` form is read, which all zones of today use; another form leaves the standard offset.
struct DaylightRule: Sendable, Hashable {
  private struct Change: Sendable, Hashable {
    var month: Int
    var week: Int
    var weekday: Int
    var seconds: Int64
  }
  private let standard: Int32
  private let daylight: Int32
  private let start: Change?
  private let end: Change?

  init?(_ bytes: [UInt8]) {
    var index = 0
    func skipName() -> Bool {
      let begin = index
      if index < bytes.count, bytes[index] == UInt8(ascii: "<") {
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
        index += 1
      } else {
        while index < bytes.count, (65...90).contains(bytes[index] & 0xDF) { index += 1 }
      }
      return index > begin && index <= bytes.count
    }
    func integer() -> Int? {
      let begin = index
      var value = 0
      while index < bytes.count, bytes[index] &- 48 <= 9, index - begin < 6 {
        value = value * 10 + Int(bytes[index] &- 48)
        index += 1
      }
      return index > begin ? value : nil
    }
    func clock() -> Int64? {
      var sign: Int64 = 1
      if index < bytes.count, bytes[index] == 45 || bytes[index] == 43 {
        sign = bytes[index] == 45 ? -1 : 1
        index += 1
      }
      guard let hours = integer() else { return nil }
      var total = Int64(hours) * 3_600
      for unit in [Int64(60), 1] {
        guard index < bytes.count, bytes[index] == 58 else { break }
        index += 1
        guard let part = integer() else { return nil }
        total += Int64(part) * unit
      }
      return sign * total
    }
    func change() -> Change? {
      guard index + 1 < bytes.count, bytes[index] == 44, bytes[index + 1] == UInt8(ascii: "M") else {
        return nil
      }
      index += 2
      guard let month = integer(), index < bytes.count, bytes[index] == 46 else { return nil }
      index += 1
      guard let week = integer(), index < bytes.count, bytes[index] == 46 else { return nil }
      index += 1
      guard let weekday = integer() else { return nil }
      var seconds: Int64 = 7_200
      if index < bytes.count, bytes[index] == 47 {
        index += 1
        guard let time = clock() else { return nil }
        seconds = time
      }
      guard (1...12).contains(month), (1...5).contains(week), (0...6).contains(weekday) else { return nil }
      return Change(month: month, week: week, weekday: weekday, seconds: seconds)
    }
    guard skipName(), let west = clock() else { return nil }
    standard = Int32(truncatingIfNeeded: -west)
    if index == bytes.count {
      daylight = standard
      start = nil
      end = nil
      return
    }
    guard skipName() else { return nil }
    if index < bytes.count, bytes[index] != 44 {
      guard let west = clock() else { return nil }
      daylight = Int32(truncatingIfNeeded: -west)
    } else {
      daylight = standard + 3_600
    }
    guard let first = change(), let second = change() else { return nil }
    start = first
    end = second
  }

  func offset(at seconds: Int64) -> Int32 {
    guard let start, let end else { return standard }
    let year = CalendarDate(
      daysSinceEpoch: Int32(truncatingIfNeeded: floorDivide(seconds + Int64(standard), 86_400))
    ).parts.year
    guard let begin = moment(of: start, in: year), let finish = moment(of: end, in: year) else {
      return standard
    }
    let summer = begin - Int64(standard)
    let winter = finish - Int64(daylight)
    let isDaylight =
      summer < winter ? (summer..<winter).contains(seconds) : !(winter..<summer).contains(seconds)
    return isDaylight ? daylight : standard
  }

  /// Local seconds since the epoch at which the change happens in a year.
  private func moment(of change: Change, in year: Int) -> Int64? {
    guard let first = CalendarDate(year: year, month: change.month, day: 1) else { return nil }
    // 1 January 1970 was a Thursday, weekday 4 where Sunday is 0.
    let weekday = ((Int(first.daysSinceEpoch) + 4) % 7 + 7) % 7
    var day = 1 + (change.weekday - weekday + 7) % 7 + (change.week - 1) * 7
    while day > CalendarDate.days(inMonth: change.month, ofYear: year) { day -= 7 }
    return (Int64(first.daysSinceEpoch) + Int64(day - 1)) * 86_400 + change.seconds
  }
}
