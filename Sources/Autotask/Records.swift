public import Accounting

/// The place of a field in a table that is known at build time.
private func column(_ table: EntityTable, _ name: String) -> Int {
  guard let index = table.index(of: name) else { preconditionFailure("no field \(name)") }
  return index
}

/// An organization (Companies).
public struct Organization: Sendable, Hashable {
  public let id: OrganizationID
  public var name: String
  public var number: String?
  public var phone: String?
  public var fax: String?
  public var address: PostalAddress
  public var billingAddress: PostalAddress
  public var attention: String?
  public var isTaxExempt: Bool
  /// The transmission method: a picklist number or its label.
  public var invoiceMethod: String?
  public var currency: Int64?
  public var parent: OrganizationID?
  public var problems: [FieldProblem]

  private struct Columns {
    let name, number, phone, fax, address1, address2, more, city, state, postalCode, countryID, country: Int
    let bill1, bill2, billMore, attention, billCity, billState, billZip, billCountry: Int
    let exempt, method, currency, parent, billCountryName: Int
    init() {
      let table = Entity.companies.table
      name = column(table, "companyName")
      number = column(table, "companyNumber")
      phone = column(table, "phone")
      fax = column(table, "fax")
      address1 = column(table, "address1")
      address2 = column(table, "address2")
      more = column(table, "additionalAddressInformation")
      city = column(table, "city")
      state = column(table, "state")
      postalCode = column(table, "postalCode")
      countryID = column(table, "countryID")
      country = column(table, "country")
      bill1 = column(table, "billingAddress1")
      bill2 = column(table, "billingAddress2")
      billMore = column(table, "billToAdditionalAddressInformation")
      attention = column(table, "billToAttention")
      billCity = column(table, "billToCity")
      billState = column(table, "billToState")
      billZip = column(table, "billToZipCode")
      billCountry = column(table, "billToCountryID")
      exempt = column(table, "isTaxExempt")
      method = column(table, "invoiceMethod")
      currency = column(table, "currencyID")
      parent = column(table, "parentCompanyID")
      billCountryName = column(table, "billing_country")
    }
  }
  private static let columns = Columns()

  /// `countries` gives the names of countries by their id.
  public init(_ record: Record, zone: Zone, countries: [Int64: String]) {
    let at = Organization.columns
    var read = RecordReader(record, zone: zone)
    id = OrganizationID(record.id)
    name = read.text(at.name) ?? ""
    number = read.text(at.number)
    phone = read.text(at.phone)
    fax = read.text(at.fax)
    address = PostalAddress(
      lines: [read.text(at.address1), read.text(at.address2), read.text(at.more)], city: read.text(at.city),
      state: read.text(at.state), postalCode: read.text(at.postalCode),
      country: read.reference(at.countryID).flatMap { countries[$0] } ?? read.text(at.country))
    billingAddress = PostalAddress(
      lines: [read.text(at.bill1), read.text(at.bill2), read.text(at.billMore)], city: read.text(at.billCity),
      state: read.text(at.billState), postalCode: read.text(at.billZip),
      country: read.reference(at.billCountry).flatMap { countries[$0] } ?? read.text(at.billCountryName))
    attention = read.text(at.attention)
    isTaxExempt = read.flag(at.exempt) ?? false
    invoiceMethod = read.text(at.method)
    currency = read.reference(at.currency)
    parent = read.reference(at.parent).map { OrganizationID($0) }
    problems = read.problems
  }
}

/// An address as Autotask keeps it.
public struct PostalAddress: Sendable, Hashable {
  public var lines: [String]
  public var city: String?
  public var state: String?
  public var postalCode: String?
  public var country: String?

  public init(
    lines: [String?], city: String? = nil, state: String? = nil, postalCode: String? = nil,
    country: String? = nil
  ) {
    self.lines = lines.compactMap { $0 }.filter { !$0.isEmpty }
    self.city = city
    self.state = state
    self.postalCode = postalCode
    self.country = country
  }

  /// Whether nothing but perhaps a country is in it.
  public var isEmpty: Bool { lines.isEmpty && city == nil && state == nil && postalCode == nil }
}

