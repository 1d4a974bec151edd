public import Accounting

/// A new item of one of the three kinds that are made for what Autotask bills.
public struct ItemAdd: QBXMLRequest, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case service = "ItemService"
    case nonInventory = "ItemNonInventory"
    case otherCharge = "ItemOtherCharge"
  }

  /// What an item that is also bought has beyond one that is only sold.
  public struct Purchase: Hashable, Sendable {
    public var description: String?
    public var cost: Rate?
    public var expenseAccount: Reference
    public var vendor: Reference?

    public init(
      expenseAccount: Reference, description: String? = nil, cost: Rate? = nil, vendor: Reference? = nil
    ) {
      self.expenseAccount = expenseAccount
      self.description = description
      self.cost = cost
      self.vendor = vendor
    }
  }

  public var kind: Kind
  /// At most 31 characters, no colon.
  public var name: String
  public var isActive: Bool?
  public var parent: Reference?
  public var description: String?
  public var price: Rate?
  /// The income account, or the only one of an item that is not bought.
  public var account: Reference?
  public var purchase: Purchase?
  /// Non-inventory parts only; at most 31 characters.
  public var manufacturerPartNumber: String?
  public var salesTaxCode: Reference?
  public var externalGUID: String?

  public init(kind: Kind, name: String, account: Reference?, parent: Reference? = nil) {
    self.kind = kind
    self.name = name
    self.account = account
    self.parent = parent
  }

  public var message: String { kind.rawValue + "AddRq" }

  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try writer.begin(kind.rawValue + "Add")
    try writer.text("Name", name)
    try writer.flag("IsActive", isActive)
    try writer.reference("ParentRef", parent)
    if kind == .nonInventory { try writer.text("ManufacturerPartNumber", manufacturerPartNumber) }
    try writer.reference("SalesTaxCodeRef", salesTaxCode)
    if let purchase {
      try writer.begin("SalesAndPurchase")
      try writer.text("SalesDesc", description)
      try writer.rate("SalesPrice", price)
      try writer.reference("IncomeAccountRef", account)
      try writer.text("PurchaseDesc", purchase.description)
      try writer.rate("PurchaseCost", purchase.cost)
      try writer.reference("ExpenseAccountRef", purchase.expenseAccount)
      try writer.reference("PrefVendorRef", purchase.vendor)
    } else {
      try writer.begin("SalesOrPurchase")
      try writer.text("Desc", description)
      try writer.rate("Price", price)
      try writer.reference("AccountRef", account)
    }
    try writer.end()
    try writer.text("ExternalGUID", externalGUID)
    try writer.end()
  }
}
