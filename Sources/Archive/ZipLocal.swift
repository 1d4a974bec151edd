/// Holds a local header and what follows its data against the directory.
struct ZipLocal {
  private static let signature: [UInt8] = [0x50, 0x4B, 3, 4]
  private static let descriptorSignature: [UInt8] = [0x50, 0x4B, 7, 8]
  static let fixedLength = 30

  /// Where the entry, its data descriptor included, ends.
  let end: Int64

  /// `next` is where the following entry, or the directory, begins.
  init(_ record: ZipRecord, source: ByteSource, next: Int64) throws(ArchiveProblem) {
    let shown = ShownText.name(record.name)
    let start = Int64(record.offset)
    let outside = ArchiveProblem(.overlap, entry: shown, "reaches into what comes after it")
    guard next - start >= Int64(ZipLocal.fixedLength), let fixed = try source.bytes(at: start, count: 30)
    else {
      throw outside
    }
    guard fixed.starts(with: ZipLocal.signature), let flags = fixed.u16(6), let method = fixed.u16(8),
      let crc = fixed.u32(14), let packed = fixed.u32(18), let unpacked = fixed.u32(22),
      let nameLength = fixed.u16(26), let extraLength = fixed.u16(28)
    else { throw ArchiveProblem(.damaged, entry: shown, "is not where the directory says") }
    let tailLength = Int(nameLength) + Int(extraLength)
    guard next - start - 30 >= Int64(tailLength),
      let tail = try source.bytes(at: start + 30, count: tailLength)
    else { throw outside }

    func differs(_ what: String) -> ArchiveProblem {
      ArchiveProblem(.headerMismatch, entry: shown, "and the directory differ in its \(what)")
    }
    let name = Array(tail[..<Int(nameLength)])
    guard name == record.name else {
      throw ArchiveProblem(
        .headerMismatch, entry: shown,
        "has another name in the directory than before its data, '\(ShownText.name(name))'")
    }
    guard method == record.method else { throw differs("method") }
    guard flags == record.flags else { throw differs("flags") }
    guard let extra = ZipExtra(tail[Int(nameLength)...]) else {
      throw ArchiveProblem(.damaged, entry: shown, "has extra fields that cannot be read")
    }
    if let other = extra.unicodeName, other != record.name {
      throw ArchiveProblem(.headerMismatch, entry: shown, "has a second name, '\(ShownText.name(other))'")
    }
    let hasDescriptor = flags & 8 != 0
    let wideUnpacked = unpacked == 0xFFFF_FFFF ? extra.zip64?.u64(0) : UInt64(unpacked)
    let widePacked =
      packed == 0xFFFF_FFFF ? extra.zip64?.u64(unpacked == 0xFFFF_FFFF ? 8 : 0) : UInt64(packed)
    // Before a data descriptor the fields may stay zero.
    guard crc == record.crc || (hasDescriptor && crc == 0) else { throw differs("check sum") }
    guard widePacked == record.packed || (hasDescriptor && widePacked == 0),
      wideUnpacked == record.unpacked || (hasDescriptor && wideUnpacked == 0)
    else { throw differs("size") }

    let dataStart = start + 30 + Int64(tailLength)
    guard record.packed <= UInt64(next - dataStart) else { throw outside }
    let dataEnd = dataStart + Int64(record.packed)
    end =
      hasDescriptor
      ? try ZipLocal.descriptorEnd(record, source: source, start: dataEnd, next: next, shown: shown) : dataEnd
  }

  /// With or without a signature, sizes in four or eight bytes: nothing in it says which, so each is tried.
  private static func descriptorEnd(
    _ record: ZipRecord, source: ByteSource, start: Int64, next: Int64, shown: String
  ) throws(ArchiveProblem) -> Int64 {
    let room = Int(min(next - start, 24))
    let bytes = try source.bytes(at: start, count: room) ?? []
    let forms = [(true, false), (true, true), (false, false), (false, true)]
    for (signed, wide) in forms {
      let length = (signed ? 4 : 0) + (wide ? 20 : 12)
      // The one that leaves no gap is meant.
      guard Int64(length) == next - start, !signed || bytes.starts(with: descriptorSignature) else {
        continue
      }
      let sum = signed ? 4 : 0
      let packed = wide ? bytes.u64(sum + 4) : bytes.u32(sum + 4).map { UInt64($0) }
      let unpacked = wide ? bytes.u64(sum + 12) : bytes.u32(sum + 8).map { UInt64($0) }
      if bytes.u32(sum) == record.crc, packed == record.packed, unpacked == record.unpacked {
        return start + Int64(length)
      }
    }
    throw ArchiveProblem(
      .headerMismatch, entry: shown, "and the directory differ in what stands after its data")
  }
}
