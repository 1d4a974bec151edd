/// The first 32 bytes of a 7z file, which say where its last ones are.
enum SevenZipStart {
  static let signature: [UInt8] = [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]

  /// Proves that the header at the end is there, whole, and the last thing in the file.
  static func check(_ source: ByteSource) throws(ArchiveProblem) {
    guard let start = try source.bytes(at: 0, count: 32), start.starts(with: signature),
      let startSum = start.u32(8), let offset = start.u64(12), let length = start.u64(20),
      let endSum = start.u32(28)
    else { throw ArchiveProblem(.truncated, "ends too early: a 7z file has at least 32 bytes") }
    guard CRC32.of(Array(start[12..<32])) == startSum else {
      throw ArchiveProblem(.damaged, "has a wrong check sum in its 7z start header")
    }
    let room = UInt64(source.size - 32)
    guard offset <= room, length <= room - offset else {
      let missing = offset.addingReportingOverflow(length).partialValue &- room
      throw ArchiveProblem(
        .truncated,
        "ends too early: \(ShownText.count(Int64(clamping: missing))) bytes are missing at its end")
    }
    guard offset + length == room else {
      throw ArchiveProblem(
        .trailingData,
        "has \(ShownText.count(Int64(clamping: room - offset - length))) bytes after its 7z header")
    }
    guard length > 0 else { throw ArchiveProblem(.empty, "holds nothing") }
    // A directory larger than this holds more entries than any limit allows.
    guard length <= 64 << 20 else {
      throw ArchiveProblem(.tooManyEntries, "has a directory of \(ShownText.count(Int64(length))) bytes")
    }
    guard let header = try source.bytes(at: 32 + Int64(offset), count: Int(length)),
      CRC32.of(header) == endSum
    else { throw ArchiveProblem(.damaged, "has a wrong check sum in its 7z header") }
  }
}
