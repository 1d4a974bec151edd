public import Accounting
import SQLite
import Sodium

public enum SetState: String, Sendable, Hashable {
  /// Published, without an answer.
  case open
  case answered
  /// QuickBooks did not take it, and applied nothing.
  case refused
  /// It has no answer, or one that says too little; its items are asked for.
  case inDoubt = "in-doubt"
  /// Taken back by a person.
  case withdrawn
  /// Made void before it could be run.
  case void
}

/// A message set as the ledger keeps it; its exact bytes lie in the archive under its number.
public struct SetRow: Sendable, Hashable {
  public let number: SetNumber
  public var connector: ConnectorName
  public var kind: SetKind
  /// newMessageSetID; nil for sets that only ask.
  public var setID: String?
  /// Requests that write.
  public var writes: Int64
  public var isTrial: Bool
  public var state: SetState
  /// The date of the pass that made it.
  public var date: CalendarDate
  /// `SetRow.digest(of:)` of the file.
  public var digest: String
  public var size: Int64
  public var publishedAt: Timestamp
  public var answeredAt: Timestamp?
  public var answerDigest: String?
  /// The set of which this one is a half, a retry or a question.
  public var parent: SetNumber?
  /// In words, why it is as it is.
  public var note: String?

  public init(
    number: SetNumber, connector: ConnectorName, kind: SetKind, setID: String?, writes: Int64,
    isTrial: Bool = false, state: SetState = .open, date: CalendarDate, digest: String, size: Int64,
    publishedAt: Timestamp, parent: SetNumber? = nil, note: String? = nil
  ) {
    self.number = number
    self.connector = connector
    self.kind = kind
    self.setID = setID
    self.writes = writes
    self.isTrial = isTrial
    self.state = state
    self.date = date
    self.digest = digest
    self.size = size
    self.publishedAt = publishedAt
    self.parent = parent
    self.note = note
  }

  /// BLAKE2b of 32 bytes in hexadecimal digits, which `b2sum -l 256` prints: what the ledger knows a file by.
  public static func digest(of bytes: [UInt8]) -> String { ContentHash.digest(of: bytes).hex }

  /// `000012-transfer.qbxml`.
  public var fileName: String { "\(number)-\(kind.rawValue).qbxml" }
}

/// What one request of a message set asks for.
public enum RequestPurpose: String, Sendable, Hashable {
  case identity
  case list
  case preferences
  /// Makes a customer, vendor or item.
  case create
  /// Asks who has the name just made.
  case lookUp = "look-up"
  /// Posts an item.
  case post
  case payments
  case paidState = "paid-state"
  case recover
  /// Asks for the invoices of some days; the subject says which.
  case audit
}

public enum RequestOutcome: String, Sendable, Hashable {
  case applied
  case notApplied = "not-applied"
  case unknown
}

/// One request of a message set.
public struct RequestRow: Sendable, Hashable {
  public var set: SetNumber
  /// From 1, in the order of the file.
  public var ordinal: Int
  public var id: RequestID
  /// `InvoiceAddRq`.
  public var message: String
  public var purpose: RequestPurpose
  public var item: ItemKey?
  /// A name or number the request is about, as far as its purpose needs one.
  public var subject: String?
  public var outcome: RequestOutcome?
  public var code: Int?
  public var words: String?
  public var txnID: TxnID?

  public init(
    set: SetNumber, ordinal: Int, id: RequestID, message: String, purpose: RequestPurpose,
    item: ItemKey? = nil,
    subject: String? = nil
  ) {
    self.set = set
    self.ordinal = ordinal
    self.id = id
    self.message = message
    self.purpose = purpose
    self.item = item
    self.subject = subject
  }
}

extension Ledger {
  private static let setColumns = """
    number, connector, kind, setID, writes, isTrial, state, date, digest, size, publishedAt, answeredAt, answerDigest,
    parent, note
    """

  /// The number that the next message set gets.
  public func nextSetNumber() throws(LedgerError) -> SetNumber {
    SetNumber(try integer("SELECT coalesce(max(number), 0) + 1 FROM message_set"))
  }

  public func save(_ set: SetRow) throws(LedgerError) {
    let places = (1...15).map { "?\($0)" }.joined(separator: ",")
    try run(
      """
      INSERT INTO message_set(\(Ledger.setColumns)) VALUES(\(places))
      ON CONFLICT(number) DO UPDATE SET state = excluded.state, answeredAt = excluded.answeredAt,
        answerDigest = excluded.answerDigest, note = excluded.note
      """,
      [
        .integer(set.number.rawValue), .text(set.connector.rawValue), .text(set.kind.rawValue),
        .optional(set.setID), .integer(set.writes), .flag(set.isTrial), .text(set.state.rawValue),
        .integer(Int64(set.date.daysSinceEpoch)), .text(set.digest), .integer(set.size),
        .integer(set.publishedAt.milliseconds), .optional(set.answeredAt?.milliseconds),
        .optional(set.answerDigest), .optional(set.parent?.rawValue), .optional(set.note),
      ])
  }

  private static func set(_ row: Statement) -> SetRow? {
    guard let kind = SetKind(rawValue: row.text(2)), let state = SetState(rawValue: row.text(6)) else {
      return nil
    }
    var set = SetRow(
      number: SetNumber(row.int64(0)), connector: ConnectorName(row.text(1)), kind: kind,
      setID: row.optionalText(3), writes: row.int64(4), isTrial: row.int64(5) == 1, state: state,
      date: CalendarDate(daysSinceEpoch: Int32(truncatingIfNeeded: row.int64(7))), digest: row.text(8),
      size: row.int64(9), publishedAt: Timestamp(milliseconds: row.int64(10)),
      parent: row.optionalInt64(13).map { SetNumber($0) }, note: row.optionalText(14))
    set.answeredAt = row.optionalInt64(11).map { Timestamp(milliseconds: $0) }
    set.answerDigest = row.optionalText(12)
    return set
  }

