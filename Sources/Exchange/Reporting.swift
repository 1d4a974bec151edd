import Accounting
import Filesystem
import Ledger
import Report
import Spool

/// Puts what the ledger knows into the rows of the report, and writes `outbox/report/`.
struct Reporting {
  let pass: Pass

  func row(_ item: Item) -> ItemRow {
    let shown = item.state.shown(
      transferred: item.transferredAt, refusedBefore: item.wasRefused, byHand: item.isByHand)
    return ItemRow(
      item: item.key, name: item.name, organization: item.organizationName, connector: item.connector,
      state: item.state, shown: shown, needsResync: false, number: item.number, txnID: item.txnID,
      total: item.total,
      balance: item.balance, paidDate: item.paidDate, attempts: Int(item.attempts),
      findings: item.answerFindings + item.findings, batch: item.batch.map { String($0) }, set: item.set)
  }

  func write(ifChanged hasChanged: Bool) throws {}
}
