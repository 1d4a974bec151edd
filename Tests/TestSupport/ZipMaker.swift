/// Writes zip files field by field, so that each can be wrong.
public struct ZipMaker: Sendable {
  public struct Entry: Sendable {
    public var name: [UInt8]
    public var data: [UInt8]
    /// Stored: the data as it stands.
    public var method: UInt16 = 0
    /// UTF-8 names.
    public var flags: UInt16 = 0x800
    public var crc: UInt32
    public var unpacked: UInt32
    public var mode: UInt32 = 0o100644
    /// 3 is Unix, 0 MS-DOS.
    public var system: UInt8 = 3
    public var disk: UInt16 = 0
    public var extra: [UInt8] = []
    /// In the local header, where it differs.
    public var localName: [UInt8]?
    public var localMethod: UInt16?
    public var localFlags: UInt16?
    public var localCRC: UInt32?
    public var localSize: UInt32?
    public var localExtra: [UInt8] = []
    /// After the data.
    public var descriptor: [UInt8] = []
    /// Bytes of nobody before the local header.
    public var gap: [UInt8] = []
    /// Said by the directory instead of the truth.
    public var offset: UInt32?

    public init(_ name: String, _ text: String = "[]") { self.init(Array(name.utf8), Array(text.utf8)) }

    public init(_ name: [UInt8], _ data: [UInt8]) {
      (self.name, self.data) = (name, data)
      crc = ZipMaker.crc(data)
      unpacked = UInt32(data.count)
    }

    public func with(_ change: (inout Entry) -> Void) -> Entry {
      var copy = self
      change(&copy)
      return copy
    }
  }

  public var entries: [Entry]
  /// Before everything; offsets do not know of it unless `shifted`.
  public var prefix: [UInt8] = []
  public var shifted = false
  public var beforeDirectory: [UInt8] = []
  public var afterDirectory: [UInt8] = []
  public var comment: [UInt8] = []
  public var trailing: [UInt8] = []
  public var count: UInt16?
  public var countHere: UInt16?
  public var disk: UInt16 = 0
  public var zip64 = false

  public init(_ entries: [Entry]) { self.entries = entries }

  public func with(_ change: (inout ZipMaker) -> Void) -> [UInt8] {
    var copy = self
    change(&copy)
    return copy.bytes
  }

  public var bytes: [UInt8] {
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

  public static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

public func u16(_ value: UInt16) -> [UInt8] { [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)] }
public func u32(_ value: UInt32) -> [UInt8] {
  u16(UInt16(truncatingIfNeeded: value)) + u16(UInt16(value >> 16))
}
public func u64(_ value: UInt64) -> [UInt8] {
  u32(UInt32(truncatingIfNeeded: value)) + u32(UInt32(value >> 32))
}
