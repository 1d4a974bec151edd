/// The names seen so far in one archive, and the rules for them.
///
/// Nothing is ever written under such a name; the rules keep reports honest and archives unambiguous.
struct EntryNames {
  private let limits: ArchiveLimits
  private var bytesSeen: Set<[UInt8]> = []
  /// After case folding; `String` compares by canonical equivalence, so NFC and NFD are one.
  private var foldedSeen: Set<String> = []

  init(limits: ArchiveLimits) { self.limits = limits }

  /// What the rules make of a name as it stands in the archive.
  struct Admitted {
    /// Nil for the folder that was packed as `./` itself, and for names that are not text.
    var name: String?
    var problems: [ArchiveProblem] = []
  }

  mutating func admit(_ raw: [UInt8], isDirectory: Bool) -> Admitted {
    let shown = ShownText.name(raw)
    let bytes = EntryNames.plain(raw, isDirectory: isDirectory)
    var admitted = Admitted()
    func refuse(_ reason: ArchiveProblem.Reason, _ detail: String) {
      admitted.problems.append(ArchiveProblem(reason, entry: shown, detail))
    }

    if bytes.isEmpty {
      // `tar -c .` begins with the folder itself.
      if !isDirectory || raw.isEmpty { refuse(.unsafeName, "has no name") }
      return admitted
    }
    if bytes.count > limits.nameBytes {
      refuse(.nameTooLong, "has a name of \(bytes.count) bytes; \(limits.nameBytes) are allowed")
    }
    let segments = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if segments.count > limits.nameSegments {
      refuse(.nameTooDeep, "lies \(segments.count) folders deep; \(limits.nameSegments) are allowed")
    }
    if let longest = segments.map(\.count).max(), longest > limits.segmentBytes,
      bytes.count <= limits.nameBytes
    {
      refuse(.nameTooLong, "has a part of \(longest) bytes in its name; \(limits.segmentBytes) are allowed")
    }
    if let detail = EntryNames.fault(of: bytes, segments: segments) { refuse(.unsafeName, detail) }

    guard let text = String(validating: bytes, as: UTF8.self) else {
      refuse(.unsafeName, "has a name that is not UTF-8")
      return admitted
    }
    if let scalar = text.unicodeScalars.first(where: EntryNames.isUnsafe) {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
      refuse(.unsafeName, "has the invisible character U+\(padded) in its name")
    }
    if !bytesSeen.insert(bytes).inserted {
      refuse(.duplicateName, "is there twice")
    } else if !foldedSeen.insert(text.lowercased()).inserted {
      refuse(
        .duplicateName,
        "differs from another entry only in upper and lower case or in how accents are written")
    }
    admitted.name = text
    return admitted
  }

  /// Without `./` at the start, and without the slash that marks a folder.
  static func plain(_ raw: [UInt8], isDirectory: Bool) -> [UInt8] {
    var rest = raw[...]
    while rest.starts(with: Array("./".utf8)) { rest = rest.dropFirst(2) }
    if isDirectory {
      if rest.last == UInt8(ascii: "/"), rest.count > 1 { rest = rest.dropLast() }
      if rest.elementsEqual(".".utf8) { rest = [] }
    }
    return Array(rest)
  }

  /// Control characters, line separators, and those that change the direction of writing or cannot be seen.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  private static func fault(of bytes: [UInt8], segments: [ArraySlice<UInt8>]) -> String? {
    let isLetter = bytes.first.map { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
    if bytes.first == UInt8(ascii: "/") { return "has a name that starts with a slash" }
    if bytes.contains(UInt8(ascii: "\\")) { return "has a backslash in its name" }
    if isLetter == true, bytes.count > 1, bytes[1] == UInt8(ascii: ":") {
      return "has a name that starts with a drive letter"
    }
    if segments.contains(where: { $0.elementsEqual("..".utf8) }) { return "has '..' in its name" }
    if segments.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) }) {
      return "has an empty part in its name"
    }
    return nil
  }
}
