/// Decides the encoding from the first bytes, before any parser sees them, and turns all that follows into
/// proven UTF-8.
struct EncodingGate {
  private enum Encoding { case utf8, ascii, latin1, windows1252, utf16Little, utf16Big }
  /// The longest XML declaration that is waited for.
  private static let declaration = 1_024

  private var encoding: Encoding?
  /// Bytes that wait for more: the start of the document, or a cut character.
  private var waiting: [UInt8] = []

  /// Whether nothing is cut.
  var isWhole: Bool { waiting.isEmpty }

  /// Appends what the piece says as UTF-8; on a problem, what stands before it has been appended.
  mutating func take(_ piece: Span<UInt8>, atEnd: Bool, into out: inout [UInt8]) throws(XMLProblem) {
    var bytes = waiting
    waiting = []
    bytes.reserveCapacity(bytes.count + piece.count)
    unsafe piece.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    if encoding == nil {
      guard let skip = try decide(bytes, atEnd: atEnd) else {
        waiting = bytes
        return
      }
      bytes.removeFirst(skip)
    }
    switch encoding {
    case .utf8, .ascii, nil: try copy(bytes, ascii: encoding == .ascii, into: &out)
    case .latin1, .windows1252: try widen(bytes, windows: encoding == .windows1252, into: &out)
    case .utf16Little: try decode(bytes, low: 0, into: &out)
    case .utf16Big: try decode(bytes, low: 1, into: &out)
    }
  }

  /// Sets the encoding and returns how many bytes its mark has; nil when more bytes are needed.
  private mutating func decide(_ bytes: [UInt8], atEnd: Bool) throws(XMLProblem) -> Int? {
    if bytes.count < 4, !atEnd { return nil }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      encoding = .utf8
      return 3
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { throw EncodingGate.foreign("UTF-32") }
      encoding = bytes[0] == 0xFF ? .utf16Little : .utf16Big
      return 2
    }
    if bytes.starts(with: [0, 0]) { throw EncodingGate.foreign("UTF-32") }
    if bytes.starts(with: [0, 0x3C]) || bytes.starts(with: [0x3C, 0]) {
      throw EncodingGate.foreign("UTF-16 without its byte order mark")
    }
    if bytes.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) { throw EncodingGate.foreign("EBCDIC") }
    if !atEnd, "<?xml".utf8.starts(with: bytes) { return nil }
    guard bytes.starts(with: "<?xml".utf8) else {
      encoding = .utf8
      return 0
    }
    guard let end = bytes.firstIndex(of: UInt8(ascii: ">")) else {
      if bytes.count > EncodingGate.declaration {
        throw XMLProblem(.notWellFormed, line: 1, column: 1, words: "the XML declaration does not end")
      }
      if !atEnd { return nil }
      encoding = .utf8
      return 0
    }
    guard let name = EncodingGate.declaredName(bytes[..<end]) else {
      encoding = .utf8
      return 0
    }
    switch String(decoding: name.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self) {
    case "utf-8", "utf8": encoding = .utf8
    case "us-ascii", "ascii": encoding = .ascii
    case "iso-8859-1", "latin1", "iso_8859-1": encoding = .latin1
    case "windows-1252", "cp1252": encoding = .windows1252
    case "utf-16", "utf-16le", "utf-16be": throw EncodingGate.foreign("UTF-16 without its byte order mark")
    default: throw EncodingGate.foreign(String(decoding: name.prefix(40), as: UTF8.self))
    }
    return 0
  }

  /// The value of `encoding="…"`.
  private static func declaredName(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let key = Array("encoding".utf8)
    var index = bytes.startIndex
    while index + key.count < bytes.endIndex {
      guard bytes[index..<(index + key.count)].elementsEqual(key) else {
        index += 1
        continue
      }
      let rest = bytes[(index + key.count)...].drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      guard rest.first == UInt8(ascii: "=") else { return nil }
      let value = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      guard let quote = value.first, quote == 0x22 || quote == 0x27 else { return nil }
      return value.dropFirst().prefix { $0 != quote }
    }
    return nil
  }

  private static func foreign(_ name: String) -> XMLProblem {
    XMLProblem(
      .encoding, line: 1, column: 1,
      words: "the encoding \(name) is not accepted; UTF-8, US-ASCII, UTF-16, ISO-8859-1 and windows-1252 are")
  }

  private static let badBytes = XMLProblem(
    .encoding, words: "the bytes are not of the encoding that the XML names (UTF-8 where it names none)")
  static let nul = XMLProblem(.illegalCharacter, words: "the character U+0000 is not allowed in XML")

  private mutating func copy(_ bytes: [UInt8], ascii: Bool, into out: inout [UInt8]) throws(XMLProblem) {
    let scan = unsafe bytes.withUnsafeBytes { unsafe scanUTF8($0) }
    if scan.good == bytes.count {
      if out.isEmpty { out = bytes } else { out.append(contentsOf: bytes) }
    } else {
      out.append(contentsOf: bytes[..<scan.good])
    }
    if ascii, scan.good > scan.ascii {
      throw EncodingGate.badBytes
    }
    switch scan.end {
    case .whole: break
    case .cut: waiting = Array(bytes[scan.good...])
    case .nul: throw EncodingGate.nul
    case .bad: throw EncodingGate.badBytes
    }
  }

  private func widen(_ bytes: [UInt8], windows: Bool, into out: inout [UInt8]) throws(XMLProblem) {
    out.reserveCapacity(out.count + bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte == 0 { throw EncodingGate.nul }
      if byte < 0x80 {
        out.append(byte)
      } else if windows, byte < 0xA0 {
        let unit = EncodingGate.windows1252[Int(byte) - 0x80]
        if unit == 0 { throw EncodingGate.badBytes }
        append(UInt32(unit), to: &out)
      } else {
        append(UInt32(byte), to: &out)
      }
    }
  }

  /// 0x80 to 0x9F; 0 where windows-1252 has no character.
  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0, 0x017E, 0x0178,
  ]

  private mutating func decode(_ bytes: [UInt8], low: Int, into out: inout [UInt8]) throws(XMLProblem) {
    func unit(_ at: Int) -> UInt32 { UInt32(bytes[at + low]) | UInt32(bytes[at + 1 - low]) << 8 }
    var index = 0
    while index + 1 < bytes.count {
      let first = unit(index)
      if first == 0 { throw EncodingGate.nul }
      if first & 0xF800 != 0xD800 {
        append(first, to: &out)
        index += 2
        continue
      }
      guard first < 0xDC00 else { throw EncodingGate.badBytes }
      if index + 3 >= bytes.count { break }
      let second = unit(index + 2)
      guard second & 0xFC00 == 0xDC00 else { throw EncodingGate.badBytes }
      append(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF), to: &out)
      index += 4
    }
    waiting = Array(bytes[index...])
  }

  private func append(_ scalar: UInt32, to out: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift & 0x3F)) }
    switch scalar {
    case ..<0x80: out.append(UInt8(scalar))
    case ..<0x800: out.append(contentsOf: [UInt8(0xC0 | scalar >> 6), tail(0)])
    case ..<0x10000: out.append(contentsOf: [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)])
    default: out.append(contentsOf: [UInt8(0xF0 | scalar >> 18), tail(12), tail(6), tail(0)])
    }
  }
}

