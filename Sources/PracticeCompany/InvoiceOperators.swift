/// What a person does with invoices at the screen of QuickBooks. Amounts are cents.
extension PracticeCompany {
  /// Enters an invoice by hand, with one line; any number may be given, even one that is used already. The TxnID.
  @discardableResult
  public mutating func enterInvoice(
    customer: String, number: String?, date: String, item: String, cents: Int64, now: PracticeTime
  ) throws(PracticeError) -> String {
    var nodes = [Self.named("CustomerRef", customer), Node("TxnDate", text: date)]
    if let number { nodes.append(Node("RefNumber", text: number)) }
    nodes.append(
      Node(
        "InvoiceLineAdd", [Self.named("ItemRef", item), Node("Amount", text: Decimals.amountText(cents))]))
    do throws(Status) {
      return try addInvoice(Node("InvoiceAdd", nodes), now).id
    } catch {
      throw PracticeError(error)
    }
  }

  /// Receives a payment for one invoice, by its number or TxnID; without an amount, all that is open. The TxnID.
  @discardableResult
  public mutating func enterPayment(
    invoice: String, cents: Int64? = nil, discountCents: Int64 = 0, date: String, reference: String? = nil,
    now: PracticeTime
  ) throws(PracticeError) -> String {
    try apply(.receivePayment, invoice, cents, discountCents, date, reference, now)
  }

  /// Applies a credit memo of that amount to one invoice, by its number or TxnID. The TxnID.
  @discardableResult
  public mutating func applyCredit(
    invoice: String, cents: Int64? = nil, date: String, reference: String? = nil, now: PracticeTime
  ) throws(PracticeError) -> String {
    try apply(.creditMemo, invoice, cents, 0, date, reference, now)
  }

  /// Deletes a payment or a credit by its TxnID: its invoices are open again.
  public mutating func removePayment(_ id: String, now: PracticeTime) throws(PracticeError) {
    guard let payment = sales.payment(id) else { throw PracticeError(.cannotFind(id)) }
    do throws(Status) { try removePayment(id, payment.kind.rawValue, now) } catch {
      throw PracticeError(error)
    }
  }

  /// The TxnIDs of the payments and credits applied to an invoice, by its number or TxnID, in the order of entry.
  public func payments(of invoice: String) throws(PracticeError) -> [String] {
    let id = try found(invoice).id
    return sales.payments.filter { payment in
      !payment.isDeleted && payment.applications.contains { $0.invoice == id }
    }.map(\.id)
  }

  /// Voids an invoice, by its number or TxnID.
  public mutating func voidInvoice(_ invoice: String, now: PracticeTime) throws(PracticeError) {
    let id = try found(invoice).id
    do throws(Status) { try voidInvoice(id, now) } catch { throw PracticeError(error) }
  }

  /// Deletes an invoice that nothing is applied to, by its number or TxnID.
  public mutating func deleteInvoice(_ invoice: String, now: PracticeTime) throws(PracticeError) {
    let id = try found(invoice).id
    do throws(Status) { try removeInvoice(id, now) } catch { throw PracticeError(error) }
  }

  /// Changes an invoice by hand, by its number or TxnID: another number, another memo, another amount on its first
  /// line with an item.
  public mutating func changeInvoice(
    _ invoice: String, number: String? = nil, memo: String? = nil, firstLineCents: Int64? = nil,
    now: PracticeTime
  ) throws(PracticeError) {
    var changed = try found(invoice)
    if let number { changed.refNumber = number }
    if let memo {
      changed.fields.removeAll { $0.name == "Memo" }
      changed.fields.append(Node("Memo", text: memo))
    }
    if let cents = firstLineCents, let index = changed.lines.firstIndex(where: { $0.amount != nil }) {
      changed.lines[index].amount = cents
      let quantity = changed.lines[index].quantity ?? 100_000
      changed.lines[index].rate = Decimals.price(cents: cents, quantity: quantity)
    }
    changed.touch(now)
    do throws(Status) { try total(&changed) } catch { throw PracticeError(error) }
    sales.changeInvoice(changed.id) { $0 = changed }
  }

  private mutating func apply(
    _ kind: Payment.Kind, _ invoice: String, _ cents: Int64?, _ discount: Int64, _ date: String,
    _ reference: String?, _ now: PracticeTime
  ) throws(PracticeError) -> String {
    guard CivilDate.days(date) != nil else { throw PracticeError("\"\(date)\" is not a day like 2026-11-21") }
    let invoice = try found(invoice)
    let open = sales.balance(of: invoice)
    let amount = cents ?? (open - discount)
    guard amount > 0 || discount > 0, amount >= 0, discount >= 0, amount + discount <= open else {
      throw PracticeError(
        .badValue(
          Decimals.amountText(amount), field: "AppliedToTxnAdd payment amount",
          because: "You cannot pay more than the amount due."))
    }
    counters.transactionNumber += 1
    let payment = Payment(
      id: nextTransactionID(now), kind: kind, created: now, modified: now, editSequence: now.epoch,
      number: counters.transactionNumber, customer: invoice.customer, date: date, refNumber: reference,
      total: amount,
      applications: [Payment.Application(invoice: invoice.id, amount: amount, discount: discount)])
    sales.append(payment)
    return payment.id
  }

  /// By TxnID, else by number, which must then be of one invoice only.
  private func found(_ key: String) throws(PracticeError) -> Invoice {
    if let invoice = sales.invoice(key) { return invoice }
    let all = sales.invoices(numbered: key)
    if all.count > 1 {
      throw PracticeError(
        "\(all.count) invoices have the number \(key): name one by its TxnID, \(all.map(\.id).joined(separator: ", "))"
      )
    }
    guard let invoice = all.first else { throw PracticeError("there is no invoice \(key)") }
    return invoice
  }
}
