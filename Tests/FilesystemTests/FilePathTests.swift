import Filesystem
import Testing

@Suite("Paths are bytes")
struct FilePathTests {
  @Test(
    "A path is shown in one readable line",
    arguments: [
      (Array("Grüße.zip".utf8), "Grüße.zip"), ([0x61, 0x0a, 0x62], "a%0Ab"), ([0xff, 0x61], "%FFa"),
      (Array("50%".utf8), "50%25"), (Array("a\u{202e}b".utf8), "a%E2%80%AEb"), ([0xc3], "%C3"),
      (Array("-rf *".utf8), "-rf *"), ([], ""), ([0xed, 0xa0, 0x80], "%ED%A0%80"),
    ])
  func shown(bytes: [UInt8], text: String) {
    #expect(FilePath(bytes: bytes).description == text)
  }

  @Test(
    "A path has a name and a parent",
    arguments: [("a/b", "a", "b"), ("/a", "/", "a"), ("a", ".", "a"), ("/x/y/z.zip", "/x/y", "z.zip")])
  func parts(path: String, parent: String, name: String) {
    #expect(FilePath(path).parent == FilePath(parent))
    #expect(FilePath(path).name == FilePath(name))
  }

  @Test("Names are joined with one slash")
  func joined() {
    #expect(FilePath("a").appending("b") == "a/b")
    #expect(FilePath("/").appending("b") == "/b")
    #expect(FilePath("").appending("b") == "b")
    #expect(FilePath("a.zip").withSuffix(".txt") == "a.zip.txt")
    #expect(FilePath("a.zip").hasSuffix(".zip"))
  }
}
