import Filesystem
import TestSupport
import Testing

@Suite("Files are written whole and never over another")
struct DiskTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Disk.makeFolder(folder.appending("temporaries"))
  }

  @Test(
    "A file that is written in pieces is the same, wherever they begin and end",
    arguments: [1, 7, 8, 9, 65_537])
  func pieces(length: Int) throws {
    let whole = (0..<70_003).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let target = folder.appending("a")
    var file = try DurableFile(target, temporaries: folder.appending("temporaries"))
    var start = 0
    while start < whole.count {
      let end = min(whole.count, start + length)
      try file.write(whole.span.extracting(start..<end))
      start = end
    }
    try file.publish(.new)
    #expect(try Disk.read(target) == whole)
  }

  private func write(_ text: String, _ name: FilePath, _ mode: DurableFile.Mode) throws(FilesystemError) {
    try Disk.writeDurably(
      Array(text.utf8), to: folder.appending(name), mode, temporaries: folder.appending("temporaries"))
  }

  @Test("A new file spares what is there")
  func new() throws {
    try write("one", "a", .new)
    #expect { try write("two", "a", .new) } throws: { ($0 as? FilesystemError)?.code == .exists }
    #expect(try folder.text("a") == "one")
    #expect(try folder.tree() == ["a", "temporaries/"])
  }

  @Test("A replaced file is the new one, and nothing else stays")
  func replaced() throws {
    try write("one", "a", .replacing)
    try write("two", "a", .replacing)
    #expect(try folder.text("a") == "two")
    #expect(try folder.tree() == ["a", "temporaries/"])
  }

  @Test("A copy has the same bytes", arguments: [0, 1, 300_000])
  func copy(length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let source = try folder.write(bytes, to: "source")
    let target = folder.appending("copy")
    try Disk.copyDurably(source, to: target, .new, temporaries: folder.appending("temporaries"))
    #expect(try Disk.read(target) == bytes)
    let file = try FileDescriptor(reading: target)
    let half = try file.read(at: Int64(length / 2), count: length)
    #expect(half == Array(bytes[(length / 2)...]))
    var again: [UInt8] = []
    try file.readPieces(size: 1_000, failure: { $0 }) { (piece) throws(FilesystemError) in
      for index in piece.indices { again.append(piece[index]) }
    }
    #expect(again == bytes)
  }

  @Test("A file is moved only to a free name")
  func move() throws {
    try folder.write("one", to: "inbox/a")
    try folder.write("two", to: "work/b")
    #expect {
      try Disk.move(folder.appending("inbox/a"), to: folder.appending("work/b"))
    } throws: { ($0 as? FilesystemError)?.code == .exists }
    try Disk.move(folder.appending("inbox/a"), to: folder.appending("work/a"))
    #expect(try folder.tree() == ["inbox/", "temporaries/", "work/", "work/a", "work/b"])
  }

  @Test("Names of any bytes are listed by their bytes")
  func names() throws {
    let names = [
      FilePath(bytes: [0x0a]), "-rf", "a b", FilePath(String(repeating: "n", count: 255)),
      FilePath(bytes: [0xff, 0xfe]),
    ]
    for name in names.reversed() { try folder.write("x", to: FilePath("names").appending(name)) }
    #expect(try Disk.names(in: folder.appending("names")) == names)
    for name in names { #expect(try Disk.read(folder.appending("names").appending(name)) == [120]) }
  }

  @Test("What stops us is said in words for people")
  func words() throws {
    #expect {
      _ = try FileDescriptor(reading: "inbox/none.zip")
    } throws: { error in
      "\(error)" == "cannot open inbox/none.zip: there is no such file or folder"
    }
    try folder.write("x", to: "file")
    #expect {
      try Disk.makeFolder(folder.appending("file"))
    } throws: { ($0 as? FilesystemError)?.code == .exists }
    #expect {
      try Disk.move(folder.appending("file"), to: "/proc/file")
    } throws: { error in
      guard let error = error as? FilesystemError else { return false }
      return error.code == .otherFileSystem
        && error.description.hasSuffix("the two folders are on different disks")
    }
    #expect(
      FilesystemError(.write, "outbox/a", .diskFull).remedy
        == "Make room on the disk that holds outbox/a, then run autopost again.")
  }

  @Test("A link is not followed")
  func link() throws {
    let program = Program("/bin/ln")
    #expect(try program.run([FilePath("-s"), "/etc/passwd", folder.appending("link")]).code == 0)
    #expect {
      _ = try FileDescriptor(reading: folder.appending("link"))
    } throws: { ($0 as? FilesystemError)?.code == .symbolicLink }
    #expect(try Disk.facts(of: folder.appending("link"))?.kind == .symbolicLink)
  }

  @Test("Facts tell size, time, rights and names")
  func facts() throws {
    let path = try folder.write("12345", to: "a")
    try Disk.setModified(path, 1_700_000_000_123_456_789)
    try Disk.setPermissions(path, 0o640)
    let facts = try #require(try Disk.facts(of: path))
    #expect(facts.size == 5)
    #expect(facts.modified == 1_700_000_000_123_456_789)
    #expect(facts.permissions == 0o640)
    #expect(facts.links == 1)
    #expect(facts.kind == .regular)
    #expect(try Disk.facts(of: folder.appending("b")) == nil)
    #expect(try Disk.facts(of: folder.path)?.kind == .folder)
  }

  @Test("Who has a file open for writing is known")
  func writers() throws {
    let path = folder.appending("a")
    let writing = try FileDescriptor(creating: path)
    let reading = try FileDescriptor(reading: path)
    let during = reading.writers()
    #expect(during == .some)
    try writing.close()
    let after = reading.writers()
    #expect(after == .none)
  }

  @Test("A device or a file on /proc does not stop the question for writers")
  func writersElsewhere() throws {
    let file = try FileDescriptor(reading: "/proc/self/status")
    let answer = file.writers()
    #expect(answer == .none || answer == .unknown)
  }

  @Test("The disk below is known, with its free room")
  func kind() throws {
    let kind = try FileSystemKind(of: folder.path)
    #expect(kind.sharedName == nil)
    #expect(kind.available > 0 && kind.available <= kind.total)
  }
}
