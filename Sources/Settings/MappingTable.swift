import ByteFormats

/// The tables in `mappings/` that people edit.
public enum MappingTable: String, CaseIterable, Hashable, Sendable {
  case organizations
  case resources
  case items
  case accounts
  case classes
  case expenseAccounts = "expense-accounts"
  case payrollItems = "payroll-items"

  public var fileName: String { rawValue + ".csv" }

  /// The columns in the order in which they are written.
  public var columns: [String] {
    switch self {
    case .organizations: ["organizationID", "organization", "connector", "customer"]
    case .resources: ["resourceID", "resource", "connector", "vendor", "employee"]
    case .items: ["connector", "kind", "name", "item"]
    case .accounts: ["connector", "billing code", "account"]
    case .classes: ["connector", "line of business", "class"]
    case .expenseAccounts: ["connector", "category", "billable", "reimbursable", "account"]
    case .payrollItems: ["connector", "category", "payroll item"]
    }
  }

  /// What `map export` writes beside the names that nobody has mapped, for a person to look at; it is never read.
  public static let suggestionColumn = "nearest in QuickBooks"

  /// The columns that a file may lack.
  var optionalColumns: [String] {
    switch self {
    case .organizations: ["organization", "connector", "customer"]
    case .resources: ["resource", "connector", "vendor", "employee"]
    case .items: ["connector", "kind"]
    case .expenseAccounts: ["connector", "billable", "reimbursable"]
    case .accounts, .classes, .payrollItems: ["connector"]
    }
  }

  /// The columns that make a row the only one of its kind, beside the connector.
  var keyColumns: [String] {
    switch self {
    case .organizations: ["organizationID"]
    case .resources: ["resourceID"]
    case .items: ["kind", "name"]
    case .accounts: ["billing code"]
    case .classes: ["line of business"]
    case .expenseAccounts: ["category", "billable", "reimbursable"]
    case .payrollItems: ["category"]
    }
  }

  /// The columns that name an entry of a QuickBooks list, with how long one level of it may be.
  var targetColumns: [String: Int] {
    switch self {
    case .organizations: ["customer": 41]
    case .resources: ["vendor": 41, "employee": 41]
    case .items: ["item": 31]
    case .accounts, .expenseAccounts: ["account": 31]
    case .classes: ["class": 31]
    case .payrollItems: ["payroll item": 31]
    }
  }

  /// Whether a column names an entry of a QuickBooks list.
  public func isTarget(_ column: String) -> Bool { targetColumns[column] != nil }

  /// Whether a column belongs to what makes a row the only one of its kind.
  public func identifies(_ column: String) -> Bool { column == "connector" || keyColumns.contains(column) }

  /// The file with a header and these rows, each in the order of `columns`.
  ///
  /// A byte order mark makes Excel keep letters beyond ASCII; text that it would run as a formula is guarded.
  /// `suggestions` has one for each row; where all are empty, there is no column for them.
  public func bytes(rows: [[String]] = [], suggestions: [String] = []) -> [UInt8] {
    var writer = CSVWriter(formulas: .guarded, byteOrderMark: true)
    let hasSuggestions = suggestions.contains { !$0.isEmpty }
    writer.row(hasSuggestions ? columns + [MappingTable.suggestionColumn] : columns)
    for (place, row) in rows.enumerated() { writer.row(hasSuggestions ? row + [suggestions[place]] : row) }
    return writer.bytes
  }
}
