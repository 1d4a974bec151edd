/// The frame of a gzip file (RFC 1952), as far as it shows without unpacking.
struct GzipMember {
  static let signature: [UInt8] = [0x1F, 0x8B]

  /// CRC-32 and length modulo 2^32 of the content, from the last eight bytes.
  let crc: UInt32
  let length: UInt32

  init(_ source: ByteSource) throws(ArchiveProblem) {
    let early = ArchiveProblem(.truncated, "ends too early: a gzip file has at least 20 bytes")
    guard let head = try source.bytes(at: 0, count: 20),
      let trailer = try source.bytes(at: source.size - 8, count: 8),
      let crc = trailer.u32(0), let length = trailer.u32(4)
    else { throw early }
    guard head.starts(with: GzipMember.signature), head[2] == 8, head[3] & 0xE0 == 0 else {
      throw ArchiveProblem(.damaged, "does not begin as a gzip file does")
    }
    // An empty member before the real one leaves the sum at the end right, so it is looked for here.
    if head[3] == 0, head[10...].starts(with: [3, 0, 0, 0, 0, 0, 0, 0, 0, 0]), source.size > 20 {
      throw ArchiveProblem(.trailingData, "goes on after its gzip content has ended")
    }
    // libarchive cannot tell nothing from nonsense.
    guard crc != 0 || length != 0 else { throw ArchiveProblem(.empty, "holds nothing") }
    self.crc = crc
    self.length = length
  }

  /// Compares the trailer with what came out; `consumed` is how many bytes of the file were needed for it.
  func check(_ sum: CRC32, unpacked: Int64, consumed: Int64, size: Int64) throws(ArchiveProblem) {
    guard consumed == size else {
      throw ArchiveProblem(
        .trailingData, "has \(ShownText.count(size - consumed)) bytes after the end of its gzip content")
    }
    guard sum.value == crc, UInt32(truncatingIfNeeded: unpacked) == length else {
      throw ArchiveProblem(
        .gzipTrailer, "does not hold what the check sum at its end says, or is several gzip files in one")
    }
  }
}
