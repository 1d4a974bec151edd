import Filesystem
import SQLite
import Sodium
import Spool

/// What is killed and disturbed by the tests of durability: one commit, and one file's way through the folders.
@main
enum FaultRehearsal {
  static func main() throws {
    let arguments = CommandLine.arguments
    let folder = FilePath(arguments[2])
    switch arguments[1] {
    case "commit": try commit(folder.appending("ledger.sqlite3"))
    case "pass": try pass(ExchangeFolder(folder))
    case "read": try read(ExchangeFolder(folder))
    default: preconditionFailure("commit, pass or read")
    }
  }

  /// Raises every row by one in one transaction.
  static func commit(_ path: FilePath) throws {
    let database = try Database(path: path.bytes, mode: .readWrite, pragmas: Pragma.ledger)
    try database.transaction { () throws(SQLiteError) in
      try database.execute("UPDATE t SET a = a + 1, b = b || 'x'")
    }
  }

  /// Is at work on a claimed file for as long as nobody ends it, or a minute.
  static func read(_ folder: ExchangeFolder) throws {
    try folder.beginReading(1, attempt: (try folder.endedAttempt(1) ?? 0) + 1)
    SystemClock.sleep(milliseconds: 60_000)
    try folder.endReading(1)
  }

  /// Takes `march.zip` from the inbox, publishes a file and puts the first into the archive; every step is right when
  /// it is made again.
  static func pass(_ folder: ExchangeFolder) throws {
    try folder.prepare()
    let lock = try folder.acquireLock()
    try folder.removeLeftovers()
    let scan = try InboxScan(folder, now: SystemClock.now())
    if let entry = scan.entries.first {
      guard case .claimed = try folder.claim(entry, as: 1) else { preconditionFailure("not claimed") }
    }
    let digest = SHA256.digest(of: Array("march".utf8))
    try folder.publish(Array("request".utf8), at: folder.request("main", set: 1, kind: "lists"))
    _ = try folder.place(1, name: "march.zip", digest: digest, in: .archive) { path in
      PlacedReport(text: Array(folder.shown(path).utf8), json: Array("{}".utf8))
    }
    try folder.replace(Array("page".utf8), at: folder.report.appending("index.html"))
    _ = consume lock
  }
}
