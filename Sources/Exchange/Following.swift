import Accounting
import Findings
import Ledger
import PostingRules
import QBXML

/// Judges what QuickBooks says of an invoice that was transferred: paid, in part, taken back, changed, void, gone.
struct Following {
  let item: Item

  init(_ item: Item) { self.item = item }

  private static let ours: Set<FindingID> = [
    .changedInQuickBooks, .deletedInQuickBooks, .numberDuplicated, .paidWithoutDate, .partlyPaid,
    .paymentTakenBack, .voidedInQuickBooks,
  ]

  /// Findings of the transfer itself, which no later answer ends.
  var kept: [Finding] { item.answerFindings.filter { !Following.ours.contains($0.id) } }

  /// Whether an earlier answer showed it deleted or void.
  var hasEnded: Bool { Following.hasEnded(item.answerFindings) }

  static func hasEnded(_ findings: [Finding]) -> Bool {
    findings.contains { $0.id == .deletedInQuickBooks || $0.id == .voidedInQuickBooks }
  }

  private var isVoidedInAutotask: Bool { item.findings.contains { $0.id == .voidedAfterTransfer } }

  private var name: String { item.name.lowercased() }
  private var numbered: String {
    item.number.map { "number \($0)" } ?? item.txnID.map { "TxnID \($0)" } ?? "without a number"
  }

  private func finding(_ id: FindingID, _ severity: Severity, _ problem: String, _ remedy: String) -> Finding
  {
    Finding(id, severity, problem: problem, remedy: remedy, item: item.key.description)
  }

  // MARK: Paid

  private func total(_ invoice: InvoiceRet) -> Amount {
    (invoice.subtotal ?? .zero).adding(invoice.salesTaxTotal ?? .zero) ?? .zero
  }

  func isPaid(_ invoice: InvoiceRet) -> Bool {
    if let paid = invoice.isPaid { return paid && invoice.balanceRemaining ?? .zero == .zero }
    return invoice.balanceRemaining == .zero && total(invoice) != .zero
  }

  /// What settles an invoice; orders and estimates, which are linked too, do not.
  private static let settling: Set<String> = [
    "ReceivePayment", "CreditMemo", "JournalEntry", "Deposit", "Check", "ARRefundCreditCard",
  ]

  /// The latest date among the payments and credits.
  func paidDate(_ invoice: InvoiceRet) -> CalendarDate? {
    invoice.linkedTxns.filter {
      ($0.linkType == nil || $0.linkType == "AMTTYPE") && Following.settling.contains($0.type)
    }.compactMap(\.date).max()
  }

  var paidWithoutDate: Finding {
    let isZero = (item.subtotal ?? .zero) == .zero
    return finding(
      .paidWithoutDate, .notice,
      isZero
        ? "\(name) comes to nothing and counts as paid in QuickBooks, without a payment and its date"
        : "\(name) is paid in QuickBooks (\(numbered)), and no payment or credit with a date is linked with it",
      isZero
        ? "Nothing is to be done."
        : "Look at the invoice's history in QuickBooks and enter the paid date in Autotask.")
  }

  func partlyPaid(_ invoice: InvoiceRet) -> Finding? {
    guard let balance = invoice.balanceRemaining, balance != total(invoice),
      let paid = total(invoice).subtracting(balance)
    else { return nil }
    return finding(
      .partlyPaid, .notice,
      "\(name) is paid in part in QuickBooks: \(paid) of \(total(invoice)), \(balance) is open",
      "Nothing is to be done; the paid date follows when nothing is open any more.")
  }

  func takenBack(_ invoice: InvoiceRet) -> Finding? {
    guard let date = item.paidDate ?? item.paidWritten else { return nil }
    let open = invoice.balanceRemaining.map { ", \($0) is open" } ?? ""
    return finding(
      .paymentTakenBack, .warning,
      "\(name) was paid on \(date) and is not any more: a payment was taken back in QuickBooks\(open)",
      item.paidWritten == nil
        ? "Look at the customer's payments in QuickBooks."
        : "Take the paid date out of the invoice in Autotask, which autopost gave it; a new payment brings a new one."
    )
  }

  func duplicated(_ other: InvoiceRet) -> Finding {
    finding(
      .numberDuplicated, .warning,
      "QuickBooks has another invoice of \(numbered) for the same customer (TxnID \(other.txnID)), so the paid date of"
        + " \(name) is not given to Autotask",
      "Give one of the two another number in QuickBooks; the paid date follows with the next answer.")
  }

  // MARK: Changed

  func isVoided(_ invoice: InvoiceRet) -> Bool {
    total(invoice) == .zero && (invoice.memo ?? "").hasPrefix("VOID:")
      || total(invoice) == .zero && (item.subtotal ?? .zero) != .zero
  }

  func voided(_ invoice: InvoiceRet) -> Finding {
    isVoidedInAutotask
      ? finding(
        .voidedInQuickBooks, .notice, "\(name) is void in QuickBooks, as it is in Autotask",
        "Nothing is to be done.")
      : finding(
        .voidedInQuickBooks, .warning, "\(name) is void in QuickBooks (\(numbered)) and not in Autotask",
        "Void it in Autotask too, or run autopost retransfer --duplicate \(item.key) if it is to stand.")
  }

  var gone: Finding {
    isVoidedInAutotask
      ? finding(
        .deletedInQuickBooks, .notice, "\(name) is deleted in QuickBooks and void in Autotask",
        "Nothing is to be done.")
      : finding(
        .deletedInQuickBooks, .warning,
        "\(name) is not in QuickBooks any more (\(numbered)): it was deleted there",
        "Void it in Autotask too, or run autopost retransfer --duplicate \(item.key) if it is to stand.")
  }

  func changed(_ invoice: InvoiceRet) -> Finding? {
    var words: [String] = []
    func compare(_ what: String, _ old: String?, _ new: String?) {
      if let old, let new, old != new { words.append("\(what) was \(old) and is \(new)") }
    }
    compare("subtotal", item.subtotal?.description, invoice.subtotal?.description)
    compare("sales tax", item.salesTax?.description, invoice.salesTaxTotal?.description)
    if let customer = invoice.customer?.listID, let known = item.customer, customer != known {
      words.append("its customer is now \"\(invoice.customer?.fullName ?? "")\"")
    }
    if words.isEmpty { return nil }
    return finding(
      .changedInQuickBooks, .warning,
      "\(name) was changed in QuickBooks (\(numbered)): \(words.joined(separator: "; "))",
      "Make the same change in Autotask if it is meant; autopost changes nothing that was sent.")
  }
}
