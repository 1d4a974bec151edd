import Filesystem
import Spool
import TestSupport
import Testing

@Suite("A pass that is killed or disturbed anywhere ends as if nothing had happened", .serialized)
struct PassTests {
  private func makeFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try ExchangeFolder(folder.path).prepare()
    try folder.write("march", to: "inbox/march.zip")
    try folder.write("", to: "inbox/march.zip.done")
    return folder
  }

  private func rehearsal() throws -> Program { Program(try Program.beside("FaultRehearsal")) }

  private func calls() throws -> [String] {
    let folder = try makeFolder()
    return try FaultInjection(root: folder.path).calls(of: rehearsal(), ["pass", folder.path])
  }

  private func check(_ folder: TemporaryFolder, _ fault: FaultInjection.Fault) throws {
    let files = try folder.tree().filter { !$0.hasSuffix("/") }
    #expect(
      files == [
        "outbox/main/requests/000001-lists.qbxml", "outbox/report/index.html", "state/archive/march.zip",
        "state/archive/march.zip.done", "state/archive/march.zip.report.json", "state/archive/march.zip.txt",
        "state/lock",
      ], "\(fault)")
    #expect(try folder.text("state/archive/march.zip") == "march")
    #expect(try folder.text("state/archive/march.zip.txt") == "state/archive/march.zip")
    #expect(try folder.text("outbox/main/requests/000001-lists.qbxml") == "request")
  }

  @Test("Killed at any call, the next pass finishes", arguments: ["before", "torn"])
  func killed(how: String) throws {
    for number in 1...(try calls().count) {
      let folder = try makeFolder()
      let fault: FaultInjection.Fault =
        how == "before" ? .killBefore(number) : .tornWrite(number)
      let outcome = try FaultInjection(root: folder.path).run(rehearsal(), ["pass", folder.path], fault)
      #expect(outcome.exit == .signal(9), "\(fault)")
      // What outsiders see is whole at any moment.
      if try Disk.facts(of: folder.appending("outbox/main/requests/000001-lists.qbxml")) != nil {
        #expect(try folder.text("outbox/main/requests/000001-lists.qbxml") == "request")
      }
      let second = try rehearsal().run(["pass", folder.path])
      #expect(second.code == 0, "\(fault)\n\(second)")
      try check(folder, fault)
    }
  }

  @Test("A disk that fails at any call is said so, and the next pass finishes", arguments: [false, true])
  func failing(forGood: Bool) throws {
    for (number, call) in zip(1..., try calls()) {
      let folder = try makeFolder()
      let fault: FaultInjection.Fault = forGood ? .errnoFrom("ENOSPC", number) : .errno("EIO", number)
      let outcome = try FaultInjection(root: folder.path).run(rehearsal(), ["pass", folder.path], fault)
      // The lock is let go by the end of the process at the latest.
      #expect(outcome.code != 0 || call == "close state/lock", "\(fault)\n\(outcome)")
      let second = try rehearsal().run(["pass", folder.path])
      #expect(second.code == 0, "\(fault)\n\(second)")
      try check(folder, fault)
    }
  }

  @Test("A file is synced and closed before it gets its name, and the folder right after")
  func order() throws {
    let calls = try calls()
    var named = 0
    for (index, call) in calls.enumerated() where call.hasPrefix("rename") {
      let path = FilePath(String(call.drop { $0 != " " }.dropFirst()))
      #expect(calls[index + 1] == "fsync \(path.parent)")
      if calls[index - 1].hasPrefix("close ") {
        #expect(calls[index - 2] == calls[index - 1].replacing("close ", with: "fsync "))
        named += 1
      }
    }
    #expect(named == 4)
  }

  @Test("A write that is cut short or interrupted goes on")
  func short() throws {
    for number in 1...(try calls().count) {
      for fault in [FaultInjection.Fault.shortWrite(number), .errno("EINTR", number)] {
        let folder = try makeFolder()
        let outcome = try FaultInjection(root: folder.path).run(rehearsal(), ["pass", folder.path], fault)
        #expect(outcome.code == 0, "\(fault)\n\(outcome)")
        try check(folder, fault)
      }
    }
  }
}
