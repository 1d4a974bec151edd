internal import CSQLite

/// One connection to one database file, for one thread.
public final class Database {
  /// How a file is opened.
  public enum Mode: Sendable {
    case readOnly
    /// Must exist.
    case readWrite
    case readWriteCreate
  }

  /// When a transaction takes its write lock.
  public enum TransactionKind: String, Sendable {
    /// At once: no dead lock by two readers that both come to write.
    case immediate = "IMMEDIATE"
    case deferred = "DEFERRED"
  }

  private let connection: Connection
  private var statements: [StatementText: Statement] = [:]

  /// Opens the file; its path may be any bytes but NUL, and counts from the current folder when relative.
  ///
  /// The settings are set one after the other and each is read back; a difference is an error.
  public init(path: [UInt8], mode: Mode, pragmas: [Pragma] = []) throws(SQLiteError) {
    var name = path
    // Debian's build takes `file:…` for a URI.
    if name.first != UInt8(ascii: "/"), name != Array(":memory:".utf8) { name = Array("./".utf8) + name }
    guard !path.isEmpty, !path.contains(0) else {
      throw SQLiteError(code: .misuse, message: "the path is empty or holds a NUL", sql: "")
    }
    let access =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .readWriteCreate: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    connection = try Connection(path: name, flags: access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE)
    for pragma in pragmas { try set(pragma) }
  }

  /// Opens a database in a temporary file that nobody else sees and that is gone with it; small ones stay in memory.
  public init(temporary pragmas: [Pragma]) throws(SQLiteError) {
    connection = try Connection(
      path: [],
      flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
        | SQLITE_OPEN_EXRESCODE)
    for pragma in pragmas { try set(pragma) }
  }

  public convenience init(path: String, mode: Mode, pragmas: [Pragma] = []) throws(SQLiteError) {
    try self.init(path: Array(path.utf8), mode: mode, pragmas: pragmas)
  }

  /// False after `close()`, and after a COMMIT that failed with its outcome unknown.
  public var isOpen: Bool { connection.isOpen }

  /// Rolls back what is open, gives up the locks; everything throws from then on.
  public func close() {
    statements = [:]
    connection.close()
  }

  // MARK: Statements

  /// Runs one or more statements, whose rows are ignored.
  public func execute(_ sql: String) throws(SQLiteError) {
    try connection.requireOpen(sql)
    let code = unsafe sqlite3_exec(connection.handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw connection.error(code, sql) }
  }

  /// Prepares exactly one statement.
  public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    try Statement(connection, sql, kept: false)
  }

  /// The same statement each time for the same text, reset and without bindings; prepared once.
  public func cached(_ sql: String) throws(SQLiteError) -> Statement {
    try connection.requireOpen(sql)
    let text = StatementText(sql: sql)
    if let statement = statements[text] {
      statement.reset()
      return statement
    }
    let statement = try Statement(connection, sql, kept: true)
    statements[text] = statement
    return statement
  }

  /// The first column of the first row; nil when there is no row or it is NULL.
  public func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.optionalInt64(0) : nil
  }

  /// The first column of the first row; nil when there is no row or it is NULL.
  public func text(_ sql: String) throws(SQLiteError) -> String? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.optionalText(0) : nil
  }

  /// Rows changed, added or deleted by the last INSERT, UPDATE or DELETE.
  public var changes: Int { connection.isOpen ? unsafe Int(sqlite3_changes64(connection.handle)) : 0 }

  /// Rows changed since the connection was opened, by triggers too.
  public var totalChanges: Int {
    connection.isOpen ? unsafe Int(sqlite3_total_changes64(connection.handle)) : 0
  }

  public var lastInsertRowID: Int64 {
    connection.isOpen ? unsafe sqlite3_last_insert_rowid(connection.handle) : 0
  }

  // MARK: Transactions

  public var inTransaction: Bool {
    connection.isOpen && (unsafe sqlite3_get_autocommit(connection.handle)) == 0
  }

  public func begin(_ kind: TransactionKind = .immediate) throws(SQLiteError) {
    try execute("BEGIN \(kind.rawValue)")
  }

  /// Makes the transaction durable.
  ///
  /// When that fails because another connection is still reading, the transaction is rolled back. After any other
  /// failure the connection is closed too: open the file again and read what it holds.
  public func commit() throws(SQLiteError) {
    try connection.requireOpen("COMMIT")
    let code = unsafe sqlite3_exec(connection.handle, "COMMIT", nil, nil, nil)
    guard code != SQLITE_OK else { return }
    let error = connection.error(code, "COMMIT", duringCommit: true)
    if error.code.isBusy || error.code.isConstraint {
      try rollback()
    } else {
      close()
    }
    throw error
  }

  /// Does nothing when SQLite has already rolled back by itself, as it does on a full disk.
  public func rollback() throws(SQLiteError) {
    guard inTransaction else { return }
    try execute("ROLLBACK")
  }

  /// Runs the body in a transaction: committed when it returns, rolled back when it throws.
  public func transaction<Result>(
    _ kind: TransactionKind = .immediate, _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try transaction(kind, failure: { $0 }, body)
  }

  /// The same for bodies with an error type of their own; `failure` puts SQLite's error into it.
  public func transaction<Result, Failure: Error>(
    _ kind: TransactionKind = .immediate, failure: (SQLiteError) -> Failure,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do { try begin(kind) } catch { throw failure(error) }
    let result: Result
    do {
      result = try body()
    } catch let cause {
      // The cause is the news. A connection that cannot roll back must not be used again.
      do { try rollback() } catch { close() }
      throw cause
    }
    do { try commit() } catch { throw failure(error) }
    return result
  }

  // MARK: The file

  /// Writes a compact copy; the target must not exist or be empty. It is not synced to its directory.
  public func vacuum(into path: String) throws(SQLiteError) {
    let statement = try prepare("VACUUM INTO ?1")
    try statement.bind(1, path)
    try statement.run()
  }

  /// Reads the whole file for damage; empty when there is none.
  ///
  /// Quick leaves out the comparison of indexes with their tables, and the foreign keys.
  public func damage(quick: Bool) throws(SQLiteError) -> [String] {
    let statement = try prepare(quick ? "PRAGMA quick_check" : "PRAGMA integrity_check")
    var lines: [String] = []
    while try statement.step() { lines.append(statement.text(0)) }
    if lines == ["ok"] { lines = [] }
    guard !quick else { return lines }
    let orphans = try prepare("PRAGMA foreign_key_check")
    while try orphans.step() {
      let row = orphans.isNull(1) ? "a row" : "row \(orphans.int64(1))"
      lines.append("\(row) of \(orphans.text(0)) refers to a missing row of \(orphans.text(2))")
    }
    return lines
  }

  private func set(_ pragma: Pragma) throws(SQLiteError) {
    try execute("PRAGMA \(pragma.name)=\(pragma.value)")
    let sql = "PRAGMA \(pragma.name)"
    let held = try text(sql)
    guard held == pragma.readBack else {
      throw SQLiteError(
        code: .pragma,
        message: "\(pragma.name) is \(held ?? "not known"), not \(pragma.readBack), after it was set",
        sql: sql)
    }
  }
}

/// A statement's text as a key: found by its length, for the same text mostly lies in the same place, where comparing
/// costs nothing and hashing would cost more than many a statement.
private struct StatementText: Hashable {
  let sql: String

  func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
}
