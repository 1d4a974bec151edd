public import Accounting
import SQLite

/// Where a file that was taken from the inbox ends.
public enum FilePlace: String, Sendable, Hashable {
  case archive
  case quarantine
  case duplicates
}

/// A file that was taken from the inbox.
public struct FileRow: Sendable, Hashable {
  public let number: Int64
  /// The bytes of its name in the inbox.
  public var name: [UInt8]
  /// How often the program was ended while it read it.
  public var attempts: Int64
  public var claimedAt: Timestamp
  /// What it turned out to be, in words; empty before that is known.
  public var kind: String
  public var place: FilePlace?
  public var isPlaced: Bool
  public var digest: String?
  public var finalName: String?
  public var reportText: String?
  public var reportJSON: String?
}

extension Ledger {
  /// Writes down that a file is about to be taken.
  /// - Returns: its number, which is its name in `state/work/`.
  public func claim(name: [UInt8], at: Timestamp) throws(LedgerError) -> Int64 {
    try run("INSERT INTO file(name, claimedAt) VALUES(?1, ?2)", [.blob(name), .integer(at.milliseconds)])
    return database.lastInsertRowID
  }

  /// So often the program was ended while it read the file.
  public func setAttempts(_ file: Int64, _ count: Int64) throws(LedgerError) {
    try run("UPDATE file SET attempts = ?2 WHERE number = ?1", [.integer(file), .integer(count)])
  }

  /// The file goes back to the inbox, or never left it.
  public func unclaim(_ file: Int64) throws(LedgerError) {
    try run("DELETE FROM file WHERE number = ?1 AND place IS NULL", [.integer(file)])
  }

  /// Decides where the file ends and what its report says.
  public func decide(
    _ file: Int64, _ place: FilePlace, kind: String, digest: String, size: Int64, text: String, json: String
  ) throws(LedgerError) {
    try run(
      """
      UPDATE file SET place = ?2, kind = ?3, digest = ?4, size = ?5, reportText = ?6, reportJSON = ?7
      WHERE number = ?1
      """,
      [
        .integer(file), .text(place.rawValue), .text(kind), .text(digest), .integer(size), .text(text),
        .text(json),
      ])
  }

  public func setPlaced(_ file: Int64, finalName: String) throws(LedgerError) {
    try run(
      "UPDATE file SET placed = 1, finalName = ?2 WHERE number = ?1", [.integer(file), .text(finalName)])
  }

  private func files(where condition: String, _ values: [Value] = []) throws(LedgerError) -> [FileRow] {
    var files: [FileRow] = []
    try rows(
      """
      SELECT number, name, attempts, claimedAt, place, placed, digest, finalName, reportText, reportJSON, kind
      FROM file
      WHERE \(condition)
      """, values
    ) { row in
      files.append(
        FileRow(
          number: row.int64(0), name: row.bytes(1), attempts: row.int64(2),
          claimedAt: Timestamp(milliseconds: row.int64(3)), kind: row.text(10),
          place: row.optionalText(4).flatMap { FilePlace(rawValue: $0) },
          isPlaced: row.int64(5) == 1, digest: row.optionalText(6), finalName: row.optionalText(7),
          reportText: row.optionalText(8), reportJSON: row.optionalText(9)))
    }
    return files
  }

  /// Files on which work was begun, or whose last place is not reached; after a kill.
  public func filesInWork() throws(LedgerError) -> [FileRow] {
    try files(where: "placed = 0 ORDER BY number")
  }

  /// Files in quarantine, newest last.
  public func quarantinedFiles() throws(LedgerError) -> [FileRow] {
    try files(where: "place = 'quarantine' ORDER BY number")
  }

  /// Files of these bytes that were refused, newest first.
  public func quarantinedFiles(digest: String) throws(LedgerError) -> [FileRow] {
    try files(
      where: "digest = ?1 AND place = 'quarantine' AND placed = 1 ORDER BY number DESC", [.text(digest)])
  }

  /// The file of these bytes that was taken and lies in the archive, the newest.
  public func archivedFile(digest: String) throws(LedgerError) -> FileRow? {
    try files(
      where: "digest = ?1 AND place = 'archive' AND placed = 1 ORDER BY number DESC LIMIT 1", [.text(digest)]
    ).first
  }

  /// The file of these bytes that was accepted, by name.
  public func acceptedBundle(digest: String) throws(LedgerError) -> (number: Int64, name: String)? {
    var found: (number: Int64, name: String)?
    try rows("SELECT number, name FROM bundle WHERE digest = ?1", [.text(digest)]) {
      found = ($0.int64(0), $0.text(1))
    }
    return found
  }

  /// The accepted bundle of that id.
  public func acceptedBundle(id: String) throws(LedgerError) -> (number: Int64, name: String, digest: String)?
  {
    var found: (number: Int64, name: String, digest: String)?
    try rows("SELECT number, name, digest FROM bundle WHERE bundleID = ?1", [.text(id)]) {
      found = ($0.int64(0), $0.text(1), $0.text(2))
    }
    return found
  }

  public func acceptBundle(
    _ file: Int64, digest: String, bundleID: String?, name: String, asOf: Int64, at: Timestamp
  ) throws(LedgerError) {
    try run(
      "INSERT INTO bundle(number, digest, bundleID, name, asOf, takenAt) VALUES(?1,?2,?3,?4,?5,?6)",
      [
        .integer(file), .text(digest), .optional(bundleID), .text(name), .integer(asOf),
        .integer(at.milliseconds),
      ])
  }
}

/// Something to be done to a file after a commit.
public struct Effect: Sendable, Hashable {
  public let number: Int64
  public let kind: String
  /// A path below the exchange folder, or a number.
  public let target: String
  public let body: [UInt8]
}

extension Ledger {
  /// Writes down what is to be done once this transaction is durable.
  public func add(effect kind: String, target: String, body: [UInt8] = []) throws(LedgerError) {
    try run(
      "INSERT INTO effect(kind, target, body) VALUES(?1, ?2, ?3)", [.text(kind), .text(target), .blob(body)])
  }

  /// What is still to be done, in its order.
  public func effects() throws(LedgerError) -> [Effect] {
    var effects: [Effect] = []
    try rows("SELECT number, kind, target, body FROM effect ORDER BY number") {
      effects.append(Effect(number: $0.int64(0), kind: $0.text(1), target: $0.text(2), body: $0.bytes(3)))
    }
    return effects
  }

  /// The file of a set lies in the outbox.
  public func finishPublishing(_ set: SetNumber) throws(LedgerError) {
    try run("DELETE FROM effect WHERE kind = 'publish' AND target = ?1", [.text(set.description)])
  }

  public func finish(_ effect: Effect) throws(LedgerError) {
    try run("DELETE FROM effect WHERE number = ?1", [.integer(effect.number)])
  }
}
