import Accounting
import Autotask
import Findings
import Ledger
import Report

/// Puts what the ledger knows into the rows of the report, and writes `outbox/report/`.
struct Reporting {
  let pass: Pass
  /// The organizations that are billed in another currency than the company's own, with its name.
  private let currencies: [OrganizationID: String]

  init(pass: Pass) throws(LedgerError) {
    self.pass = pass
    var names: [OrganizationID: String] = [:]
    let reference = try pass.reference()
    if let house = reference.houseCurrency {
      for (organization, currency) in try pass.ledger.organizations(notBilledIn: house) {
        names[organization] = reference.currencies[currency] ?? "currency \(currency)"
      }
    }
    currencies = names
  }

  func row(_ item: Item) throws(LedgerError) -> ItemRow {
    let item = try described(item)
    let shown = item.state.shown(
      transferred: item.transferredAt, refusedBefore: item.wasRefused, byHand: item.isByHand)
    let isInSet = item.state == .open || item.state == .sent || item.state == .inDoubt
    return ItemRow(
      item: item.key, name: item.name,
      organization: item.organizationName.isEmpty ? nil : item.organizationName, connector: item.connector,
      state: item.state, shown: shown, number: item.number, txnID: item.txnID, total: item.total,
      balance: item.balance, paidDate: item.paidDate, attempts: Int(item.attempts),
      findings: item.answerFindings + item.findings, batch: item.batch.map { String($0) },
      currency: currency(item.organization), set: isInSet ? item.set : nil, date: item.date)
  }

  func currency(_ organization: OrganizationID?) -> String? { organization.flatMap { currencies[$0] } }

  /// An item to which no pass has come yet, with what its record says.
  private func described(_ item: Item) throws(LedgerError) -> Item {
    guard item.isDirty, item.net == nil, item.date == nil, item.key.type == .invoice,
      let id = item.key.number,
      let record = try pass.ledger.record(.invoices, id: id)
    else { return item }
    var item = item
    let invoice = Invoice(record, zone: pass.zone)
    item.organization = invoice.organization
    item.batch = invoice.batch
    item.date = invoice.date
    item.net = invoice.total?.rounded
    item.tax = (invoice.tax ?? .zero).rounded
    if let organization = invoice.organization { item.connector = pass.connectorName(of: organization) }
    return item
  }
}
