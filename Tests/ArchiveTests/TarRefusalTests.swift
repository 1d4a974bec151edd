import Archive
import TestSupport
import Testing

private let one = TarMaker.entry("a.json", "[]")

private func hidden() -> [UInt8] {
  var block = Array(TarMaker.entry("a.json", "[]")[..<512])
  block[8] = UInt8(ascii: "x")
  TarMaker.seal(&block)
  return block + TarMaker.entry("a.json", "[]")[512...]
}

private func wrongSum() -> [UInt8] {
  var bytes = one + TarMaker.entry("b.json", "[]") + TarMaker.end
  bytes[1024] ^= 1
  return bytes
}

private let hostile: [(what: String, bytes: [UInt8], words: String)] = [
  (
    "no end mark", one,
    "truncated: the archive ends too early: the two empty blocks that end a tar are missing"
  ),
  (
    "half an end mark", one + TarMaker.end.prefix(512),
    "truncated: the archive ends too early: the two empty blocks that end a tar are missing"
  ),
  ("content cut off", Array(one.prefix(513)), "truncated: entry 'a.json' is cut off"),
  (
    "a header cut off", one + TarMaker.entry("b").prefix(100),
    "truncated: the archive ends too early: the two empty blocks that end a tar are missing"
  ),
  (
    "an archive after the end", one + TarMaker.end + one,
    "trailing-data: the archive has something after its end mark"
  ),
  (
    "one empty block in the middle", one + TarMaker.end.prefix(512) + one + TarMaker.end,
    "damaged: the archive has one empty block between its entries"
  ),
  ("a wrong sum", wrongSum(), "damaged: the archive has a wrong check sum after entry 'a.json'"),
  ("nothing", TarMaker.end, "empty: the archive holds nothing"),
  (
    "a hard link", TarMaker.entry("l", type: "1") + TarMaker.end,
    "not-a-regular-file: entry 'l' is a hard link, not a file"
  ),
  (
    "a symbolic link", TarMaker.entry("l", type: "2") + TarMaker.end,
    "not-a-regular-file: entry 'l' is a symbolic link, not a file"
  ),
  (
    "a device", TarMaker.entry("d", type: "3") + TarMaker.end,
    "not-a-regular-file: entry 'd' is a device, not a file"
  ),
  (
    "a pipe", TarMaker.entry("p", type: "6") + TarMaker.end,
    "not-a-regular-file: entry 'p' is a pipe, not a file"
  ),
  (
    "a sparse file of GNU", TarMaker.entry("s", type: "S") + TarMaker.end,
    "not-a-regular-file: entry 's' is a sparse file, not a file"
  ),
  (
    "a sparse file of pax", TarMaker.pax([("GNU.sparse.realsize", "1099511627776")]) + one + TarMaker.end,
    "not-a-regular-file: entry 'a.json' is a sparse file, not a plain one"
  ),
  (
    "a volume label", TarMaker.entry("v", type: "V") + TarMaker.end,
    "not-a-regular-file: entry 'v' is of the unknown kind 'V', not a file"
  ),
  (
    "a part of another archive", TarMaker.entry("m", type: "M") + TarMaker.end,
    "multi-volume: entry 'm' is continued from another archive"
  ),
  (
    "a folder with content", TarMaker.entry("d/", "x", type: "5") + TarMaker.end,
    "damaged: entry 'd/' is a folder with content"
  ),
  (
    "something after the NUL of a name", hidden() + TarMaker.end,
    "unsafe-name: entry 'a.json' has something hidden after its name"
  ),
  (
    "a NUL in a pax name", TarMaker.pax([("path", "a\u{0}b")]) + one + TarMaker.end,
    "unsafe-name: entry 'a\\u{0}b' has the invisible character U+0000 in its name"
  ),
  (
    "a name for all entries", TarMaker.pax([("path", "b")], type: "g") + one + TarMaker.end,
    "damaged: the archive sets one name or size for all its entries"
  ),
  (
    "two extended headers",
    TarMaker.pax([("path", "b")]) + TarMaker.pax([("path", "c")]) + one + TarMaker.end,
    "damaged: the archive has two extended headers for one entry"
  ),
  (
    "an extended header that cannot be read",
    TarMaker.entry("x", "99 path=b\n", type: "x") + one + TarMaker.end,
    "damaged: the archive has an extended header that cannot be read"
  ),
  (
    "an extended header without its entry", one + TarMaker.pax([("path", "b")]) + TarMaker.end,
    "damaged: the archive ends after the long name of an entry that does not come"
  ),
  ("the same name twice", one + one + TarMaker.end, "duplicate-name: entry 'a.json' is there twice"),
  (
    "the same name twice, once with ./", one + TarMaker.entry("./a.json", "[]") + TarMaker.end,
    "duplicate-name: entry './a.json' is there twice"
  ),
  (
    "a size beyond all limits", TarMaker.entry("a", size: 0o77777777777) + TarMaker.end,
    "entry-too-large: entry 'a' unpacks to 8,589,934,591 bytes; 1,073,741,824 are allowed"
  ),
]

@Suite struct TarRefusalTests {
  @Test("A tar is refused for", arguments: hostile)
  func refuses(what: String, bytes: [UInt8], words: String) throws {
    #expect(try Shelf().refusal(bytes, .tar) == words)
  }

  @Test("A packed tar is refused in the same words", arguments: hostile)
  func refusesPacked(what: String, bytes: [UInt8], words: String) throws {
    let shelf = try Shelf()
    try shelf.write(bytes, to: "t")
    #expect(try shelf.refusal(try shelf.made("t.gz", by: "gzip -kn t"), .tarGzip) == words)
    #expect(try shelf.refusal(try shelf.made("t.zst", by: "zstd -qk t"), .tarZstd) == words)
  }

  @Test("Every entry of a tar that is wrong is named", arguments: [ArchiveFormat.tar, .tarGzip])
  func listsAll(format: ArchiveFormat) throws {
    let shelf = try Shelf()
    var bytes = one + TarMaker.entry("/etc/passwd", "x") + TarMaker.entry("l", type: "2")
    bytes += TarMaker.entry("A.JSON", "[]") + TarMaker.end
    if format == .tarGzip {
      try shelf.write(bytes, to: "t")
      bytes = try shelf.made("t.gz", by: "gzip -n t")
    }
    #expect(
      try shelf.problems(bytes, format) == [
        "unsafe-name: entry '/etc/passwd' has a name that starts with a slash",
        "not-a-regular-file: entry 'l' is a symbolic link, not a file",
        "duplicate-name: entry 'A.JSON' differs from another entry only in upper and lower case or in how accents "
          + "are written",
      ])
  }

  @Test("The time of an entry is an instant")
  func times() throws {
    #expect(try Shelf().times(one + TarMaker.end, .tar) == [.instant(1_700_000_000)])
  }
}
