public import Accounting

/// An organization (Companies).
public final class Organization: Sendable {
  public let id: OrganizationID
  public let name: String
  public let number: String?
  public let phone: String?
  public let fax: String?
  public let address: PostalAddress
  public let billingAddress: PostalAddress
  public let attention: String?
  public let isTaxExempt: Bool
  /// The transmission method: a picklist number or its label.
  public let invoiceMethod: String?
  public let currency: Int64?
  public let parent: OrganizationID?
  public let problems: [FieldProblem]

  private struct Columns {
    let name, number, phone, fax, address1, address2, more, city, state, postalCode, countryID, country: Int
    let bill1, bill2, billMore, attention, billCity, billState, billZip, billCountry: Int
    let exempt, method, currency, parent, billCountryName: Int
    init() {
      let table = Entity.companies.table
      name = table.column("companyName")
      number = table.column("companyNumber")
      phone = table.column("phone")
      fax = table.column("fax")
      address1 = table.column("address1")
      address2 = table.column("address2")
      more = table.column("additionalAddressInformation")
      city = table.column("city")
      state = table.column("state")
      postalCode = table.column("postalCode")
      countryID = table.column("countryID")
      country = table.column("country")
      bill1 = table.column("billingAddress1")
      bill2 = table.column("billingAddress2")
      billMore = table.column("billToAdditionalAddressInformation")
      attention = table.column("billToAttention")
      billCity = table.column("billToCity")
      billState = table.column("billToState")
      billZip = table.column("billToZipCode")
      billCountry = table.column("billToCountryID")
      exempt = table.column("isTaxExempt")
      method = table.column("invoiceMethod")
      currency = table.column("currencyID")
      parent = table.column("parentCompanyID")
      billCountryName = table.column("billing_country")
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
public final class Invoice: Sendable {
  public let id: InvoiceID
  public let organization: OrganizationID?
  public let batch: Int64?
  public let date: CalendarDate?
  public let number: String?
  /// Net of tax in most exports; which it was shows in comparing it with the lines.
  public let total: UnroundedAmount?
  public let tax: UnroundedAmount?
  public let orderNumber: String?
  public let isVoided: Bool
  public let paidDate: CalendarDate?
  /// The stamp of an integration that processed the invoice.
  public let webServiceDate: String?
  /// Whether the generic invoice export says that the invoice was transferred.
  public let isMarkedTransferred: Bool
  /// QuickBooks Transfer Date of Autotask's own pages: a time once it was transferred, else a word or nothing.
  public let quickBooksTransferDate: String?
  /// The organization by name, where an export names it so.
  public let organizationName: String?
  /// The line of business of the invoice as a whole, by name.
  public let lineOfBusinessName: String?
  /// PaymentTerms by number, and by name where the export says it so.
  public let paymentTerm: Int64?
  public let paymentTermName: String?
  public let dueDate: CalendarDate?
  /// The template it was printed by (InvoiceTemplates).
  public let template: Int64?
  /// TaxRegions by number, and by name.
  public let taxRegion: Int64?
  public let taxRegionName: String?
  /// Whether a total was in an export at all.
  public let hasTotal: Bool
  public let problems: [FieldProblem]
  /// Fields that no export has brought and without which nobody can judge: `isVoided`.
  public let leftOut: [String]

  private struct Columns {
    let organization, batch, date, number, total, tax, order, voided, voidedDate, paid, stamp: Int
    let transferred, business, organizationName, transferDate: Int
    let term, termName, due, template, region, regionName: Int
    init() {
      let table = Entity.invoices.table
      organization = table.column("companyID")
      batch = table.column("batchID")
      date = table.column("invoiceDateTime")
      number = table.column("invoiceNumber")
      total = table.column("invoiceTotal")
      tax = table.column("totalTaxValue")
      order = table.column("orderNumber")
      voided = table.column("isVoided")
      voidedDate = table.column("voidedDate")
      paid = table.column("paidDate")
      stamp = table.column("webServiceDate")
      transferred = table.column("invoice_transferred_flag")
      business = table.column("business_division_subdivision_name")
      organizationName = table.column("companyName")
      transferDate = table.column("quickBooksTransferDate")
      term = table.column("paymentTerm")
      termName = table.column("payment_term_name")
      due = table.column("dueDate")
      template = table.column("invoiceEditorTemplateID")
      region = table.column("taxGroup")
      regionName = table.column("taxRegionName")
    }
  }
  private static let columns = Columns()

  /// `named` is the organization that its name stands for, where it has no number.
  public init(_ record: Record, zone: Zone, organization named: OrganizationID? = nil) {
    let at = Invoice.columns
    var read = RecordReader(record, zone: zone)
    id = InvoiceID(record.id)
    organization = read.referenceOrZero(at.organization).map { OrganizationID($0) } ?? named
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
    var leftOut: [String] = []
    func needs(_ columns: Int...) {
      if !columns.contains(where: record.has) { leftOut.append(record.table.fields[columns[0]].name) }
    }
    needs(at.organization, at.organizationName)
    needs(at.date)
    needs(at.total)
    needs(at.tax)
    // The invoice export knows no voided ones.
    needs(at.voided, at.voidedDate, at.transferred)
    self.leftOut = leftOut
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
      name = table.column("name")
      category = table.column("taxCategoryID")
      taxable = table.column("allocation_code_taxable")
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
