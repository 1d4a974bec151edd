internal import CSQLite

/// SQLite's extended result code, kept as the number so that codes of later versions survive.
public struct SQLiteCode: Hashable, Sendable, CustomStringConvertible {
  /// Extended, such as 2067 (`SQLITE_CONSTRAINT_UNIQUE`).
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The low byte: what kind of thing went wrong.
  public var primary: Int32 { rawValue & 0xff }

  /// Another connection holds a lock that did not go away in time.
  public var isBusy: Bool { primary == SQLITE_BUSY || primary == SQLITE_LOCKED }
  /// The disk is full.
  public var isFull: Bool { primary == SQLITE_FULL }
  /// The file system said no while reading, writing or syncing.
  public var isIO: Bool { primary == SQLITE_IOERR }
  /// The file is damaged, or is no database.
  public var isCorrupt: Bool { primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB }
  /// A rule of the schema (UNIQUE, CHECK, NOT NULL, a foreign key, a trigger's ABORT) said no.
  public var isConstraint: Bool { primary == SQLITE_CONSTRAINT }
  /// The file cannot be opened: missing, a folder, or not allowed.
  public var isCannotOpen: Bool { primary == SQLITE_CANTOPEN || primary == SQLITE_PERM }
  /// The file, its folder or the connection does not allow writing.
  public var isReadOnly: Bool { primary == SQLITE_READONLY }
  /// The connection was closed before, or a call came in the wrong order.
  public var isMisuse: Bool { primary == SQLITE_MISUSE }
  /// A UNIQUE or PRIMARY KEY rule said no.
  public var isUnique: Bool {
    rawValue == SQLITE_CONSTRAINT | (8 << 8) || rawValue == SQLITE_CONSTRAINT | (6 << 8)
  }

  public var description: String { String(rawValue) }

  static let misuse = SQLiteCode(rawValue: SQLITE_MISUSE)
  static let pragma = SQLiteCode(rawValue: SQLITE_ERROR)
}
