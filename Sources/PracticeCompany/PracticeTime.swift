/// A moment on the clock of the computer that QuickBooks runs on.
public struct PracticeTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds of the wall clock since 1970-01-01T00:00:00 of the same clock.
  let wallSeconds: Int64
  /// Minutes that the clock is ahead of UTC.
  let offset: Int64

  init(wallSeconds: Int64, offset: Int64) {
    self.wallSeconds = wallSeconds
    self.offset = offset
  }

  /// Reads `YYYY-MM-DDTHH:MM:SS`, with `±HH:MM` behind it or without (then it is five hours behind UTC).
  ///
  /// Nil for anything else, a `Z` and fractions included: qbXML has neither.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 19 || bytes.count == 25, bytes[10] == UInt8(ascii: "T") else { return nil }
    guard let day = CivilDate.days(String(text.prefix(10))), bytes[13] == 58, bytes[16] == 58 else {
      return nil
    }
    guard let hour = CivilDate.number(bytes[11..<13]), let minute = CivilDate.number(bytes[14..<16]),
      let second = CivilDate.number(bytes[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    var offset: Int64 = -300
    if bytes.count == 25 {
      guard let hours = CivilDate.number(bytes[20..<22]), let minutes = CivilDate.number(bytes[23..<25]),
        bytes[22] == 58, bytes[19] == 43 || bytes[19] == 45, hours < 15, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[19] == 45 ? -1 : 1)
    }
    self.init(wallSeconds: day * 86_400 + hour * 3_600 + minute * 60 + second, offset: offset)
  }

  /// Reads what a query's date filter may hold: the parts after the day may be left out from the right.
  static func filter(_ text: String) -> PracticeTime? {
    if let time = PracticeTime(text) { return time }
    for tail in ["T00:00:00", ":00:00", ":00"] {
      if let time = PracticeTime(text + tail) { return time }
    }
    return nil
  }

  /// Seconds since 1970 in UTC: the number in list and transaction IDs and in edit sequences.
  var epoch: Int64 { wallSeconds - offset * 60 }

  /// The day on the wall.
  var date: String { CivilDate.text((wallSeconds - positive(86_400)) / 86_400) }

  public static func < (left: PracticeTime, right: PracticeTime) -> Bool {
    left.wallSeconds < right.wallSeconds
  }

  /// `2026-11-21T12:14:00-05:00`.
  public var description: String {
    let seconds = positive(86_400)
    let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
      .map { CivilDate.padded($0, 2) }.joined(separator: ":")
    let ahead = offset < 0 ? -offset : offset
    let zone = "\(CivilDate.padded(ahead / 60, 2)):\(CivilDate.padded(ahead % 60, 2))"
    return "\(date)T\(clock)\(offset < 0 ? "-" : "+")\(zone)"
  }

  private func positive(_ step: Int64) -> Int64 {
    let rest = wallSeconds % step
    return rest < 0 ? rest + step : rest
  }
}
