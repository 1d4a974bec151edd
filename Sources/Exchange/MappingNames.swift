import Accounting
import Autotask
import Ledger
import PostingRules
import Settings

/// Every name of Autotask's that the mapping tables may give another one in QuickBooks.
struct MappingNames {
  /// Kind (empty where nothing tells it) and name of a line's item.
  struct Item: Hashable, Comparable {
    var kind: String
    var name: String
    static func < (left: Item, right: Item) -> Bool { (left.kind, left.name) < (right.kind, right.name) }
  }

  private(set) var organizations: [OrganizationID: String] = [:]
  private(set) var items: [ConnectorName: Set<Item>] = [:]
  private(set) var accounts: [ConnectorName: Set<String>] = [:]
  private(set) var classes: [ConnectorName: Set<String>] = [:]

  /// Of all invoices that have arrived.
  init(_ pass: Pass) throws(LedgerError) {
    var deciding = Deciding(pass)
    for key in try pass.ledger.keys() {
      pass.progress?("reading \(key)")
      guard let item = try pass.ledger.item(key), let id = key.number,
        let record = try pass.ledger.record(.invoices, id: id)
      else { continue }
      let invoice = Invoice(record, zone: pass.zone)
      if let organization = item.organization { organizations[organization] = item.organizationName }
      let context = try deciding.context(of: item.connector)
      let records = try pass.ledger.records(.billingItems, parent: "invoiceID", id: id)
      let charges = try pass.charges(of: records)
      let byName = try pass.reference().billingCodesByName
      for record in records {
        let line = ItemCase.billingItem(record, zone: pass.zone, billingCodesByName: byName)
        let charge = BillingOrigin.charge(record).flatMap { charges[$0] }
        let names = context.names(of: line, charge: charge, in: invoice)
        if let name = names.item {
          items[item.connector, default: []].insert(Item(kind: names.kind?.rawValue ?? "", name: name))
        }
        if let name = names.account { accounts[item.connector, default: []].insert(name) }
        if let name = names.lineOfBusiness { classes[item.connector, default: []].insert(name) }
      }
    }
    for connector in pass.settings.connectors where connector.taxes == .autotask {
      accounts[connector.name, default: []].insert(PostingContext.taxItem)
    }
  }

  /// The rows that a table could have, each in the order of its columns, without targets.
  func rows(of table: MappingTable, _ settings: Settings) -> [[String]] {
    // Where there is only one connector its name says nothing.
    func shown(_ connector: ConnectorName) -> String {
      settings.connectors.count > 1 ? connector.rawValue : ""
    }
    var rows: [[String]] = []
    switch table {
    case .organizations:
      rows = organizations.sorted { $0.key < $1.key }.map { [$0.key.description, $0.value, "", ""] }
    case .items:
      for connector in settings.connectors {
        rows += (items[connector.name] ?? []).sorted().map { [shown(connector.name), $0.kind, $0.name, ""] }
      }
    case .accounts:
      for connector in settings.connectors {
        rows += (accounts[connector.name] ?? []).sorted().map { [shown(connector.name), $0, ""] }
      }
    case .classes:
      for connector in settings.connectors {
        // A row of empty cells would be no row.
        rows += (classes[connector.name] ?? []).sorted().map {
          [$0.isEmpty ? connector.name.rawValue : shown(connector.name), $0, ""]
        }
      }
    case .resources, .expenseAccounts, .payrollItems: break
    }
    return rows
  }
}