/// An invoice without its lines (Invoices).
public struct Invoice: Sendable, Hashable {
  public let id: InvoiceID
  public var organization: OrganizationID?
  public var batch: Int64?
  public var date: CalendarDate?
  public var number: String?
  /// Net of tax in most exports; which it was shows in comparing it with the lines.
  public var total: UnroundedAmount?
  public var tax: UnroundedAmount?
  public var orderNumber: String?
  public var isVoided: Bool
  public var paidDate: CalendarDate?
  /// The stamp of an integration that processed the invoice.
  public var webServiceDate: String?
  /// Whether the generic invoice export says that the invoice was transferred.
  public var isMarkedTransferred: Bool
  /// QuickBooks Transfer Date of Autotask's own pages: a time once it was transferred, else a word or nothing.
  public var quickBooksTransferDate: String?
  /// The organization by name, where an export names it so.
  public var organizationName: String?
  /// The line of business of the invoice as a whole, by name.
  public var lineOfBusinessName: String?
  /// PaymentTerms by number, and by name where the export says it so.
  public var paymentTerm: Int64?
  public var paymentTermName: String?
  public var dueDate: CalendarDate?
  /// The template it was printed by (InvoiceTemplates).
  public var template: Int64?
  /// TaxRegions by number, and by name.
  public var taxRegion: Int64?
  public var taxRegionName: String?
  /// Whether a total was in an export at all.
  public var hasTotal: Bool
  public var problems: [FieldProblem]
  /// Fields that no export has brought and without which nobody can judge: `isVoided`.
  public var leftOut: [String]

  private struct Columns {
    let organization, batch, date, number, total, tax, order, voided, voidedDate, paid, stamp: Int
    let transferred, business, organizationName, transferDate: Int
    let term, termName, due, template, region, regionName: Int
    init() {
      let table = Entity.invoices.table
      organization = column(table, "companyID")
      batch = column(table, "batchID")
      date = column(table, "invoiceDateTime")
      number = column(table, "invoiceNumber")
      total = column(table, "invoiceTotal")
      tax = column(table, "totalTaxValue")
      order = column(table, "orderNumber")
      voided = column(table, "isVoided")
      voidedDate = column(table, "voidedDate")
      paid = column(table, "paidDate")
      stamp = column(table, "webServiceDate")
      transferred = column(table, "invoice_transferred_flag")
      business = column(table, "business_division_subdivision_name")
      organizationName = column(table, "companyName")
      transferDate = column(table, "quickBooksTransferDate")
      term = column(table, "paymentTerm")
      termName = column(table, "payment_term_name")
      due = column(table, "dueDate")
      template = column(table, "invoiceEditorTemplateID")
      region = column(table, "taxGroup")
      regionName = column(table, "taxRegionName")
    }
  }
  private static let columns = Columns()

  public init(_ record: Record, zone: Zone) {
    let at = Invoice.columns
    var read = RecordReader(record, zone: zone)
    id = InvoiceID(record.id)
    organization = read.referenceOrZero(at.organization).map { OrganizationID($0) }
    batch = read.reference(at.batch)
    date = read.date(at.date)
    number = read.text(at.number)
    total = read.decimal(at.total, as: UnroundedAmount.self)
    tax = read.decimal(at.tax, as: UnroundedAmount.self)
    orderNumber = read.text(at.order)
    isVoided = (read.flag(at.voided) ?? false) || read.text(at.voidedDate) != nil
    paidDate = read.date(at.paid)
    webServiceDate = read.text(at.stamp)
    isMarkedTransferred = read.flag(at.transferred) ?? false
    lineOfBusinessName = read.text(at.business)
    organizationName = read.text(at.organizationName)
    quickBooksTransferDate = read.text(at.transferDate)
    paymentTerm = read.number(at.term)
    // A label in the place of the number is as good.
    paymentTermName = read.text(at.termName) ?? (paymentTerm == nil ? read.text(at.term) : nil)
    dueDate = read.date(at.due)
    template = read.number(at.template)
    taxRegion = read.number(at.region)
    taxRegionName = read.text(at.regionName)
    hasTotal = record.has(at.total)
    problems = read.problems
    leftOut = []
    func needs(_ columns: Int...) {
      if !columns.contains(where: record.has) { leftOut.append(record.table.fields[columns[0]].name) }
    }
    needs(at.organization, at.organizationName)
    needs(at.date)
    needs(at.total)
    needs(at.tax)
    // The invoice export knows no voided ones.
    needs(at.voided, at.voidedDate, at.transferred)
  }
}

