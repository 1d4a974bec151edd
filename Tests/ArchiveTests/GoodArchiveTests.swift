import Archive
import TestSupport
import Testing

/// How people pack, and what comes of it.
private let packers: [(line: String, format: ArchiveFormat)] = [
  ("zip -qr a.zip BillingItems.json Größe.csv sub && mv a.zip a", .zip),
  ("zip -q0r a.zip BillingItems.json Größe.csv sub && mv a.zip a", .zip),
  ("zip -qr - BillingItems.json Größe.csv sub > a.zip && mv a.zip a", .zip),
  ("zip -qfzr a.zip BillingItems.json Größe.csv sub && mv a.zip a", .zip),
  ("7z a -bso0 -tzip a.zip BillingItems.json Größe.csv sub && mv a.zip a", .zip),
  ("tar -cf a BillingItems.json Größe.csv sub", .tar),
  ("tar -cf a --format=ustar BillingItems.json Größe.csv sub", .tar),
  ("tar -cf a --format=pax BillingItems.json Größe.csv sub", .tar),
  ("tar -cf a --format=v7 BillingItems.json Größe.csv sub", .tar),
  ("tar -czf a BillingItems.json Größe.csv sub", .tarGzip),
  ("tar -cf - BillingItems.json Größe.csv sub | gzip -1n > a", .tarGzip),
  ("tar -cf t BillingItems.json Größe.csv sub && gzip t && mv t.gz a", .tarGzip),
  ("tar -cf - BillingItems.json Größe.csv sub | zstd -q > a", .tarZstd),
  ("tar -cf t BillingItems.json Größe.csv sub && zstd -q --no-check t -o a", .tarZstd),
  ("7z a -bso0 a.7z BillingItems.json Größe.csv sub && mv a.7z a", .sevenZip),
  ("7z a -bso0 -mx0 a.7z BillingItems.json Größe.csv sub && mv a.7z a", .sevenZip),
]

@Suite struct GoodArchiveTests {
  /// Longer than any piece, and not the same all over.
  private static let items = Array(
    (0..<40_000).map { "{\"id\":\($0),\"amount\":\($0 &* 7919 % 10_007).50}\n" }.joined().utf8)

  private func filled() throws -> Shelf {
    let shelf = try Shelf()
    try shelf.write(Self.items, to: "BillingItems.json")
    try shelf.write("Größe,1\r\n", to: "Größe.csv")
    try shelf.write("", to: "sub/empty.json")
    try shelf.write("[]", to: "sub/deep/er.json")
    return shelf
  }

  @Test("Archives of every common packer are read whole", arguments: packers)
  func reads(line: String, format: ArchiveFormat) throws {
    let shelf = try filled()
    let archive = try shelf.made("a", by: line)
    #expect(ArchiveFormat.recognise(head: Array(archive.prefix(512))) == format)
    let contents = try shelf.contents(archive, format)
    #expect(
      contents.names.sorted() == [
        "BillingItems.json", "Größe.csv", "sub/", "sub/deep/", "sub/deep/er.json", "sub/empty.json",
      ])
    #expect(contents.bytes["BillingItems.json"] == Self.items)
    #expect(contents.bytes["Größe.csv"] == Array("Größe,1\r\n".utf8))
    #expect(contents.bytes["sub/empty.json"] == [])
    #expect(contents.bytes["sub/deep/er.json"] == Array("[]".utf8))
    #expect(try shelf.problems(archive, format) == [])
    #expect(try shelf.completeness(archive, format) == .complete)
  }

  @Test(
    "A folder packed as itself gives the names below it",
    arguments: ["tar -cf a -C sub .", "tar -czf a -C sub ."])
  func dot(line: String) throws {
    let shelf = try filled()
    let archive = try shelf.made("a", by: line)
    let contents = try shelf.contents(archive, line.contains("z") ? .tarGzip : .tar)
    #expect(contents.names.sorted() == ["deep/", "deep/er.json", "empty.json"])
  }

  @Test("Names longer than the old fields are read", arguments: ["gnu", "pax", "ustar"])
  func longNames(form: String) throws {
    let shelf = try Shelf()
    let name = String(repeating: "folder/", count: 12) + String(repeating: "n", count: 90) + ".json"
    try shelf.write("[]", to: "in/" + name)
    let archive = try shelf.made("a", by: "tar -cf a --format=\(form) -C in \(name)")
    #expect(try shelf.contents(archive, .tar).names == [name])
  }
}
