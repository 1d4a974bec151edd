import Archive
import TestSupport
import Testing

private typealias Entry = ZipMaker.Entry

private let one = Entry("a.json")
private let two = Entry("b.json", "[1]")
private let pair = ZipMaker([one, two])

private func descriptor(_ entry: Entry, signed: Bool = true, wide: Bool = false) -> [UInt8] {
  let sizes = UInt32(entry.data.count)
  return (signed ? u32(0x0807_4B50) : []) + u32(entry.crc)
    + (wide ? u64(UInt64(sizes)) + u64(UInt64(sizes)) : u32(sizes) + u32(sizes))
}

private func streamed(_ entry: Entry, _ descriptor: [UInt8]) -> Entry {
  entry.with {
    $0.flags |= 8
    $0.localCRC = 0
    $0.localSize = 0
    $0.descriptor = descriptor
  }
}

private let sound: [(what: String, bytes: [UInt8])] = [
  ("as it should be", pair.bytes),
  ("with a comment", pair.with { $0.comment = Array("made by hand".utf8) }),
  ("with zip64 records", pair.with { $0.zip64 = true }),
  ("with signed data descriptors", ZipMaker([streamed(one, descriptor(one)), two]).bytes),
  ("with bare data descriptors", ZipMaker([streamed(one, descriptor(one, signed: false)), two]).bytes),
  ("with wide data descriptors", ZipMaker([two, streamed(one, descriptor(one, wide: true))]).bytes),
  (
    "with zip64 sizes in the local header",
    ZipMaker([
      one.with {
        $0.localSize = .max
        $0.localExtra = u16(1) + u16(16) + u64(2) + u64(2)
      }, two,
    ]).bytes
  ),
]

private let hostile: [(what: String, bytes: [UInt8], words: String)] = [
  (
    "a wrong check sum", ZipMaker([one.with { $0.crc ^= 1 }]).bytes,
    "bad-crc: entry 'a.json' has content that its check sum does not fit"
  ),
  (
    "no directory", Array(pair.bytes.prefix(66)),
    "truncated: the archive ends too early: it has no directory at its end"
  ),
  (
    "a comment cut off", pair.with { $0.comment = [65, 66] }.dropLast(),
    "truncated: the archive ends too early: its closing comment is cut off"
  ),
  (
    "bytes after the end", pair.with { $0.trailing = [0, 0, 0] },
    "trailing-data: the archive has 3 bytes after its end"
  ),
  (
    "bytes before the beginning", pair.with { $0.prefix = Array("#!/bin/sh\n".utf8) },
    "leading-data: the archive has 10 bytes before its beginning"
  ),
  (
    "bytes before the beginning that the offsets know",
    pair.with {
      $0.prefix = Array("#!/bin/sh\n".utf8)
      $0.shifted = true
    }, "leading-data: the archive has 10 bytes before its first entry"
  ),
  (
    "two archives one after the other", pair.bytes + pair.bytes,
    "leading-data: the archive has 203 bytes before its beginning"
  ),
  (
    "an end inside the comment", pair.with { $0.comment = ZipMaker([]).bytes },
    "double-directory: the archive has two ends, so that two programs may find different files in it"
  ),
  (
    "an end inside the comment that is not at the end", pair.with { $0.comment = ZipMaker([]).bytes + [0] },
    "double-directory: the archive has two ends, so that two programs may find different files in it"
  ),
  (
    "a hole between two entries", ZipMaker([one, two.with { $0.gap = [1, 2, 3, 4] }]).bytes,
    "gap: the archive has 4 bytes that belong to nothing before entry 'b.json'"
  ),
  (
    "a hole before the directory", pair.with { $0.beforeDirectory = [1, 2, 3, 4, 5] },
    "gap: the archive has 5 bytes that belong to nothing before its directory"
  ),
  (
    "a hole after the directory", pair.with { $0.afterDirectory = [1] }.self,
    "gap: the archive has 1 bytes that belong to nothing after its directory"
  ),
  (
    "two entries over the same bytes", ZipMaker([one, two.with { $0.offset = 0 }]).bytes,
    "overlap: entry 'a.json' shares its bytes with another entry"
  ),
  (
    "an entry inside another",
    ZipMaker([Entry("a.json", "[]and more"), two.with { $0.offset = 30 }]).bytes,
    "overlap: entry 'a.json' reaches into what comes after it"
  ),
  (
    "an entry inside the directory", ZipMaker([one, two.with { $0.offset = 90 }]).bytes,
    "overlap: entry 'b.json' begins inside the directory"
  ),
  (
    "another name before the data", ZipMaker([one.with { $0.localName = Array("z.json".utf8) }]).bytes,
    "header-mismatch: entry 'a.json' has another name in the directory than before its data, 'z.json'"
  ),
  (
    "another method before the data", ZipMaker([one.with { $0.localMethod = 8 }]).bytes,
    "header-mismatch: entry 'a.json' and the directory differ in its method"
  ),
  (
    "other flags before the data", ZipMaker([one.with { $0.localFlags = 0 }]).bytes,
    "header-mismatch: entry 'a.json' and the directory differ in its flags"
  ),
  (
    "another check sum before the data", ZipMaker([one.with { $0.localCRC = 1 }]).bytes,
    "header-mismatch: entry 'a.json' and the directory differ in its check sum"
  ),
  (
    "another size before the data", ZipMaker([one.with { $0.localSize = 1 }]).bytes,
    "header-mismatch: entry 'a.json' and the directory differ in its size"
  ),
  (
    "a data descriptor that differs", ZipMaker([streamed(one, descriptor(two)), two]).bytes,
    "header-mismatch: entry 'a.json' and the directory differ in what stands after its data"
  ),
  (
    "no data descriptor where one is due", ZipMaker([streamed(one, []), two]).bytes,
    "header-mismatch: entry 'a.json' and the directory differ in what stands after its data"
  ),
  (
    "a second name in an extra field",
    ZipMaker([one.with { $0.extra = u16(0x7075) + u16(8) + [1] + u32(0) + Array("evi".utf8) }]).bytes,
    "header-mismatch: entry 'a.json' has a second name, 'evi'"
  ),
  (
    "a count too high", pair.with { $0.count = 3 },
    "wrong-entry-count: the archive says it holds 3 entries, but its directory names 2"
  ),
  (
    "a count too low", pair.with { $0.count = 1 },
    "wrong-entry-count: the archive says it holds 1 entries, but its directory names 2"
  ),
  (
    "two counts", pair.with { $0.countHere = 1 },
    "wrong-entry-count: the archive counts its entries in two ways"
  ),
  ("several volumes", pair.with { $0.disk = 1 }, "multi-volume: the archive is split into several files"),
  (
    "an entry on another volume", ZipMaker([one.with { $0.disk = 1 }]).bytes,
    "multi-volume: entry 'a.json' lies in another file"
  ),
  (
    "an encrypted entry",
    ZipMaker([
      one.with { $0.flags |= 1 }
    ]).bytes, "encrypted: entry 'a.json' is encrypted"
  ),
  ("an AES entry", ZipMaker([one.with { $0.method = 99 }]).bytes, "encrypted: entry 'a.json' is encrypted"),
  (
    "a hidden directory", ZipMaker([one.with { $0.flags |= 0x2000 }]).bytes,
    "encrypted: entry 'a.json' is encrypted"
  ),
  (
    "an unknown method", ZipMaker([one.with { $0.method = 14 }]).bytes,
    "unsupported-method: entry 'a.json' is packed by method 14; 0, 8 and 93 are read"
  ),
  (
    "a symbolic link", ZipMaker([one.with { $0.mode = 0o120777 }]).bytes,
    "not-a-regular-file: entry 'a.json' is a symbolic link, not a file"
  ),
  (
    "a device", ZipMaker([one.with { $0.mode = 0o020644 }]).bytes,
    "not-a-regular-file: entry 'a.json' is a device, not a file"
  ),
  (
    "a pipe", ZipMaker([one.with { $0.mode = 0o010644 }]).bytes,
    "not-a-regular-file: entry 'a.json' is a pipe, not a file"
  ),
  (
    "a folder with content", ZipMaker([Entry("a/")]).bytes, "damaged: entry 'a/' is a folder with content"
  ),
  ("the same name twice", ZipMaker([one, one]).bytes, "duplicate-name: entry 'a.json' is there twice"),
  ("nothing", ZipMaker([]).bytes, "empty: the archive holds nothing"),
  ("no bytes", [], "empty: the archive is an empty file"),
]

