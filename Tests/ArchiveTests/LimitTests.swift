import Archive
import Filesystem
import TestSupport
import Testing

@Suite struct LimitTests {
  private func limits(_ change: (inout ArchiveLimits) -> Void) -> ArchiveLimits {
    var limits = ArchiveLimits()
    change(&limits)
    return limits
  }

  private static let lines = [
    ("zip -q a.zip one two", ArchiveFormat.zip), ("tar -cf a.tar one two", .tar),
    ("tar -czf a.tar.gz one two", .tarGzip),
    ("tar -cf t one two && zstd -q t -o a.tar.zst", .tarZstd), ("7z a -bso0 a.7z one two", .sevenZip),
  ]

  private func archive(_ line: String, _ format: ArchiveFormat, size: Int = 3000) throws -> (Shelf, [UInt8]) {
    let shelf = try Shelf()
    try shelf.write([UInt8](repeating: 0x20, count: size), to: "one")
    try shelf.write([UInt8](repeating: 0x20, count: 2000), to: "two")
    return (shelf, try shelf.made("a." + format.rawValue, by: line))
  }

  @Test("The limits are those of the manual")
  func defaults() {
    let limits = ArchiveLimits()
    #expect(limits.archiveBytes == 2_147_483_648)
    #expect(limits.entryBytes == 1_073_741_824)
    #expect(limits.totalBytes == 8_589_934_592)
    #expect(limits.ratio == 250)
    #expect(limits.ratioFromBytes == 1_048_576)
    #expect(limits.entries == 10_000)
    #expect(limits.nameBytes == 1_024)
    #expect(limits.nameSegments == 16)
    #expect(limits.segmentBytes == 255)
  }

  @Test("Each limit has a reason of its own", arguments: lines)
  func each(line: String, format: ArchiveFormat) throws {
    let (shelf, bytes) = try archive(line, format)
    #expect(
      try shelf.refusal(bytes, format, limits: limits { $0.archiveBytes = 100 })
        == "too-large: the archive is \(grouped(bytes.count)) bytes long; 100 are allowed")
    #expect(
      try shelf.refusal(bytes, format, limits: limits { $0.entryBytes = 2999 })
        == "entry-too-large: entry 'one' unpacks to 3,000 bytes; 2,999 are allowed")
    #expect(
      try shelf.refusal(bytes, format, limits: limits { $0.totalBytes = 4999 })
        == "total-too-large: the archive unpacks to more than 4,999 bytes")
    #expect(
      try shelf.refusal(bytes, format, limits: limits { $0.entries = 1 })
        == "too-many-entries: the archive holds more than 1 entries")
    let exact = limits {
      $0.archiveBytes = Int64(bytes.count)
      $0.entryBytes = 3000
      $0.totalBytes = 5000
      $0.entries = 2
    }
    #expect(try shelf.refusal(bytes, format, limits: exact) == nil)
  }

  @Test("What unpacks to more than 250 times its size is refused", arguments: lines.filter { $0.1 != .tar })
  func ratio(line: String, format: ArchiveFormat) throws {
    let (shelf, bytes) = try archive(line, format, size: 1_600_000)
    #expect(
      try shelf.refusal(bytes, format) == "ratio: entry 'one' unpacks to more than 250 times its packed size")
    #expect(try shelf.refusal(bytes, format, limits: limits { $0.ratioFromBytes = 1_700_000 }) == nil)
  }

  @Test("A bomb is refused before it is unpacked", arguments: ["gzip -n", "zstd -q"])
  func bomb(program: String) throws {
    let shelf = try Shelf()
    let bytes = try shelf.made(
      "b", by: "head -c 300000000 /dev/zero | tr '\\0' ' ' > s && tar -cf - s | \(program) > b && rm s")
    #expect(
      try shelf.refusal(bytes, program.hasPrefix("gzip") ? .tarGzip : .tarZstd)
        == "ratio: entry 's' unpacks to more than 250 times its packed size")
  }

  @Test("What the body throws comes out as it is, and reading goes on with the next entry")
  func body() throws {
    struct Stop: Error {}
    let shelf = try Shelf()
    let bytes = ZipMaker([.init("a"), .init("b")]).bytes
    let file = try FileDescriptor(reading: try shelf.folder.write(bytes, to: "a.zip"))
    var reader = try ArchiveReader(descriptor: file.number, format: .zip)
    _ = try reader.next()
    var caught = false
    do { try reader.read { _ in throw Stop() } } catch is Stop { caught = true }
    #expect(caught)
    let next = try reader.next()
    #expect(next?.name == "b")
    let end = try reader.next()
    #expect(end == nil)
  }

  @Test("Entries nobody reads are proved all the same")
  func skipped() throws {
    let shelf = try Shelf()
    let bytes = ZipMaker([ZipMaker.Entry("a").with { $0.crc ^= 1 }, .init("b")]).bytes
    let file = try FileDescriptor(reading: try shelf.folder.write(bytes, to: "a.zip"))
    var reader = try ArchiveReader(descriptor: file.number, format: .zip)
    _ = try reader.next()
    for _ in 0..<2 {
      var reason: ArchiveProblem.Reason?
      do { _ = try reader.next() } catch { reason = error.reason }
      #expect(reason == .badCRC)
    }
  }

  @Test("A descriptor that cannot be read is no fault of the archive")
  func unreadable() throws {
    var reason: ArchiveProblem.Reason?
    do { _ = try ArchiveReader(descriptor: -1, format: .zip) } catch { reason = error.reason }
    #expect(reason == .unreadable)
    #expect(
      ArchiveReader.problems(descriptor: -1, format: .tar).map(\.problem) == [
        "the archive cannot be read: Bad file descriptor"
      ])
  }

  private func grouped(_ count: Int) -> String {
    count < 1000 ? "\(count)" : "\(count / 1000),\(String(count % 1000 + 1000).dropFirst())"
  }
}
