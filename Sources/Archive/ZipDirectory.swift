/// What a zip holds, proved from its own records before libarchive sees it: one directory, every entry where it
/// says, nothing between, before or after them.
struct ZipDirectory {
  static let signature: [UInt8] = [0x50, 0x4B, 1, 2]

  struct Item {
    let record: ZipRecord
    /// Nil for `./`, and where the name is refused.
    let name: String?
  }

  /// In the order of their data, which is the order they are read in.
  private(set) var items: [Item] = []
  /// All that is wrong; `isReadable` says whether libarchive may look at it all the same, to find more.
  private(set) var problems: [ArchiveProblem] = []
  private(set) var isReadable = true

  /// Throws only when the file itself cannot be read.
  init(_ source: ByteSource, limits: ArchiveLimits) throws(ArchiveProblem) {
    do throws(ArchiveProblem) {
      let end = try ZipEnd(source)
      try end.checkPlace(source)
      guard end.entries <= UInt64(limits.entries) else { throw .tooManyEntries(limits) }
      try readRecords(source, end: end, limits: limits)
      try readLocals(source, directoryStart: Int64(end.directoryStart))
    } catch {
      if error.reason == .unreadable { throw error }
      problems.append(error)
      isReadable = false
    }
  }

  private mutating func readRecords(
    _ source: ByteSource, end: ZipEnd, limits: ArchiveLimits
  ) throws(ArchiveProblem) {
    var position = Int64(end.directoryStart)
    let finish = position + Int64(end.directorySize)
    var names = EntryNames(limits: limits)
    var total: Int64 = 0
    while position < finish {
      guard items.count < limits.entries else { throw .tooManyEntries(limits) }
      guard let fixed = try source.bytes(at: position, count: ZipRecord.fixedLength),
        fixed.starts(with: ZipDirectory.signature), let nameLength = fixed.u16(28),
        let extraLength = fixed.u16(30), let commentLength = fixed.u16(32),
        let rest = try source.bytes(
          at: position + Int64(fixed.count), count: Int(nameLength) + Int(extraLength) + Int(commentLength))
      else { throw ArchiveProblem(.damaged, "has a directory that cannot be read") }
      let record = try ZipRecord(
        fixed: fixed, rest: rest, nameLength: Int(nameLength), extraLength: Int(extraLength))
      position += record.length
      let own = record.problems(limits: limits)
      if !own.allSatisfy({ $0.reason == .notARegularFile }) { isReadable = false }
      let admitted = names.admit(record.name, isDirectory: record.isDirectory)
      problems += own + admitted.problems
      items.append(Item(record: record, name: admitted.name))
      total += min(Int64(clamping: record.unpacked), Int64.max - total)
    }
    guard position == finish else { throw ArchiveProblem(.damaged, "has a directory that cannot be read") }
    guard UInt64(items.count) == end.entries else {
      throw ArchiveProblem(
        .wrongEntryCount, "says it holds \(end.entries) entries, but its directory names \(items.count)")
    }
    guard !items.isEmpty else {
      throw end.directoryStart == 0
        ? ArchiveProblem(.empty, "holds nothing")
        : ArchiveProblem(
          .leadingData, "has \(ShownText.count(Int64(end.directoryStart))) bytes before its directory")
    }
    guard total <= limits.totalBytes else { throw .totalTooLarge(limits) }
    guard !limits.exceedsRatio(unpacked: total, packed: source.size) else { throw .ratio(nil, limits) }
  }

  private mutating func readLocals(_ source: ByteSource, directoryStart: Int64) throws(ArchiveProblem) {
    let sorted = items.indices.sorted { left, right in
      let (one, other) = (items[left].record.offset, items[right].record.offset)
      return one == other ? left < right : one < other
    }
    items = sorted.map { items[$0] }
    var expected: Int64 = 0
    for (index, item) in items.enumerated() {
      let record = item.record
      let shown = ShownText.name(record.name)
      guard record.offset < UInt64(directoryStart) else {
        throw ArchiveProblem(.overlap, entry: shown, "begins inside the directory")
      }
      let start = Int64(record.offset)
      if start < expected {
        throw ArchiveProblem(.overlap, entry: shown, "shares its bytes with another entry")
      }
      if start > expected {
        let extra = ShownText.count(start - expected)
        throw index == 0
          ? ArchiveProblem(.leadingData, "has \(extra) bytes before its first entry")
          : ArchiveProblem(.gap, "has \(extra) bytes that belong to nothing before entry '\(shown)'")
      }
      let following = index + 1 < items.count ? items[index + 1].record.offset : UInt64(directoryStart)
      if following == record.offset {
        throw ArchiveProblem(.overlap, entry: shown, "shares its bytes with another entry")
      }
      let next = min(Int64(clamping: following), directoryStart)
      expected = try ZipLocal(record, source: source, next: next).end
    }
    guard expected == directoryStart else {
      throw ArchiveProblem(
        .gap,
        "has \(ShownText.count(directoryStart - expected)) bytes that belong to nothing before its directory")
    }
  }
}