/// What was found in bytes that should be UTF-8.
struct UTF8Scan {
  enum End { case whole, cut, nul, bad }
  /// Bytes before the first that is not right, or cut.
  var good: Int
  /// Bytes before the first that is not ASCII.
  var ascii: Int
  var end: End
}

/// Walks over UTF-8 as Unicode defines it, eight ASCII bytes at a time.
func scanUTF8(_ bytes: UnsafeRawBufferPointer) -> UTF8Scan {
  let count = bytes.count
  var index = 0
  var ascii: Int?
  while index < count {
    while index + 8 <= count {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let zero = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if word & 0x8080_8080_8080_8080 | zero != 0 { break }
      index += 8
    }
    if index == count { break }
    let first = unsafe bytes[index]
    if first < 0x80 {
      if first == 0 { return UTF8Scan(good: index, ascii: ascii ?? index, end: .nul) }
      index += 1
      continue
    }
    if ascii == nil { ascii = index }
    let length: Int
    var range: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, range) = (3, 0xA0...0xBF)
    case 0xED: (length, range) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, range) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, range) = (4, 0x80...0x8F)
    default: return UTF8Scan(good: index, ascii: ascii ?? index, end: .bad)
    }
    for offset in 1..<length {
      if index + offset == count { return UTF8Scan(good: index, ascii: ascii ?? index, end: .cut) }
      let next = unsafe bytes[index + offset]
      if !range.contains(next) { return UTF8Scan(good: index, ascii: ascii ?? index, end: .bad) }
      range = 0x80...0xBF
    }
    index += length
  }
  return UTF8Scan(good: count, ascii: ascii ?? count, end: .whole)
}