extension Invoice {
  /// What says in Autotask that the invoice was transferred, in the words a person meets there, and when it was.
  public var transferMark: (words: String, when: String)? {
    if let webServiceDate { return ("Web Service Use Date \(webServiceDate)", webServiceDate) }
    // `Pending` and `Pending/Failed` begin with no digit.
    if let date = quickBooksTransferDate, date.utf8.first.map({ $0 &- 48 <= 9 }) == true {
      return ("QuickBooks Transfer Date \(date)", date)
    }
    if isMarkedTransferred { return ("invoice_transferred_flag Yes", "") }
    return nil
  }
}

/// One billed thing (BillingItems): hours, a charge, a service, an expense.
public struct BillingItem: Sendable, Hashable {
  public let id: BillingItemID
  public var organization: OrganizationID?
  /// A picklist number or its label.
  public var type: String?
  /// A finer kind, in the same form.
  public var subType: String?
  /// What the generic invoice export calls the kind of line: `Labor`, `Recurring Service`.
  public var transactionType: String?
  /// What made it.
  public var origin: BillingOrigin
  public var role: Int64?
  public var contract: Int64?
  /// What is printed for the group of lines that it belongs to.
  public var groupDescription: String?
  public var milestoneTitle: String?
  public var subscriptionName: String?
  public var itemName: String?
  public var summary: String?
  public var fullDescription: String?
  public var quantity: Quantity?
  public var rate: Rate?
  /// What is billed, unless a contract covers it.
  public var totalAmount: UnroundedAmount?
  /// The price before a contract's coverage.
  public var extendedPrice: UnroundedAmount?
  public var tax: UnroundedAmount?
  public var date: CalendarDate?
  public var billingCode: BillingCodeID?
  /// The billing code by name, where an export names it so.
  public var billingCodeName: String?
  public var purchaseOrderNumber: String?
  public var lineOfBusiness: Int64?
  public var lineOfBusinessName: String?
  public var roleName: String?
  public var serviceName: String?
  /// The printed line it belongs to; lines of one number form a group.
  public var sortOrder: Int64?
  public var taxCategory: Int64?
  public var taxCategoryName: String?
  /// What the generic invoice export says of them, whatever the record itself says.
  public var exportedSummary: String?
  public var exportedRate: Rate?
  private var hasOwnSummary = false
  private var hasOwnRate = false
  public var isNonBillable: Bool
  public var problems: [FieldProblem]
  /// Fields that no export has brought and without which nobody can judge: `taxDollars`.
  public var leftOut: [String]

  private struct Columns {
    let organization, type, name, summary, full, group, quantity, rate, total, extended, tax, date: Int
    let code, order, business, sort, line, category, nonBillable: Int
    let transaction, text, derivedRate, role, service, categoryName, businessName, codeName: Int
    let subType, roleID, contract, milestoneTitle, subscription: Int
    init() {
      let table = Entity.billingItems.table
      organization = column(table, "companyID")
      type = column(table, "billingItemType")
      name = column(table, "itemName")
      summary = column(table, "description")
      full = column(table, "lineItemFullDescription")
      group = column(table, "lineItemGroupDescription")
      quantity = column(table, "quantity")
      rate = column(table, "rate")
      total = column(table, "totalAmount")
      extended = column(table, "extendedPrice")
      tax = column(table, "taxDollars")
      date = column(table, "itemDate")
      code = column(table, "billingCodeID")
      order = column(table, "purchaseOrderNumber")
      business = column(table, "organizationalLevelAssociationID")
      sort = column(table, "sortOrderID")
      line = column(table, "lineItemID")
      category = column(table, "taxCategoryID")
      nonBillable = column(table, "nonBillable")
      transaction = column(table, "type_of_transaction")
      text = column(table, "derived_description")
      derivedRate = column(table, "derived_rate")
      role = column(table, "role_name")
      service = column(table, "service_name")
      categoryName = column(table, "tax_category_name")
      businessName = column(table, "business_division_subdivision_name")
      codeName = column(table, "billingCodeName")
      subType = column(table, "subType")
      roleID = column(table, "roleID")
      contract = column(table, "contractID")
      milestoneTitle = column(table, "milestone_title")
      subscription = column(table, "subscription_name")
    }
  }
  private static let columns = Columns()