  private func sets(where condition: String, _ values: [Value]) throws(LedgerError) -> [SetRow] {
    var sets: [SetRow] = []
    var unreadable: Int64?
    try rows("SELECT \(Ledger.setColumns) FROM message_set WHERE \(condition)", values) { row in
      if let set = Ledger.set(row) { sets.append(set) } else { unreadable = row.int64(0) }
    }
    if let unreadable { throw .damaged("message set \(unreadable) cannot be read") }
    return sets
  }

  public func set(_ number: SetNumber) throws(LedgerError) -> SetRow? {
    try sets(where: "number = ?1", [.integer(number.rawValue)]).first
  }

  public func set(withID id: String) throws(LedgerError) -> SetRow? {
    try sets(where: "setID = ?1", [.text(id)]).first
  }

  /// All sets in a state, in the order of their numbers.
  public func sets(_ state: SetState, _ connector: ConnectorName? = nil) throws(LedgerError) -> [SetRow] {
    try sets(
      where: "state = ?1 AND (?2 IS NULL OR connector = ?2) ORDER BY number",
      [.text(state.rawValue), .optional(connector?.rawValue)])
  }

  /// Their numbers alone.
  public func setNumbers(_ state: SetState) throws(LedgerError) -> [SetNumber] {
    var numbers: [SetNumber] = []
    try rows("SELECT number FROM message_set WHERE state = ?1 ORDER BY number", [.text(state.rawValue)]) {
      numbers.append(SetNumber($0.int64(0)))
    }
    return numbers
  }

  /// The halves of a set, and the questions about it.
  public func children(of set: SetNumber) throws(LedgerError) -> [SetRow] {
    try sets(where: "parent = ?1 ORDER BY number", [.integer(set.rawValue)])
  }

  public func save(_ request: RequestRow) throws(LedgerError) {
    try run(
      """
      INSERT INTO request(setNumber, ordinal, id, message, purpose, item, subject, outcome, code, words, txnID)
      VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)
      ON CONFLICT(setNumber, ordinal) DO UPDATE SET outcome = excluded.outcome, code = excluded.code,
        words = excluded.words, txnID = excluded.txnID
      """,
      [
        .integer(request.set.rawValue), .integer(Int64(request.ordinal)), .text(request.id.rawValue),
        .text(request.message), .text(request.purpose.rawValue), .optional(request.item?.description),
        .optional(request.subject), .optional(request.outcome?.rawValue),
        .optional(request.code.map { Int64($0) }),
        .optional(request.words), .optional(request.txnID?.rawValue),
      ])
  }

  /// Writes the requests of a new set, which have no outcome yet.
  public func add(_ requests: [RequestRow]) throws(LedgerError) {
    var rest = requests[...]
    while !rest.isEmpty {
      // Some rows in one statement cost much less than one after the other.
      let count = rest.count < Ledger.requestsAtOnce ? 1 : Ledger.requestsAtOnce
      var values: [Value] = []
      values.reserveCapacity(7 * count)
      for request in rest.prefix(count) {
        values.append(.integer(request.set.rawValue))
        values.append(.integer(Int64(request.ordinal)))
        values.append(.text(request.id.rawValue))
        values.append(.text(request.message))
        values.append(.text(request.purpose.rawValue))
        values.append(.optional(request.item?.description))
        values.append(.optional(request.subject))
      }
      try run(count == 1 ? Ledger.addRequest : Ledger.addRequests, values)
      rest = rest.dropFirst(count)
    }
  }

  private static let requestsAtOnce = 16
  private static let addRequest = Ledger.addition(of: 1)
  private static let addRequests = Ledger.addition(of: requestsAtOnce)

  private static func addition(of rows: Int) -> String {
    let values = Array(repeating: "(?,?,?,?,?,?,?)", count: rows).joined(separator: ",")
    return "INSERT INTO request(setNumber, ordinal, id, message, purpose, item, subject) VALUES\(values)"
  }

  private func requests(where condition: String, _ values: [Value]) throws(LedgerError) -> [RequestRow] {
    var requests: [RequestRow] = []
    try rows(
      """
      SELECT setNumber, ordinal, id, message, purpose, item, subject, outcome, code, words, txnID FROM request
      WHERE \(condition)
      """, values
    ) { row in
      guard let purpose = RequestPurpose(rawValue: row.text(4)) else { return }
      var request = RequestRow(
        set: SetNumber(row.int64(0)), ordinal: Int(row.int64(1)), id: RequestID(row.text(2)),
        message: row.text(3),
        purpose: purpose, item: row.optionalText(5).flatMap { ItemKey($0) }, subject: row.optionalText(6))
      request.outcome = row.optionalText(7).flatMap { RequestOutcome(rawValue: $0) }
      request.code = row.optionalInt64(8).map { Int($0) }
      request.words = row.optionalText(9)
      request.txnID = row.optionalText(10).map { TxnID($0) }
      requests.append(request)
    }
    return requests
  }

  /// The requests of a set in the order of the file.
  public func requests(of set: SetNumber) throws(LedgerError) -> [RequestRow] {
    try requests(where: "setNumber = ?1 ORDER BY ordinal", [.integer(set.rawValue)])
  }

  public func request(_ id: RequestID) throws(LedgerError) -> RequestRow? {
    try requests(where: "id = ?1", [.text(id.rawValue)]).first
  }

  /// Every request that was ever made for an item, oldest first.
  public func requests(for item: ItemKey) throws(LedgerError) -> [RequestRow] {
    try requests(where: "item = ?1 ORDER BY setNumber, ordinal", [.text(item.description)])
  }
}
