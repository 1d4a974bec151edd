/// What SQLite said no to.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
  public let code: SQLiteCode
  /// SQLite's own words, which never hold a bound value.
  public let message: String
  /// The SQL as it was prepared; bound values are left out, so that customer data does not reach logs.
  public let sql: String
  /// The COMMIT itself failed: what the file now holds is known only after opening it again.
  public let duringCommit: Bool
  /// What the kernel answered (errno) where the file could not be opened, read or written; 0 where that is not known.
  public let systemCode: Int32

  public init(
    code: SQLiteCode, message: String, sql: String, duringCommit: Bool = false, systemCode: Int32 = 0
  ) {
    self.code = code
    self.message = message
    self.sql = sql
    self.duringCommit = duringCommit
    self.systemCode = systemCode
  }

  public var description: String {
    "\(message) (SQLite code \(code))" + (sql.isEmpty ? "" : " in: \(sql)")
  }
}
