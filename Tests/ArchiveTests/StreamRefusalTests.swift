import Archive
import TestSupport
import Testing

/// What surrounds the tar, or the content of a 7z.
@Suite struct StreamRefusalTests {
  private let tar = TarMaker.entry("a.json", String(repeating: "[1,2,3]\n", count: 500)) + TarMaker.end

  private func packed(_ line: String, _ name: String, _ content: [UInt8]? = nil) throws -> (Shelf, [UInt8]) {
    let shelf = try Shelf()
    try shelf.write(content ?? tar, to: "t")
    return (shelf, try shelf.made(name, by: line))
  }

  @Test("A gzip is refused when the sum or the length at its end is wrong", arguments: 1...8)
  func gzipTrailer(fromEnd: Int) throws {
    var (shelf, bytes) = try packed("gzip -n t", "t.gz")
    bytes[bytes.count - fromEnd] ^= 0x10
    let words =
      "gzip-trailer: the archive does not hold what the check sum at its end says, or is several gzip files in one"
    #expect(try shelf.refusal(bytes, .tarGzip) == words)
    #expect(try shelf.problems(bytes, .tarGzip) == [words])
  }

  @Test("A gzip whose content is damaged is not called something else", arguments: 30..<60)
  func gzipDamaged(place: Int) throws {
    var (shelf, bytes) = try packed("gzip -n t", "t.gz")
    bytes[place] ^= 2
    let words = try #require(try shelf.refusal(bytes, .tarGzip))
    #expect(
      ["damaged", "gzip-trailer", "trailing-data", "truncated"].contains { words.hasPrefix($0 + ": ") },
      "\(words)")
  }

  @Test("A gzip of several members is refused")
  func gzipMembers() throws {
    let (shelf, bytes) = try packed("head -c 512 t | gzip -n > g && tail -c +513 t | gzip -n >> g", "g")
    #expect(
      try shelf.refusal(bytes, .tarGzip)
        == "gzip-trailer: the archive does not hold what the check sum at its end says, or is several gzip files in one"
    )
  }

  @Test("A gzip after an empty one is refused")
  func gzipEmptyMember() throws {
    let (shelf, bytes) = try packed("gzip -n < /dev/null > g && gzip -n < t >> g", "g")
    #expect(
      try shelf.refusal(bytes, .tarGzip)
        == "trailing-data: the archive goes on after its gzip content has ended")
  }

  @Test("Bytes after a packed tar are refused", arguments: [1, 8, 700])
  func trailing(count: Int) throws {
    let junk = [UInt8](repeating: 0x41, count: count)
    let (gzip, one) = try packed("gzip -n t", "t.gz")
    #expect(
      try gzip.refusal(one + junk, .tarGzip)
        == "trailing-data: the archive has \(count) bytes after the end of its gzip content")
    let (zstd, other) = try packed("zstd -q t", "t.zst")
    #expect(
      try zstd.refusal(other + junk, .tarZstd)
        == "trailing-data: the archive has \(count) bytes after the end of its zstd content")
    let (seven, third) = try packed("7z a -bso0 t.7z t", "t.7z")
    #expect(
      try seven.refusal(third + junk, .sevenZip)
        == "trailing-data: the archive has \(count) bytes after its 7z header")
  }

  @Test("Two zstd frames are refused")
  func zstdFrames() throws {
    let (shelf, bytes) = try packed("zstd -q t && cat t.zst t.zst > u", "u")
    #expect(
      try shelf.refusal(bytes, .tarZstd)
        == "trailing-data: the archive has \(bytes.count / 2) bytes after the end of its zstd content")
  }

  @Test("A wrong sum in zstd is refused")
  func zstdSum() throws {
    var (shelf, bytes) = try packed("zstd -q t", "t.zst")
    bytes[bytes.count - 1] ^= 1
    #expect(
      try shelf.refusal(bytes, .tarZstd) == "bad-crc: the archive has content that its check sum does not fit"
    )
  }

  @Test("One packed file that is no tar is refused in words that say so")
  func notATar() throws {
    let text = Array(String(repeating: "id,amount\n", count: 200).utf8)
    let words = "not-a-tar: the archive is one packed file and no tar of files"
    let (gzip, one) = try packed("gzip -n t", "t.gz", text)
    #expect(ArchiveFormat.recognise(head: one) == .tarGzip)
    #expect(try gzip.refusal(one, .tarGzip) == words)
    let (zstd, other) = try packed("zstd -q t", "t.zst", text)
    #expect(try zstd.refusal(other, .tarZstd) == words)
  }

  @Test("A file packed as gzip that is shorter than a tar block is no tar")
  func shortNotATar() throws {
    let (gzip, one) = try packed("gzip -n t", "t.gz", Array("id,amount\n1,2\n".utf8))
    #expect(
      try gzip.refusal(one, .tarGzip) == "not-a-tar: the archive is one packed file and no tar of files")
  }

  @Test("What is packed twice is refused")
  func twice() throws {
    let (gzip, one) = try packed("gzip -n t && gzip -cn t.gz > u", "u")
    #expect(
      try gzip.refusal(one, .tarGzip) == "nested-archive: the archive is packed twice by the same program")
    let (zstd, other) = try packed("gzip -n t && zstd -q t.gz -o u", "u")
    #expect(
      try zstd.refusal(other, .tarZstd)
        == "nested-archive: the archive is packed twice: inside it is a tar.gz")
    let (zip, third) = try packed("zip -q t.zip t && gzip -cn t.zip > u", "u")
    #expect(
      try zip.refusal(third, .tarGzip) == "nested-archive: the archive is packed twice: inside it is a zip")
  }

  @Test("Nothing in a packed file is refused as empty")
  func empty() throws {
    let (gzip, one) = try packed("gzip -n t", "t.gz", [])
    #expect(try gzip.refusal(one, .tarGzip) == "empty: the archive holds nothing")
    let (zstd, other) = try packed("zstd -q t", "t.zst", [])
    #expect(try zstd.refusal(other, .tarZstd) == "empty: the archive holds nothing")
    let seven = try packed("mkdir e && cd e && 7z a -bso0 ../t.7z", "t.7z").1
    #expect(try gzip.refusal(seven, .sevenZip) == "empty: the archive holds nothing")
  }

  @Test(
    "A 7z is refused for",
    arguments: [
      ("7z a -bso0 -psecret t.7z t", "encrypted: entry 't' is encrypted"),
      ("7z a -bso0 -psecret -mhe=on t.7z t", "encrypted: the archive is encrypted"),
      (
        "ln -s t l && 7z a -bso0 -snl t.7z t l",
        "not-a-regular-file: entry 'l' is a link or a device, not a file"
      ),
      (
        "touch T && 7z a -bso0 t.7z t T",
        "duplicate-name: entry 't' differs from another entry only in upper and lower case or in how accents are written"
      ),
    ])
  func sevenZip(line: String, words: String) throws {
    let (shelf, bytes) = try packed(line, "t.7z")
    #expect(try shelf.refusal(bytes, .sevenZip) == words)
    #expect(try shelf.problems(bytes, .sevenZip).contains(words))
  }

  @Test("Wrong content in a 7z is refused")
  func sevenZipSum() throws {
    var (shelf, bytes) = try packed("7z a -bso0 -mx0 t.7z t", "t.7z")
    bytes[600] ^= 1
    #expect(
      try shelf.refusal(bytes, .sevenZip) == "bad-crc: entry 't' has content that its check sum does not fit")
  }
}