@Suite struct ZipRefusalTests {
  @Test("A zip is read", arguments: sound)
  func reads(what: String, bytes: [UInt8]) throws {
    let shelf = try Shelf()
    let contents = try shelf.contents(bytes, .zip)
    #expect(contents.names.sorted() == ["a.json", "b.json"])
    #expect(contents.bytes["b.json"] == Array("[1]".utf8))
    #expect(try shelf.completeness(bytes, .zip) == .complete)
  }

  @Test("A zip is refused for", arguments: hostile)
  func refuses(what: String, bytes: [UInt8], words: String) throws {
    #expect(try Shelf().refusal(bytes, .zip) == words)
  }

  @Test("Nothing of a zip is handed out when its records are wrong")
  func refusesBeforeReading() throws {
    let shelf = try Shelf()
    let bytes = ZipMaker([one, two.with { $0.mode = 0o120777 }]).bytes
    #expect(throws: ArchiveProblem.self) { try shelf.contents(bytes, .zip) }
  }

  @Test("Every entry that is wrong is named, and so is wrong content")
  func listsAll() throws {
    let bytes = ZipMaker([
      one.with { $0.crc ^= 1 }, Entry("../b.json"), Entry("c\u{202E}.json"), two.with { $0.mode = 0o120777 },
      Entry("A.json"),
    ]).bytes
    // libarchive is asked only after our own look found nothing that makes asking unsafe.
    #expect(
      try Shelf().problems(bytes, .zip) == [
        "unsafe-name: entry '../b.json' has '..' in its name",
        "unsafe-name: entry 'c\\u{202e}.json' has the invisible character U+202E in its name",
        "not-a-regular-file: entry 'b.json' is a symbolic link, not a file",
        "duplicate-name: entry 'A.json' differs from another entry only in upper and lower case or in how accents "
          + "are written", "bad-crc: entry 'a.json' has content that its check sum does not fit",
        "not-a-regular-file: entry 'b.json' is a link or a device, not a file",
      ])
  }

  @Test("The time of an entry is an instant where Unix wrote it, and a wall clock else")
  func times() throws {
    let shelf = try Shelf()
    let bytes = ZipMaker([
      one, two.with { $0.extra = u16(0x5455) + u16(5) + [1] + u32(1_700_000_000) },
    ]).bytes
    let times = try shelf.times(bytes, .zip)
    #expect(
      times == [.local(year: 2025, month: 1, day: 1, hour: 0, minute: 0, second: 0), .instant(1_700_000_000)])
  }
}
