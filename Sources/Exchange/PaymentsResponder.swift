import Accounting
import Findings
import Ledger
import QBXML
import Settings
import XML

/// Takes what QuickBooks says about payments.
struct PaymentsResponder {
  private let settlement: Settlement
  private var pass: Pass { settlement.pass }
  private var tookPayments = false

  init(_ settlement: Settlement) { self.settlement = settlement }

  mutating func end(
    _ request: inout RequestRow, _ objects: [XMLElement], _ head: ResponseHead, _ verdict: StatusCode
  ) throws {
    switch request.purpose {
    case .payments: try takePayments(objects, head, verdict)
    default: try takeInvoice(request, objects, head, verdict)
    }
  }

  mutating func finish() throws {
    guard settlement.set.kind == .paidDates else { return }
    if tookPayments {
      settlement.company.paidAskedAt = pass.now
      settlement.company.paidAskedTo = settlement.set.publishedAt.localText(in: pass.zone)
    }
  }

  private func fail(_ asked: String, _ head: ResponseHead, _ verdict: StatusCode) {
    settlement.findings.append(
      Finding(
        .paymentNotAnswered, .warning,
        problem: "QuickBooks did not answer the question for \(asked) (code"
          + " \(head.statusCode.map { String($0) } ?? "none"): \(verdict.meaning))",
        remedy: verdict.remedy.replacing("autopost run --retry", with: "autopost run --refresh paid-dates")))
  }

  // MARK: Payments

  /// Payments lead to invoices that are not followed any more: those are asked for with the next set.
  private mutating func takePayments(
    _ objects: [XMLElement], _ head: ResponseHead, _ verdict: StatusCode
  ) throws {
    switch verdict.outcome {
    case .applied, .appliedWithWarning, .notFound: tookPayments = true
    case .notApplied, .retry, .unknown:
      fail("payments", head, verdict)
      return
    }
    let asked = Set(try pass.ledger.requests(of: settlement.set.number).compactMap(\.item))
    for element in objects where element.name == "ReceivePaymentRet" {
      for application in try ReceivePaymentRet(element).applications where application.type == "Invoice" {
        guard var item = try pass.ledger.item(settlement.connector.name, txnID: application.txnID),
          !asked.contains(item.key), item.state == .confirmed, !item.isAskedByTxnID,
          (application.balanceRemaining ?? .zero) != (item.balance ?? .zero)
        else { continue }
        item.isAskedByTxnID = true
        try pass.ledger.save(item)
      }
    }
  }

  // MARK: Invoices

  private func takeInvoice(
    _ request: RequestRow, _ objects: [XMLElement], _ head: ResponseHead, _ verdict: StatusCode
  ) throws {
    guard let key = request.item, var item = try pass.ledger.item(key), item.state == .confirmed,
      let txnID = item.txnID
    else { return }
    var invoices: [InvoiceRet] = []
    for element in objects where element.name == "InvoiceRet" { invoices.append(try InvoiceRet(element)) }
    let isByTxnID = request.subject?.hasPrefix("txn ") ?? false
    if let ours = invoices.first(where: { $0.txnID == txnID }) {
      let others = invoices.filter {
        $0.txnID != txnID && $0.customer?.listID != nil && $0.customer?.listID == ours.customer?.listID
      }
      try take(&item, ours, others)
      return
    }
    switch verdict.outcome {
    case .applied, .appliedWithWarning, .notFound: break
    case .notApplied, .retry, .unknown:
      guard isByTxnID, StatusCode.saysAbsent(verdict.code) else {
        fail(item.name.lowercased(), head, verdict)
        if isByTxnID, item.isAskedByTxnID, item.number != nil {
          item.isAskedByTxnID = false
          try pass.ledger.save(item)
        }
        return
      }
    }
    if isByTxnID {
      try noteGone(&item)
    } else {
      // Another number in QuickBooks now, or deleted: its TxnID tells.
      item.isAskedByTxnID = true
      try pass.ledger.save(item)
    }
  }

