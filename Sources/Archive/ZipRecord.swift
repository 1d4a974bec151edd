/// One entry as the directory of a zip tells it.
struct ZipRecord {
  let name: [UInt8]
  let flags: UInt16
  let method: UInt16
  let crc: UInt32
  private(set) var packed: UInt64
  private(set) var unpacked: UInt64
  /// Of its local header.
  private(set) var offset: UInt64
  private(set) var disk: UInt32
  let isDirectory: Bool
  /// The file type of Unix; 0 where there is none.
  let unixType: UInt32
  private(set) var modified: EntryTime?
  /// Length of the record itself.
  let length: Int64

  static let fixedLength = 46

  /// Reads the record; `fixed` are its first 46 bytes, `rest` its name, extra fields and comment.
  init(fixed: [UInt8], rest: [UInt8], nameLength: Int, extraLength: Int) throws(ArchiveProblem) {
    guard let flags = fixed.u16(8), let method = fixed.u16(10), let time = fixed.u16(12),
      let date = fixed.u16(14),
      let crc = fixed.u32(16), let packed = fixed.u32(20), let unpacked = fixed.u32(24),
      let disk = fixed.u16(34),
      let attributes = fixed.u32(38), let offset = fixed.u32(42)
    else { throw ArchiveProblem(.damaged, "has a directory that cannot be read") }
    name = Array(rest[..<nameLength])
    (self.flags, self.method, self.crc) = (flags, method, crc)
    (self.packed, self.unpacked, self.offset) = (UInt64(packed), UInt64(unpacked), UInt64(offset))
    self.disk = UInt32(disk)
    length = Int64(fixed.count + rest.count)
    // Written by Unix (3) or macOS (19): the upper half is st_mode; the directory bit of MS-DOS is always there.
    let type = fixed[5] == 3 || fixed[5] == 19 ? attributes >> 16 & 0xF000 : 0
    unixType = type
    isDirectory = name.last == UInt8(ascii: "/") || type == 0x4000 || (type == 0 && attributes & 0x10 != 0)
    modified = EntryTime(dosDate: date, time: time)
    guard let extra = ZipExtra(rest[nameLength..<(nameLength + extraLength)]) else {
      throw ArchiveProblem(.damaged, entry: ShownText.name(name), "has extra fields that cannot be read")
    }
    try take(extra)
  }

  private mutating func take(_ extra: ZipExtra) throws(ArchiveProblem) {
    let shown = ShownText.name(name)
    if let seconds = extra.unixTime { modified = .instant(seconds) }
    if extra.isEncrypted { throw ArchiveProblem(.encrypted, entry: shown, "is encrypted") }
    if let other = extra.unicodeName, other != name {
      throw ArchiveProblem(.headerMismatch, entry: shown, "has a second name, '\(ShownText.name(other))'")
    }
    guard let wide = extra.zip64 else { return }
    // Only the fields that do not fit above are there, in this order.
    var position = 0
    func next() throws(ArchiveProblem) -> UInt64 {
      guard let value = wide.u64(position) else {
        throw ArchiveProblem(.damaged, entry: shown, "has no zip64 size where it needs one")
      }
      position += 8
      return value
    }
    if unpacked == 0xFFFF_FFFF { unpacked = try next() }
    if packed == 0xFFFF_FFFF { packed = try next() }
    if offset == 0xFFFF_FFFF { offset = try next() }
    if disk == 0xFFFF, let value = wide.u32(position) { disk = value }
  }

  /// What is wrong with the entry, whatever its content.
  func problems(limits: ArchiveLimits) -> [ArchiveProblem] {
    let shown = ShownText.name(name)
    var problems: [ArchiveProblem] = []
    // Encrypted, strongly encrypted, names hidden; method 99 is AES.
    if flags & 0x2041 != 0 || method == 99 {
      problems.append(ArchiveProblem(.encrypted, entry: shown, "is encrypted"))
    } else if ![0, 8, 93].contains(method) || flags & 0x20 != 0 {
      problems.append(
        ArchiveProblem(
          .unsupportedMethod, entry: shown, "is packed by method \(method); 0, 8 and 93 are read"))
    }
    if disk != 0 { problems.append(ArchiveProblem(.multiVolume, entry: shown, "lies in another file")) }
    if unixType != 0, unixType != 0x8000, unixType != 0x4000 {
      let kinds: [UInt32: String] = [
        0xA000: "a symbolic link", 0x2000: "a device", 0x6000: "a device", 0x1000: "a pipe",
        0xC000: "a socket",
      ]
      problems.append(
        ArchiveProblem(
          .notARegularFile, entry: shown, "is \(kinds[unixType] ?? "of an unknown kind"), not a file"))
    }
    if isDirectory, unpacked != 0 {
      problems.append(ArchiveProblem(.damaged, entry: shown, "is a folder with content"))
    }
    let size = Int64(clamping: unpacked)
    if method == 0, packed != unpacked {
      problems.append(ArchiveProblem(.damaged, entry: shown, "is stored with two different sizes"))
    } else if size > limits.entryBytes {
      problems.append(.entryTooLarge(shown, size: size, limits))
    } else if limits.exceedsRatio(unpacked: size, packed: Int64(clamping: packed)) {
      problems.append(.ratio(shown, limits))
    }
    return problems
  }
}
