extension PracticeCompany {
  func queryInvoices(_ request: Node) throws(Status) -> Outcome {
    let (lines, links) = (request.isTrue("IncludeLineItems"), request.isTrue("IncludeLinkedTxns"))
    func show(_ invoices: [Invoice]) -> [Node] { invoices.map { shown($0, lines: lines, links: links) } }
    let ids = request.all("TxnID").map(\.text)
    if !ids.isEmpty {
      let found = ids.compactMap { sales.invoice($0) }
      if let missing = ids.first(where: { sales.invoice($0) == nil }) {
        return try incomplete(missing, of: ids.count) { show(found) }
      }
      return Outcome(.done, show(found))
    }
    let found = try invoices(request)
    return found.isEmpty ? Outcome(.notFound) : Outcome(.done, show(found))
  }

  /// By number or by filter.
  private func invoices(_ request: Node) throws(Status) -> [Invoice] {
    let numbers = request.all("RefNumber").map(\.text)
    if !numbers.isEmpty { return numbers.flatMap { sales.invoices(numbered: $0) } }
    let exact = request.all("RefNumberCaseSensitive").map(\.text)
    if !exact.isEmpty {
      return exact.flatMap { number in sales.invoices(numbered: number).filter { $0.refNumber == number } }
    }
    let filter = try TransactionFilter(request, self)
    return sales.invoices.filter { invoice in
      if invoice.isDeleted { return false }
      switch filter.paidStatus {
      case "PaidOnly": if sales.balance(of: invoice) != 0 { return false }
      case "NotPaidOnly": if sales.balance(of: invoice) == 0 { return false }
      default: break
      }
      return filter.takes(
        modified: invoice.modified, date: invoice.date, entity: invoice.customer, refNumber: invoice.refNumber
      )
    }
  }

  func queryPayments(_ request: Node) throws(Status) -> Outcome {
    let lines = request.isTrue("IncludeLineItems")
    func show(_ payments: [Payment]) -> [Node] { payments.map { shown($0, lines: lines) } }
    let received: (Payment) -> Bool = { !$0.isDeleted && $0.kind == .receivePayment }
    let ids = request.all("TxnID").map(\.text)
    if !ids.isEmpty {
      let found = ids.compactMap { sales.payment($0) }.filter(received)
      if let missing = ids.first(where: { id in !found.contains { $0.id == id } }) {
        return try incomplete(missing, of: ids.count) { show(found) }
      }
      return Outcome(.done, show(found))
    }
    let numbers = (request.all("RefNumber") + request.all("RefNumberCaseSensitive")).map {
      $0.text.lowercased()
    }
    let filter = try TransactionFilter(request, self)
    let found = sales.payments.filter(received).filter { payment in
      numbers.isEmpty
        ? filter.takes(
          modified: payment.modified, date: payment.date, entity: payment.customer,
          refNumber: payment.refNumber)
        : numbers.contains((payment.refNumber ?? "").lowercased())
    }
    return found.isEmpty ? Outcome(.notFound) : Outcome(.done, show(found))
  }

  private func shown(_ payment: Payment, lines: Bool) -> Node {
    var nodes = [
      Node("TxnID", text: payment.id), Node("TimeCreated", text: payment.created.description),
      Node("TimeModified", text: payment.modified.description),
      Node("EditSequence", text: String(payment.editSequence)),
      Node("TxnNumber", text: String(payment.number)),
    ]
    if let customer = lists[payment.customer] {
      nodes.append(.reference("CustomerRef", id: customer.id, fullName: customer.fullName))
    }
    if let account = lists.named("Accounts Receivable", in: .accounts) {
      nodes.append(.reference("ARAccountRef", id: account.id, fullName: account.fullName))
    }
    nodes.append(Node("TxnDate", text: payment.date))
    if let number = payment.refNumber { nodes.append(Node("RefNumber", text: number)) }
    nodes.append(Node("TotalAmount", text: Decimals.amountText(payment.total)))
    if let account = lists.named("Undeposited Funds", in: .accounts) {
      nodes.append(.reference("DepositToAccountRef", id: account.id, fullName: account.fullName))
    }
    let used = payment.applications.reduce(0) { $0 + $1.amount }
    nodes.append(Node("UnusedPayment", text: Decimals.amountText(payment.total - used)))
    nodes.append(Node("UnusedCredits", text: "0.00"))
    if lines { nodes += payment.applications.compactMap(shown) }
    return Node("ReceivePaymentRet", nodes)
  }

  private func shown(_ application: Payment.Application) -> Node? {
    guard let invoice = sales.invoice(application.invoice) else { return nil }
    var nodes = [
      Node("TxnID", text: invoice.id), Node("TxnType", text: "Invoice"), Node("TxnDate", text: invoice.date),
    ]
    if let number = invoice.refNumber { nodes.append(Node("RefNumber", text: number)) }
    nodes.append(Node("BalanceRemaining", text: Decimals.amountText(sales.balance(of: invoice))))
    nodes.append(Node("Amount", text: Decimals.amountText(application.amount)))
    if application.discount != 0 {
      nodes.append(Node("DiscountAmount", text: Decimals.amountText(application.discount)))
    }
    return Node("AppliedToTxnRet", nodes)
  }
}
