import Accounting
import SQLite

/// What Autotask said, what was sent, what QuickBooks answered, and every step between: one SQLite file.
///
/// Every change happens in a transaction of the caller's, one a step, and says in an event what it did.
public final class Ledger {
  let database: Database
  /// The last event of the running transaction.
  var knownEnd: (sequence: Int64, hash: String)?
  /// The statements that write some fields of an item, by the bits of these fields.
  var updates: [UInt64: String] = [:]
  var freshLines = FreshLines()
  /// Whether everything is undone at the end: each step is then a savepoint of one transaction.
  private var isRehearsing = false

  /// Opens the ledger and brings its schema up to date.
  ///
  /// `path` is that of `state/ledger.sqlite3`.
  public init(path: [UInt8]) throws(LedgerError) {
    do { database = try Database(path: path, mode: .readWriteCreate, pragmas: Pragma.ledger) } catch {
      throw .database(error)
    }
    try migrate()
  }

  /// A ledger over a database that is open and has the schema.
  init(database: Database) { self.database = database }

  public func close() { database.close() }

  private func migrate() throws(LedgerError) {
    let application = try integer("PRAGMA application_id")
    let version = Int(try integer("PRAGMA user_version"))
    if version > Schema.version { throw .tooNew(found: version, known: Schema.version) }
    if application != Int64(Schema.applicationID) {
      guard application == 0, version == 0, try integer("SELECT count(*) FROM sqlite_schema") == 0 else {
        throw .notALedger
      }
    }
    if version == Schema.version { return }
    try transaction { () throws(LedgerError) in
      if version == 1 {
        try upgradeFromFirstVersion()
      } else {
        for statement in Schema.creation { try execute(statement) }
      }
      try execute("PRAGMA application_id = \(Schema.applicationID)")
      try execute("PRAGMA user_version = \(Schema.version)")
    }
  }

  // MARK: Transactions

  /// Runs one step: durable when it returns, without effect when it throws.
  public func transaction<Result>(_ body: () throws(LedgerError) -> Result) throws(LedgerError) -> Result {
    knownEnd = nil
    guard isRehearsing else {
      return try database.transaction(.immediate, failure: { LedgerError.database($0) }, body)
    }
    try begin()
    let result: Result
    do {
      result = try body()
    } catch let cause {
      try rollback()
      throw cause
    }
    try commit()
    return result
  }

  /// Opens a step whose end comes elsewhere.
  public func begin() throws(LedgerError) {
    knownEnd = nil
    if isRehearsing { return try execute("SAVEPOINT step") }
    do { try database.begin() } catch { throw .database(error) }
  }

  public func commit() throws(LedgerError) {
    if isRehearsing { return try execute("RELEASE step") }
    do { try database.commit() } catch {
      freshLines.forgetAll()
      throw .database(error)
    }
  }

  public func rollback() throws(LedgerError) {
    knownEnd = nil
    freshLines.forgetAll()
    if isRehearsing { return try execute("ROLLBACK TO step; RELEASE step") }
    do { try database.rollback() } catch { throw .database(error) }
  }

  /// Runs steps that all see each other, and undoes every one of them at the end.
  public func rehearsal<Result>(_ body: () throws -> Result) throws -> Result {
    try begin()
    isRehearsing = true
    defer { isRehearsing = false }
    let result: Result
    do {
      result = try body()
    } catch let cause {
      isRehearsing = false
      // The cause is the news; what cannot be rolled back now is rolled back when the file is opened next.
      do { try rollback() } catch { close() }
      throw cause
    }
    isRehearsing = false
    try rollback()
    return result
  }

  // MARK: Statements

  func execute(_ sql: String) throws(LedgerError) {
    do { try database.execute(sql) } catch { throw .database(error) }
  }

  func integer(_ sql: String) throws(LedgerError) -> Int64 {
    do { return try database.integer(sql) ?? 0 } catch { throw .database(error) }
  }

  /// Runs a statement with its parameters in order.
  @discardableResult
  func run(_ sql: String, _ values: [Value] = []) throws(LedgerError) -> Int {
    do {
      let statement = try database.cached(sql)
      try bind(values, to: statement)
      try statement.run()
      return database.changes
    } catch { throw .database(error) }
  }

  /// Gives each row to the body; the statement must not be asked for again meanwhile.
  func rows(
    _ sql: String, _ values: [Value] = [], _ body: (Statement) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    let statement: Statement
    do {
      statement = try database.cached(sql)
      try bind(values, to: statement)
    } catch { throw .database(error) }
    while true {
      let hasRow: Bool
      do { hasRow = try statement.step() } catch { throw .database(error) }
      guard hasRow else { break }
      try body(statement)
    }
    statement.reset()
  }

  func bind(_ values: [Value], to statement: Statement) throws(SQLiteError) {
    for (index, value) in values.enumerated() {
      switch value {
      case .null: try statement.bindNull(index + 1)
      case .integer(let number): try statement.bind(index + 1, number)
      case .text(let text): try statement.bind(index + 1, text)
      case .blob(let bytes): try statement.bind(index + 1, blob: bytes)
      }
    }
  }

  /// A parameter of a statement.
  enum Value: Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    static func optional(_ number: Int64?) -> Value { number.map { .integer($0) } ?? .null }
    static func optional(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    static func optional(_ date: CalendarDate?) -> Value { .optional(date.map { Int64($0.daysSinceEpoch) }) }
    static func flag(_ value: Bool) -> Value { .integer(value ? 1 : 0) }
  }

  // MARK: Meta

  /// A small fact about the folder itself.
  public func meta(_ name: String) throws(LedgerError) -> String? {
    var value: String?
    try rows("SELECT value FROM meta WHERE name = ?1", [.text(name)]) { value = $0.text(0) }
    return value
  }

  public func setMeta(_ name: String, _ value: String) throws(LedgerError) {
    try run(
      "INSERT INTO meta(name, value) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
      [.text(name), .text(value)])
  }
}
