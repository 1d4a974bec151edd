/// Packs files into a zip file without compressing them: the same files give the same bytes.
enum Packing {
  /// The entries' time stamps are of that day of November 2026.
  static func zip(_ files: [Export.File], day: Int = 2) -> [UInt8] {
    zip(files.map { Shape.Loose($0.name, $0.text) }, day: day)
  }

  static func zip(_ files: [Shape.Loose], day: Int = 2) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let name = Array(file.name.utf8)
      let data = file.bytes
      let offset = out.count
      // 08:00 on that day; the name is UTF-8.
      let common =
        u16(20) + u16(0x800) + u16(0) + u16(8 << 11) + u16((2026 - 1980) << 9 | 11 << 5 | day)
        + u32(Int(crc(data))) + u32(data.count) + u32(data.count) + u16(name.count) + u16(0)
      out += u32(0x0403_4B50) + common + name + data
      directory += u32(0x0201_4B50) + [20, 3] + common + u16(0) + u16(0) + u16(0)
      directory += u32(0o100644 << 16) + u32(offset) + name
    }
    let end =
      u32(0x0605_4B50) + u16(0) + u16(0) + u16(files.count) + u16(files.count) + u32(directory.count)
      + u32(out.count) + u16(0)
    return out + directory + end
  }

  private static func u16(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
  private static func u32(_ value: Int) -> [UInt8] { u16(value & 0xFFFF) + u16(value >> 16 & 0xFFFF) }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
  }
}
