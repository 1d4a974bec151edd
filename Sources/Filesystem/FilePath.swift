/// A path, or one name of it, as the bytes the kernel knows: any but NUL, in no encoding.
public struct FilePath: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }

  public init(_ text: String) { bytes = Array(text.utf8) }

  public init(stringLiteral text: String) { bytes = Array(text.utf8) }

  /// By bytes, so that the order never depends on a language.
  public static func < (left: FilePath, right: FilePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  public var isAbsolute: Bool { bytes.first == slash }

  public func appending(_ name: FilePath) -> FilePath {
    if bytes.isEmpty { return name }
    return FilePath(bytes: bytes.last == slash ? bytes + name.bytes : bytes + [slash] + name.bytes)
  }

  public func appending(_ name: String) -> FilePath { appending(FilePath(name)) }

  /// The same path with this at its end, such as `.txt`.
  public func withSuffix(_ text: String) -> FilePath { FilePath(bytes: bytes + Array(text.utf8)) }

  /// What stands behind the last slash.
  public var name: FilePath {
    guard let index = bytes.lastIndex(of: slash) else { return self }
    return FilePath(bytes: Array(bytes[(index + 1)...]))
  }

  /// What stands before the last slash; `.` when there is none.
  public var parent: FilePath {
    guard let index = bytes.lastIndex(of: slash) else { return "." }
    return FilePath(bytes: index == 0 ? [slash] : Array(bytes[..<index]))
  }

  public func hasPrefix(_ text: String) -> Bool { bytes.starts(with: text.utf8) }

  public func hasSuffix(_ text: String) -> Bool { bytes.reversed().starts(with: text.utf8.reversed()) }

  /// The path in one line of text, different for different bytes.
  ///
  /// As it is where it is readable UTF-8; `%` and two hexadecimal digits for each byte that is not, for control and
  /// direction characters, and for `%` itself.
  public var description: String {
    // As nearly all of them are.
    if bytes.allSatisfy({ 0x20..<0x7f ~= $0 && $0 != UInt8(ascii: "%") }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text = ""
    var rest = bytes[...]
    while let byte = rest.first {
      let length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      let character = Array(rest.prefix(length))
      if let scalar = String(validating: character, as: UTF8.self)?.unicodeScalars.first, isPlain(scalar) {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        text += "%" + hexadecimal(byte)
        rest = rest.dropFirst()
      }
    }
    return text
  }
}

private let slash = UInt8(ascii: "/")

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x25, 0x7f..<0xa0, 0xad, 0x61c, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff,
    0xfff0...0xffff:
    false
  default: true
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  let text = String(byte, radix: 16, uppercase: true)
  return byte < 16 ? "0" + text : text
}
