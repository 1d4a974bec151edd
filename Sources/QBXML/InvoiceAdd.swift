public import Accounting

/// One line of an invoice; without an item it is a line of text.
public struct InvoiceLine: Hashable, Sendable {
  public var item: Reference?
  public var description: String?
  public var quantity: Quantity?
  public var rate: Rate?
  public var `class`: Reference?
  public var amount: Amount?
  public var serviceDate: CalendarDate?
  public var salesTaxCode: Reference?
  public var overrideAccount: Reference?

  public init(
    item: Reference? = nil, description: String? = nil, quantity: Quantity? = nil, rate: Rate? = nil,
    class: Reference? = nil, amount: Amount? = nil, serviceDate: CalendarDate? = nil,
    salesTaxCode: Reference? = nil, overrideAccount: Reference? = nil
  ) {
    self.item = item
    self.description = description
    self.quantity = quantity
    self.rate = rate
    self.`class` = `class`
    self.amount = amount
    self.serviceDate = serviceDate
    self.salesTaxCode = salesTaxCode
    self.overrideAccount = overrideAccount
  }

  func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try writer.begin("InvoiceLineAdd")
    try writer.reference("ItemRef", item)
    try writer.text("Desc", description)
    try writer.quantity("Quantity", quantity)
    try writer.rate("Rate", rate)
    try writer.reference("ClassRef", `class`)
    try writer.amount("Amount", amount)
    try writer.date("ServiceDate", serviceDate)
    try writer.reference("SalesTaxCodeRef", salesTaxCode)
    try writer.reference("OverrideItemAccountRef", overrideAccount)
    try writer.end()
  }
}

/// A new invoice.
public struct InvoiceAdd: QBXMLRequest, Hashable {
  public var customer: Reference
  public var `class`: Reference?
  public var receivablesAccount: Reference?
  public var template: Reference?
  public var date: CalendarDate?
  /// At most 11 characters.
  public var refNumber: String?
  public var billAddress: Address?
  public var shipAddress: Address?
  /// At most 25 characters.
  public var poNumber: String?
  public var terms: Reference?
  public var dueDate: CalendarDate?
  public var taxItem: Reference?
  public var memo: String?
  public var isToBePrinted: Bool?
  public var isToBeEmailed: Bool?
  public var customerSalesTaxCode: Reference?
  public var exchangeRate: Rate?
  /// `{8-4-4-4-12}`, hexadecimal.
  public var externalGUID: String?
  public var lines: [InvoiceLine]

  public init(customer: Reference, lines: [InvoiceLine] = []) {
    self.customer = customer
    self.lines = lines
  }

  public var message: String { "InvoiceAddRq" }

  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try writer.begin("InvoiceAdd")
    try writer.reference("CustomerRef", customer)
    try writer.reference("ClassRef", `class`)
    try writer.reference("ARAccountRef", receivablesAccount)
    try writer.reference("TemplateRef", template)
    try writer.date("TxnDate", date)
    try writer.text("RefNumber", refNumber)
    try writer.address("BillAddress", billAddress)
    try writer.address("ShipAddress", shipAddress)
    try writer.text("PONumber", poNumber)
    try writer.reference("TermsRef", terms)
    try writer.date("DueDate", dueDate)
    try writer.reference("ItemSalesTaxRef", taxItem)
    try writer.text("Memo", memo)
    try writer.flag("IsToBePrinted", isToBePrinted)
    try writer.flag("IsToBeEmailed", isToBeEmailed)
    try writer.reference("CustomerSalesTaxCodeRef", customerSalesTaxCode)
    try writer.rate("ExchangeRate", exchangeRate)
    try writer.text("ExternalGUID", externalGUID)
    for line in lines { try line.write(to: &writer) }
    try writer.end()
  }
}
