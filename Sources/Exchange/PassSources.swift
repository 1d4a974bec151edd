import Accounting
import Autotask
import Ledger
import PostingRules
import Settings

/// What lines refer to besides billing codes.
extension Pass {
  /// The picklists whose labels the rules use.
  static let labelled: [(Entity, String)] = [
    (.companies, "invoiceMethod"), (.billingItems, "billingItemType"), (.billingItems, "subType"),
    (.invoices, "paymentTerm"),
  ]

  func lineSources() throws(LedgerError) -> LineSources {
    var sources = LineSources()
    sources.services = NamedRecord.read(try ledger.records(.services), code: "billingCodeID")
    sources.serviceBundles = NamedRecord.read(try ledger.records(.serviceBundles), code: "billingCodeID")
    sources.roles = NamedRecord.read(try ledger.records(.roles))
    sources.products = NamedRecord.read(try ledger.records(.products), code: "productBillingCodeID")
    sources.milestones = NamedRecord.read(
      try ledger.records(.contractMilestones), name: "title", code: "billingCodeID")
    sources.contractLines = NamedRecord.numbers(
      try ledger.records(.contracts), "organizationalLevelAssociationID")
    sources.paymentTerms = NamedRecord.read(try ledger.records(.paymentTerms))
    sources.templateTerms = NamedRecord.numbers(try ledger.records(.invoiceTemplates), "paymentTerms")
    sources.taxRegions = NamedRecord.read(try ledger.records(.taxRegions))
    sources.taxCategories = NamedRecord.read(try ledger.records(.taxCategories))
    sources.taxedCategories = TaxRate.taxedCategories(try ledger.records(.taxes))
    sources.typeLabels = try ledger.labels(entity: Entity.billingItems.rawValue, field: "billingItemType")
    sources.subTypeLabels = try ledger.labels(entity: Entity.billingItems.rawValue, field: "subType")
    sources.paymentTermLabels = try ledger.labels(entity: Entity.invoices.rawValue, field: "paymentTerm")
    return sources
  }

  /// Whether lines may name charges that have arrived.
  func hasCharges() throws(LedgerError) -> Bool {
    if let cachedHasCharges { return cachedHasCharges }
    var found = false
    for entity in Entity.charges where !found { found = try ledger.hasRecords(entity) }
    cachedHasCharges = found
    return found
  }

  /// The charges that lines name.
  func charges(of lines: [Record]) throws(LedgerError) -> [ChargeID: Charge] {
    guard try hasCharges() else { return [:] }
    var charges: [ChargeID: Charge] = [:]
    for line in lines {
      guard let id = BillingOrigin.charge(line), let record = try ledger.record(id.entity, id: id.id) else {
        continue
      }
      charges[id] = Charge(record)
    }
    return charges
  }

  /// The names of organizations that lines name besides the invoice's own.
  func organizations(
    of lines: [Record], besides own: OrganizationID?
  ) throws(LedgerError)
    -> [OrganizationID: String]
  {
    var names: [OrganizationID: String] = [:]
    for id in Record.organizations(of: lines) where id != own { names[id] = try organization(id)?.name }
    return names
  }

  /// The invoice that bears the number of this one and goes before it; asked for only where numbers come from
  /// Autotask.
  func numberHolder(of invoice: InvoiceID, _ connector: Connector) throws(LedgerError) -> ItemKey? {
    guard connector.invoiceNumbers == .autotask else { return nil }
    if let cachedNumberHolders { return cachedNumberHolders[invoice] }
    var holders: [InvoiceID: ItemKey] = [:]
    var first: [String: InvoiceID] = [:]
    // In the order of the numbers; what is sent comes first, then the older invoice.
    for shared in try ledger.sharedNumbers() {
      let key = "\(connectorName(of: shared.organization)) \(shared.number.lowercased())"
      if let holder = first[key] {
        if !shared.isSent { holders[shared.invoice] = ItemKey(invoice: holder) }
      } else {
        first[key] = shared.invoice
      }
    }
    cachedNumberHolders = holders
    return holders[invoice]
  }
}
