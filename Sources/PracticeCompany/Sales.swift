/// Invoices and what was paid on them, in the order of entry.
struct Sales: Sendable {
  private(set) var invoices: [Invoice] = []
  private(set) var payments: [Payment] = []
  private(set) var removals: [Removal] = []
  private var invoicesByID: [String: Int] = [:]
  private var invoicesByNumber: [String: [Int]] = [:]
  private var paymentsByID: [String: Int] = [:]
  private var paymentsByInvoice: [String: [Int]] = [:]

  mutating func append(_ invoice: Invoice) {
    invoicesByID[invoice.id] = invoices.count
    if let number = invoice.refNumber {
      invoicesByNumber[number.lowercased(), default: []].append(invoices.count)
    }
    invoices.append(invoice)
  }

  mutating func append(_ payment: Payment) {
    paymentsByID[payment.id] = payments.count
    for application in payment.applications {
      paymentsByInvoice[application.invoice, default: []].append(payments.count)
    }
    payments.append(payment)
  }

  mutating func append(_ removal: Removal) {
    removals.append(removal)
  }

  /// Not the deleted ones.
  func invoice(_ id: String) -> Invoice? {
    invoicesByID[id].map { invoices[$0] }.flatMap { $0.isDeleted ? nil : $0 }
  }

  func invoices(numbered number: String) -> [Invoice] {
    (invoicesByNumber[number.lowercased()] ?? []).map { invoices[$0] }.filter { !$0.isDeleted }
  }

  func payment(_ id: String) -> Payment? {
    paymentsByID[id].map { payments[$0] }.flatMap { $0.isDeleted ? nil : $0 }
  }

  /// What was applied to an invoice, in the order of entry.
  func payments(on invoice: String) -> [Payment] {
    (paymentsByInvoice[invoice] ?? []).map { payments[$0] }.filter { payment in
      !payment.isDeleted && payment.applications.contains { $0.invoice == invoice }
    }
  }

  /// Cents taken off an invoice, discounts included.
  func applied(to invoice: Invoice) -> Int64 {
    payments(on: invoice.id).flatMap(\.applications).filter { $0.invoice == invoice.id }
      .reduce(0) { $0 + $1.amount + $1.discount }
  }

  func balance(of invoice: Invoice) -> Int64 {
    invoice.total - applied(to: invoice)
  }

  mutating func changeInvoice(_ id: String, _ body: (inout Invoice) -> Void) {
    guard let index = invoicesByID[id] else { return }
    let old = invoices[index].refNumber
    body(&invoices[index])
    let new = invoices[index].refNumber
    if old == new { return }
    if let old { invoicesByNumber[old.lowercased()]?.removeAll { $0 == index } }
    if let new { invoicesByNumber[new.lowercased(), default: []].append(index) }
  }

  mutating func changePayment(_ id: String, _ body: (inout Payment) -> Void) {
    if let index = paymentsByID[id] { body(&payments[index]) }
  }
}
