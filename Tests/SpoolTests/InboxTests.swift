import Filesystem
import Findings
import Spool
import TestSupport
import Testing

@Suite("The inbox gives what is complete, in order, and says why the rest waits")
struct InboxTests {
  let temporary: TemporaryFolder
  let folder: ExchangeFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = ExchangeFolder(temporary.path)
    try folder.prepare()
  }

  private func scan(after milliseconds: Int64 = 10_000) throws -> InboxScan {
    try InboxScan(folder, now: SystemClock.now() + milliseconds)
  }

  @Test("The folders of a new exchange folder are made, and made again without harm")
  func prepared() throws {
    try folder.prepare()
    try folder.prepare(connector: "main")
    #expect(
      try temporary.tree() == [
        "inbox/", "outbox/", "outbox/.publishing/", "outbox/autotask/", "outbox/main/",
        "outbox/main/answered/",
        "outbox/main/requests/", "outbox/quarantine/", "outbox/report/", "state/", "state/archive/",
        "state/archive/sets/", "state/duplicates/", "state/work/", "state/work/.publishing/",
      ])
    #expect(
      folder.shown(folder.request("main", set: 12, kind: "transfer"))
        == "outbox/main/requests/000012-transfer.qbxml")
    #expect(folder.shown(folder.answered("main", set: 1_234_567)) == "outbox/main/answered/1234567")
  }

  @Test("Files come oldest first, then by the bytes of their names")
  func order() throws {
    for (name, seconds) in [("c", 5), ("b", 9), ("a", 9), ("d", 1)] {
      let path = try temporary.write("x", to: FilePath("inbox/" + name))
      try Disk.setModified(path, Int64(seconds) * 1_000_000_000)
    }
    #expect(try scan().entries.map(\.name) == ["d", "c", "a", "b"])
  }

  @Test(
    "Names of any bytes are taken",
    arguments: [
      FilePath(bytes: [0xff, 0x0a, 0x2e, 0x7a]), "-rf", "a b * ? $(x) ' \" .zip",
      FilePath(String(repeating: "ü", count: 127)), FilePath(String(repeating: "n", count: 255)), "Grüße.zip",
    ])
  func names(name: FilePath) throws {
    try temporary.write("x", to: FilePath("inbox").appending(name))
    let entry = try #require(try scan().entries.first)
    #expect(entry.name == name)
    let claim = try folder.claim(entry, as: 1)
    #expect(claim == .claimed(folder.work.appending("000001")))
    #expect(try folder.giveBack(1, name: name) == name)
    #expect(try scan().entries.first?.name == name)
  }

  @Test(
    "What the name says to be unfinished waits",
    arguments: ["a.tmp", "a.PART", "a.zip.filepart", "a.zip~", ".a.zip.x7Gh"])
  func unfinished(name: String) throws {
    try temporary.write("x", to: FilePath("inbox/" + name))
    try temporary.write("", to: "inbox/.gitkeep")
    let scan = try scan()
    #expect(scan.entries.isEmpty)
    #expect(
      scan.waiting.map(\.text) == [
        """
        inbox/\(name): notice: inbox/\(name) has the name of a file that is hidden or still being uploaded \
        [temporary-name]
          Rename it once it is complete, or remove it.
        """
      ])
  }

  @Test(
    "What is no plain file waits, and is never opened in a way that blocks",
    arguments: [
      ("mkdir folder", "inbox/folder is a folder, not a file", "not-a-file"),
      ("ln -s /etc/passwd link", "inbox/link is a symbolic link, not a file", "not-a-file"),
      ("mkfifo pipe", "inbox/pipe is a pipe, a socket or a device, not a file", "not-a-file"),
      (
        "echo x > ../elsewhere; ln ../elsewhere twice",
        "inbox/twice has 2 names, so it could be changed through another one", "hard-linked"
      ),
    ])
  func irregular(command: String, problem: String, id: String) throws {
    #expect(try Program("/bin/sh").run("-c", "cd '\(folder.inbox)' && \(command)").code == 0)
    let scan = try scan()
    #expect(scan.entries.isEmpty)
    #expect(scan.waiting.map(\.problem) == [problem])
    #expect(scan.waiting.map(\.id.rawValue) == [id])
  }

  @Test("A file without the right to read it waits, and is taken once it has it", .enabled(if: !isRoot))
  func unreadable() throws {
    let path = try temporary.write("x", to: "inbox/a")
    try Disk.setPermissions(path, 0)
    #expect(
      try scan().waiting.map(\.problem) == [
        "inbox/a cannot be read, because the user autopost runs as has no right to do so"
      ])
    try Disk.setPermissions(path, 0o600)
    #expect(try scan().entries.map(\.name) == ["a"])
  }

  @Test("A file that is being written waits")
  func written() throws {
    let writing = try FileDescriptor(creating: folder.inbox.appending("a"))
    try writing.write([1])
    #expect(try scan().waiting.map(\.id) == [.stillWritten])
    try writing.close()
    try TemporaryFolder.waitUntilClosed(folder.inbox.appending("a"))
    #expect(try scan().entries.map(\.name) == ["a"])
  }

  @Test("A file is settled after two seconds, or at once with a marker, whatever its own time says")
  func settled() throws {
    let path = try temporary.write("x", to: "inbox/a.csv")
    try Disk.setModified(path, 0)
    let entry = try #require(try scan(after: 0).entries.first)
    #expect(!entry.isSettled)
    #expect(
      InboxScan.notYetSettled(entry, in: folder).problem
        == "inbox/a.csv is newer than two seconds and its form does not show its end")
    #expect(try scan(after: 2_100).entries.first?.isSettled == true)
    #expect(try scan(after: -86_400_000).entries.first?.isSettled == true)
    try temporary.write("", to: "inbox/a.csv.done")
    let marked = try scan(after: 0)
    #expect(marked.entries.map(\.name) == ["a.csv"])
    #expect(marked.entries.first?.isSettled == true)
    #expect(marked.waiting.isEmpty)
  }

  @Test("A marker goes with its file, there and back")
  func marker() throws {
    try temporary.write("x", to: "inbox/a.csv")
    try temporary.write("", to: "inbox/a.csv.done")
    let entry = try #require(try scan().entries.first)
    #expect(try folder.claim(entry, as: 7) == .claimed(folder.claimed(7)))
    #expect(try temporary.tree("inbox") == [])
    #expect(try folder.claimedNumbers() == [7])
    try temporary.write("y", to: "inbox/a.csv")
    #expect(try folder.giveBack(7, name: "a.csv") == "a-2.csv")
    #expect(try temporary.tree("inbox") == ["a-2.csv", "a-2.csv.done", "a.csv"])
    #expect(try folder.giveBack(7, name: "a.csv") == nil)
  }

  @Test("A file that changed or went away since it was seen is not claimed")
  func changed() throws {
    try temporary.write("x", to: "inbox/a")
    let entry = try #require(try scan().entries.first)
    try temporary.write("longer", to: "inbox/a")
    guard case .waits(let finding) = try folder.claim(entry, as: 1) else {
      Issue.record("claimed though changed")
      return
    }
    #expect(finding.problem == "inbox/a changed while it was looked at")
    try Disk.remove(entry.path)
    #expect(try folder.claim(entry, as: 1) == .gone)
    #expect(try folder.claimedNumbers() == [])
  }

  @Test("A claim never lands on another claimed file")
  func numbers() throws {
    try temporary.write("x", to: "inbox/a")
    try temporary.write("y", to: "state/work/000001")
    let entry = try #require(try scan().entries.first)
    #expect {
      _ = try folder.claim(entry, as: 1)
    } throws: { error in
      guard case .filesystem(let cause)? = error as? SpoolError else { return false }
      return cause.code == .exists
    }
    #expect(try temporary.text("state/work/000001") == "y")
    #expect(try temporary.text("inbox/a") == "x")
  }

  @Test("Two autoposts never work in one folder")
  func lock() throws {
    let lock = try folder.acquireLock()
    #expect {
      _ = try folder.acquireLock()
    } throws: { error in
      "\(error)" == "another autopost is at work in this folder (process \(CurrentProcess.id))"
    }
    _ = consume lock
    _ = try folder.acquireLock()
  }
}

/// Root may read everything.
private let isRoot = CurrentProcess.isRoot
