public import Accounting
import SQLite

/// A company file on its way to another place or name: which of the steps are done.
public struct RelinkRow: Sendable, Hashable {
  public let number: Int64
  public let connector: ConnectorName
  public var begunAt: Timestamp
  /// How many steps are done; 0 when it has only begun.
  public var done: Int64
  public var endedAt: Timestamp?
  /// It was given up, and everything is as it was.
  public var isCancelled: Bool
  /// The identity that counted when it began.
  public var fileBefore: String?
  public var nameBefore: String?

  /// Whether the identity before it counts for what was published at that moment.
  public func counts(since moment: Timestamp) -> Bool {
    if isCancelled { return false }
    return endedAt.map { $0 > moment } ?? true
  }
}

extension Schema {
  static let relinks = [
    """
    CREATE TABLE relink(
      number INTEGER PRIMARY KEY,
      connector TEXT NOT NULL,
      begunAt INTEGER NOT NULL,
      done INTEGER NOT NULL DEFAULT 0 CHECK(done >= 0),
      endedAt INTEGER,
      isCancelled INTEGER NOT NULL DEFAULT 0 CHECK(isCancelled IN (0,1)),
      fileBefore TEXT,
      nameBefore TEXT,
      CHECK(isCancelled = 0 OR endedAt IS NOT NULL)) STRICT
    """,
    // A connector is on one way at a time.
    "CREATE UNIQUE INDEX relinkOpen ON relink(connector) WHERE endedAt IS NULL",
  ]
}

extension Ledger {
  public func beginRelink(
    of connector: ConnectorName, at: Timestamp, from identity: CompanyIdentity?
  ) throws(LedgerError) {
    try run(
      "INSERT INTO relink(connector, begunAt, fileBefore, nameBefore) VALUES(?1, ?2, ?3, ?4)",
      [
        .text(connector.rawValue), .integer(at.milliseconds), .optional(identity?.file),
        .optional(identity?.name),
      ])
  }

  /// The one that is under way; nil when none is.
  public func openRelink(of connector: ConnectorName) throws(LedgerError) -> RelinkRow? {
    try relinks(of: connector).last { $0.endedAt == nil }
  }

  /// All of a connector, oldest first.
  public func relinks(of connector: ConnectorName) throws(LedgerError) -> [RelinkRow] {
    var found: [RelinkRow] = []
    try rows(
      """
      SELECT number, begunAt, done, endedAt, isCancelled, fileBefore, nameBefore FROM relink WHERE connector = ?1
      ORDER BY number
      """, [.text(connector.rawValue)]
    ) { row in
      found.append(
        RelinkRow(
          number: row.int64(0), connector: connector, begunAt: Timestamp(milliseconds: row.int64(1)),
          done: row.int64(2), endedAt: row.optionalInt64(3).map { Timestamp(milliseconds: $0) },
          isCancelled: row.int64(4) == 1, fileBefore: row.optionalText(5), nameBefore: row.optionalText(6)))
    }
    return found
  }

  public func save(_ relink: RelinkRow) throws(LedgerError) {
    try run(
      "UPDATE relink SET done = ?2, endedAt = ?3, isCancelled = ?4 WHERE number = ?1",
      [
        .integer(relink.number), .integer(relink.done), .optional(relink.endedAt?.milliseconds),
        .flag(relink.isCancelled),
      ])
  }
}