  public init(_ record: Record, zone: Zone) {
    let at = BillingItem.columns
    var read = RecordReader(record, zone: zone)
    id = BillingItemID(record.id)
    organization = read.referenceOrZero(at.organization).map { OrganizationID($0) }
    type = read.text(at.type)
    subType = read.text(at.subType)
    transactionType = read.text(at.transaction)
    origin = BillingOrigin(record)
    role = read.reference(at.roleID)
    contract = read.reference(at.contract)
    groupDescription = read.text(at.group)
    milestoneTitle = read.text(at.milestoneTitle)
    subscriptionName = read.text(at.subscription)
    itemName = read.text(at.name)
    // What the invoice export alone says gives way to the record itself.
    let ownSummary = read.text(at.summary)
    exportedSummary = read.text(at.text)
    summary = ownSummary ?? exportedSummary
    hasOwnSummary = ownSummary != nil
    fullDescription = read.text(at.full)
    quantity = read.decimal(at.quantity, as: Quantity.self)
    let ownRate = read.decimal(at.rate, as: Rate.self)
    exportedRate = read.decimal(at.derivedRate, as: Rate.self)
    rate = ownRate ?? exportedRate
    hasOwnRate = ownRate != nil
    totalAmount = read.decimal(at.total, as: UnroundedAmount.self)
    extendedPrice = read.decimal(at.extended, as: UnroundedAmount.self)
    tax = read.decimal(at.tax, as: UnroundedAmount.self)
    date = read.date(at.date)
    billingCode = read.reference(at.code).map { BillingCodeID($0) }
    billingCodeName = read.text(at.codeName)
    purchaseOrderNumber = read.text(at.order)
    lineOfBusiness = read.reference(at.business)
    lineOfBusinessName = read.text(at.businessName)
    roleName = read.text(at.role)
    serviceName = read.text(at.service)
    sortOrder = read.reference(at.sort) ?? read.reference(at.line)
    taxCategory = read.reference(at.category)
    taxCategoryName = read.text(at.categoryName)
    isNonBillable = read.flag(at.nonBillable) ?? false
    problems = read.problems
    leftOut = []
    if !record.has(at.code), !record.has(at.codeName) { leftOut.append("billingCodeID") }
    if !record.has(at.total), !record.has(at.extended) { leftOut.append("totalAmount") }
    if !record.has(at.tax) { leftOut.append("taxDollars") }
  }
}

/// The forms in which one billing item may be told in words that differ.
public enum BillingItemForm: CaseIterable, Sendable {
  /// The record of the REST interface.
  case record
  /// The line of the generic invoice export.
  case invoiceExport
}

extension BillingItem {
  /// The line as one form alone tells it: that the other form arrived is no change of the line.
  public func told(by form: BillingItemForm) -> BillingItem {
    var line = self
    switch form {
    case .record:
      if !hasOwnSummary { line.summary = nil }
      if !hasOwnRate { line.rate = nil }
      line.lineOfBusinessName = nil
      line.taxCategoryName = nil
      line.roleName = nil
      line.serviceName = nil
    case .invoiceExport:
      line.fullDescription = nil
      line.groupDescription = nil
      line.role = nil
      line.origin = .unsaid
      line.summary = exportedSummary
      line.rate = exportedRate
      line.lineOfBusiness = nil
      line.taxCategory = nil
    }
    return line
  }
}

/// A billing code (BillingCodes).
public struct BillingCode: Sendable, Hashable {
  public let id: BillingCodeID
  public var name: String
  public var taxCategory: Int64?
  /// Whether a tax category stands on it, or the invoice export calls it taxable.
  public var isTaxable: Bool

  private struct Columns {
    let name, category, taxable: Int
    init() {
      let table = Entity.billingCodes.table
      name = column(table, "name")
      category = column(table, "taxCategoryID")
      taxable = column(table, "allocation_code_taxable")
    }
  }
  private static let columns = Columns()

  public init(_ record: Record) {
    var read = RecordReader(record, zone: .utc)
    id = BillingCodeID(record.id)
    name = read.text(BillingCode.columns.name) ?? ""
    taxCategory = read.reference(BillingCode.columns.category)
    isTaxable = taxCategory != nil || (read.flag(BillingCode.columns.taxable) ?? false)
  }
}
