public import Accounting
import SQLite

/// An event with what the answer to its request said.
public struct EventDetail: Sendable, Hashable {
  public var event: Event
  /// Of the item, else of the message set.
  public var connector: ConnectorName?
  public var organizationName: String?
  /// Which sending of the item it was, counted from 1; nil for what is no sending.
  public var attempt: Int64?
  public var code: Int64?
  public var words: String?
  public var txnID: TxnID?
  public var number: String?
  public var net: Amount?
  public var subtotal: Amount?
}

extension Ledger {
  /// Gives what happened after an event, or from the start, oldest first; of one item, or of everything.
  public func eachEvent<Failure: Error>(
    after sequence: Int64 = 0, of item: ItemKey? = nil, failure: (LedgerError) -> Failure,
    _ body: (EventDetail) throws(Failure) -> Void
  ) throws(Failure) {
    let statement: Statement
    do {
      statement = try database.prepare(Ledger.eventDetails(ofOne: item != nil))
      try bind([.integer(sequence)] + (item.map { [.text($0.description)] } ?? []), to: statement)
    } catch { throw failure(.database(error)) }
    while true {
      let hasRow: Bool
      do { hasRow = try statement.step() } catch { throw failure(.database(error)) }
      if !hasRow { return }
      try body(Ledger.detail(statement))
    }
  }

  // A published item has no answer yet when it is written down: what came later must not change its line.
  private static func eventDetails(ofOne: Bool) -> String {
    """
    SELECT e.sequence, e.at, e.kind, e.item, e.setNumber, e.detail,
      coalesce(i.connector, s.connector), i.organizationName,
      CASE WHEN e.kind IN ('published', 'confirmed', 'refused', 'in-doubt', 'not-processed', 'conflict')
        AND e.item IS NOT NULL AND e.setNumber IS NOT NULL
        THEN (SELECT count(*) FROM request WHERE item = e.item AND purpose = 'post' AND setNumber <= e.setNumber) END,
      r.code, r.words, r.txnID,
      coalesce(r.number, CASE WHEN i.txnID = r.txnID THEN i.refNumber END),
      coalesce(r.net, CASE WHEN i.txnID = r.txnID THEN i.net END),
      coalesce(r.subtotal, CASE WHEN i.txnID = r.txnID THEN i.subtotal END)
    FROM event AS e
    LEFT JOIN item AS i ON i.key = e.item
    LEFT JOIN message_set AS s ON s.number = e.setNumber
    LEFT JOIN request AS r ON r.setNumber = CASE WHEN e.kind <> 'published' THEN e.setNumber END AND r.ordinal =
      (SELECT max(ordinal) FROM request WHERE item = e.item AND setNumber = e.setNumber)
    WHERE e.sequence > ?1 \(ofOne ? "AND e.item = ?2" : "")
    ORDER BY e.sequence
    """
  }

  private static func detail(_ row: Statement) -> EventDetail {
    let event = Event(
      sequence: row.int64(0), at: Timestamp(milliseconds: row.int64(1)), kind: row.text(2),
      item: row.optionalText(3).flatMap { ItemKey($0) }, set: row.optionalInt64(4).map { SetNumber($0) },
      detail: row.text(5))
    return EventDetail(
      event: event, connector: row.optionalText(6).map { ConnectorName($0) },
      organizationName: row.optionalText(7), attempt: row.optionalInt64(8).flatMap { $0 > 0 ? $0 : nil },
      code: row.optionalInt64(9), words: row.optionalText(10), txnID: row.optionalText(11).map { TxnID($0) },
      number: row.optionalText(12), net: row.optionalInt64(13).map { Amount(units: $0) },
      subtotal: row.optionalInt64(14).map { Amount(units: $0) })
  }
}

extension Ledger {
  /// Keeps what an answer said of an item for its history: after a second transfer the item says something else.
  public func keep(_ item: Item, in request: RequestRow) throws(LedgerError) {
    try run(
      "UPDATE request SET number = ?3, net = ?4, subtotal = ?5 WHERE setNumber = ?1 AND ordinal = ?2",
      [
        .integer(request.set.rawValue), .integer(Int64(request.ordinal)), .optional(item.number),
        .optional(item.net?.units), .optional(item.subtotal?.units),
      ])
  }
}
