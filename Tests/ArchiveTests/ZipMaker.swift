/// Writes zip files field by field, so that each can be wrong.
struct ZipMaker {
  struct Entry {
    var name: [UInt8]
    var data: [UInt8]
    /// Stored: the data as it stands.
    var method: UInt16 = 0
    /// UTF-8 names.
    var flags: UInt16 = 0x800
    var crc: UInt32
    var unpacked: UInt32
    var mode: UInt32 = 0o100644
    /// 3 is Unix, 0 MS-DOS.
    var system: UInt8 = 3
    var disk: UInt16 = 0
    var extra: [UInt8] = []
    /// In the local header, where it differs.
    var localName: [UInt8]?
    var localMethod: UInt16?
    var localFlags: UInt16?
    var localCRC: UInt32?
    var localSize: UInt32?
    var localExtra: [UInt8] = []
    /// After the data.
    var descriptor: [UInt8] = []
    /// Bytes of nobody before the local header.
    var gap: [UInt8] = []
    /// Said by the directory instead of the truth.
    var offset: UInt32?

    init(_ name: String, _ text: String = "[]") { self.init(Array(name.utf8), Array(text.utf8)) }

    init(_ name: [UInt8], _ data: [UInt8]) {
      (self.name, self.data) = (name, data)
      crc = ZipMaker.crc(data)
      unpacked = UInt32(data.count)
    }

    func with(_ change: (inout Entry) -> Void) -> Entry {
      var copy = self
      change(&copy)
      return copy
    }
  }

  var entries: [Entry]
  /// Before everything; offsets do not know of it unless `shifted`.
  var prefix: [UInt8] = []
  var shifted = false
  var beforeDirectory: [UInt8] = []
  var afterDirectory: [UInt8] = []
  var comment: [UInt8] = []
  var trailing: [UInt8] = []
  var count: UInt16?
  var countHere: UInt16?
  var disk: UInt16 = 0
  var zip64 = false

  init(_ entries: [Entry]) { self.entries = entries }

  func with(_ change: (inout ZipMaker) -> Void) -> [UInt8] {
    var copy = self
    change(&copy)
    return copy.bytes
  }

  var bytes: [UInt8] {
    var out = shifted ? prefix : []
    var directory: [UInt8] = []
    for entry in entries {
      out += entry.gap
      let offset = entry.offset ?? UInt32(out.count)
      let localName = entry.localName ?? entry.name
      out += u32(0x0403_4B50) + u16(20) + u16(entry.localFlags ?? entry.flags)
      out += u16(entry.localMethod ?? entry.method) + u32(0x5A21_0000)
      out += u32(entry.localCRC ?? entry.crc) + u32(entry.localSize ?? UInt32(entry.data.count))
      out += u32(entry.localSize ?? entry.unpacked) + u16(UInt16(localName.count))
      out +=
        u16(UInt16(entry.localExtra.count)) + localName + entry.localExtra + entry.data + entry.descriptor
      directory += u32(0x0201_4B50) + [20, entry.system] + u16(20) + u16(entry.flags) + u16(entry.method)
      directory += u32(0x5A21_0000) + u32(entry.crc) + u32(UInt32(entry.data.count)) + u32(entry.unpacked)
      directory += u16(UInt16(entry.name.count)) + u16(UInt16(entry.extra.count)) + u16(0) + u16(entry.disk)
      directory += u16(0) + u32(entry.mode << 16) + u32(offset) + entry.name + entry.extra
    }
    out += beforeDirectory
    let start = UInt32(out.count)
    out += directory + afterDirectory
    let all = count ?? UInt16(entries.count)
    if zip64 {
      let record = out.count
      out +=
        u32(0x0606_4B50) + u64(44) + u16(45) + u16(45) + u32(0) + u32(0) + u64(UInt64(all)) + u64(UInt64(all))
      out += u64(UInt64(directory.count)) + u64(UInt64(start))
      out += u32(0x0706_4B50) + u32(0) + u64(UInt64(record)) + u32(1)
    }
    out += u32(0x0605_4B50) + u16(disk) + u16(disk)
    out += zip64 ? u16(0xFFFF) + u16(0xFFFF) : u16(countHere ?? all) + u16(all)
    out += zip64 ? u32(.max) + u32(.max) : u32(UInt32(directory.count)) + u32(start)
    out += u16(UInt16(comment.count)) + comment
    return (shifted ? [] : prefix) + out + trailing
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

func u16(_ value: UInt16) -> [UInt8] { [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)] }
func u32(_ value: UInt32) -> [UInt8] { u16(UInt16(truncatingIfNeeded: value)) + u16(UInt16(value >> 16)) }
func u64(_ value: UInt64) -> [UInt8] { u32(UInt32(truncatingIfNeeded: value)) + u32(UInt32(value >> 32)) }
