import SQLite

extension Ledger {
  /// Opens the ledger to be read while others may write it; nothing of it is changed.
  ///
  /// A reader waits only for the moment in which a writer makes its step durable, and a writer only for the moment in
  /// which a reader looks. One that has no schema yet reads as an empty one.
  public convenience init(readingPath path: [UInt8]) throws(LedgerError) {
    let database: Database
    do { database = try Ledger.openToRead(path) } catch { throw .database(error) }
    self.init(database: database)
    let version = Int(try integer("PRAGMA user_version"))
    if version > Schema.version { throw .tooNew(found: version, known: Schema.version) }
    guard try integer("PRAGMA application_id") == Int64(Schema.applicationID) else { throw .notALedger }
    if version < Schema.version { throw .tooOld(found: version, known: Schema.version) }
  }

  /// A ledger in memory in which nothing ever happened.
  public convenience init(empty: Void) throws(LedgerError) {
    do { self.init(database: try Ledger.emptyDatabase()) } catch { throw .database(error) }
  }

  /// From now on until `endReading` everything is read as it is now, whatever others write.
  public func beginReading() throws(LedgerError) {
    do { try database.begin(.deferred) } catch { throw .database(error) }
  }

  public func endReading() throws(LedgerError) { try rollback() }

  private static let readingPragmas: [Pragma] = [
    Pragma("busy_timeout", "10000"),
    Pragma("query_only", "ON", readBack: "1"),
    Pragma("trusted_schema", "OFF", readBack: "0"),
    Pragma("cell_size_check", "ON", readBack: "1"),
    Pragma("cache_size", "-16384"),
    Pragma("mmap_size", "0"),
    Pragma("temp_store", "MEMORY", readBack: "2"),
  ]

  private static func openToRead(_ path: [UInt8]) throws(SQLiteError) -> Database {
    func opened(_ mode: Database.Mode) throws(SQLiteError) -> Database {
      let database = try Database(path: path, mode: mode, pragmas: readingPragmas)
      // A killed pass leaves a journal; only who may write can roll it back.
      if try database.integer("SELECT count(*) FROM sqlite_schema") == 0 { return try emptyDatabase() }
      return database
    }
    do { return try opened(.readOnly) } catch {
      guard error.code.isReadOnly else { throw error }
      return try opened(.readWrite)
    }
  }

  static func emptyDatabase() throws(SQLiteError) -> Database {
    let database = try Database(path: ":memory:", mode: .readWriteCreate)
    for statement in Schema.creation { try database.execute(statement) }
    try database.execute("PRAGMA application_id = \(Schema.applicationID)")
    try database.execute("PRAGMA user_version = \(Schema.version)")
    return database
  }
}
