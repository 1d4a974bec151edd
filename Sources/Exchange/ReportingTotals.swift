public import Accounting
import Autotask
public import Findings
import Ledger
import PostingRules
public import Report
import Settings

/// Whether everything that was received is in exactly one place.
public struct Reconciliation: Sendable {
  public var totals: ControlTotals
  /// One for each line that does not add up; empty when all do.
  public var differences: [Finding]
  /// What QuickBooks was asked for, answered or not.
  public var audits: [AuditResult]

  /// Whether everything is in one place, and QuickBooks has it as far as it was asked.
  public var isSound: Bool { totals.addUp && audits.allSatisfy(\.differences.isEmpty) }
}

extension Exchange {
  /// Received = transferred + refused + held + …, count and sum, per connector, type and invoice batch.
  public func controlTotals(now: Timestamp) throws(ExchangeError) -> Reconciliation {
    do {
      return try reading(now: now) { pass in
        let reporting = try Reporting(pass: pass)
        var totals = ControlTotals()
        var count = ReceivedCount()
        try pass.ledger.eachItem(failure: { $0 as any Error }) { (item) throws(any Error) in
          let row = try reporting.row(item)
          totals.add(row)
          count.note(item, row, pass)
        }
        try reporting.receive(count, &totals)
        return Reconciliation(
          totals: totals, differences: try reporting.differences(totals), audits: try reporting.audits())
      }
    } catch { throw ExchangeError(error) }
  }
}

/// What the items say about how a record is to be counted; kept for few of them.
struct ReceivedCount {
  /// Amounts of invoices whose record allows two readings, or says something else by now.
  private(set) var amounts: [Int64: Amount] = [:]
  /// The connectors of invoices that the mappings would send elsewhere by now: what was sent stays where it is, and the
  /// rest moves with the next pass.
  private(set) var connectors: [Int64: ConnectorName] = [:]

  /// A total that holds the tax already is told from one that does not only by the lines; what changed in Autotask
  /// after it was sent is counted as it was sent, for its own finding tells of the change.
  mutating func note(_ item: Item, _ row: ItemRow, _ pass: Pass) {
    guard item.key.type == .invoice, let id = item.key.number else { return }
    if row.connector != pass.connectorName(ofReceived: item.organization) { connectors[id] = row.connector }
    guard let total = row.total else { return }
    let changed = item.findings.contains {
      $0.id == .changedAfterSending || $0.id == .voidedAfterTransfer
    }
    if item.tax?.units ?? 0 != 0 || changed { amounts[id] = total }
  }

  /// What is counted for a record.
  func amount(of invoice: ReceivedInvoice) -> Amount? {
    if let known = amounts[invoice.id] { return known }
    return invoice.total?.rounded.adding((invoice.tax ?? .zero).rounded)
  }
}

extension Reporting {
  /// Counts what was received from the records themselves, not from the items.
  func receive(_ count: ReceivedCount, _ totals: inout ControlTotals) throws(LedgerError) {
    var tallies: [ControlKey: Tally] = [:]
    var places: [OrganizationID?: (ConnectorName, String?)] = [:]
    try pass.ledger.eachReceivedInvoice { invoice in
      let place =
        places[invoice.organization]
        ?? (
          pass.connectorName(ofReceived: invoice.organization), currency(invoice.organization)
        )
      places[invoice.organization] = place
      let key = ControlKey(
        connector: count.connectors[invoice.id] ?? place.0, type: .invoice,
        batch: invoice.batch.map { String($0) }, currency: place.1)
      tallies[key, default: Tally()].add(count.amount(of: invoice))
    }
    for (key, tally) in tallies.sorted(by: { $0.key < $1.key }) { totals.receive(tally, for: key) }
  }

  func differences(_ totals: ControlTotals) throws(LedgerError) -> [Finding] {
    if totals.addUp { return [] }
    let (withoutItem, withoutRecord) = try pass.ledger.unmatchedInvoices()
    var named = ""
    func name(_ keys: [ItemKey], _ words: String) {
      if keys.isEmpty { return }
      named += "; \(words): \(keys.map(\.description).joined(separator: ", "))"
    }
    name(withoutItem, "received and not listed")
    name(withoutRecord, "listed and never received")
    return totals.lines.filter { !$0.difference.isZero }.map { line in
      let difference = line.difference
      return Finding(
        .totalsDiffer, .error,
        problem:
          "\(line.key.title): of \(line.received.count) items received (\(line.received.plainSum)),"
          + " \(difference.count) with a sum of \(difference.plainSum) are in no place or in two\(named)",
        remedy:
          "Send nothing more, look in autopost history at the items named, and give outbox/report/ and state/ to whoever"
          + " looks after autopost: this is its own mistake."
      )
    }
  }
}

extension Pass {
  /// Where the mappings send what was received; the default connector for what names no organization.
  fileprivate func connectorName(ofReceived organization: OrganizationID?) -> ConnectorName {
    organization.map { connectorName(of: $0) } ?? settings.defaultConnector.name
  }
}
