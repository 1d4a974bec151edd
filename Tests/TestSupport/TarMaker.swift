/// Writes tar blocks field by field, so that each can be wrong.
public enum TarMaker {
  public static let end = [UInt8](repeating: 0, count: 1024)

  /// A header, its content and the padding; `type` as in POSIX, `size` where it is not that of the content.
  public static func entry(
    _ name: String, _ content: String = "", type: Character = "0", size: Int? = nil
  ) -> [UInt8] {
    entry(Array(name.utf8), Array(content.utf8), type: type, size: size)
  }

  public static func entry(
    _ name: [UInt8], _ content: [UInt8], type: Character = "0", size: Int? = nil
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ bytes: [UInt8], at offset: Int) {
      block.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
    func octal(_ value: Int, _ width: Int) -> [UInt8] {
      let digits = String(value, radix: 8)
      return Array((String(repeating: "0", count: width - 1 - digits.utf8.count) + digits).utf8) + [0]
    }
    put(Array(name.prefix(100)), at: 0)
    put(octal(0o644, 8), at: 100)
    put(octal(size ?? content.count, 12), at: 124)
    put(octal(1_700_000_000, 12), at: 136)
    block[156] = type.asciiValue ?? 0
    put(Array("ustar\u{0}00".utf8), at: 257)
    seal(&block)
    let padding = (512 - content.count % 512) % 512
    return block + content + [UInt8](repeating: 0, count: padding)
  }

  /// An extended header of pax.
  public static func pax(_ records: [(String, String)], type: Character = "x") -> [UInt8] {
    var body = ""
    for (key, value) in records {
      let rest = " \(key)=\(value)\n".utf8.count
      var length = rest + 1
      while String(length).utf8.count + rest != length { length += 1 }
      body += "\(length) \(key)=\(value)\n"
    }
    return entry("pax", body, type: type)
  }

  /// Writes the sum over the block.
  public static func seal(_ block: inout [UInt8]) {
    for index in 148..<156 { block[index] = UInt8(ascii: " ") }
    let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
    let field =
      Array((String(repeating: "0", count: 6 - sum.utf8.count) + sum).utf8) + [0, UInt8(ascii: " ")]
    block.replaceSubrange(148..<156, with: field)
  }
}
