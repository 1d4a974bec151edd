import Accounting
import Ledger
import Report

extension Reporting {
  /// What QuickBooks was asked for, answered or not, by connector and period.
  func audits() throws(LedgerError) -> [AuditResult] {
    var results: [AuditResult] = []
    for row in try pass.ledger.audits() {
      var result = AuditResult(connector: row.connector, period: row.period, set: row.set)
      result.answered = row.answeredAt
      result.same = Tally(row.same)
      result.changed = Tally(row.changed)
      result.missing = Tally(row.missing)
      result.other = Tally(row.other)
      result.differences = row.findings
      results.append(result)
    }
    for (set, period) in try Auditing.open(pass.ledger) {
      results.append(AuditResult(connector: set.connector, period: period, set: set.number))
    }
    return results.sorted {
      ($0.connector, $0.period, $0.set) < ($1.connector, $1.period, $1.set)
    }
  }
}

extension Tally {
  fileprivate init(_ count: AuditCount) { self.init(count: count.count, sum: count.sum) }
}
