public import Accounting
import SQLite

/// Which company file a connector is bound to: what an answer must come from, and the settings must name.
public struct CompanyIdentity: Sendable, Hashable {
  /// `company-file` of the settings.
  public var file: String
  /// `company-name` of the settings, which QuickBooks answered.
  public var name: String
  public var since: Timestamp

  public init(file: String, name: String, since: Timestamp) {
    self.file = file
    self.name = name
    self.since = since
  }
}

/// A FileID that Web Connector may have put on a company file.
public struct KnownFileID: Sendable, Hashable {
  public var connector: ConnectorName
  /// When it became void; nil while its QWC file is in use.
  public var voidSince: Timestamp?
}

/// Somebody for whom there is, or was, a QWC file.
public struct ConnectorUser: Sendable, Hashable {
  public var connector: ConnectorName
  public var user: String
  /// When the settings were seen without him first; nil while they name him.
  public var removedAt: Timestamp?

  public init(connector: ConnectorName, user: String, removedAt: Timestamp?) {
    self.connector = connector
    self.user = user
    self.removedAt = removedAt
  }
}

extension Schema {
  static let identities = [
    """
    CREATE TABLE identity(
      connector TEXT PRIMARY KEY, companyFile TEXT NOT NULL, companyName TEXT NOT NULL, since INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE void_file_id(
      fileID TEXT PRIMARY KEY, connector TEXT NOT NULL, user TEXT NOT NULL, voidAt INTEGER NOT NULL) STRICT
    """,
    // Whoever was taken out of the settings stays here until somebody has said that Web Connector does not know him.
    """
    CREATE TABLE connector_user(
      connector TEXT NOT NULL, user TEXT NOT NULL, removedAt INTEGER, PRIMARY KEY(connector, user)) STRICT
    """,
  ]
}

extension Ledger {
  /// The company file that a connector is bound to; nil before QuickBooks answered a set that writes.
  public func identity(_ connector: ConnectorName) throws(LedgerError) -> CompanyIdentity? {
    var found: CompanyIdentity?
    try rows(
      "SELECT companyFile, companyName, since FROM identity WHERE connector = ?1", [.text(connector.rawValue)]
    ) { row in
      found = CompanyIdentity(
        file: row.text(0), name: row.text(1), since: Timestamp(milliseconds: row.int64(2)))
    }
    return found
  }

  public func bind(_ connector: ConnectorName, to identity: CompanyIdentity) throws(LedgerError) {
    try run(
      """
      INSERT INTO identity(connector, companyFile, companyName, since) VALUES(?1, ?2, ?3, ?4)
      ON CONFLICT(connector) DO UPDATE SET companyFile = excluded.companyFile, companyName = excluded.companyName,
        since = excluded.since
      """,
      [
        .text(connector.rawValue), .text(identity.file), .text(identity.name),
        .integer(identity.since.milliseconds),
      ])
  }

  // MARK: FileIDs

  /// Whose a FileID is, or was; GUIDs are compared without regard to case.
  public func known(fileID: String) throws(LedgerError) -> KnownFileID? {
    var found: KnownFileID?
    try rows(
      """
      SELECT connector, voidAt FROM void_file_id WHERE upper(fileID) = upper(?1)
      UNION ALL SELECT connector, NULL FROM web_connector WHERE upper(fileID) = upper(?1)
      """, [.text(fileID)]
    ) { row in
      found = KnownFileID(
        connector: ConnectorName(row.text(0)),
        voidSince: row.optionalInt64(1).map { Timestamp(milliseconds: $0) })
    }
    return found
  }

  /// Makes the FileIDs of a connector void: its next QWC files get new ones.
  public func voidFileIDs(of connector: ConnectorName, at: Timestamp) throws(LedgerError) {
    try run(
      """
      INSERT INTO void_file_id(fileID, connector, user, voidAt)
      SELECT fileID, connector, user, ?2 FROM web_connector WHERE connector = ?1
      """, [.text(connector.rawValue), .integer(at.milliseconds)])
    try run("DELETE FROM web_connector WHERE connector = ?1", [.text(connector.rawValue)])
  }

  // MARK: Users

  /// Everybody who has, or had, a QWC file, by connector and name.
  public func connectorUsers() throws(LedgerError) -> [ConnectorUser] {
    var found: [ConnectorUser] = []
    try rows("SELECT connector, user, removedAt FROM connector_user ORDER BY connector, user") { row in
      found.append(
        ConnectorUser(
          connector: ConnectorName(row.text(0)), user: row.text(1),
          removedAt: row.optionalInt64(2).map { Timestamp(milliseconds: $0) }))
    }
    return found
  }

  public func save(_ user: ConnectorUser) throws(LedgerError) {
    try run(
      """
      INSERT INTO connector_user(connector, user, removedAt) VALUES(?1, ?2, ?3)
      ON CONFLICT(connector, user) DO UPDATE SET removedAt = excluded.removedAt
      """,
      [
        .text(user.connector.rawValue), .text(user.user), .optional(user.removedAt?.milliseconds),
      ])
  }

  /// Nothing is left of a user anywhere; his FileID stays his, should he come back.
  public func forget(_ user: ConnectorUser) throws(LedgerError) {
    try run(
      "DELETE FROM connector_user WHERE connector = ?1 AND user = ?2",
      [.text(user.connector.rawValue), .text(user.user)])
  }
}

extension Ledger {
  /// The set of a connector whose answer was taken last.
  public func lastAnswered(_ connector: ConnectorName) throws(LedgerError) -> SetRow? {
    var number: SetNumber?
    try rows(
      """
      SELECT number FROM message_set WHERE connector = ?1 AND state = 'answered' ORDER BY answeredAt DESC, number DESC
      LIMIT 1
      """, [.text(connector.rawValue)]
    ) { number = SetNumber($0.int64(0)) }
    return try number.flatMap { (number) throws(LedgerError) in try set(number) }
  }

  /// When a connector's QuickBooks was heard of last: an answer, a refusal, or a note that a set was run.
  public func lastContact(_ connector: ConnectorName) throws(LedgerError) -> Timestamp? {
    var at: Timestamp?
    try rows(
      """
      SELECT event.at FROM event JOIN message_set ON message_set.number = event.setNumber
      WHERE event.kind IN ('answered', 'set-refused', 'run-note') AND message_set.connector = ?1
      ORDER BY event.sequence DESC LIMIT 1
      """, [.text(connector.rawValue)]
    ) { at = Timestamp(milliseconds: $0.int64(0)) }
    return at
  }
}
