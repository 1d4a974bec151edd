/// The check sum of gzip, zip and 7z; eight bytes a step.
struct CRC32 {
  private var register: UInt32 = 0xFFFF_FFFF

  /// Eight tables of 256, one after the other.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for index in 0..<256 {
      var value = UInt32(index)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
      tables[index] = value
    }
    for index in 256..<8 * 256 {
      let above = tables[index - 256]
      tables[index] = above >> 8 ^ tables[Int(above & 0xFF)]
    }
    return tables
  }()

  var value: UInt32 { ~register }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var state = register
    unsafe CRC32.tables.withUnsafeBufferPointer { table in
      var index = 0
      let wide = bytes.count & ~7
      while index < wide {
        let word =
          unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian ^ UInt64(state)
        let low =
          unsafe table[1792 + Int(word & 0xFF)] ^ table[1536 + Int(word >> 8 & 0xFF)]
          ^ table[1280 + Int(word >> 16 & 0xFF)] ^ table[1024 + Int(word >> 24 & 0xFF)]
        let high =
          unsafe table[768 + Int(word >> 32 & 0xFF)] ^ table[512 + Int(word >> 40 & 0xFF)]
          ^ table[256 + Int(word >> 48 & 0xFF)] ^ table[Int(word >> 56)]
        state = low ^ high
        index += 8
      }
      while index < bytes.count {
        state = unsafe state >> 8 ^ table[Int((state ^ UInt32(bytes[index])) & 0xFF)]
        index += 1
      }
    }
    register = state
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    var sum = CRC32()
    unsafe bytes.withUnsafeBytes { unsafe sum.update($0) }
    return sum.value
  }
}
