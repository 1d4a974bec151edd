import Filesystem
import Sodium
import Spool
import TestSupport
import Testing

@Suite("Every file ends in one place, with its reports")
struct PlacingTests {
  let temporary: TemporaryFolder
  let folder: ExchangeFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = ExchangeFolder(temporary.path)
    try folder.prepare()
  }

  private func place(
    _ text: String, _ name: FilePath, _ number: Int64 = 1, in place: FinalPlace = .quarantine
  ) throws -> FilePath {
    try temporary.write(text, to: FilePath("state/work").appending(ExchangeFolder.setText(number)))
    return try again(text, name, number, in: place)
  }

  private func again(
    _ text: String, _ name: FilePath, _ number: Int64 = 1, in place: FinalPlace = .quarantine
  ) throws -> FilePath {
    try folder.place(number, name: name, digest: SHA256.digest(of: Array(text.utf8)), in: place) { path in
      PlacedReport(text: Array("\(folder.shown(path)): \(text)".utf8), json: Array("{}".utf8))
    }
  }

  @Test("A file and its reports lie side by side", arguments: FinalPlace.allCases)
  func placed(place: FinalPlace) throws {
    let path = try self.place("x", "a.zip", in: place)
    #expect(path == folder.folder(place).appending("a.zip"))
    #expect(
      try Disk.names(in: folder.folder(place)).filter { $0.hasPrefix("a") } == [
        "a.zip", "a.zip.report.json", "a.zip.txt",
      ])
    #expect(try Disk.read(path.withSuffix(".txt")) == Array("\(folder.shown(path)): x".utf8))
    #expect(try folder.claimedNumbers() == [])
  }

  @Test(
    "A second file of a name gets a number",
    arguments: [
      ("a.zip", "a-2.zip"), ("a.tar.gz", "a-2.tar.gz"), ("a", "a-2"), (".x", ".x-2"),
      ("a.b c.longerthanthat", "a.b c.longerthanthat-2"),
    ])
  func numbered(name: String, second: String) throws {
    #expect(try place("x", FilePath(name)).name == FilePath(name))
    #expect(try place("y", FilePath(name)).name == FilePath(second))
    #expect(try Disk.read(folder.quarantine.appending(FilePath(name))) == [120])
    #expect(
      try temporary.text(FilePath("outbox/quarantine").appending(second + ".txt"))
        == "outbox/quarantine/\(second): y")
  }

  @Test("A file never takes the name of another's report")
  func reportNames() throws {
    #expect(try place("x", "a").name == "a")
    #expect(try place("y", "a.txt").name == "a-2.txt")
    #expect(try place("z", "b.txt").name == "b.txt")
    #expect(try place("w", "b").name == "b-2")
    #expect(try temporary.text("outbox/quarantine/b.txt") == "z")
  }

  @Test("A name of 255 bytes keeps its ending and gets reports")
  func long() throws {
    let name = FilePath(String(repeating: "ü", count: 125) + "1.zip")
    let path = try place("x", name)
    #expect(path.name.bytes.count <= 230)
    #expect(path.name.hasSuffix("ü.zip"))
    #expect(String(validating: path.name.bytes, as: UTF8.self) != nil)
  }

  @Test("Placing again after a kill finds what was placed, and replaces reports without their file")
  func again() throws {
    try temporary.write("half", to: "outbox/quarantine/a.zip.txt")
    let path = try place("x", "a.zip")
    #expect(path.name == "a.zip")
    #expect(try again("x", "a.zip") == path)
    let second = try place("y", "a.zip", 2)
    #expect(second.name == "a-2.zip")
    #expect(try again("y", "a.zip", 2) == second)
    #expect {
      _ = try again("z", "a.zip", 3)
    } throws: { error in
      error as? SpoolError == .lost(folder.claimed(3))
    }
  }

  @Test("What is published is there once, and other bytes never take its place")
  func published() throws {
    let path = folder.request("main", set: 1, kind: "lists")
    #expect(try folder.publish([1, 2], at: path) == .published)
    #expect(try folder.publish([1, 2], at: path) == .unchanged)
    #expect { try folder.publish([3], at: path) } throws: { $0 as? SpoolError == .differentContent(path) }
    #expect(try folder.content(of: path) == [1, 2])
    #expect(try folder.retire(path))
    #expect(try !folder.retire(path))
    #expect(try folder.content(of: path) == nil)
    #expect(try temporary.tree("outbox/.publishing") == [])
  }

  @Test("A report is replaced, and left alone when it is the same")
  func replaced() throws {
    let path = folder.report.appending("index.html")
    #expect(try folder.replace([1], at: path) == .published)
    #expect(try folder.replace([1], at: path) == .unchanged)
    #expect(try folder.replace([2], at: path) == .published)
    #expect(try folder.content(of: path) == [2])
  }

  @Test("What a killed process left half written is removed")
  func leftovers() throws {
    try temporary.write("x", to: "outbox/.publishing/4711-1")
    try temporary.write("x", to: "state/work/.publishing/4711-2")
    try folder.removeLeftovers()
    #expect(try temporary.tree("outbox/.publishing") == [])
    #expect(try temporary.tree("state/work") == [".publishing/"])
  }
}
