/// A file or a folder in an archive.
public struct ArchiveEntry: Hashable, Sendable {
  /// Relative, with slashes, without `./` before it and without a slash at its end; safe to show.
  public let name: String
  /// Unpacked, in bytes, as the archive declares it; checked when it is read.
  public let size: Int64?
  public let isDirectory: Bool
  /// When the entry was last changed; nil where the archive does not say.
  public let modified: EntryTime?
}

/// The time of an entry, as exact as its archive tells it.
public enum EntryTime: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  case instant(Int64)
  /// A zip without the time stamp of Unix: the wall clock of whoever packed it, whose zone nobody knows.
  case local(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int)

  /// The two fields of MS-DOS; nil where they are no date.
  init?(dosDate date: UInt16, time: UInt16) {
    let (year, month, day) = (Int(date >> 9) + 1980, Int(date >> 5 & 15), Int(date & 31))
    let (hour, minute, second) = (Int(time >> 11), Int(time >> 5 & 63), Int(time & 31) * 2)
    guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60 else {
      return nil
    }
    self = .local(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }
}
