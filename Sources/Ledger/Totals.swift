public import Accounting
import SQLite

/// Which items are meant; nil leaves a field out of account.
public struct ItemFilter: Sendable, Hashable {
  public var connector: ConnectorName?
  public var type: ItemType?
  public var batch: Int64?

  public init(connector: ConnectorName? = nil, type: ItemType? = nil, batch: Int64? = nil) {
    self.connector = connector
    self.type = type
    self.batch = batch
  }
}

/// An invoice as Autotask sent it, for the count of what was received.
public struct ReceivedInvoice: Sendable, Hashable {
  public let id: Int64
  public let organization: OrganizationID?
  public let batch: Int64?
  /// Nil where the export has none, or none that can be read.
  public let total: UnroundedAmount?
  public let tax: UnroundedAmount?
}

/// The items of a published set.
public struct SetContent: Sendable, Hashable {
  public var items = 0
  public var net = Amount.zero

  public init() {}
}

extension Ledger {
  /// Gives the items by connector, type, date and number, one after the other.
  ///
  /// Nothing of the ledger may be changed meanwhile. `failure` puts an error of the ledger into the body's type.
  public func eachItem<Failure: Error>(
    _ filter: ItemFilter = ItemFilter(), failure: (LedgerError) -> Failure,
    _ body: (Item) throws(Failure) -> Void
  ) throws(Failure) {
    let sql = """
      SELECT \(Ledger.columns) FROM item
      WHERE (?1 IS NULL OR connector = ?1) AND (?2 IS NULL OR type = ?2) AND (?3 IS NULL OR batch = ?3)
      ORDER BY connector, type, date, number
      """
    let statement: Statement
    do {
      statement = try database.prepare(sql)
      try bind(
        [.optional(filter.connector?.rawValue), .optional(filter.type?.rawValue), .optional(filter.batch)],
        to: statement)
    } catch { throw failure(.database(error)) }
    while true {
      let hasRow: Bool
      do { hasRow = try statement.step() } catch { throw failure(.database(error)) }
      if !hasRow { return }
      guard let item = Ledger.item(statement) else {
        throw failure(.damaged("item \(statement.text(0)) cannot be read"))
      }
      try body(item)
    }
  }

  /// The names of the items by connector, type, date and number.
  public func keys(_ filter: ItemFilter = ItemFilter()) throws(LedgerError) -> [ItemKey] {
    var keys: [ItemKey] = []
    try rows(
      """
      SELECT key FROM item
      WHERE (?1 IS NULL OR connector = ?1) AND (?2 IS NULL OR type = ?2) AND (?3 IS NULL OR batch = ?3)
      ORDER BY connector, type, date, number
      """,
      [.optional(filter.connector?.rawValue), .optional(filter.type?.rawValue), .optional(filter.batch)]
    ) { row in if let key = ItemKey(row.text(0)) { keys.append(key) } }
    return keys
  }

  /// Gives every invoice of the mirror; the items are not asked.
  public func eachReceivedInvoice(
    _ body: (ReceivedInvoice) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    try rows("SELECT id, companyID, batchID, invoiceTotal, totalTaxValue FROM mirrorInvoices") {
      (row) throws(LedgerError) in
      func reference(_ column: Int) -> Int64? {
        row.optionalInt64(column).flatMap { $0 == 0 ? nil : $0 }
      }
      func amount(_ column: Int) -> UnroundedAmount? {
        if row.isNull(column) { return nil }
        guard case .success(let amount) = row.withTextColumn(column, { UnroundedAmount.parse($0) }) else {
          return nil
        }
        return amount
      }
      try body(
        ReceivedInvoice(
          id: row.int64(0), organization: reference(1).map { OrganizationID($0) }, batch: reference(2),
          total: amount(3), tax: amount(4)))
    }
  }

  /// Invoices that one side has and the other has not, at most ten of each.
  public func unmatchedInvoices() throws(LedgerError) -> (withoutItem: [ItemKey], withoutRecord: [ItemKey]) {
    func keys(_ sql: String) throws(LedgerError) -> [ItemKey] {
      var keys: [ItemKey] = []
      try rows(sql) { row in if let key = ItemKey(row.text(0)) { keys.append(key) } }
      return keys
    }
    return (
      try keys(
        """
        SELECT 'invoice:' || id FROM mirrorInvoices AS one
        WHERE NOT EXISTS(SELECT 1 FROM item WHERE key = 'invoice:' || one.id) ORDER BY id LIMIT 10
        """),
      try keys(
        """
        SELECT key FROM item WHERE type = 'invoice'
          AND NOT EXISTS(SELECT 1 FROM mirrorInvoices WHERE id = item.number) ORDER BY number LIMIT 10
        """)
    )
  }

  /// The organizations that are billed in another currency than this one, with it.
  public func organizations(notBilledIn currency: Int64) throws(LedgerError) -> [OrganizationID: Int64] {
    var found: [OrganizationID: Int64] = [:]
    try rows(
      """
      SELECT id, CAST(currencyID AS INTEGER) FROM mirrorCompanies
      WHERE currencyID IS NOT NULL AND CAST(currencyID AS INTEGER) NOT IN (0, ?1)
      """, [.integer(currency)]
    ) { found[OrganizationID($0.int64(0))] = $0.int64(1) }
    return found
  }

  /// How many items each set holds and what they come to; sets without items are left out.
  public func contentOfOpenSets() throws(LedgerError) -> [SetNumber: SetContent] {
    var found: [SetNumber: SetContent] = [:]
    try rows(
      "SELECT setNumber, count(*), sum(net) FROM item WHERE setNumber IN (SELECT number FROM message_set WHERE state = 'open') GROUP BY setNumber"
    ) { row in
      var content = SetContent()
      content.items = Int(row.int64(1))
      content.net = Amount(units: row.int64(2))
      found[SetNumber(row.int64(0))] = content
    }
    return found
  }

  /// Whether something happens for the first time that is to be said only once; remembered from then on.
  public func isFirst(_ mark: String) throws(LedgerError) -> Bool {
    try run("INSERT OR IGNORE INTO meta(name, value) VALUES(?1, '1')", [.text("once \(mark)")]) > 0
  }
}
