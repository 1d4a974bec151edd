extension PracticeCompany {
  func deletedTransactions(_ request: Node) -> Outcome {
    let types = Set(request.all("TxnDelType").map(\.text))
    let filter = request["DeletedDateRangeFilter"]
    let from = filter?.text("FromDeletedDate").flatMap(PracticeTime.filter)
    let to = filter?.text("ToDeletedDate").flatMap(PracticeTime.filter)
    let found = sales.removals.filter { removal in
      types.contains(removal.type) && (from.map { $0 <= removal.deleted } ?? true)
        && (to.map { removal.deleted <= $0 } ?? true)
    }
    if found.isEmpty { return Outcome(.notFound) }
    return Outcome(
      .done,
      found.map { removal in
        Node(
          "TxnDeletedRet",
          [
            Node("TxnDelType", text: removal.type), Node("TxnID", text: removal.id),
            Node("TimeCreated", text: removal.created.description),
            Node("TimeDeleted", text: removal.deleted.description),
          ] + (removal.refNumber.map { [Node("RefNumber", text: $0)] } ?? []))
      })
  }

  mutating func delete(_ request: Node, _ now: PracticeTime) throws(Status) -> Outcome {
    let (type, id) = (request.text("TxnDelType") ?? "", request.text("TxnID") ?? "")
    var number: String?
    switch type {
    case "Invoice":
      number = sales.invoice(id)?.refNumber
      try removeInvoice(id, now)
    case "ReceivePayment", "CreditMemo":
      number = sales.payment(id)?.refNumber
      try removePayment(id, type, now)
    default: throw .unsupported("TxnDel of \(type)")
    }
    var nodes = [
      Node("TxnDelType", text: type), Node("TxnID", text: id), Node("TimeDeleted", text: now.description),
    ]
    if let number { nodes.append(Node("RefNumber", text: number)) }
    return Outcome(.done, nodes)
  }

  mutating func void(_ request: Node, _ now: PracticeTime) throws(Status) -> Outcome {
    let (type, id) = (request.text("TxnVoidType") ?? "", request.text("TxnID") ?? "")
    guard type == "Invoice" else { throw .unsupported("TxnVoid of \(type)") }
    try voidInvoice(id, now)
    guard let invoice = sales.invoice(id) else { throw .cannotFind(id) }
    var nodes = [
      Node("TxnVoidType", text: type), Node("TxnID", text: id),
      Node("TimeCreated", text: invoice.created.description), Node("TimeModified", text: now.description),
    ]
    if let number = invoice.refNumber { nodes.append(Node("RefNumber", text: number)) }
    return Outcome(.done, nodes)
  }

  mutating func removeInvoice(_ id: String, _ now: PracticeTime) throws(Status) {
    let invoice = try openInvoice(id)
    if let payment = sales.payments(on: id).first {
      throw Status(
        3160,
        "Cannot delete the object specified by the id = \"\(id)\".  QuickBooks error message: The transaction is linked to \(payment.kind.rawValue) \(payment.id)."
      )
    }
    sales.changeInvoice(id) { $0.isDeleted = true }
    sales.append(
      Removal(type: "Invoice", id: id, created: invoice.created, deleted: now, refNumber: invoice.refNumber))
  }

  mutating func removePayment(_ id: String, _ type: String, _ now: PracticeTime) throws(Status) {
    guard let payment = sales.payment(id), payment.kind.rawValue == type else { throw .cannotFind(id) }
    sales.changePayment(id) { $0.isDeleted = true }
    sales.append(
      Removal(type: type, id: id, created: payment.created, deleted: now, refNumber: payment.refNumber))
  }

  /// Amounts become nothing and the memo begins `VOID:`; what was applied is free again.
  mutating func voidInvoice(_ id: String, _ now: PracticeTime) throws(Status) {
    _ = try openInvoice(id)
    for payment in sales.payments(on: id) {
      sales.changePayment(payment.id) { payment in payment.applications.removeAll { $0.invoice == id } }
    }
    sales.changeInvoice(id) { invoice in
      invoice.isVoided = true
      invoice.subtotal = 0
      invoice.tax = 0
      for index in invoice.lines.indices {
        if invoice.lines[index].quantity != nil { invoice.lines[index].quantity = 0 }
        if invoice.lines[index].amount != nil { invoice.lines[index].amount = 0 }
      }
      let memo = invoice.fields.first { $0.name == "Memo" }?.text
      invoice.fields.removeAll { $0.name == "Memo" }
      invoice.fields.append(Node("Memo", text: "VOID:" + (memo.map { " " + $0 } ?? "")))
      invoice.touch(now)
    }
  }

  /// An invoice that may be changed: 3120 when there is none, 3171 when its period is closed.
  func openInvoice(_ id: String) throws(Status) -> Invoice {
    guard let invoice = sales.invoice(id) else { throw .cannotFind(id) }
    if let closing = beliefs.closingDate, invoice.date <= closing { throw .closed("Invoice") }
    return invoice
  }
}

extension Invoice {
  /// Notes the time of a change; the edit sequence is new even within one second.
  mutating func touch(_ now: PracticeTime) {
    modified = now
    editSequence = max(editSequence + 1, now.epoch)
  }
}
