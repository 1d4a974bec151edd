public import Accounting
public import Findings
import SQLite

/// Invoices counted and added up.
public struct AuditCount: Sendable, Hashable {
  public private(set) var count: Int
  /// Before tax.
  public private(set) var sum: Amount

  public init(count: Int = 0, sum: Amount = .zero) {
    self.count = count
    self.sum = sum
  }

  /// A sum beyond ninety trillion stays where it is.
  public mutating func add(_ amount: Amount) {
    count += 1
    sum = sum.adding(amount) ?? sum
  }
}

/// What came of comparing a period with what QuickBooks has.
public struct AuditRow: Sendable, Hashable {
  public let set: SetNumber
  public let connector: ConnectorName
  public let period: Period
  public let answeredAt: Timestamp
  /// Transferred by autopost, and the same in QuickBooks.
  public var same = AuditCount()
  public var changed = AuditCount()
  public var missing = AuditCount()
  /// In QuickBooks, and not from autopost.
  public var other = AuditCount()
  /// One for each difference.
  public var findings: [Finding] = []

  public init(set: SetNumber, connector: ConnectorName, period: Period, answeredAt: Timestamp) {
    self.set = set
    self.connector = connector
    self.period = period
    self.answeredAt = answeredAt
  }
}

extension Ledger {
  /// Keeps a result in the place of every earlier one whose days it holds; those stand in the history and in
  /// `outbox/<connector>/answered/`.
  public func save(_ audit: AuditRow) throws(LedgerError) {
    let (first, last) = (audit.period.first.daysSinceEpoch, audit.period.last.daysSinceEpoch)
    try run(
      "DELETE FROM audit WHERE connector = ?1 AND firstDay >= ?2 AND lastDay <= ?3",
      [.text(audit.connector.rawValue), .integer(Int64(first)), .integer(Int64(last))])
    try run(
      """
      INSERT INTO audit(setNumber, connector, firstDay, lastDay, answeredAt, sameCount, sameSum, changedCount,
        changedSum, missingCount, missingSum, otherCount, otherSum, findings)
      VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)
      """,
      [
        .integer(audit.set.rawValue), .text(audit.connector.rawValue), .integer(Int64(first)),
        .integer(Int64(last)), .integer(audit.answeredAt.milliseconds),
        .integer(Int64(audit.same.count)), .integer(audit.same.sum.units),
        .integer(Int64(audit.changed.count)), .integer(audit.changed.sum.units),
        .integer(Int64(audit.missing.count)), .integer(audit.missing.sum.units),
        .integer(Int64(audit.other.count)), .integer(audit.other.sum.units),
        .text(FindingColumn.text(audit.findings)),
      ])
  }

  /// All results, by connector and period.
  public func audits() throws(LedgerError) -> [AuditRow] {
    var audits: [AuditRow] = []
    try rows(
      """
      SELECT setNumber, connector, firstDay, lastDay, answeredAt, sameCount, sameSum, changedCount, changedSum,
        missingCount, missingSum, otherCount, otherSum, findings
      FROM audit ORDER BY connector, firstDay, lastDay
      """, []
    ) { row in
      func day(_ column: Int) -> CalendarDate {
        CalendarDate(daysSinceEpoch: Int32(truncatingIfNeeded: row.int64(column)))
      }
      func count(_ column: Int) -> AuditCount {
        AuditCount(count: Int(row.int64(column)), sum: Amount(units: row.int64(column + 1)))
      }
      guard let period = Period(day(2), day(3)) else { return }
      var audit = AuditRow(
        set: SetNumber(row.int64(0)), connector: ConnectorName(row.text(1)), period: period,
        answeredAt: Timestamp(milliseconds: row.int64(4)))
      audit.same = count(5)
      audit.changed = count(7)
      audit.missing = count(9)
      audit.other = count(11)
      audit.findings = FindingColumn.findings(row.text(13))
      audits.append(audit)
    }
    return audits
  }

  /// Invoices that QuickBooks confirmed and that are dated in a period, by date and number.
  public func confirmedInvoices(
    _ connector: ConnectorName, in period: Period
  ) throws(LedgerError) -> [Item] {
    try items(
      where: """
        connector = ?1 AND state = 'confirmed' AND type = 'invoice' AND txnID IS NOT NULL AND date BETWEEN ?2 AND ?3
        ORDER BY date, number, key
        """,
      [
        .text(connector.rawValue), .integer(Int64(period.first.daysSinceEpoch)),
        .integer(Int64(period.last.daysSinceEpoch)),
      ])
  }

  /// All that QuickBooks ever answered to have made or found for us on a connector.
  public func answeredTxnIDs(_ connector: ConnectorName) throws(LedgerError) -> Set<TxnID> {
    var ids: Set<TxnID> = []
    try rows(
      """
      SELECT txnID FROM request
      WHERE txnID IS NOT NULL AND setNumber IN (SELECT number FROM message_set WHERE connector = ?1)
      """, [.text(connector.rawValue)]
    ) { ids.insert(TxnID($0.text(0))) }
    return ids
  }
}
