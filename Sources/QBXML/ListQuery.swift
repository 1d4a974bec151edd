public import Accounting

/// Asks for entries of one list.
public struct ListQuery: QBXMLRequest, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case account = "Account"
    case `class` = "Class"
    case customer = "Customer"
    case vendor = "Vendor"
    case employee = "Employee"
    case otherName = "OtherName"
    /// Customers, vendors, employees and other names, which share one space of names.
    case entity = "Entity"
    case item = "Item"
    case itemSalesTax = "ItemSalesTax"
    case payrollItemWage = "PayrollItemWage"
    case terms = "Terms"
    case shipMethod = "ShipMethod"
    case salesTaxCode = "SalesTaxCode"
  }

  public enum ActiveStatus: String, Sendable, Hashable {
    case activeOnly = "ActiveOnly"
    case inactiveOnly = "InactiveOnly"
    case all = "All"
  }

  /// ListIDs, names and filters exclude one another.
  public enum Selection: Hashable, Sendable {
    case listIDs([ListID])
    case fullNames([String])
    /// Times are local times of QuickBooks' computer.
    case filter(ActiveStatus, modifiedFrom: WrittenTime? = nil, modifiedTo: WrittenTime? = nil)
  }

  public var kind: Kind
  public var selection: Selection
  /// `0` for custom fields, or a GUID; not every list has them.
  public var ownerIDs: [String]

  public init(_ kind: Kind, _ selection: Selection = .filter(.all), ownerIDs: [String] = []) {
    self.kind = kind
    self.selection = selection
    self.ownerIDs = ownerIDs
  }

  public var message: String { kind.rawValue + "QueryRq" }

  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    switch selection {
    case .listIDs(let ids): for id in ids { try writer.text("ListID", id.rawValue) }
    case .fullNames(let names): for name in names { try writer.text("FullName", name) }
    case .filter(let status, let from, let to):
      try writer.text("ActiveStatus", status.rawValue)
      try writer.time("FromModifiedDate", from)
      try writer.time("ToModifiedDate", to)
    }
    for owner in ownerIDs { try writer.text("OwnerID", owner) }
  }
}

/// Asks what QuickBooks it is, and which qbXML it takes.
public struct HostQuery: QBXMLRequest, Hashable {
  public init() {}
  public var message: String { "HostQueryRq" }
  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {}
}

/// Asks which company file is open; with an owner, also for what that owner has stamped on it.
public struct CompanyQuery: QBXMLRequest, Hashable {
  /// A GUID in braces.
  public var ownerID: String?
  public init(ownerID: String? = nil) { self.ownerID = ownerID }
  public var message: String { "CompanyQueryRq" }
  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try writer.text("OwnerID", ownerID)
  }
}

/// Asks for the company's preferences.
public struct PreferencesQuery: QBXMLRequest, Hashable {
  public init() {}
  public var message: String { "PreferencesQueryRq" }
  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {}
}
