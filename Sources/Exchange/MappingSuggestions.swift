import Accounting
import ByteFormats
import Ledger
import PostingRules
import Settings

/// What QuickBooks has under a name, or nearly: for a person to look at, never taken by itself.
struct MappingSuggestions {
  /// What is there for a row that nobody has filled in.
  enum Match: Hashable {
    /// QuickBooks has the very name, so no row is needed.
    case exact
    /// It has names like it.
    case near(String)
    case nothing
    /// Its lists have not arrived.
    case unknown
  }

  let ledger: Ledger
  let settings: Settings
  private var lists: [ConnectorName: CompanyLists?] = [:]
  private var names: [ConnectorName: [MappingTable: [String]]] = [:]
  /// Comparing every name with every other grows with the square; beyond so many only near spellings are found.
  private var comparisons = 300_000

  init(ledger: Ledger, settings: Settings) {
    self.ledger = ledger
    self.settings = settings
  }

  mutating func match(_ table: MappingTable, _ values: [String]) throws(LedgerError) -> Match {
    func value(_ column: String) -> String { table.columns.firstIndex(of: column).map { values[$0] } ?? "" }
    let connector =
      value("connector").isEmpty ? settings.defaultConnector.name : ConnectorName(value("connector"))
    guard let lists = try known(connector) else { return .unknown }
    if table == .resources { return person(value("resource"), lists) }
    let name = table.columns.first { MappingSuggestions.named.contains($0) }.map { value($0) } ?? ""
    let list = MappingSuggestions.list(table, lists)
    let wanted = table == .classes ? name.replacing(" > ", with: ":") : name.replacing("~", with: ":")
    if wanted.isEmpty { return .nothing }
    if let entry = list.named(wanted) {
      // Only customers and items are found by their names alone.
      return table == .organizations || table == .items ? .exact : .near(entry.fullName)
    }
    let near = list.near(wanted).map(\.fullName)
    if !near.isEmpty { return .near(near.prefix(3).joined(separator: " | ")) }
    return nearest(wanted, table, list, connector).map { .near($0) } ?? .nothing
  }

  /// The columns that say what a row is about.
  private static let named = ["organization", "name", "billing code", "line of business", "category"]

  /// The list in which the targets of a table are.
  static func list(_ table: MappingTable, _ lists: CompanyLists) -> EntryList {
    switch table {
    case .organizations: lists.customers
    case .resources: lists.vendors
    case .items: lists.items
    case .accounts, .expenseAccounts: lists.accounts
    case .classes: lists.classes
    case .payrollItems: lists.payrollItems
    }
  }

  private mutating func known(_ connector: ConnectorName) throws(LedgerError) -> CompanyLists? {
    if let lists = lists[connector] { return lists }
    let read = try ledger.lists(connector)
    lists[connector] = .some(read)
    return read
  }

  private mutating func nearest(
    _ wanted: String, _ table: MappingTable, _ list: EntryList, _ connector: ConnectorName
  ) -> String? {
    if comparisons < list.count { return nil }
    comparisons -= list.count
    let all = names[connector]?[table] ?? list.fullNames
    names[connector, default: [:]][table] = all
    return Suggestion.nearest(to: wanted, among: all)
  }

  /// `Decker, Betty` as QuickBooks may have her: turned round, or as Autotask's extension names vendors.
  private func person(_ name: String, _ lists: CompanyLists) -> Match {
    var forms = [name, "v-" + name]
    let parts = name.split(separator: ",", maxSplits: 1).map { NameFolding.key(String($0)) }
    if parts.count == 2 { forms.append("\(parts[1]) \(parts[0])") }
    var found: [String] = []
    if let vendor = forms.compactMap({ lists.vendors.named($0) }).first {
      found.append("vendor \(vendor.fullName)")
    }
    if let employee = forms.compactMap({ lists.employee($0) }).first {
      found.append("employee \(employee.fullName)")
    }
    return found.isEmpty ? .nothing : .near(found.joined(separator: " | "))
  }
}

extension CompanyLists {
  /// An employee; other names stand in the same list.
  func employee(_ name: String) -> ListEntry? {
    otherNames.named(name).flatMap { $0.kind == "EmployeeRet" ? $0 : nil }
  }

  var employeeNames: [String] { otherNames.fullNames.filter { employee($0) != nil } }
}
