import Archive
import TestSupport
import Testing

private let long = String(repeating: "n", count: 256)

private let deep = Array(repeating: "d", count: 17).joined(separator: "/")
private let wide =
  Array(repeating: String(repeating: "e", count: 204), count: 5).joined(separator: "/") + "12345"
private let shownWide = String(repeating: "e", count: 201)

private let names: [(name: String, words: String)] = [
  ("../a", "unsafe-name: entry '../a' has '..' in its name"),
  ("a/../../b", "unsafe-name: entry 'a/../../b' has '..' in its name"),
  ("/a", "unsafe-name: entry '/a' has a name that starts with a slash"),
  ("a\\b", "unsafe-name: entry 'a\\b' has a backslash in its name"),
  ("C:a", "unsafe-name: entry 'C:a' has a name that starts with a drive letter"),
  ("a//b", "unsafe-name: entry 'a//b' has an empty part in its name"),
  ("a/./b", "unsafe-name: entry 'a/./b' has an empty part in its name"),
  (".", "unsafe-name: entry '.' has an empty part in its name"),
  ("./", "unsafe-name: entry './' has no name"),
  ("a\nb", "unsafe-name: entry 'a\\u{a}b' has the invisible character U+000A in its name"),
  ("a\u{1B}[2J", "unsafe-name: entry 'a\\u{1b}[2J' has the invisible character U+001B in its name"),
  ("a\u{7F}", "unsafe-name: entry 'a\\u{7f}' has the invisible character U+007F in its name"),
  (
    "a\u{202E}gpj.exe",
    "unsafe-name: entry 'a\\u{202e}gpj.exe' has the invisible character U+202E in its name"
  ),
  ("a\u{2066}b", "unsafe-name: entry 'a\\u{2066}b' has the invisible character U+2066 in its name"),
  ("a\u{200B}b", "unsafe-name: entry 'a\\u{200b}b' has the invisible character U+200B in its name"),
  (
    long, "name-too-long: entry '\(long.prefix(201))…' has a part of 256 bytes in its name; 255 are allowed"
  ),
  (deep, "name-too-deep: entry '\(deep)' lies 17 folders deep; 16 are allowed"),
  (wide, "name-too-long: entry '\(shownWide)…' has a name of 1029 bytes; 1024 are allowed"),
]

@Suite struct NameTests {
  @Test("A zip entry is refused by its name", arguments: names)
  func zip(name: String, words: String) throws {
    let isFolder = name.hasSuffix("/")
    // A name that ends in a slash would be a folder.
    guard !isFolder else { return }
    let bytes = ZipMaker([ZipMaker.Entry(name, "")]).bytes
    #expect(try Shelf().refusal(bytes, .zip) == words)
  }

  @Test("A tar entry is refused by its name", arguments: names)
  func tar(name: String, words: String) throws {
    let bytes = TarMaker.pax([("path", name)]) + TarMaker.entry("x")
    #expect(try Shelf().refusal(bytes + TarMaker.end, .tar) == words)
  }

  @Test("A name that is not UTF-8 is refused")
  func notUTF8() throws {
    let name: [UInt8] = [0x47, 0x72, 0x94, 0x2E]
    let words = "unsafe-name: entry 'Gr\\x94.' has a name that is not UTF-8"
    #expect(try Shelf().refusal(ZipMaker([.init(name, [])]).bytes, .zip) == words)
    #expect(try Shelf().refusal(ZipMaker([.init(name, [])]).with { $0.entries[0].flags = 0 }, .zip) == words)
    #expect(try Shelf().refusal(TarMaker.entry(name, []) + TarMaker.end, .tar) == words)
  }

  @Test("A zip entry without a name is refused")
  func noName() throws {
    #expect(try Shelf().refusal(ZipMaker([.init("", "")]).bytes, .zip) == "unsafe-name: entry '' has no name")
  }

  @Test(
    "Names that a file system would take for one are duplicates",
    arguments: [
      ("a.json", "A.JSON"), ("Größe", "GRÖßE"),
      ("\u{E9}", "e\u{301}"),
    ])
  func folded(one: String, other: String) throws {
    let words =
      "duplicate-name: entry '\(other)' differs from another entry only in upper and lower case or in how accents "
      + "are written"
    #expect(try Shelf().refusal(ZipMaker([.init(one), .init(other)]).bytes, .zip) == words)
  }

  @Test(
    "Unusual names that harm nobody are read",
    arguments: ["a b.json", ".hidden", "a..b", "ünï/日本.csv", "-rf"])
  func harmless(name: String) throws {
    #expect(try Shelf().contents(ZipMaker([.init(name)]).bytes, .zip).names == [name])
    #expect(try Shelf().contents(TarMaker.entry(name) + TarMaker.end, .tar).names == [name])
  }
}
