public import Accounting

/// What a row says about the QuickBooks customer of an organization.
public enum MappedCustomer: Hashable, Sendable {
  /// The customer of that FullName, which exists.
  case fullName(String)
  /// A new customer, though one with a similar name exists.
  case new
}

/// One row of a mapping table, checked.
public struct MappingRow: Hashable, Sendable {
  public let table: MappingTable
  /// Where it stands in its file, counted from 1.
  public let line: Int
  /// The default connector where the cell is empty.
  public let connector: ConnectorName
  /// The cells in the order of `table.columns`, without outer blanks; the connector is filled in.
  public let values: [String]
  /// Whether somebody wrote the connector into the row, rather than leave it to the default.
  public let namesConnector: Bool

  /// What makes it the only one of its kind, beside the connector.
  var keyParts: [String] { table.keyColumns.map { self[$0] } }

  /// The cell of a column; empty when the file lacks it.
  public subscript(_ column: String) -> String {
    table.columns.firstIndex(of: column).map { values[$0] } ?? ""
  }
}

/// Where organizations and resources belong, and what things are called in each company file.
///
/// Texts are found without regard to capitals and outer blanks, for QuickBooks does not tell them apart. A row
/// without a target, as `map export` writes it for a person to fill in, is as good as none.
public struct Mappings: Hashable, Sendable {
  /// The connector of what is not mapped.
  public let defaultConnector: ConnectorName
  private var rowsByTable: [MappingTable: [MappingRow]] = [:]
  /// The place of each row among those of its table, by `key`.
  private var index: [String: Int] = [:]

  /// No rows at all: everything belongs to the default connector and is matched by name.
  public init(defaultConnector: ConnectorName) {
    self.defaultConnector = defaultConnector
  }

  /// The rows of a table in the order of its file.
  public func rows(of table: MappingTable) -> [MappingRow] { rowsByTable[table] ?? [] }

  /// The row of an organization, if it has one.
  public func row(of organization: OrganizationID) -> MappingRow? {
    row(.organizations, nil, [organization.description])
  }

  /// The row of a resource, if it has one.
  public func row(of resource: ResourceID) -> MappingRow? {
    row(.resources, nil, [resource.description])
  }

  /// The connector of an organization.
  public func connector(of organization: OrganizationID) -> ConnectorName {
    row(of: organization)?.connector ?? defaultConnector
  }

  /// The connector of a resource.
  public func connector(of resource: ResourceID) -> ConnectorName {
    row(of: resource)?.connector ?? defaultConnector
  }

  /// What the tables say about an organization's customer in its connector; nil leaves it to its name.
  public func customer(_ connector: ConnectorName, _ organization: OrganizationID) -> MappedCustomer? {
    guard let row = row(of: organization), row.connector == connector,
      let customer = filled(row, "customer")
    else { return nil }
    return customer.lowercased() == "new" ? .new : .fullName(customer)
  }

  /// The vendor under whom a resource's expense reports are entered.
  public func vendor(_ connector: ConnectorName, _ resource: ResourceID) -> String? {
    person(connector, resource, "vendor")
  }

  /// The employee whose timesheet a resource fills.
  public func employee(_ connector: ConnectorName, _ resource: ResourceID) -> String? {
    person(connector, resource, "employee")
  }

  /// The item for what the naming of that kind calls so; a row without a kind counts for all kinds.
  public func item(_ connector: ConnectorName, _ kind: ItemKind, _ name: String) -> String? {
    target("item", .items, connector, [kind.rawValue, name]) ?? target("item", .items, connector, ["", name])
  }

  /// The item for a name of a line whose kind nothing tells.
  public func item(_ connector: ConnectorName, anyKind name: String) -> String? {
    target("item", .items, connector, ["", name])
  }

  /// The income account of items made for a billing code.
  public func account(_ connector: ConnectorName, billingCode: String) -> String? {
    target("account", .accounts, connector, [billingCode])
  }

  /// The class of a line of business, `Division > Line`; nil asks for that of items without one.
  public func className(_ connector: ConnectorName, lineOfBusiness: String?) -> String? {
    target("class", .classes, connector, [Self.lineOfBusiness(lineOfBusiness ?? "")])
  }

