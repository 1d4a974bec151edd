public import SQLite

/// Why the ledger cannot be used.
public enum LedgerError: Error {
  /// SQLite refused; its code says whether trying again helps.
  case database(SQLiteError)
  /// The file was written by a newer autopost.
  case tooNew(found: Int, known: Int)
  /// The file was written by an older autopost, and who only reads it cannot bring it up to date.
  case tooOld(found: Int, known: Int)
  /// The file is another program's.
  case notALedger
  /// The outbox has what only a newer ledger can have put there.
  case older(String)
  /// What is stored contradicts itself.
  case damaged(String)

  /// Whether the same call may succeed later: locked, disk full.
  public var isTemporary: Bool {
    guard case .database(let error) = self else { return false }
    return error.code.isBusy || error.code.isFull
  }

  /// Whether nothing that was to be stored is the reason, but the computer: no room, no rights, a lock, a bad disk.
  public var isAboutComputer: Bool {
    guard case .database(let error) = self else { return false }
    let code = error.code
    return code.isFull || code.isBusy || code.isIO || code.isReadOnly || code.isCannotOpen
  }

  public var words: String {
    switch self {
    case .database(let error): "the ledger state/ledger.sqlite3 cannot be used: \(error.message)"
    case .tooNew(let found, let known):
      "the ledger was written by a newer autopost (schema \(found), this program knows \(known))"
    case .tooOld(let found, let known):
      "the ledger was written by an older autopost (schema \(found), this program knows \(known))"
    case .notALedger: "state/ledger.sqlite3 is not a ledger of autopost"
    case .older(let what): "state/ledger.sqlite3 is older than outbox/: \(what)"
    case .damaged(let what): "the ledger is damaged: \(what)"
    }
  }
}
