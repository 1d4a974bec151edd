extension PracticeCompany {
  private static let order = words(
    """
    TxnID TimeCreated TimeModified EditSequence TxnNumber CustomerRef ClassRef ARAccountRef TemplateRef TxnDate
    RefNumber BillAddress BillAddressBlock ShipAddress ShipAddressBlock IsPending IsFinanceCharge PONumber TermsRef
    DueDate SalesRepRef FOB ShipDate ShipMethodRef Subtotal ItemSalesTaxRef SalesTaxPercentage SalesTaxTotal
    AppliedAmount BalanceRemaining CurrencyRef ExchangeRate BalanceRemainingInHomeCurrency Memo IsPaid CustomerMsgRef
    IsToBePrinted IsToBeEmailed CustomerSalesTaxCodeRef SuggestedDiscountAmount SuggestedDiscountDate Other
    ExternalGUID LinkedTxn InvoiceLineRet DataExtRet
    """)

  private static let lineOrder = words(
    """
    TxnLineID ItemRef Desc Quantity UnitOfMeasure Rate ClassRef Amount InventorySiteRef InventorySiteLocationRef
    SerialNumber LotNumber ServiceDate SalesTaxCodeRef Other1 Other2 DataExtRet
    """)

  static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  static func ordered(_ nodes: [Node], _ order: [String]) -> [Node] {
    order.flatMap { name in nodes.filter { $0.name == name } }
  }

  /// One invoice as answers show it.
  func shown(_ invoice: Invoice, lines: Bool, links: Bool) -> Node {
    var nodes = invoice.fields
    func add(_ name: String, _ text: String) { nodes.append(Node(name, text: text)) }
    add("TxnID", invoice.id)
    add("TimeCreated", invoice.created.description)
    add("TimeModified", invoice.modified.description)
    add("EditSequence", String(invoice.editSequence))
    add("TxnNumber", String(invoice.number))
    if let customer = lists[invoice.customer] {
      nodes.append(.reference("CustomerRef", id: customer.id, fullName: customer.fullName))
    }
    add("TxnDate", invoice.date)
    if let number = invoice.refNumber { add("RefNumber", number) }
    for name in ["BillAddress", "ShipAddress"] {
      if let address = invoice.fields.first(where: { $0.name == name }) {
        nodes.append(address.addressBlock(name + "Block"))
      }
    }
    add("Subtotal", Decimals.amountText(invoice.subtotal))
    if let percent = invoice.taxPercent { add("SalesTaxPercentage", Decimals.fineText(percent, atLeast: 2)) }
    add("SalesTaxTotal", Decimals.amountText(invoice.tax))
    let applied = sales.applied(to: invoice)
    add("AppliedAmount", Decimals.amountText(0 - applied))
    add("BalanceRemaining", Decimals.amountText(invoice.total - applied))
    add("IsPaid", invoice.total == applied ? "true" : "false")
    if links { nodes += sales.payments(on: invoice.id).map { linked($0, invoice) } }
    if lines { nodes += invoice.lines.map(shown) }
    return Node("InvoiceRet", Self.ordered(nodes, Self.order))
  }

  private func shown(_ line: InvoiceLine) -> Node {
    var nodes = line.fields
    func add(_ name: String, _ text: String) { nodes.append(Node(name, text: text)) }
    add("TxnLineID", line.id)
    if let item = line.item.flatMap({ lists[$0] }) {
      nodes.append(.reference("ItemRef", id: item.id, fullName: item.fullName))
    }
    if let quantity = line.quantity { add("Quantity", Decimals.fineText(quantity)) }
    if let rate = line.rate { add("Rate", Decimals.fineText(rate, atLeast: 2)) }
    if let amount = line.amount { add("Amount", Decimals.amountText(amount)) }
    return Node("InvoiceLineRet", Self.ordered(nodes, Self.lineOrder))
  }

  private func linked(_ payment: Payment, _ invoice: Invoice) -> Node {
    let amount = payment.applications.filter { $0.invoice == invoice.id }.reduce(0) { $0 + $1.amount }
    var nodes = [
      Node("TxnID", text: payment.id), Node("TxnType", text: payment.kind.rawValue),
      Node("TxnDate", text: payment.date),
    ]
    if let number = payment.refNumber { nodes.append(Node("RefNumber", text: number)) }
    nodes.append(Node("LinkType", text: "AMTTYPE"))
    nodes.append(Node("Amount", text: Decimals.amountText(0 - amount)))
    return Node("LinkedTxn", nodes)
  }
}
