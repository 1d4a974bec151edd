public import Accounting
import SQLite

/// How the file of a published set lay in the outbox when a pass looked at it last.
public enum PublishedFile: Sendable, Hashable {
  /// It had its exact bytes; the time of its last change, in nanoseconds since 1970, tells whether it still can.
  case sound(changed: Int64)
  /// It was gone, and somebody was told so.
  case missing
}

extension Ledger {
  /// How the files of open sets lay when they were looked at last; none for those at which nobody has looked.
  public func publishedFiles() throws(LedgerError) -> [SetNumber: PublishedFile] {
    var files: [SetNumber: PublishedFile] = [:]
    try rows("SELECT setNumber, changed FROM published", []) { row in
      files[SetNumber(row.int64(0))] = row.optionalInt64(1).map { .sound(changed: $0) } ?? .missing
    }
    return files
  }

  /// Remembers how the file of a set lies; nil forgets it, once the set is settled.
  public func note(_ file: PublishedFile?, of set: SetNumber) throws(LedgerError) {
    guard let file else {
      try run("DELETE FROM published WHERE setNumber = ?1", [.integer(set.rawValue)])
      return
    }
    var changed: Int64?
    if case .sound(let time) = file { changed = time }
    try run(
      """
      INSERT INTO published(setNumber, changed) VALUES(?1, ?2)
      ON CONFLICT(setNumber) DO UPDATE SET changed = excluded.changed
      """, [.integer(set.rawValue), .optional(changed)])
  }
}
