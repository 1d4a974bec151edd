public import Accounting
public import XML

/// A payment as QuickBooks answers it.
public struct ReceivePaymentRet: Hashable, Sendable {
  /// What the payment, or a part of it, was applied to.
  public struct Application: Hashable, Sendable {
    public let txnID: TxnID
    /// `Invoice` and others: an open list of words.
    public let type: String
    public let date: CalendarDate?
    public let refNumber: String?
    public let balanceRemaining: Amount?
    public let amount: Amount?
    public let discountAmount: Amount?
    public let unread: [String]

    init(_ element: XMLElement) throws(QBXMLProblem) {
      var fields = FieldReader(element)
      txnID = TxnID(try fields.required("TxnID"))
      type = fields.text("TxnType") ?? ""
      date = fields.date("TxnDate")
      refNumber = fields.text("RefNumber")
      balanceRemaining = fields.number("BalanceRemaining")
      amount = fields.number("Amount")
      discountAmount = fields.number("DiscountAmount")
      unread = fields.unread
    }
  }

  public let txnID: TxnID
  public let timeModified: WrittenTime?
  public let customer: ObjectRef?
  public let date: CalendarDate?
  public let refNumber: String?
  public let totalAmount: Amount?
  /// Only when the query asked for lines.
  public let applications: [Application]
  /// Fields whose values could not be read.
  public let unread: [String]

  /// - Throws: `incomplete` without a TxnID.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    txnID = TxnID(try fields.required("TxnID"))
    timeModified = fields.time("TimeModified")
    customer = fields.reference("CustomerRef")
    date = fields.date("TxnDate")
    refNumber = fields.text("RefNumber")
    totalAmount = fields.number("TotalAmount")
    var applications: [Application] = []
    for child in element.children where child.name == "AppliedToTxnRet" {
      applications.append(try Application(child))
    }
    self.applications = applications
    unread = fields.unread + applications.flatMap(\.unread)
  }
}
