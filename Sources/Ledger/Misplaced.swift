public import Accounting
import SQLite

/// Something that a message set made in a company file other than its connector's, to be deleted there.
public struct MisplacedRow: Sendable, Hashable {
  public let number: Int64
  public var set: SetNumber
  public var connector: ConnectorName
  /// The company as it was answered, or the path of its file.
  public var company: String
  /// The claimed file whose content told of it.
  public var file: Int64
  /// `invoice`, `customer`; `run` when only the running itself is known.
  public var kind: String
  /// Whether it is a transaction; else an entry of a list.
  public var isTransaction: Bool
  public var item: ItemKey?
  public var refNumber: String?
  /// TxnID, or ListID of a list entry.
  public var id: String
  /// Of the customer, the vendor, the person, or the entry itself.
  public var name: String?
  public var amount: Amount?
  public var resolvedAt: Timestamp?

  public init(
    set: SetNumber, connector: ConnectorName, company: String, file: Int64, kind: String,
    isTransaction: Bool = false, item: ItemKey? = nil, refNumber: String? = nil, id: String,
    name: String? = nil, amount: Amount? = nil
  ) {
    number = 0
    self.set = set
    self.connector = connector
    self.company = company
    self.file = file
    self.kind = kind
    self.isTransaction = isTransaction
    self.item = item
    self.refNumber = refNumber
    self.id = id
    self.name = name
    self.amount = amount
  }

  fileprivate init(number: Int64, of row: MisplacedRow) {
    self.number = number
    (set, connector, company, file) = (row.set, row.connector, row.company, row.file)
    (kind, isTransaction, item) = (row.kind, row.isTransaction, row.item)
    (refNumber, id) = (row.refNumber, row.id)
    (name, amount, resolvedAt) = (row.name, row.amount, row.resolvedAt)
  }
}

extension Schema {
  static let misplaced = [
    """
    CREATE TABLE misplaced(
      number INTEGER PRIMARY KEY,
      setNumber INTEGER NOT NULL REFERENCES message_set(number),
      connector TEXT NOT NULL,
      company TEXT NOT NULL,
      file INTEGER NOT NULL,
      kind TEXT NOT NULL,
      isTransaction INTEGER NOT NULL CHECK(isTransaction IN (0,1)),
      item TEXT REFERENCES item(key),
      refNumber TEXT,
      id TEXT NOT NULL,
      name TEXT,
      amount INTEGER,
      notedAt INTEGER NOT NULL,
      resolvedAt INTEGER,
      UNIQUE(setNumber, company, kind, id)) STRICT
    """,
    "CREATE INDEX misplacedOpen ON misplaced(setNumber) WHERE resolvedAt IS NULL",
  ]
}

extension Ledger {
  /// Notes what is to be deleted; what is noted already stays as it is.
  public func note(_ row: MisplacedRow, at: Timestamp) throws(LedgerError) {
    try run(
      """
      INSERT INTO misplaced(setNumber, connector, company, file, kind, item, refNumber, id, name, amount, notedAt,
        isTransaction)
      VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) ON CONFLICT(setNumber, company, kind, id) DO NOTHING
      """,
      [
        .integer(row.set.rawValue), .text(row.connector.rawValue), .text(row.company), .integer(row.file),
        .text(row.kind), .optional(row.item?.description), .optional(row.refNumber), .text(row.id),
        .optional(row.name), .optional(row.amount?.units), .integer(at.milliseconds),
        .flag(row.isTransaction),
      ])
  }

  /// What still lies in a wrong company file, in the order in which it was told.
  public func misplaced() throws(LedgerError) -> [MisplacedRow] {
    try misplaced(where: "resolvedAt IS NULL ORDER BY number", [])
  }

  /// The same of one set.
  public func misplaced(by set: SetNumber) throws(LedgerError) -> [MisplacedRow] {
    try misplaced(
      where: "setNumber = ?1 AND resolvedAt IS NULL ORDER BY number", [.integer(set.rawValue)])
  }

  /// Whether a claimed file told of something misplaced, and whether all of it is settled.
  public func settledMisplaced(file: Int64) throws(LedgerError) -> (isAny: Bool, isSettled: Bool) {
    let rows = try misplaced(where: "file = ?1", [.integer(file)])
    return (!rows.isEmpty, rows.allSatisfy { $0.resolvedAt != nil })
  }

  public func resolve(_ row: MisplacedRow, at: Timestamp) throws(LedgerError) {
    try run(
      "UPDATE misplaced SET resolvedAt = ?2 WHERE number = ?1",
      [.integer(row.number), .integer(at.milliseconds)])
  }

  private func misplaced(where condition: String, _ values: [Value]) throws(LedgerError) -> [MisplacedRow] {
    var found: [MisplacedRow] = []
    try rows(
      """
      SELECT number, setNumber, connector, company, file, kind, item, refNumber, id, name, amount, resolvedAt,
        isTransaction
      FROM misplaced WHERE \(condition)
      """, values
    ) { row in
      var misplaced = MisplacedRow(
        set: SetNumber(row.int64(1)), connector: ConnectorName(row.text(2)), company: row.text(3),
        file: row.int64(4), kind: row.text(5), isTransaction: row.int64(12) == 1,
        item: row.optionalText(6).flatMap { ItemKey($0) },
        refNumber: row.optionalText(7), id: row.text(8), name: row.optionalText(9),
        amount: row.optionalInt64(10).map { Amount(units: $0) })
      misplaced.resolvedAt = row.optionalInt64(11).map { Timestamp(milliseconds: $0) }
      found.append(MisplacedRow(number: row.int64(0), of: misplaced))
    }
    return found
  }
}
