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

  /// Those of which items have arrived, and where there are several connectors all whose records have.
  private(set) var organizations: [OrganizationID: String] = [:]
  /// Every organization whose record has arrived.
  private(set) var recorded: [OrganizationID: String] = [:]
  /// `Last, First` of each resource that works here.
  private(set) var resources: [ResourceID: String] = [:]
  /// Of expenses, and what time is written on; the same for every company file.
  private(set) var expenseCategories: Set<String> = []
  private(set) var payrollCategories: Set<String> = []
  private(set) var items: [ConnectorName: Set<Item>] = [:]
  private(set) var accounts: [ConnectorName: Set<String>] = [:]
  private(set) var classes: [ConnectorName: Set<String>] = [:]

  /// Of all invoices that have arrived, and of the records that stand behind timesheets and expense reports.
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
        let line = BillingItem(record, zone: pass.zone, billingCodesByName: byName)
        let charge = BillingOrigin.charge(record).flatMap { charges[$0] }
        let names = context.names(of: line, charge: charge, in: invoice)
        if let code = line.billingCode.flatMap({ context.billingCodes[$0]?.name }) {
          if names.kind == .expense { expenseCategories.insert(code) }
          if names.kind == .labor { payrollCategories.insert(code) }
        }
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
    try readRecords(pass)
  }

  private mutating func readRecords(_ pass: Pass) throws(LedgerError) {
    var recorded: [OrganizationID: String] = [:]
    try pass.ledger.eachOrganizationName { id, name in recorded[id] = name }
    self.recorded = recorded
    if pass.settings.connectors.count > 1 { organizations.merge(recorded) { known, _ in known } }
    let people = Entity.resources.table
    for record in try pass.ledger.records(.resources) {
      func value(_ field: String) -> String { people.index(of: field).flatMap { record[$0] } ?? "" }
      if ["false", "0"].contains(value("isActive").lowercased()) { continue }
      let name = [value("lastName"), value("firstName")].filter { !$0.isEmpty }.joined(separator: ", ")
      resources[ResourceID(record.id)] = name
    }
    // What a billing code is for says its label; numbers differ from tenant to tenant.
    let uses = try pass.ledger.labels(entity: Entity.billingCodes.rawValue, field: "useType")
    let codes = Entity.billingCodes.table
    guard !uses.isEmpty, let use = codes.index(of: "useType"), let name = codes.index(of: "name") else {
      return
    }
    for record in try pass.ledger.records(.billingCodes) {
      guard let label = record[use].flatMap({ uses[$0] }), let name = record[name] else { continue }
      let word = pass.settings.label(label).lowercased()
      if word.contains("expense") { expenseCategories.insert(name) }
      if word.contains("work type") || word.contains("internal") || word.contains("general") {
        payrollCategories.insert(name)
      }
    }
  }

  /// The name that belongs beside an id; empty for all other columns.
  func name(_ column: String, _ row: MappingRow) -> String {
    switch column {
    case "organization": Int64(row["organizationID"]).flatMap { recorded[OrganizationID($0)] } ?? ""
    case "resource": Int64(row["resourceID"]).flatMap { resources[ResourceID($0)] } ?? ""
    default: ""
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
    case .resources:
      rows = resources.sorted { $0.key < $1.key }.map { [$0.key.description, $0.value, "", "", ""] }
    case .expenseAccounts:
      for connector in settings.connectors where connector.transfers(ItemType.expenseReport) {
        rows += expenseCategories.sorted().map { [shown(connector.name), $0, "", "", ""] }
      }
    case .payrollItems:
      for connector in settings.connectors where connector.transfers(ItemType.timesheet) {
        rows += (payrollCategories.sorted() + ["*"]).map { [shown(connector.name), $0, ""] }
      }
    }
    return rows
  }
}
