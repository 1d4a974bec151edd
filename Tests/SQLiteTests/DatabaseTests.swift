import Filesystem
import SQLite
import TestSupport
import Testing

@Suite("A database keeps what was committed and nothing else")
struct DatabaseTests {
  @Test("A ledger's settings hold")
  func settings() throws {
    let folder = try TemporaryFolder()
    let database = try Database(
      path: folder.appending("a.sqlite3").bytes, mode: .readWriteCreate, pragmas: Pragma.ledger)
    #expect(try database.text("PRAGMA journal_mode") == "delete")
    #expect(try database.integer("PRAGMA synchronous") == 3)
    #expect(try database.integer("PRAGMA foreign_keys") == 1)
  }

  @Test("A setting that does not hold is an error")
  func settingRefused() throws {
    #expect {
      _ = try Database(path: ":memory:", mode: .readWriteCreate, pragmas: Pragma.ledger)
    } throws: { error in
      (error as? SQLiteError)?.message == "journal_mode is memory, not delete, after it was set"
    }
  }

  @Test(
    "Text of any length comes back byte by byte, NUL and bad UTF-8 included",
    arguments: [0, 1, 200, 16_384, 70_000])
  func texts(length: Int) throws {
    let database = try Database(path: ":memory:", mode: .readWriteCreate)
    try database.execute("CREATE TABLE t(a ANY, b ANY, c ANY, d ANY) STRICT")
    let long = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    let insert = try database.cached("INSERT INTO t VALUES (?1, ?2, ?3, ?4)")
    for _ in 0..<2 {
      try insert.bind(1, text: long.span)
      try insert.bind(2, "Grüße")
      try insert.bind(3, blob: long)
      try insert.bind(4, nil as Int64?)
      try insert.run()
    }
    let rows = try database.prepare("SELECT a, b, c, d, typeof(a), typeof(c) FROM t")
    var count = 0
    while try rows.step() {
      #expect(rows.bytes(0) == long)
      #expect(rows.text(1) == "Grüße")
      #expect(rows.bytes(2) == long)
      #expect(rows.optionalInt64(3) == nil)
      #expect(rows.optionalText(3) == nil)
      #expect(rows.text(4) == "text")
      #expect(rows.text(5) == "blob")
      count += 1
    }
    #expect(count == 2)
  }

  @Test("An empty text is not NULL")
  func emptyText() throws {
    let database = try Database(path: ":memory:", mode: .readWriteCreate)
    let kind = try database.prepare("SELECT typeof(?1)")
    try kind.bind(1, text: Span<UInt8>())
    #expect(try kind.step())
    #expect(kind.text(0) == "text")
  }

  @Test("Parts of one piece of bytes are bound where they are asked for, and forgotten afterwards")
  func parts() throws {
    let database = try Database(path: ":memory:", mode: .readWriteCreate)
    try database.execute("CREATE TABLE t(a ANY, b ANY, c ANY) STRICT")
    let insert = try database.prepare("INSERT INTO t VALUES (?1, ?2, ?3)")
    try insert.run(blobs: [(1, 1..<3), (3, 0..<4)], of: [1, 2, 3, 4])
    try insert.run(blobs: [(2, 2..<2)], of: [1, 2, 3, 4])
    try insert.run(blobs: [(1, 0..<0)], of: [])
    try insert.run()
    let rows = try database.prepare("SELECT hex(a), typeof(a), hex(b), typeof(b), hex(c) FROM t")
    var found: [[String]] = []
    while try rows.step() { found.append((0..<5).map { rows.text($0) }) }
    #expect(
      found == [
        ["0203", "blob", "", "null", "01020304"], ["", "null", "", "blob", ""], ["", "blob", "", "null", ""],
        ["", "null", "", "null", ""],
      ])
  }

  @Test("A reset forgets what was bound")
  func forget() throws {
    let database = try Database(path: ":memory:", mode: .readWriteCreate)
    let echo = try database.cached("SELECT ?1")
    try echo.bind(1, "one")
    #expect(try echo.step())
    #expect(echo.text(0) == "one")
    let again = try database.cached("SELECT ?1")
    #expect(again === echo)
    #expect(try again.step())
    #expect(again.isNull(0))
  }

  @Test("A transaction whose body throws leaves nothing behind")
  func rollsBack() throws {
    let database = try Database(path: ":memory:", mode: .readWriteCreate)
    try database.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT UNIQUE) STRICT")
    try database.transaction { () throws(SQLiteError) in
      try database.execute("INSERT INTO t VALUES (1, 'x')")
      #expect(database.inTransaction)
      #expect(database.lastInsertRowID == 1)
    }
    #expect {
      try database.transaction { () throws(SQLiteError) in
        try database.execute("INSERT INTO t VALUES (2, 'y')")
        try database.execute("INSERT INTO t VALUES (3, 'x')")
      }
    } throws: { error in
      guard let error = error as? SQLiteError else { return false }
      return error.code.isConstraint && error.code.isUnique
        && error.message == "UNIQUE constraint failed: t.b"
    }
    #expect(!database.inTransaction)
    #expect(try database.integer("SELECT count(*) FROM t") == 1)
  }

  @Test("An error never tells what was bound")
  func secrets() throws {
    let database = try Database(path: ":memory:", mode: .readWriteCreate)
    try database.execute("CREATE TABLE t(a INTEGER) STRICT")
    let insert = try database.prepare("INSERT INTO t VALUES (?1)")
    try insert.bind(1, "secret")
    #expect {
      try insert.run()
    } throws: { error in
      "\(error)"
        == "cannot store TEXT value in INTEGER column t.a (SQLite code 3091) in: INSERT INTO t VALUES (?1)"
    }
  }

  @Test("A second writer is told that the file is busy")
  func busy() throws {
    let folder = try TemporaryFolder()
    let first = try Database(path: folder.appending("a.sqlite3").bytes, mode: .readWriteCreate)
    try first.execute("CREATE TABLE t(a)")
    let second = try Database(
      path: folder.appending("a.sqlite3").bytes, mode: .readWrite, pragmas: [Pragma("busy_timeout", "1")])
    try first.begin()
    #expect { try second.begin() } throws: { ($0 as? SQLiteError)?.code.isBusy == true }
    try first.rollback()
    try second.begin()
    first.close()
    #expect(!first.isOpen)
    #expect { try first.execute("SELECT 1") } throws: { ($0 as? SQLiteError)?.code.isMisuse == true }
  }

  @Test("Closing gives up the lock though a statement is still there")
  func closing() throws {
    let folder = try TemporaryFolder()
    let first = try Database(path: folder.appending("a.sqlite3").bytes, mode: .readWriteCreate)
    try first.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)")
    let reading = try first.prepare("SELECT a FROM t")
    #expect(try reading.step())
    try first.begin()
    try first.execute("INSERT INTO t VALUES (3)")
    first.close()
    let second = try Database(path: folder.appending("a.sqlite3").bytes, mode: .readWrite)
    try second.execute("DELETE FROM t")
    #expect(second.changes == 2)
    #expect { _ = try reading.step() } throws: { ($0 as? SQLiteError)?.code.isMisuse == true }
  }

  @Test(
    "A prepared text holds exactly one statement",
    arguments: ["", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1;; x"])
  func one(sql: String) throws {
    let database = try Database(path: ":memory:", mode: .readWriteCreate)
    #expect { _ = try database.prepare(sql) } throws: {
      ($0 as? SQLiteError)?.message == "not exactly one statement"
    }
    #expect(try database.integer("SELECT 7 ; \n") == 7)
  }

  @Test("What is missing or no database is said so")
  func opening() throws {
    let folder = try TemporaryFolder()
    #expect {
      _ = try Database(path: folder.appending("none").bytes, mode: .readOnly)
    } throws: { ($0 as? SQLiteError)?.code.isCannotOpen == true }
    let made = try Database(path: folder.appending("file:name?mode=ro").bytes, mode: .readWriteCreate)
    try made.execute(
      "CREATE TABLE parent(a INTEGER PRIMARY KEY); CREATE TABLE t(a REFERENCES parent(a)); INSERT INTO t VALUES (1)"
    )
    #expect(try made.damage(quick: true) == [])
    #expect(try made.damage(quick: false) == ["row 1 of t refers to a missing row of parent"])
    try made.vacuum(into: folder.appending("copy").description)
    let copy = try Database(path: folder.appending("copy").bytes, mode: .readOnly)
    #expect(try copy.integer("SELECT a FROM t") == 1)
    #expect { try copy.execute("DELETE FROM t") } throws: { ($0 as? SQLiteError)?.code.isReadOnly == true }
  }
}
