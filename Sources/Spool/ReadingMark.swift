public import Filesystem

extension ExchangeFolder {
  /// Beside a claimed file while it is read: `state/work/000017.reading`.
  ///
  /// One that is still there when the file is read next shows that the program was ended while it read. To take it away
  /// needs no room, so that however full the disk is, an error that the program lives through leaves none.
  public func readingMark(_ number: Int64) -> FilePath {
    claimed(number).withSuffix(ExchangeFolder.markSuffix)
  }

  /// The attempt during which the program was ended; nil when none was, or the whole computer went down with it.
  public func endedAttempt(_ number: Int64) throws(SpoolError) -> Int64? {
    let mark = readingMark(number)
    return try spooled { () throws(FilesystemError) in
      guard try Disk.facts(of: mark) != nil else { return nil }
      let words = try Disk.read(mark, limit: 1_000).split(separator: UInt8(ascii: " "))
      guard words.count == 2, words[0].elementsEqual(ExchangeFolder.start()) else { return nil }
      return Int64(String(decoding: words[1], as: UTF8.self))
    }
  }

  /// Marks that an attempt begins. Not made durable: what a power cut ends is no fault of the file.
  public func beginReading(_ number: Int64, attempt: Int64) throws(SpoolError) {
    let mark = readingMark(number)
    try spooled { () throws(FilesystemError) in
      try Disk.remove(mark)
      let file = try FileDescriptor(creating: mark)
      try file.write(ExchangeFolder.start() + Array(" \(attempt)".utf8))
      try file.close()
      try CurrentProcess.removeAtEnd(mark)
    }
  }

  /// The attempt is over, well or not, and the program goes on.
  public func endReading(_ number: Int64) throws(SpoolError) {
    try spooled { () throws(FilesystemError) in
      try CurrentProcess.removeAtEnd(nil)
      try Disk.remove(readingMark(number))
    }
  }

  /// Takes away the marks of files that have their place by now.
  func removeOldMarks() throws(FilesystemError) {
    for name in try Disk.names(in: work) where name.hasSuffix(ExchangeFolder.markSuffix) {
      let claimed = work.appending(
        FilePath(bytes: Array(name.bytes.dropLast(ExchangeFolder.markSuffix.utf8.count))))
      if try Disk.facts(of: claimed) == nil { try Disk.remove(work.appending(name)) }
    }
  }

  private static let markSuffix = ".reading"

  /// What names the time since the computer was started.
  private static func start() -> [UInt8] {
    do { return try Disk.read("/proc/sys/kernel/random/boot_id", limit: 1_000).filter { $0 > 32 } } catch {
      // Where that is not told, every end counts as the program's own.
      return [UInt8(ascii: "-")]
    }
  }
}
