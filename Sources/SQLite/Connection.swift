internal import CSQLite

/// Owns the C handle: closed once, and not before its last statement is gone.
@safe
final class Connection {
  let handle: OpaquePointer
  private(set) var isOpen = true

  /// Once for the process, before SQLite is first used; that it comes too late elsewhere costs time and nothing else.
  private static let isPrepared: Bool = autopost_sqlite_without_statistics() == SQLITE_OK

  /// The path is bytes without a NUL.
  init(path: [UInt8], flags: Int32) throws(SQLiteError) {
    _ = Connection.isPrepared
    var opened: OpaquePointer?
    var name = path
    name.append(0)
    let code = unsafe name.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { text in
        unsafe sqlite3_open_v2(text.baseAddress, &opened, flags, nil)
      }
    }
    guard let opened = unsafe opened, code == SQLITE_OK else {
      let message = unsafe Connection.message(of: opened)
      let reason = unsafe sqlite3_system_errno(opened)
      // "Whether or not an error occurs when it is opened, resources associated with the database connection
      // handle should be released by passing it to sqlite3_close() when it is no longer required."
      unsafe sqlite3_close_v2(opened)
      throw SQLiteError(code: SQLiteCode(rawValue: code), message: message, sql: "", systemCode: reason)
    }
    unsafe handle = opened
  }

  deinit {
    if isOpen { unsafe sqlite3_close_v2(handle) }
  }

  /// Gives up every lock at once; statements that still exist only report misuse from then on.
  func close() {
    guard isOpen else { return }
    var statement = unsafe sqlite3_next_stmt(handle, nil)
    while let current = unsafe statement {
      // Returns the error of the last step, which its caller has been told.
      unsafe sqlite3_reset(current)
      unsafe statement = unsafe sqlite3_next_stmt(handle, current)
    }
    if unsafe sqlite3_get_autocommit(handle) == 0 {
      // Best effort: what is not rolled back here is rolled back from the journal at the next opening.
      unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }
    isOpen = false
    // "If sqlite3_close_v2() is called on a database connection that still has outstanding prepared statements
    // … the deallocation of resources is deferred until all prepared statements are destroyed."
    unsafe sqlite3_close_v2(handle)
  }

  func requireOpen(_ sql: String) throws(SQLiteError) {
    guard isOpen else {
      throw SQLiteError(code: .misuse, message: "the connection has been closed", sql: sql)
    }
  }

  func error(_ code: Int32, _ sql: String, duringCommit: Bool = false) -> SQLiteError {
    let kind = SQLiteCode(rawValue: code)
    // "… the most recent I/O error or failure to open a file": of an earlier call when this one is of another kind.
    let reason = kind.isCannotOpen || kind.isIO || kind.isFull ? unsafe sqlite3_system_errno(handle) : 0
    return unsafe SQLiteError(
      code: kind, message: Connection.message(of: handle), sql: sql, duringCommit: duringCommit,
      systemCode: reason)
  }

  private static func message(of handle: OpaquePointer?) -> String {
    guard let text = unsafe sqlite3_errmsg(handle) else { return "out of memory" }
    return unsafe String(validatingCString: text) ?? "a message that is not UTF-8"
  }
}
