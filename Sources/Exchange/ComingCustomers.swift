import Accounting
import Autotask
import Ledger
import PostingRules
import Settings

/// Finds the customers that open sets make and that invoices still to go will need, as far as two of them have nearly
/// one name.
struct ComingCustomers {
  let pass: Pass
  /// Without any coming customers: what would go if nothing stood beside it.
  let context: PostingContext

  private struct Candidate {
    var organization: Organization
    var fullName: String
  }

  func find() throws(LedgerError) -> NewCustomers {
    var found = NewCustomers()
    let connector = context.connector.name
    let lists = try pass.ledger.company(connector).listsAt
    for (name, set) in try pass.ledger.customersBeingMade(connector, lists: lists) {
      found.add(name, by: .set(set))
    }
    for one in try colliding() {
      found.add(one.fullName, by: .organization(one.organization.id, name: one.organization.name))
    }
    return found
  }

  /// Candidates beside which stands another of nearly the same name, each with an invoice that would go.
  private func colliding() throws(LedgerError) -> [Candidate] {
    var invoices: [OrganizationID: [ItemKey]] = [:]
    // New invoices stand at the default connector until they are judged.
    for connector in pass.settings.connectors {
      try pass.ledger.unfinishedInvoices(connector.name) { (key, organization) throws(LedgerError) in
        if pass.connectorName(of: organization) == context.connector.name {
          invoices[organization, default: []].append(key)
        }
      }
    }
    var groups: [String: [Candidate]] = [:]
    for id in invoices.keys.sorted() {
      guard try pass.ledger.customer(of: id, context.connector.name) == nil,
        let organization = try pass.organization(id)
      else { continue }
      for name in NewCustomers.names(for: organization, in: context) {
        groups[NewCustomers.nearKey(name), default: []].append(
          Candidate(organization: organization, fullName: name))
      }
    }
    var found: [Candidate] = []
    for key in groups.keys.sorted() {
      let group = groups[key] ?? []
      if Set(group.map { NewCustomers.key($0.fullName) }).count < 2 { continue }
      for one in group where try goes(one.organization, invoices[one.organization.id] ?? []) {
        found.append(one)
      }
    }
    return found
  }

  /// Whether any invoice of the organization would make its customer now.
  private func goes(_ organization: Organization, _ keys: [ItemKey]) throws(LedgerError) -> Bool {
    for key in keys {
      guard let item = try pass.ledger.item(key), item.wish != .notReady, !item.isByHand,
        item.wish == .ready || context.connector.readiness == .automatic || item.state == .ready,
        let id = key.number, let record = try pass.ledger.record(.invoices, id: id)
      else { continue }
      let codes = try pass.reference().billingCodesByName
      let lines = try pass.ledger.records(.billingItems, parent: "invoiceID", id: id).map {
        BillingItem($0, zone: pass.zone, billingCodesByName: codes)
      }
      let source = try pass.invoiceCase(
        item, Invoice(record, zone: pass.zone), lines, organization, context.connector.name)
      if case .postable(let posting) = InvoiceRules.judge(source, in: context), posting.makesCustomer {
        return true
      }
    }
    return false
  }
}

extension Pass {
  /// An invoice with all that is known about it.
  func invoiceCase(
    _ item: Item, _ invoice: Invoice, _ lines: [BillingItem], _ organization: Organization?,
    _ connector: ConnectorName
  ) throws(LedgerError) -> InvoiceCase {
    InvoiceCase(
      invoice: invoice, lines: lines, organization: organization,
      knownCustomer: try invoice.organization.flatMap { (id) throws(LedgerError) -> ListID? in
        try ledger.customer(of: id, connector)
      },
      isMadeReady: item.wish == .ready, isRetransfer: item.transfer > 1,
      billedElsewhere: try ledger.holders(ofInvoice: invoice.id.rawValue))
  }
}
