public import Accounting
import ByteFormats

/// One billed thing (BillingItems): hours, a charge, a service, an expense.
///
/// Its numbers are read once; its texts stay in the record, for most of them are asked of few lines.
public final class BillingItem: Sendable {
  public let id: BillingItemID
  public let organization: OrganizationID?
  /// What made it.
  public let origin: BillingOrigin
  public let role: Int64?
  public let contract: Int64?
  public let quantity: Quantity?
  public let rate: Rate?
  /// What is billed, unless a contract covers it.
  public let totalAmount: UnroundedAmount?
  /// The price before a contract's coverage.
  public let extendedPrice: UnroundedAmount?
  public let tax: UnroundedAmount?
  public let date: CalendarDate?
  public let billingCode: BillingCodeID?
  public let lineOfBusiness: Int64?
  /// The printed line it belongs to; lines of one number form a group.
  public let sortOrder: Int64?
  public let taxCategory: Int64?
  public let isNonBillable: Bool
  public let problems: [FieldProblem]
  /// Fields that no export has brought and without which nobody can judge: `taxDollars`.
  public let leftOut: [String]
  private let record: Record

  /// `billingCodesByName` gives the billing codes by `NameFolding.key` of their names, nil where two have one name.
  public init(_ record: Record, zone: Zone, billingCodesByName: [String: BillingCodeID?] = [:]) {
    let at = BillingItem.columns
    var read = RecordReader(record, zone: zone)
    id = BillingItemID(record.id)
    organization = read.referenceOrZero(at.organization).map { OrganizationID($0) }
    origin = BillingOrigin(record)
    role = read.reference(at.roleID)
    contract = read.reference(at.contract)
    quantity = read.decimal(at.quantity, as: Quantity.self)
    let ownRate = read.decimal(at.rate, as: Rate.self)
    let exportedRate = read.decimal(at.derivedRate, as: Rate.self)
    // What the invoice export alone says gives way to the record itself.
    rate = ownRate ?? exportedRate
    totalAmount = read.decimal(at.total, as: UnroundedAmount.self)
    extendedPrice = read.decimal(at.extended, as: UnroundedAmount.self)
    tax = read.decimal(at.tax, as: UnroundedAmount.self)
    date = read.date(at.date)
    if let code = read.reference(at.code) {
      billingCode = BillingCodeID(code)
    } else if let name = record.text(at.codeName) {
      // Tables of Autotask's pages name billing codes where records have numbers.
      billingCode = billingCodesByName[NameFolding.key(name)] ?? nil
    } else {
      billingCode = nil
    }
    lineOfBusiness = read.reference(at.business)
    let printOrder = read.reference(at.sort)
    sortOrder = printOrder ?? read.reference(at.line)
    taxCategory = read.reference(at.category)
    isNonBillable = read.flag(at.nonBillable) ?? false
    problems = read.problems
    var leftOut: [String] = []
    if !record.has(at.code), !record.has(at.codeName) { leftOut.append("billingCodeID") }
    if !record.has(at.total), !record.has(at.extended) { leftOut.append("totalAmount") }
    if !record.has(at.tax) { leftOut.append("taxDollars") }
    self.leftOut = leftOut
    self.record = record
  }
}

/// What it says in words.
extension BillingItem {
  /// A picklist number or its label.
  public var type: String? { record.text(BillingItem.columns.type) }
  /// A finer kind, in the same form.
  public var subType: String? { record.text(BillingItem.columns.subType) }
  /// What the generic invoice export calls the kind of line: `Labor`, `Recurring Service`.
  public var transactionType: String? { record.text(BillingItem.columns.transaction) }
  /// What is printed for the group of lines that it belongs to.
  public var groupDescription: String? { record.text(BillingItem.columns.group) }
  public var milestoneTitle: String? { record.text(BillingItem.columns.milestoneTitle) }
  public var subscriptionName: String? { record.text(BillingItem.columns.subscription) }
  public var itemName: String? { record.text(BillingItem.columns.name) }
  /// What the invoice export alone says gives way to the record itself.
  public var summary: String? {
    record.text(BillingItem.columns.summary) ?? record.text(BillingItem.columns.text)
  }
  public var fullDescription: String? { record.text(BillingItem.columns.full) }
  /// The billing code by name, where an export names it so.
  public var billingCodeName: String? { record.text(BillingItem.columns.codeName) }
  public var purchaseOrderNumber: String? { record.text(BillingItem.columns.order) }
  public var lineOfBusinessName: String? { record.text(BillingItem.columns.businessName) }
  public var roleName: String? { record.text(BillingItem.columns.role) }
  public var serviceName: String? { record.text(BillingItem.columns.service) }
  public var taxCategoryName: String? { record.text(BillingItem.columns.categoryName) }
}

/// The forms in which one billing item may be told in words that differ.
public enum BillingItemForm: CaseIterable, Sendable {
  /// The record of the REST interface.
  case record
  /// The line of the generic invoice export.
  case invoiceExport
}

extension Record {
  /// A record of BillingItems as one form alone tells it: that the other form arrived is no change of the line.
  public func told(by form: BillingItemForm) -> Record {
    let at = BillingItem.columns
    return switch form {
    case .record:
      without([at.text, at.derivedRate, at.businessName, at.categoryName, at.role, at.service])
    case .invoiceExport:
      without(
        [at.full, at.group, at.roleID, at.summary, at.rate, at.business, at.category]
          + BillingOrigin.allColumns)
    }
  }
}

extension BillingItem {
  fileprivate struct Columns {
    let organization, type, name, summary, full, group, quantity, rate, total, extended, tax, date: Int
    let code, order, business, sort, line, category, nonBillable: Int
    let transaction, text, derivedRate, role, service, categoryName, businessName, codeName: Int
    let subType, roleID, contract, milestoneTitle, subscription: Int
    init() {
      let table = Entity.billingItems.table
      organization = table.column("companyID")
      type = table.column("billingItemType")
      name = table.column("itemName")
      summary = table.column("description")
      full = table.column("lineItemFullDescription")
      group = table.column("lineItemGroupDescription")
      quantity = table.column("quantity")
      rate = table.column("rate")
      total = table.column("totalAmount")
      extended = table.column("extendedPrice")
      tax = table.column("taxDollars")
      date = table.column("itemDate")
      code = table.column("billingCodeID")
      order = table.column("purchaseOrderNumber")
      business = table.column("organizationalLevelAssociationID")
      sort = table.column("sortOrderID")
      line = table.column("lineItemID")
      category = table.column("taxCategoryID")
      nonBillable = table.column("nonBillable")
      transaction = table.column("type_of_transaction")
      text = table.column("derived_description")
      derivedRate = table.column("derived_rate")
      role = table.column("role_name")
      service = table.column("service_name")
      categoryName = table.column("tax_category_name")
      businessName = table.column("business_division_subdivision_name")
      codeName = table.column("billingCodeName")
      subType = table.column("subType")
      roleID = table.column("roleID")
      contract = table.column("contractID")
      milestoneTitle = table.column("milestone_title")
      subscription = table.column("subscription_name")
    }
  }
  fileprivate static let columns = Columns()

  static var organizationColumn: Int { columns.organization }
}
