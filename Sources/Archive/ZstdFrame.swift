/// The frame of a zstd file (RFC 8878): its blocks are walked by their sizes, without unpacking.
enum ZstdFrame {
  static let signature: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  static func isSkippable(_ head: [UInt8]) -> Bool {
    guard head.count >= 4 else { return false }
    return head[0] & 0xF0 == 0x50 && head[1...3].elementsEqual([0x2A, 0x4D, 0x18])
  }

  /// Proves that the file is one frame, whole, and nothing else.
  static func check(_ source: ByteSource) throws(ArchiveProblem) {
    let early = ArchiveProblem(.truncated, "ends too early: its zstd content is not whole")
    guard let start = try source.bytes(at: 0, count: 6) else { throw early }
    guard start.starts(with: signature) else {
      throw ArchiveProblem(.leadingData, "has something before its zstd content")
    }
    let descriptor = start[4]
    let singleSegment = descriptor & 0x20 != 0
    guard descriptor & 0x08 == 0 else {
      throw ArchiveProblem(.damaged, "uses a bit of the zstd header that has no meaning yet")
    }
    var position: Int64 = 5 + (singleSegment ? 0 : 1)
    position += [0, 1, 2, 4][Int(descriptor & 3)]
    position += [singleSegment ? 1 : 0, 2, 4, 8][Int(descriptor >> 6)]

    let firstBlock = position
    while true {
      guard let block = try source.bytes(at: position, count: 3) else { throw early }
      let header = UInt32(block[0]) | UInt32(block[1]) << 8 | UInt32(block[2]) << 16
      position += 3
      switch header >> 1 & 3 {
      case 1: position += 1  // One byte, many times.
      case 3: throw ArchiveProblem(.damaged, "has a zstd block of no known kind")
      default: position += Int64(header >> 3)
      }
      if header & 1 == 1 { break }
    }
    if descriptor & 4 != 0 { position += 4 }
    if position > source.size { throw early }
    if position - firstBlock <= 7, try source.bytes(at: firstBlock, count: 3) == [1, 0, 0] {
      throw ArchiveProblem(.empty, "holds nothing")
    }
    if position < source.size {
      throw ArchiveProblem(
        .trailingData,
        "has \(ShownText.count(source.size - position)) bytes after the end of its zstd content")
    }
  }
}
