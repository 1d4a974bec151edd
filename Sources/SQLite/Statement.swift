internal import CSQLite

/// A prepared statement: bind, step through its rows, reset. Parameters count from 1, columns from 0.
///
/// Binding beyond the statement's parameters and reading beyond its columns are mistakes of the caller and end
/// the program.
@safe
public final class Statement {
  public let sql: String
  private let connection: Connection
  private let handle: OpaquePointer
  private let parameterCount: Int
  public let columnCount: Int
  // One thread, and no call of this class is made from within another: watching each access would cost more than it.
  @exclusivity(unchecked) private var bound = BoundBytes()
  @exclusivity(unchecked) private var hasBindings = false
  @exclusivity(unchecked) private var isLent = false

  init(_ connection: Connection, _ sql: String, kept: Bool) throws(SQLiteError) {
    try connection.requireOpen(sql)
    var text = sql
    var prepared: OpaquePointer?
    var isOnlyOne = true
    let code = text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { source in
        var tail: UnsafePointer<CChar>?
        let code = unsafe sqlite3_prepare_v3(
          connection.handle, source.baseAddress, Int32(source.count),
          kept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0, &prepared, &tail)
        if let tail = unsafe tail, let start = source.baseAddress {
          for index in unsafe (tail - start)..<source.count where unsafe source[index] > 32 {
            isOnlyOne = unsafe source[index] == 59 && isOnlyOne
          }
        }
        return code
      }
    }
    guard code == SQLITE_OK else { throw connection.error(code, sql) }
    // "If the input text contains no SQL (if the input is an empty string or a comment) then *ppStmt is set to NULL."
    guard let prepared = unsafe prepared, isOnlyOne else {
      unsafe sqlite3_finalize(prepared)
      throw SQLiteError(code: .misuse, message: "not exactly one statement", sql: sql)
    }
    self.sql = sql
    self.connection = connection
    unsafe handle = prepared
    parameterCount = unsafe Int(sqlite3_bind_parameter_count(prepared))
    columnCount = unsafe Int(sqlite3_column_count(prepared))
  }

  deinit {
    // "If the most recent evaluation of statement S failed, then sqlite3_finalize(S) returns the appropriate
    // error code": its caller has been told.
    unsafe sqlite3_finalize(handle)
  }

  // MARK: Parameters

  public func bind(_ index: Int, _ value: Int64) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_int64(handle, parameter(index), value))
  }

  /// Nil is NULL.
  public func bind(_ index: Int, _ value: Int64?) throws(SQLiteError) {
    if let value { try bind(index, value) } else { try bindNull(index) }
  }

  /// Nil is NULL.
  public func bind(_ index: Int, _ value: String?) throws(SQLiteError) {
    guard let value else { return try bindNull(index) }
    try bind(index, text: value.utf8.span)
  }

  /// Binds bytes as TEXT. They are copied; SQLite does not check that they are UTF-8.
  public func bind(_ index: Int, text: Span<UInt8>) throws(SQLiteError) {
    let position = parameter(index)
    unsafe hasBindings = true
    let kept = unsafe text.withUnsafeBufferPointer { source in unsafe bound.keep(source) }
    let code: Int32
    if let kept = unsafe kept {
      unsafe code = sqlite3_bind_text64(
        handle, position, UnsafeRawPointer(kept).assumingMemoryBound(to: CChar.self), UInt64(text.count), nil,
        UInt8(SQLITE_UTF8))
    } else {
      unsafe code = text.withUnsafeBytes { source in
        unsafe sqlite3_bind_text64(
          handle, position, source.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(source.count),
          autopost_sqlite_transient(), UInt8(SQLITE_UTF8))
      }
    }
    try check(code)
  }

  /// Binds bytes as TEXT.
  public func bind(_ index: Int, text: [UInt8]) throws(SQLiteError) { try bind(index, text: text.span) }

  /// Binds bytes as BLOB.
  public func bind(_ index: Int, blob: [UInt8]) throws(SQLiteError) {
    let position = parameter(index)
    if blob.isEmpty { return try check(unsafe sqlite3_bind_zeroblob(handle, position, 0)) }
    let code = unsafe blob.withUnsafeBytes { source in
      unsafe sqlite3_bind_blob64(
        handle, position, source.baseAddress, UInt64(source.count), autopost_sqlite_transient())
    }
    try check(code)
  }

  public func bindNull(_ index: Int) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_null(handle, parameter(index)))
  }

  // MARK: Running

  /// Goes to the next row; false when there is none.
  public func step() throws(SQLiteError) -> Bool {
    precondition(unsafe !isLent, "a statement was stepped while its column was being read")
    try connection.requireOpen(sql)
    let code = unsafe sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = connection.error(code, sql)
      reset()
      throw error
    }
  }

  /// Runs to the end, ignoring rows, and resets.
  public func run() throws(SQLiteError) {
    while try step() {}
    reset()
  }

  /// Binds parts of `bytes` as BLOBs and runs to the end. They are not copied.
  public func run(blobs: [(index: Int, part: Range<Int>)], of bytes: [UInt8]) throws(SQLiteError) {
    // No binding outlives this call, whatever happens.
    defer { reset() }
    try unsafe bytes.withUnsafeBufferPointer { (source) throws(SQLiteError) in
      for (index, part) in blobs {
        guard let base = source.baseAddress, !part.isEmpty else {
          try bind(index, blob: [])
          continue
        }
        precondition(
          part.lowerBound >= 0 && part.upperBound <= source.count, "a part lies outside of its bytes")
        // SQLITE_STATIC: the array outlives the binding.
        try check(
          unsafe sqlite3_bind_blob64(
            handle, parameter(index), base + part.lowerBound, UInt64(part.count), nil))
      }
      try run()
    }
  }

  /// Ready for the next run; every binding is forgotten.
  public func reset() {
    precondition(unsafe !isLent, "a statement was reset while its column was being read")
    // Returns the error of the last step, which its caller has been told.
    unsafe sqlite3_reset(handle)
    if unsafe hasBindings {
      // The bytes bound lie in our own buffer, which is written from its start again.
      unsafe sqlite3_clear_bindings(handle)
      unsafe bound.forget()
      unsafe hasBindings = false
    }
  }

  // MARK: Columns of the current row

  public func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, place(column)) == SQLITE_NULL
  }

  /// 0 when it is NULL.
  public func int64(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(handle, place(column)) }

  public func optionalInt64(_ column: Int) -> Int64? { isNull(column) ? nil : int64(column) }

  /// Empty when it is NULL.
  public func text(_ column: Int) -> String {
    withTextColumn(column) { bytes in
      unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }

  public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// The bytes of a TEXT or a BLOB; empty when it is NULL.
  public func bytes(_ column: Int) -> [UInt8] {
    withTextColumn(column) { bytes in
      unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    }
  }

  public func optionalBytes(_ column: Int) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

  /// Lends the bytes of a TEXT or a BLOB as they lie in SQLite's memory; none when it is NULL.
  ///
  /// The statement must not be stepped or reset meanwhile.
  public func withTextColumn<Result, Failure: Error>(
    _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let position = place(column)
    // "The safest policy is to invoke … sqlite3_column_blob() followed by sqlite3_column_bytes()", in this order.
    // A BLOB call on TEXT converts nothing; numbers become text.
    let start = unsafe sqlite3_column_blob(handle, position)
    let count = unsafe Int(sqlite3_column_bytes(handle, position))
    precondition(unsafe count == 0 || start != nil, "SQLite ran out of memory while a column was read")
    unsafe isLent = true
    defer { unsafe isLent = false }
    let buffer = unsafe UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
    return try unsafe body(buffer.span)
  }

  // MARK: Inside

  private func parameter(_ index: Int) -> Int32 {
    precondition(index >= 1 && index <= parameterCount, "parameter \(index) of \(parameterCount) in: \(sql)")
    return Int32(truncatingIfNeeded: index)
  }

  private func place(_ column: Int) -> Int32 {
    precondition(column >= 0 && column < columnCount, "column \(column) of \(columnCount) in: \(sql)")
    return Int32(truncatingIfNeeded: column)
  }

  private func check(_ code: Int32) throws(SQLiteError) {
    unsafe hasBindings = true
    guard code == SQLITE_OK else { throw connection.error(code, sql) }
  }
}
