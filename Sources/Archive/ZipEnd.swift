/// The records at the end of a zip that say where its directory is.
struct ZipEnd {
  private static let signature: [UInt8] = [0x50, 0x4B, 5, 6]
  private static let zip64Signature: [UInt8] = [0x50, 0x4B, 6, 6]
  private static let locatorSignature: [UInt8] = [0x50, 0x4B, 6, 7]

  private(set) var entries: UInt64
  private(set) var directoryStart: UInt64
  private(set) var directorySize: UInt64
  /// Where the first of these records begins, which is where the directory must end.
  private(set) var start: Int64

  init(_ source: ByteSource) throws(ArchiveProblem) {
    let length = Int(min(source.size, 22 + 65_535))
    guard let tail = try source.bytes(at: source.size - Int64(length), count: length), length >= 22 else {
      throw ArchiveProblem(.truncated, "ends too early: it has no directory at its end")
    }
    let found = tail.indices.dropLast(21).filter {
      tail[$0] == 0x50 && tail[$0...].starts(with: ZipEnd.signature)
    }
    guard let last = found.last else {
      throw ArchiveProblem(.truncated, "ends too early: it has no directory at its end")
    }
    func end(of record: Int) -> Int { record + 22 + Int(tail.u16(record + 20) ?? 0) }
    guard end(of: last) == length else {
      if found.contains(where: { end(of: $0) == length }) { throw ZipEnd.twoDirectories }
      throw end(of: last) > length
        ? ArchiveProblem(.truncated, "ends too early: its closing comment is cut off")
        : ArchiveProblem(
          .trailingData, "has \(ShownText.count(Int64(length - end(of: last)))) bytes after its end")
    }
    guard found.filter({ end(of: $0) == length }).count == 1 else { throw ZipEnd.twoDirectories }

    guard let disk = tail.u16(last + 4), let directoryDisk = tail.u16(last + 6),
      let here = tail.u16(last + 8),
      let all = tail.u16(last + 10), let size = tail.u32(last + 12), let offset = tail.u32(last + 16)
    else { throw ArchiveProblem(.truncated, "ends too early: it has no directory at its end") }
    entries = UInt64(all)
    directorySize = UInt64(size)
    directoryStart = UInt64(offset)
    start = source.size - Int64(length - last)
    let isZip64 = try readZip64(source)
    guard disk == 0 || (isZip64 && disk == 0xFFFF), directoryDisk == 0 || (isZip64 && directoryDisk == 0xFFFF)
    else { throw ArchiveProblem(.multiVolume, "is split into several files") }
    guard here == all else { throw ArchiveProblem(.wrongEntryCount, "counts its entries in two ways") }
  }

  /// The records for large archives, which some writers add to small ones too.
  private mutating func readZip64(_ source: ByteSource) throws(ArchiveProblem) -> Bool {
    guard let locator = try source.bytes(at: start - 20, count: 20),
      locator.starts(with: ZipEnd.locatorSignature), let position = locator.u64(8),
      let disks = locator.u32(16)
    else { return false }
    guard disks <= 1, locator.u32(4) == 0 else {
      throw ArchiveProblem(.multiVolume, "is split into several files")
    }
    guard position <= UInt64(start - 20), let record = try source.bytes(at: Int64(position), count: 56),
      record.starts(with: ZipEnd.zip64Signature), let length = record.u64(4),
      length >= 44, length <= UInt64(start), UInt64(start - 20) == position + 12 + length,
      let here = record.u64(24), let all = record.u64(32), let size = record.u64(40),
      let offset = record.u64(48)
    else { throw ArchiveProblem(.damaged, "has a zip64 directory record that does not fit") }
    guard record.u32(16) == 0, record.u32(20) == 0 else {
      throw ArchiveProblem(.multiVolume, "is split into several files")
    }
    guard here == all, entries == 0xFFFF || entries == all else {
      throw ArchiveProblem(.wrongEntryCount, "counts its entries in two ways")
    }
    guard directorySize == 0xFFFF_FFFF || directorySize == size,
      directoryStart == 0xFFFF_FFFF || directoryStart == offset
    else { throw ArchiveProblem(.damaged, "names two places for its directory") }
    (entries, directorySize, directoryStart) = (all, size, offset)
    start = Int64(position)
    return true
  }

  /// Throws unless the directory lies in the file and directly before these records.
  func checkPlace(_ source: ByteSource) throws(ArchiveProblem) {
    let (end, overflow) = directoryStart.addingReportingOverflow(directorySize)
    guard !overflow, end <= UInt64(start) else {
      throw ArchiveProblem(.truncated, "is not whole: its directory does not fit into the file")
    }
    guard end < UInt64(start) else { return }
    let beforeEnd = try source.bytes(at: start - Int64(directorySize), count: 4)
    let extra = ShownText.count(start - Int64(end))
    throw beforeEnd == ZipDirectory.signature
      ? ArchiveProblem(.leadingData, "has \(extra) bytes before its beginning")
      : ArchiveProblem(.gap, "has \(extra) bytes that belong to nothing after its directory")
  }

  private static let twoDirectories = ArchiveProblem(
    .doubleDirectory, "has two ends, so that two programs may find different files in it")
}
