public import Accounting
public import XML

/// What every entry of a list has.
public struct ListRet: Hashable, Sendable {
  /// The element it came in: `CustomerRet`, `ItemServiceRet`, `StandardTermsRet`.
  public let element: String
  public let listID: ListID
  /// Its own name, without parents.
  public let name: String
  /// With parents, `Parent:Child`; the name where the list has no levels.
  public let fullName: String
  /// True where QuickBooks says nothing.
  public let isActive: Bool
  public let parent: ObjectRef?
  public let editSequence: String?
  public let timeModified: WrittenTime?

  /// - Throws: `incomplete` without a ListID or a name.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    try self.init(&fields)
  }

  init(_ fields: inout FieldReader) throws(QBXMLProblem) {
    element = fields.element.name
    listID = ListID(try fields.required("ListID"))
    timeModified = fields.time("TimeModified")
    editSequence = fields.text("EditSequence")
    let own = fields.text("Name")
    name = if let own { own } else { try fields.required("FullName") }
    fullName = fields.text("FullName") ?? name
    isActive = fields.flag("IsActive") ?? true
    parent = fields.reference("ParentRef")
  }
}

/// A customer or job.
public struct CustomerRet: Hashable, Sendable {
  public let entry: ListRet
  public let companyName: String?
  public let billAddress: Address?
  public let email: String?
  public let terms: ObjectRef?
  public let salesTaxCode: ObjectRef?
  public let taxItem: ObjectRef?
  public let preferredDeliveryMethod: String?
  public let externalGUID: String?
  public let currency: ObjectRef?
  public let unread: [String]

  /// - Throws: `incomplete` without a ListID or a name.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    entry = try ListRet(&fields)
    companyName = fields.text("CompanyName")
    billAddress = fields.address("BillAddress")
    email = fields.text("Email")
    terms = fields.reference("TermsRef")
    salesTaxCode = fields.reference("SalesTaxCodeRef")
    taxItem = fields.reference("ItemSalesTaxRef")
    preferredDeliveryMethod = fields.text("PreferredDeliveryMethod")
    externalGUID = fields.text("ExternalGUID")
    currency = fields.reference("CurrencyRef")
    unread = fields.unread
  }
}

/// A vendor, an employee or another name.
public struct EntityRet: Hashable, Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case customer = "CustomerRet"
    case vendor = "VendorRet"
    case employee = "EmployeeRet"
    case otherName = "OtherNameRet"
  }

  /// Nil for a kind that is not known.
  public let kind: Kind?
  public let entry: ListRet
  public let companyName: String?
  public let email: String?
  public let currency: ObjectRef?

  /// - Throws: `incomplete` without a ListID or a name.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    kind = Kind(rawValue: element.name)
    entry = try ListRet(&fields)
    companyName = fields.text("CompanyName")
    email = fields.text("Email")
    currency = fields.reference("CurrencyRef")
  }
}

/// An item of any kind.
public struct ItemRet: Hashable, Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case service = "ItemServiceRet"
    case nonInventory = "ItemNonInventoryRet"
    case otherCharge = "ItemOtherChargeRet"
    case inventory = "ItemInventoryRet"
    case inventoryAssembly = "ItemInventoryAssemblyRet"
    case fixedAsset = "ItemFixedAssetRet"
    case subtotal = "ItemSubtotalRet"
    case discount = "ItemDiscountRet"
    case payment = "ItemPaymentRet"
    case salesTax = "ItemSalesTaxRet"
    case salesTaxGroup = "ItemSalesTaxGroupRet"
    case group = "ItemGroupRet"
  }

  /// Nil for a kind that is not known.
  public let kind: Kind?
  public let entry: ListRet
  public let salesTaxCode: ObjectRef?
  public let description: String?
  public let price: Rate?
  /// Income, or the only account.
  public let account: ObjectRef?
  public let expenseAccount: ObjectRef?
  public let unread: [String]

  /// - Throws: `incomplete` without a ListID or a name.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    kind = Kind(rawValue: element.name)
    entry = try ListRet(&fields)
    salesTaxCode = fields.reference("SalesTaxCodeRef")
    if let sold = fields.child("SalesOrPurchase") {
      var sale = FieldReader(sold)
      description = sale.text("Desc")
      price = sale.number("Price")
      account = sale.reference("AccountRef")
      expenseAccount = nil
      unread = fields.unread + sale.unread
    } else {
      var both = fields.child("SalesAndPurchase").map { FieldReader($0) } ?? fields
      description = both.text("SalesDesc") ?? both.text("ItemDesc")
      price = both.number("SalesPrice")
      account = both.reference("IncomeAccountRef") ?? both.reference("AccountRef")
      expenseAccount = both.reference("ExpenseAccountRef") ?? both.reference("COGSAccountRef")
      unread = fields.unread + both.unread
    }
  }
}

/// An account.
public struct AccountRet: Hashable, Sendable {
  public let entry: ListRet
  /// Nil for a type that is not known.
  public let type: AccountType?
  public let number: String?
  public let currency: ObjectRef?

  /// - Throws: `incomplete` without a ListID or a name.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    entry = try ListRet(&fields)
    type = fields.text("AccountType").flatMap { AccountType(rawValue: $0) }
    number = fields.text("AccountNumber")
    currency = fields.reference("CurrencyRef")
  }
}

/// A class.
public typealias ClassRet = ListRet
/// Terms of payment; `element` tells StandardTermsRet from DateDrivenTermsRet.
public typealias TermsRet = ListRet
/// A way of shipping.
public typealias ShipMethodRet = ListRet

/// A sales tax code.
public struct SalesTaxCodeRet: Hashable, Sendable {
  public let entry: ListRet
  public let isTaxable: Bool?

  /// - Throws: `incomplete` without a ListID or a name.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    entry = try ListRet(&fields)
    isTaxable = fields.flag("IsTaxable")
  }
}

/// A payroll item for wages.
public struct PayrollItemWageRet: Hashable, Sendable {
  public let entry: ListRet
  /// `HourlyRegular` and others.
  public let wageType: String?

  /// - Throws: `incomplete` without a ListID or a name.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    entry = try ListRet(&fields)
    wageType = fields.text("WageType")
  }
}
