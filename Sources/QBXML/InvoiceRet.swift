public import Accounting
public import XML

/// A transaction that another one is linked with: a payment, a credit, an order.
public struct LinkedTxn: Hashable, Sendable {
  public let txnID: TxnID
  /// `ReceivePayment`, `CreditMemo`, …: an open list of words.
  public let type: String
  public let date: CalendarDate?
  public let refNumber: String?
  /// AMTTYPE (money) or QUANTYPE (goods); nil in old versions.
  public let linkType: String?
  /// Negative where it pays.
  public let amount: Amount?
  public let unread: [String]

  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    txnID = TxnID(try fields.required("TxnID"))
    type = fields.text("TxnType") ?? ""
    date = fields.date("TxnDate")
    refNumber = fields.text("RefNumber")
    linkType = fields.text("LinkType")
    amount = fields.number("Amount")
    unread = fields.unread
  }
}

/// A line of an invoice as QuickBooks has it.
public struct InvoiceLineRet: Hashable, Sendable {
  public let txnLineID: TxnID
  public let item: ObjectRef?
  public let description: String?
  public let quantity: Quantity?
  public let rate: Rate?
  public let `class`: ObjectRef?
  public let amount: Amount?
  public let serviceDate: CalendarDate?
  public let salesTaxCode: ObjectRef?
  /// The line of the item group that it belongs to.
  public let groupLineID: TxnID?
  public let unread: [String]

  init(_ element: XMLElement, in group: TxnID?) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    txnLineID = TxnID(try fields.required("TxnLineID"))
    item = fields.reference("ItemRef")
    description = fields.text("Desc")
    quantity = fields.number("Quantity")
    rate = fields.number("Rate")
    `class` = fields.reference("ClassRef")
    amount = fields.number("Amount")
    serviceDate = fields.date("ServiceDate")
    salesTaxCode = fields.reference("SalesTaxCodeRef")
    groupLineID = group
    unread = fields.unread
  }
}

/// An invoice as QuickBooks answers it.
public struct InvoiceRet: Hashable, Sendable {
  public let txnID: TxnID
  public let timeCreated: WrittenTime?
  public let timeModified: WrittenTime?
  /// At most 16 characters; opaque.
  public let editSequence: String?
  public let txnNumber: Int?
  public let customer: ObjectRef?
  public let `class`: ObjectRef?
  public let receivablesAccount: ObjectRef?
  public let date: CalendarDate?
  public let refNumber: String?
  public let poNumber: String?
  public let terms: ObjectRef?
  public let dueDate: CalendarDate?
  /// Before tax.
  public let subtotal: Amount?
  public let taxItem: ObjectRef?
  public let salesTaxTotal: Amount?
  /// Negative: what has been applied to it.
  public let appliedAmount: Amount?
  public let balanceRemaining: Amount?
  public let currency: ObjectRef?
  public let memo: String?
  public let isPaid: Bool?
  public let isToBePrinted: Bool?
  public let isToBeEmailed: Bool?
  public let customerSalesTaxCode: ObjectRef?
  public let externalGUID: String?
  public let linkedTxns: [LinkedTxn]
  /// Lines of item groups stand behind one another, without the line of the group itself.
  public let lines: [InvoiceLineRet]
  /// `Subtotal: 1,000`: fields whose values could not be read.
  public let unread: [String]

  /// - Throws: `incomplete` without a TxnID.
  public init(_ element: XMLElement) throws(QBXMLProblem) {
    var fields = FieldReader(element)
    txnID = TxnID(try fields.required("TxnID"))
    timeCreated = fields.time("TimeCreated")
    timeModified = fields.time("TimeModified")
    editSequence = fields.text("EditSequence")
    txnNumber = fields.integer("TxnNumber")
    customer = fields.reference("CustomerRef")
    `class` = fields.reference("ClassRef")
    receivablesAccount = fields.reference("ARAccountRef")
    date = fields.date("TxnDate")
    refNumber = fields.text("RefNumber")
    poNumber = fields.text("PONumber")
    terms = fields.reference("TermsRef")
    dueDate = fields.date("DueDate")
    subtotal = fields.number("Subtotal")
    taxItem = fields.reference("ItemSalesTaxRef")
    salesTaxTotal = fields.number("SalesTaxTotal")
    appliedAmount = fields.number("AppliedAmount")
    balanceRemaining = fields.number("BalanceRemaining")
    currency = fields.reference("CurrencyRef")
    memo = fields.text("Memo")
    isPaid = fields.flag("IsPaid")
    isToBePrinted = fields.flag("IsToBePrinted")
    isToBeEmailed = fields.flag("IsToBeEmailed")
    customerSalesTaxCode = fields.reference("CustomerSalesTaxCodeRef")
    externalGUID = fields.text("ExternalGUID")
    var links: [LinkedTxn] = []
    var lines: [InvoiceLineRet] = []
    for child in element.children {
      switch child.name {
      case "LinkedTxn": links.append(try LinkedTxn(child))
      case "InvoiceLineRet": lines.append(try InvoiceLineRet(child, in: nil))
      case "InvoiceLineGroupRet":
        let group = child.text(of: "TxnLineID").map { TxnID($0) }
        for line in child.children where line.name == "InvoiceLineRet" {
          lines.append(try InvoiceLineRet(line, in: group))
        }
      default: break
      }
    }
    linkedTxns = links
    self.lines = lines
    unread = fields.unread + links.flatMap(\.unread) + lines.flatMap(\.unread)
  }
}
