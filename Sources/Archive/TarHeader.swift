/// One header block of a tar (POSIX ustar, pax and GNU).
struct TarHeader {
  static let size = 512

  let type: UInt8
  /// Of the content that follows, in bytes.
  let contentSize: Int64
  /// From the name and prefix fields.
  let name: [UInt8]
  /// Something stands after the NUL that ends the name.
  let nameHasHiddenPart: Bool

  /// Nil where the checksum or a number is wrong.
  init?(_ block: [UInt8]) {
    guard TarHeader.hasChecksum(block), let size = TarHeader.number(block[124..<136]) else { return nil }
    type = block[156]
    contentSize = size
    var name = TarHeader.text(block[0..<100])
    nameHasHiddenPart = block[0..<100].dropFirst(name.count).contains { $0 != 0 }
    // GNU writes "ustar  " and other fields where the prefix would be.
    if block[257..<263].elementsEqual("ustar\0".utf8) {
      let prefix = TarHeader.text(block[345..<500])
      if !prefix.isEmpty { name = prefix + [UInt8(ascii: "/")] + name }
    }
    self.name = name
  }

  /// Whether the sum of the block, taken with blanks in the sum's own field, is the one it names.
  static func hasChecksum(_ block: [UInt8]) -> Bool {
    guard block.count == size, let expected = number(block[148..<156]) else { return false }
    var sum: Int64 = 8 * 32
    for index in block.indices where !(148..<156).contains(index) { sum += Int64(block[index]) }
    return sum == expected && sum > 8 * 32
  }

  private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

  /// Octal digits between blanks, or GNU's binary form for large sizes.
  private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
    if field.first == 0x80 {
      guard field.dropFirst().dropLast(7).allSatisfy({ $0 == 0 }) else { return nil }
      return field.suffix(7).reduce(0) { $0 << 8 | Int64($1) }
    }
    let digits = field.drop { $0 == UInt8(ascii: " ") }
    let octal = digits.prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    guard !octal.isEmpty, digits.dropFirst(octal.count).allSatisfy({ $0 == 0 || $0 == UInt8(ascii: " ") })
    else {
      return nil
    }
    return octal.reduce(0) { $0 << 3 | Int64($1 - UInt8(ascii: "0")) }
  }

  /// What a type that is not read is called.
  static func kind(_ type: UInt8) -> String {
    switch type {
    case UInt8(ascii: "1"): "a hard link"
    case UInt8(ascii: "2"), UInt8(ascii: "K"): "a symbolic link"
    case UInt8(ascii: "3"), UInt8(ascii: "4"): "a device"
    case UInt8(ascii: "6"): "a pipe"
    case UInt8(ascii: "S"): "a sparse file"
    default: "of the unknown kind '\(ShownText.name([type]))'"
    }
  }
}
