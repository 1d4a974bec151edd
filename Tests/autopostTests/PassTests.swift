import Filesystem
import TestSupport
import Testing

@Suite("Passes, seen from the command line")
struct PassTests {
  @Test("--dry-run shows what a pass would do and changes no byte")
  func dryRun() throws {
    let stages: [(Scenario, String)] = [
      (try Scenario.dropped(), "000001-lists.qbxml"), (try Scenario.open(), "000004-"),
    ]
    for (scenario, _) in stages {
      try scenario.done("status")
      let before = try PassTests.content(scenario)
      let rehearsed = try scenario.done("run", "--dry-run")
      #expect(rehearsed.hasPrefix("This is what autopost run would do; nothing was changed.\n"))
      #expect(try PassTests.content(scenario) == before)
    }
    let scenario = stages[0].0
    let rehearsed = try scenario.done("run", "--dry-run")
    let done = try scenario.done("run")
    #expect(rehearsed.contains("Would be taken: october.tar, Autotask bundle (tar)\n"))
    #expect(done.hasPrefix("Taken: october.tar, Autotask bundle (tar)\n"))
    #expect(rehearsed.contains("outbox/main/requests/000001-lists.qbxml"))
    #expect(done.contains("outbox/main/requests/000001-lists.qbxml"))
  }

  /// Every file with its bytes; without the lock, which says who worked here last.
  private static func content(_ scenario: Scenario) throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try scenario.temporary.tree("contoso") where !name.hasSuffix("/") && name != "state/lock" {
      found[name] = try Disk.read(scenario.root.appending(name))
    }
    return found
  }

  @Test("--quiet says nothing when nothing happened")
  func quiet() throws {
    let scenario = try Scenario.received()
    #expect(try scenario.done("run", "--quiet") == "")
    #expect(try scenario.done("run") == "Nothing new.\nMessage set 000001 still waits for its answer.\n")
  }

  @Test("--quiet says once what keeps being wrong")
  func quietTwice() throws {
    let scenario = try Scenario.received()
    try Disk.makeFolder(scenario.root.appending("inbox/folder"))
    #expect(try scenario.autopost("run", "--quiet").error.contains("[not-a-file]"))
    #expect(try scenario.autopost("run", "--quiet").error == "")
    #expect(try scenario.autopost("run").error.contains("[not-a-file]"))
    try Disk.removeFolder(scenario.root.appending("inbox/folder"))
    #expect(try scenario.autopost("run", "--quiet").error == "")
    try Disk.makeFolder(scenario.root.appending("inbox/folder"))
    #expect(try scenario.autopost("run", "--quiet").error.contains("[not-a-file]"))
  }

  @Test("watch takes what arrives, and ends when it is told to")
  func watch() throws {
    let scenario = try Scenario.exported()
    let output = scenario.temporary.appending("output")
    let child = try Program.autopost().start(
      ["--root", scenario.root, "watch"], output: output, error: scenario.temporary.appending("error"))
    defer { do { try child.send(9) } catch { print("watch is gone") } }
    try PassTests.wait("the watching begins") {
      try String(decoding: Disk.read(scenario.temporary.appending("error")), as: UTF8.self).contains(
        "watches")
    }
    try Disk.move(scenario.root.appending("october.tar"), to: scenario.root.appending("inbox/october.tar"))
    try PassTests.wait("the bundle is taken") {
      try String(decoding: Disk.read(output), as: UTF8.self).contains("Taken: october.tar")
    }
    try child.send(DirectoryWatch.endSignals[0])
    #expect(try child.wait() == .code(0))
  }

  private static func wait(_ what: Comment, _ condition: () throws -> Bool) throws {
    for _ in 0..<200 {
      if try condition() { return }
      SystemClock.sleep(milliseconds: 100)
    }
    Issue.record(what)
  }
}
