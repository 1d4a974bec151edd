import Filesystem
import SQLite
import TestSupport
import Testing

@Suite("A commit is there whole or not at all", .serialized)
struct CommitTests {
  private static let rows = 400

  private func makeLedger() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let database = try open(folder, .readWriteCreate)
    try database.transaction { () throws(SQLiteError) in
      try database.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER, b TEXT) STRICT")
      let insert = try database.cached("INSERT INTO t(a, b) VALUES (0, ?1)")
      for _ in 0..<CommitTests.rows {
        try insert.bind(1, String(repeating: "y", count: 50))
        try insert.run()
      }
    }
    database.close()
    return folder
  }

  private func open(_ folder: TemporaryFolder, _ mode: Database.Mode) throws -> Database {
    try Database(path: folder.appending("ledger.sqlite3").bytes, mode: mode, pragmas: Pragma.ledger)
  }

  /// How often the rows were raised; a failure when they are not all alike or the file is damaged.
  private func state(of folder: TemporaryFolder) throws -> Int64? {
    let database = try open(folder, .readWrite)
    #expect(try database.damage(quick: false) == [])
    #expect(try database.integer("SELECT count(*) FROM t") == Int64(CommitTests.rows))
    #expect(try database.integer("SELECT count(DISTINCT a) FROM t") == 1)
    return try database.integer("SELECT max(a) FROM t")
  }

  private func rehearsal() throws -> Program { Program(try Program.beside("FaultRehearsal")) }

  private func calls() throws -> [String] {
    let folder = try makeLedger()
    return try FaultInjection(root: folder.path).calls(of: rehearsal(), ["commit", folder.path])
  }

  @Test("The journal and the file are synced before the journal goes, the folder after it")
  func order() throws {
    let calls = try calls()
    let removal = try #require(calls.firstIndex(of: "unlink ledger.sqlite3-journal"))
    #expect(calls[..<removal].contains { $0.hasSuffix("sync ledger.sqlite3-journal") })
    #expect(calls[..<removal].last { $0.contains("sync") }?.hasSuffix("sync ledger.sqlite3") == true)
    #expect(calls[removal...].dropFirst().first?.contains("sync ") == true)
    #expect(calls.count > 20)
  }

  @Test(
    "Killed at any call, the file holds the old state or the new one", arguments: ["before", "after", "torn"])
  func killed(how: String) throws {
    var states: [Int64] = []
    for number in 1...(try calls().count) {
      let folder = try makeLedger()
      let fault: FaultInjection.Fault =
        how == "before" ? .killBefore(number) : how == "after" ? .killAfter(number) : .tornWrite(number)
      let outcome = try FaultInjection(root: folder.path).run(rehearsal(), ["commit", folder.path], fault)
      #expect(outcome.exit == .signal(9), "\(fault)")
      states.append(try #require(try state(of: folder)))
    }
    // Once the new state is there it stays: the journal's end is the moment.
    #expect(states == states.sorted())
    #expect(Set(states) == [0, 1])
  }

  @Test(
    "A disk that fails at any call leaves the old state, and says so",
    arguments: [("EIO", false), ("ENOSPC", true)])
  func failing(code: String, forGood: Bool) throws {
    for number in 1...(try calls().count) {
      let folder = try makeLedger()
      let fault: FaultInjection.Fault = forGood ? .errnoFrom(code, number) : .errno(code, number)
      let outcome = try FaultInjection(root: folder.path).run(rehearsal(), ["commit", folder.path], fault)
      let state = try state(of: folder)
      if outcome.code == 0 {
        #expect(state == 1, "\(fault) was no failure, yet the state is old")
      } else {
        #expect(outcome.error.contains("SQLite code"), "\(fault)\n\(outcome)")
        #expect(state == 0 || outcome.error.contains("COMMIT"), "\(fault)\n\(outcome)")
      }
    }
  }
}
