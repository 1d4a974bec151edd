public import Accounting
import ByteFormats
import SQLite
import Sodium

/// Something that happened, as the auditor reads it.
public struct Event: Sendable, Hashable {
  public var sequence: Int64
  public var at: Timestamp
  /// What happened, in one word of a fixed list: `received`, `held`, `published`, `confirmed`, …
  public var kind: String
  public var item: ItemKey?
  public var set: SetNumber?
  /// In words.
  public var detail: String
}

extension Ledger {
  /// Adds an event to the chain: each carries the SHA-256 of the one before and of itself.
  public func record(
    _ kind: String, at: Timestamp, item: ItemKey? = nil, set: SetNumber? = nil, detail: String
  ) throws(LedgerError) {
    let (last, previous) = try lastEvent()
    let sequence = last + 1
    let hash = Ledger.hash(
      sequence: sequence, at: at, kind: kind, item: item?.description, set: set?.rawValue, detail: detail,
      previous: previous)
    try run(
      "INSERT INTO event(sequence, at, kind, item, setNumber, detail, hash) VALUES(?1,?2,?3,?4,?5,?6,?7)",
      [
        .integer(sequence), .integer(at.milliseconds), .text(kind), .optional(item?.description),
        .optional(set?.rawValue), .text(detail), .text(hash),
      ])
    knownEnd = (sequence, hash)
  }

  /// The end of the chain; remembered within a transaction, for nobody else writes meanwhile.
  private func lastEvent() throws(LedgerError) -> (sequence: Int64, hash: String) {
    if let knownEnd, database.inTransaction { return knownEnd }
    var end: (sequence: Int64, hash: String) = (0, String(repeating: "0", count: 64))
    try rows("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1") {
      end = ($0.int64(0), $0.text(1))
    }
    return end
  }

  /// The number of the last event; 0 when nothing has happened yet.
  public func lastEventSequence() throws(LedgerError) -> Int64 { try lastEvent().sequence }

  private static func hash(
    sequence: Int64, at: Timestamp, kind: String, item: String?, set: Int64?, detail: String, previous: String
  ) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(160 + detail.utf8.count)
    // Lengths before the texts, so that no two different events have the same bytes.
    func add(_ text: String) {
      DecimalText.append(Int64(text.utf8.count), to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(copying: text.utf8.span)
    }
    add(previous)
    add(String(sequence))
    add(String(at.milliseconds))
    add(kind)
    add(item ?? "")
    add(set.map { String($0) } ?? "")
    add(detail)
    return SHA256.digest(of: bytes).hex
  }

  /// What happened to an item, or to everything, oldest first.
  public func events(of item: ItemKey? = nil) throws(LedgerError) -> [Event] {
    var events: [Event] = []
    let columns = "SELECT sequence, at, kind, item, setNumber, detail FROM event"
    let sql = item == nil ? "\(columns) ORDER BY sequence" : "\(columns) WHERE item = ?1 ORDER BY sequence"
    try rows(sql, item.map { [.text($0.description)] } ?? []) { row in
      events.append(
        Event(
          sequence: row.int64(0), at: Timestamp(milliseconds: row.int64(1)), kind: row.text(2),
          item: row.optionalText(3).flatMap { ItemKey($0) }, set: row.optionalInt64(4).map { SetNumber($0) },
          detail: row.text(5)))
    }
    return events
  }

  /// The first event whose hash does not fit; nil when the chain is whole.
  public func brokenEvent() throws(LedgerError) -> Int64? {
    var previous = String(repeating: "0", count: 64)
    var expected: Int64 = 1
    var broken: Int64?
    try rows(
      "SELECT sequence, at, kind, item, setNumber, detail, hash FROM event ORDER BY sequence"
    ) { row in
      if broken != nil { return }
      let hash = Ledger.hash(
        sequence: row.int64(0), at: Timestamp(milliseconds: row.int64(1)), kind: row.text(2),
        item: row.optionalText(3), set: row.optionalInt64(4), detail: row.text(5), previous: previous)
      if row.int64(0) != expected || row.text(6) != hash { broken = row.int64(0) }
      previous = row.text(6)
      expected += 1
    }
    return broken
  }
}