  /// The invoice as it is now.
  private func take(_ item: inout Item, _ invoice: InvoiceRet, _ duplicates: [InvoiceRet]) throws {
    var findings = Following(item).kept
    if invoice.refNumber != item.number {
      try pass.ledger.record(
        "number-changed", at: pass.now, item: item.key, set: settlement.set.number,
        detail:
          "its number in QuickBooks was \(item.number ?? "(none)") and is \(invoice.refNumber ?? "(none)")")
      item.number = invoice.refNumber
      if let number = invoice.refNumber {
        settlement.writeBack.set("invoiceNumber", of: item.key, to: number)
      }
    }
    item.isAskedByTxnID = false
    item.editSequence = invoice.editSequence ?? item.editSequence
    item.balance = invoice.balanceRemaining
    let following = Following(item)
    if following.isVoided(invoice) {
      item.balance = .zero
      findings.append(following.voided(invoice))
      try note(&item, findings, "voided")
      return
    }
    if let changed = following.changed(invoice) { findings.append(changed) }
    if following.isPaid(invoice) {
      item.balance = .zero
      if let date = following.paidDate(invoice) {
        try takePaid(&item, date, duplicates, &findings)
      } else {
        findings.append(following.paidWithoutDate)
      }
    } else if let finding = following.takenBack(invoice) {
      if item.paidDate != nil {
        try pass.ledger.record(
          "payment-taken-back", at: pass.now, item: item.key, set: settlement.set.number,
          detail: finding.problem)
      }
      item.paidDate = nil
      findings.append(finding)
    } else if let finding = following.partlyPaid(invoice) {
      findings.append(finding)
    }
    try note(&item, findings, nil)
  }

  private func takePaid(
    _ item: inout Item, _ date: CalendarDate, _ duplicates: [InvoiceRet], _ findings: inout [Finding]
  ) throws {
    if item.paidDate != date {
      try pass.ledger.record(
        "paid", at: pass.now, item: item.key, set: settlement.set.number,
        detail: "paid on \(date) in QuickBooks")
    }
    let isNew = item.paidDate != date
    item.paidDate = date
    func keepBack(_ why: String) throws {
      if !isNew { return }
      try pass.ledger.record(
        "paid-date-kept-back", at: pass.now, item: item.key, set: settlement.set.number,
        detail: "the paid date \(date) is not given to Autotask: \(why)")
    }
    if let other = duplicates.first {
      findings.append(Following(item).duplicated(other))
      try keepBack("QuickBooks has another invoice of number \(item.number ?? "") for the same customer")
    } else if item.isPaidLocked {
      try keepBack("Autotask had a paid date before")
    } else if item.paidWritten != date {
      item.paidWritten = date
      settlement.writeBack.set("paidDate", of: item.key, to: date.description)
      try pass.ledger.record(
        "paid-date-written", at: pass.now, item: item.key, set: settlement.set.number,
        detail: "the paid date \(date) is to be written to Autotask")
    }
  }

  private func noteGone(_ item: inout Item) throws {
    item.isAskedByTxnID = false
    item.balance = .zero
    let following = Following(item)
    try note(&item, following.kept + [following.gone], "deleted")
  }

  /// Keeps what was found; what ended is said once in the history.
  private func note(_ item: inout Item, _ findings: [Finding], _ ended: String?) throws {
    if let ended {
      if !Following(item).hasEnded, let finding = findings.last {
        try pass.ledger.record(
          "\(ended)-in-quickbooks", at: pass.now, item: item.key, set: settlement.set.number,
          detail: finding.problem)
      }
      if item.paidDate != nil { item.paidDate = nil }
      // What is voided in Autotask too asks nothing of anybody any more.
      item.isDirty = true
    }
    if item.answerFindings != findings || ended != nil { settlement.items.append(item.key) }
    item.answerFindings = findings
    try pass.ledger.save(item)
  }
}