  /// The account of an expense category; the more a row says the sooner it counts, `*` stands for all.
  public func expenseAccount(
    _ connector: ConnectorName, category: String, isBillable: Bool, isReimbursable: Bool
  ) -> String? {
    let billable = isBillable ? "yes" : "no"
    let reimbursable = isReimbursable ? "yes" : "no"
    for name in [category, "*"] {
      for flags in [[billable, reimbursable], [billable, ""], ["", reimbursable], ["", ""]] {
        if let account = target("account", .expenseAccounts, connector, [name] + flags) { return account }
      }
    }
    return nil
  }

  /// The payroll item for the first of these categories that has one (internal billing code, work type), else
  /// that for `*`.
  public func payrollItem(_ connector: ConnectorName, categories: [String]) -> String? {
    for category in categories + ["*"] {
      if let item = target("payroll item", .payrollItems, connector, [category]) { return item }
    }
    return nil
  }

  /// Takes a row in, or gives back the one that says the same already.
  mutating func insert(_ row: MappingRow) -> MappingRow? {
    let connector: ConnectorName? =
      row.table == .organizations || row.table == .resources ? nil : row.connector
    let key = key(row.table, connector, row.keyParts)
    if let first = index[key] { return rowsByTable[row.table]?[first] }
    index[key] = rowsByTable[row.table]?.count ?? 0
    rowsByTable[row.table, default: []].append(row)
    return nil
  }

  /// `Division > Line` with one blank on either side.
  static func lineOfBusiness(_ text: String) -> String {
    text.split(separator: ">", omittingEmptySubsequences: false).map { trimmed($0) }.joined(separator: " > ")
  }

  private func person(_ connector: ConnectorName, _ resource: ResourceID, _ column: String) -> String? {
    guard let row = row(of: resource), row.connector == connector else { return nil }
    return filled(row, column)
  }

  private func target(
    _ column: String, _ table: MappingTable, _ connector: ConnectorName, _ parts: [String]
  ) -> String? {
    row(table, connector, parts).flatMap { filled($0, column) }
  }

  private func filled(_ row: MappingRow, _ column: String) -> String? {
    let text = row[column]
    return text.isEmpty ? nil : text
  }

  private func row(_ table: MappingTable, _ connector: ConnectorName?, _ parts: [String]) -> MappingRow? {
    // Most companies have no rows in most tables.
    guard let rows = rowsByTable[table], let place = index[key(table, connector, parts)] else { return nil }
    return rows[place]
  }

  /// What makes a row the only one of its kind, in one text; organizations and resources have one connector.
  private func key(_ table: MappingTable, _ connector: ConnectorName?, _ parts: [String]) -> String {
    var key: [UInt8] = []
    key.reserveCapacity(48)
    key.append(contentsOf: table.rawValue.utf8)
    key.append(31)
    if let connector { key.append(contentsOf: connector.rawValue.utf8) }
    for part in parts {
      key.append(31)
      Self.fold(part, into: &key)
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// Lower case, without outer blanks.
  private static func fold(_ text: String, into key: inout [UInt8]) {
    let bytes = text.utf8.span
    var isPlain = bytes.count == 0 || (bytes[0] > 32 && bytes[bytes.count - 1] > 32)
    for index in 0..<bytes.count where bytes[index] >= 127 { isPlain = false }
    guard isPlain else { return key.append(contentsOf: trimmed(text).lowercased().utf8) }
    for index in 0..<bytes.count {
      let byte = bytes[index]
      key.append(byte &- 65 < 26 ? byte | 0x20 : byte)
    }
  }
}

/// Without blanks at either end, among them the no-break blank that spreadsheets bring along.
func trimmed(_ text: some StringProtocol) -> String {
  let whole = Substring(text)
  if let first = whole.utf8.first, let last = whole.utf8.last, (33..<127).contains(first),
    (33..<127).contains(last)
  {
    return String(text)
  }
  if whole.isEmpty { return "" }
  var rest = whole.unicodeScalars
  while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
  return String(rest)
}
