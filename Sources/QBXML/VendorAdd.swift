/// A new vendor.
public struct VendorAdd: QBXMLRequest, Hashable {
  /// At most 41 characters, no colon.
  public var name: String
  public var isActive: Bool?
  public var companyName: String?
  public var firstName: String?
  public var lastName: String?
  public var address: Address?
  public var phone: String?
  public var fax: String?
  public var email: String?
  public var contact: String?
  public var nameOnCheck: String?
  public var accountNumber: String?
  public var notes: String?
  public var terms: Reference?
  public var externalGUID: String?
  public var currency: Reference?

  public init(name: String) { self.name = name }

  public var message: String { "VendorAddRq" }

  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try writer.begin("VendorAdd")
    try writer.text("Name", name)
    try writer.flag("IsActive", isActive)
    try writer.text("CompanyName", companyName)
    try writer.text("FirstName", firstName)
    try writer.text("LastName", lastName)
    try writer.address("VendorAddress", address)
    try writer.text("Phone", phone)
    try writer.text("Fax", fax)
    try writer.text("Email", email)
    try writer.text("Contact", contact)
    try writer.text("NameOnCheck", nameOnCheck)
    try writer.text("AccountNumber", accountNumber)
    try writer.text("Notes", notes)
    try writer.reference("TermsRef", terms)
    try writer.text("ExternalGUID", externalGUID)
    try writer.reference("CurrencyRef", currency)
    try writer.end()
  }
}
