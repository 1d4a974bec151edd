/// A new customer, or a job below one.
public struct CustomerAdd: QBXMLRequest, Hashable {
  /// At most 41 characters, no colon.
  public var name: String
  public var isActive: Bool?
  public var parent: Reference?
  public var companyName: String?
  public var firstName: String?
  public var lastName: String?
  public var billAddress: Address?
  public var shipAddress: Address?
  public var phone: String?
  public var alternatePhone: String?
  public var fax: String?
  public var email: String?
  public var contact: String?
  public var terms: Reference?
  public var salesTaxCode: Reference?
  public var taxItem: Reference?
  public var resaleNumber: String?
  public var accountNumber: String?
  public var notes: String?
  public var externalGUID: String?
  public var currency: Reference?

  public init(name: String, parent: Reference? = nil) {
    self.name = name
    self.parent = parent
  }

  public var message: String { "CustomerAddRq" }

  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try writer.begin("CustomerAdd")
    try writer.text("Name", name)
    try writer.flag("IsActive", isActive)
    try writer.reference("ParentRef", parent)
    try writer.text("CompanyName", companyName)
    try writer.text("FirstName", firstName)
    try writer.text("LastName", lastName)
    try writer.address("BillAddress", billAddress)
    try writer.address("ShipAddress", shipAddress)
    try writer.text("Phone", phone)
    try writer.text("AltPhone", alternatePhone)
    try writer.text("Fax", fax)
    try writer.text("Email", email)
    try writer.text("Contact", contact)
    try writer.reference("TermsRef", terms)
    try writer.reference("SalesTaxCodeRef", salesTaxCode)
    try writer.reference("ItemSalesTaxRef", taxItem)
    try writer.text("ResaleNumber", resaleNumber)
    try writer.text("AccountNumber", accountNumber)
    try writer.text("Notes", notes)
    try writer.text("ExternalGUID", externalGUID)
    try writer.reference("CurrencyRef", currency)
    try writer.end()
  }
}
