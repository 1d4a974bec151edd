/// A new account.
public struct AccountAdd: QBXMLRequest, Hashable {
  /// At most 31 characters, no colon.
  public var name: String
  public var type: AccountType
  public var parent: Reference?
  /// At most 7 characters.
  public var number: String?
  /// At most 200 characters.
  public var description: String?
  public var currency: Reference?

  public init(name: String, type: AccountType, parent: Reference? = nil) {
    self.name = name
    self.type = type
    self.parent = parent
  }

  public var message: String { "AccountAddRq" }

  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try writer.begin("AccountAdd")
    try writer.text("Name", name)
    try writer.reference("ParentRef", parent)
    try writer.text("AccountType", type.rawValue)
    try writer.text("AccountNumber", number)
    try writer.text("Desc", description)
    try writer.reference("CurrencyRef", currency)
    try writer.end()
  }
}

/// The kinds of account that QuickBooks has.
public enum AccountType: String, Sendable, Hashable, CaseIterable {
  case accountsPayable = "AccountsPayable"
  case accountsReceivable = "AccountsReceivable"
  case bank = "Bank"
  case costOfGoodsSold = "CostOfGoodsSold"
  case creditCard = "CreditCard"
  case equity = "Equity"
  case expense = "Expense"
  case fixedAsset = "FixedAsset"
  case income = "Income"
  case longTermLiability = "LongTermLiability"
  case nonPosting = "NonPosting"
  case otherAsset = "OtherAsset"
  case otherCurrentAsset = "OtherCurrentAsset"
  case otherCurrentLiability = "OtherCurrentLiability"
  case otherExpense = "OtherExpense"
  case otherIncome = "OtherIncome"
}
