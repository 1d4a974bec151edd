/// The lists of a company file; the raw value is the name of the list in qbXML.
enum ListKind: String, Sendable, CaseIterable {
  case account = "Account"
  case customer = "Customer"
  case vendor = "Vendor"
  case employee = "Employee"
  case otherName = "OtherName"
  case itemService = "ItemService"
  case itemNonInventory = "ItemNonInventory"
  case itemInventory = "ItemInventory"
  case itemOtherCharge = "ItemOtherCharge"
  case itemDiscount = "ItemDiscount"
  case itemSubtotal = "ItemSubtotal"
  case itemPayment = "ItemPayment"
  case itemSalesTax = "ItemSalesTax"
  case schoolClass = "Class"
  case terms = "StandardTerms"
  case salesTaxCode = "SalesTaxCode"
  case shipMethod = "ShipMethod"
  case currency = "Currency"
  case payrollItemWage = "PayrollItemWage"

  /// Lists whose elements must not share a name.
  enum NameSpace: String, Sendable {
    case accounts, names, items, classes, terms, taxCodes, shipMethods, currencies, payrollItems
  }

  var space: NameSpace {
    switch self {
    case .account: .accounts
    case .customer, .vendor, .employee, .otherName: .names
    case .schoolClass: .classes
    case .terms: .terms
    case .salesTaxCode: .taxCodes
    case .shipMethod: .shipMethods
    case .currency: .currencies
    case .payrollItemWage: .payrollItems
    default: .items
    }
  }

  static let names: Set<ListKind> = [.customer, .vendor, .employee, .otherName]
  static let items = Set(allCases.filter { $0.space == .items })

  /// Whether its elements may stand under one another.
  var isTree: Bool {
    switch self {
    case .account, .customer, .schoolClass, .itemService, .itemNonInventory, .itemInventory, .itemOtherCharge,
      .itemDiscount:
      true
    default: false
    }
  }

  /// In what order answers show its fields; `FullName`, `Sublevel` and the like are worked out.
  var order: [String] { ListReturns.orders[self] ?? ListReturns.plain }
}
