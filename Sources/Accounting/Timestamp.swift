/// An instant, in milliseconds of Universal Time.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Milliseconds since 1 January 1970, 00:00 UTC.
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// `YYYY-MM-DDThh:mm:ssZ`; fractions are not shown.
  public var description: String {
    let seconds = floorDivide(milliseconds, 1_000)
    let days = floorDivide(seconds, 86_400)
    let clock = Int(seconds - days * 86_400)
    let date = CalendarDate(daysSinceEpoch: Int32(truncatingIfNeeded: days))
    return
      "\(date)T\(padded(clock / 3_600, 2)):\(padded(clock / 60 % 60, 2)):\(padded(clock % 60, 2))Z"
  }

  /// The date and clock time shown by a zone, without an offset: `2026-11-21T07:04:05`.
  public func localText(in zone: Zone) -> String {
    let shifted = Timestamp(milliseconds: milliseconds + Int64(zone.offset(at: self)) * 1_000)
    return String(shifted.description.dropLast())
  }

  /// The calendar date in a zone.
  public func date(in zone: Zone) -> CalendarDate {
    let seconds = floorDivide(milliseconds, 1_000) + Int64(zone.offset(at: self))
    return CalendarDate(daysSinceEpoch: Int32(truncatingIfNeeded: floorDivide(seconds, 86_400)))
  }

  /// The same instant so many seconds later.
  public func adding(seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds + seconds * 1_000)
  }
}

/// A date and time as some program wrote it: clock and offset apart, so that a midnight keeps its meaning.
public struct WrittenTime: Hashable, Sendable {
  /// The date as written.
  public let date: CalendarDate
  /// Milliseconds since midnight as written; 0 for a bare date.
  public let clock: Int32
  /// Seconds east of Greenwich as written; nil when none was written.
  public let offset: Int32?

  public init(date: CalendarDate, clock: Int32 = 0, offset: Int32? = nil) {
    self.date = date
    self.clock = clock
    self.offset = offset
  }

  /// Reads `YYYY-MM-DD`, optionally followed by `T` (or a blank), `hh:mm[:ss[.f…]]` and `Z` or `±hh:mm`.
  public init?(_ text: Span<UInt8>) {
    guard text.count >= 10, let date = CalendarDate(text.extracting(0..<10)) else { return nil }
    if text.count == 10 {
      self.init(date: date)
      return
    }
    guard text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " ") else { return nil }
    guard let hour = digits(text, 11, 2), hour < 24, text.count > 13, text[13] == 58 else { return nil }
    guard let minute = digits(text, 14, 2), minute < 60 else { return nil }
    var index = 16
    var second = 0
    var fraction = 0
    if index < text.count, text[index] == 58 {
      guard let seconds = digits(text, 17, 2), seconds < 60 else { return nil }
      second = seconds
      index = 19
      if index < text.count, text[index] == UInt8(ascii: ".") {
        index += 1
        var scale = 100
        let start = index
        while index < text.count, text[index] &- 48 <= 9 {
          fraction += Int(text[index] &- 48) * scale
          scale /= 10
          index += 1
        }
        if index == start { return nil }
      }
    }
    let clock = Int32(((hour * 60 + minute) * 60 + second) * 1_000 + fraction)
    if index == text.count {
      self.init(date: date, clock: clock)
      return
    }
    if text[index] == UInt8(ascii: "Z"), index + 1 == text.count {
      self.init(date: date, clock: clock, offset: 0)
      return
    }
    guard text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-"), index + 6 == text.count,
      text[index + 3] == 58, let hours = digits(text, index + 1, 2), hours <= 14,
      let minutes = digits(text, index + 4, 2), minutes < 60
    else { return nil }
    let seconds = Int32(hours * 3_600 + minutes * 60)
    self.init(date: date, clock: clock, offset: text[index] == UInt8(ascii: "-") ? -seconds : seconds)
  }

  /// The same, from a string.
  public init?(_ text: String) {
    self.init(text.utf8.span)
  }

  /// The instant; the zone decides where no offset was written.
  public func instant(in zone: Zone) -> Timestamp {
    let local = Int64(date.daysSinceEpoch) * 86_400_000 + Int64(clock)
    if let offset { return Timestamp(milliseconds: local - Int64(offset) * 1_000) }
    let guess = Timestamp(
      milliseconds: local - Int64(zone.offset(at: Timestamp(milliseconds: local))) * 1_000)
    return Timestamp(milliseconds: local - Int64(zone.offset(at: guess)) * 1_000)
  }

  /// What it says where a date is meant: midnight as written is that date, midnight of Universal Time is its
  /// date, everything else the date in the zone of the export.
  public func meaningDate(in zone: Zone) -> CalendarDate {
    if clock == 0 { return date }
    let instant = instant(in: zone)
    if offset != nil, instant.milliseconds % 86_400_000 == 0 {
      return CalendarDate(
        daysSinceEpoch: Int32(truncatingIfNeeded: floorDivide(instant.milliseconds, 86_400_000)))
    }
    return instant.date(in: zone)
  }
}

func floorDivide(_ value: Int64, _ step: Int64) -> Int64 {
  let quotient = value / step
  return value % step < 0 ? quotient - 1 : quotient
}
