extension PracticeCompany {
  /// Enters what a cleaned InvoiceAdd asks for.
  mutating func addInvoice(_ asked: Node, _ now: PracticeTime) throws(Status) -> Invoice {
    let isLine: (Node) -> Bool = { $0.name.hasPrefix("InvoiceLine") }
    if let link = asked["LinkToTxnID"] { throw .cannotFind(link.text) }
    if let credit = asked["SetCredit"] { throw .cannotFind(credit.text("CreditTxnID") ?? "") }
    var fields = try resolved(asked.children.filter { !isLine($0) }, in: "Invoice")
    guard
      let customer = fields.first(where: { $0.name == "CustomerRef" })?.text("ListID").flatMap({ lists[$0] })
    else { throw .badReference("", to: "Customer", in: "Invoice") }
    let date = asked.text("TxnDate") ?? now.date
    if let closing = beliefs.closingDate, date <= closing { throw .closed("Invoice") }
    if asked.isTrue("IsToBeEmailed"), (customer.field("Email")?.text ?? "").isEmpty {
      throw .notSaved(
        "Invoice",
        because:
          "The customer \"\(customer.fullName)\" has no e-mail address, so this form cannot be sent by e-mail."
      )
    }
    let undo = counters
    do throws(Status) {
      let lines = try lines(of: asked.children.filter(isLine), now)
      try addDefaults(&fields, customer, date)
      var invoice = Invoice(
        id: nextTransactionID(now), created: now, modified: now, editSequence: now.epoch, number: 0,
        customer: customer.id, date: date, refNumber: nil, fields: fields, lines: lines, subtotal: 0,
        taxPercent: nil, tax: 0)
      try total(&invoice)
      counters.transactionNumber += 1
      invoice.number = counters.transactionNumber
      invoice.refNumber = refNumber(asked.text("RefNumber"))
      sales.append(invoice)
      return invoice
    } catch {
      counters = undo
      throw error
    }
  }

  /// The number given, or the one after the last, or none.
  private mutating func refNumber(_ given: String?) -> String? {
    if let given {
      if let number = Int64(given), number > 0 { counters.invoiceNumber = number }
      return given
    }
    if beliefs.refNumbers == .blank { return nil }
    counters.invoiceNumber += 1
    return String(counters.invoiceNumber)
  }

  /// Fills in what the customer and the preferences say.
  private func addDefaults(
    _ fields: inout [Node], _ customer: ListRecord, _ date: String
  ) throws(Status) {
    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
    let own: Set<String> = ["CustomerRef", "TxnDate", "RefNumber"]
    fields.removeAll { own.contains($0.name) }
    if let account = fields.first(where: { $0.name == "ARAccountRef" }) {
      let record = account.text("ListID").flatMap { lists[$0] }
      if record?.field("AccountType")?.text != "AccountsReceivable" {
        throw .badReference(account.text("FullName") ?? "", to: "Account", in: "Invoice")
      }
    } else if let record = lists.named("Accounts Receivable", in: .accounts) {
      fields.append(.reference("ARAccountRef", id: record.id, fullName: record.fullName))
    }
    for name in ["BillAddress", "ShipAddress", "TermsRef"] where !has(name) {
      if let field = customer.field(name) { fields.append(field) }
    }
    if !has("DueDate") {
      let terms = fields.first { $0.name == "TermsRef" }?.text("ListID").flatMap { lists[$0] }
      let days = terms?.field("StdDueDays").flatMap { Int64($0.text) } ?? 0
      fields.append(Node("DueDate", text: CivilDate.adding(days, to: date) ?? date))
    }
    for name in ["IsPending", "IsToBePrinted", "IsToBeEmailed"] where !has(name) {
      fields.append(Node(name, text: "false"))
    }
    if beliefs.salesTax {
      if !has("ItemSalesTaxRef"), let item = customer.field("ItemSalesTaxRef") { fields.append(item) }
      if !has("CustomerSalesTaxCodeRef"), let code = customer.field("SalesTaxCodeRef") {
        fields.append(Node("CustomerSalesTaxCodeRef", code.children))
      }
    }
    if beliefs.multiCurrency, let currency = customer.field("CurrencyRef") {
      fields.append(currency)
      if !has("ExchangeRate") {
        let rate = currency.text("ListID").flatMap { lists[$0] }?.field("ExchangeRate")?.text
        fields.append(Node("ExchangeRate", text: rate ?? "1"))
      }
    }
  }

  /// Works out subtotal and tax from the lines.
  func total(_ invoice: inout Invoice) throws(Status) {
    let counted = invoice.lines.filter { !$0.isSubtotal }
    invoice.subtotal = counted.reduce(0) { $0 + ($1.amount ?? 0) }
    invoice.tax = 0
    invoice.taxPercent = nil
    let item = invoice.fields.first { $0.name == "ItemSalesTaxRef" }?.text("ListID").flatMap { lists[$0] }
    if beliefs.salesTax, let percent = item?.field("TaxRate").flatMap({ Decimals.fine($0.text) }) {
      invoice.taxPercent = percent
      let code = invoice.fields.first { $0.name == "CustomerSalesTaxCodeRef" }
      if code.map(isTaxable) ?? false {
        let taxed = counted.filter(\.isTaxable).reduce(0) { $0 + ($1.amount ?? 0) }
        invoice.tax = Decimals.share(cents: taxed, percent: percent) ?? 0
      }
    }
    if invoice.total < 0 {
      throw .badValue(
        Decimals.amountText(invoice.total), field: "Total",
        because: "The total of this transaction may not be negative.")
    }
  }
}
