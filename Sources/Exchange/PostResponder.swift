import Accounting
import Findings
import Ledger
import QBXML
import Report
import Settings
import XML

/// Settles an item by the answer to its Add.
struct PostResponder {
  private let settlement: Settlement
  private var pass: Pass { settlement.pass }

  init(_ settlement: Settlement) { self.settlement = settlement }

  mutating func end(
    _ request: inout RequestRow, _ objects: [XMLElement], _ head: ResponseHead, _ verdict: StatusCode
  ) throws {
    guard let key = request.item, var item = try pass.ledger.item(key) else { return }
    let invoice = try objects.first { $0.name == "InvoiceRet" }.map { try InvoiceRet($0) }
    settlement.items.append(key)
    let isCurrent = item.set == settlement.set.number && item.state != .confirmed && item.state != .conflict
    let sent = invoice == nil ? nil : try pass.sentInvoices(in: settlement.set)[request.id]
    var outcome: AnswerSummary.Outcome
    switch verdict.outcome {
    case .applied, .appliedWithWarning, .notFound:
      if let invoice, let other = try holder(of: invoice, besides: item) {
        outcome = .unknown
        request.outcome = .unknown
        if isCurrent {
          try Doubt(pass: pass).cast(
            on: item,
            because: "QuickBooks answered \(RecoveryResponder.words(invoice)), which is linked with \(other)"
              + " already")
        }
      } else if let invoice, let words = foreign(invoice, sent, item) {
        outcome = .unknown
        request.outcome = .unknown
        try leave(item, isCurrent, "QuickBooks answered \(RecoveryResponder.words(invoice)) with \(words)")
      } else if let invoice {
        outcome = verdict.outcome == .appliedWithWarning ? .warned : .applied
        try confirm(&item, invoice, head, verdict, sent: sent)
        request.txnID = invoice.txnID
        if item.txnID == invoice.txnID { try pass.ledger.keep(item, in: request) }
      } else {
        outcome = .unknown
        request.outcome = .unknown
        if isCurrent {
          try Doubt(pass: pass).cast(
            on: item,
            because: "QuickBooks answered code \(head.statusCode ?? 0) without saying which invoice it made")
        }
      }
    case .notApplied, .retry:
      if let invoice {
        // A refusal that shows an invoice contradicts itself: sending it again could make a second one.
        outcome = .unknown
        request.outcome = .unknown
        if isCurrent {
          try Doubt(pass: pass).cast(
            on: item,
            because: "QuickBooks answered code \(head.statusCode ?? 0) and an invoice all the same:"
              + " \(RecoveryResponder.words(invoice))")
        }
      } else {
        outcome = .notApplied
        try refuse(&item, head, verdict)
      }
    case .unknown:
      outcome = .unknown
      if isCurrent { try Doubt(pass: pass).cast(on: item, because: verdict.meaning) }
    }
    let known = try pass.ledger.item(key) ?? item
    settlement.summary.append(
      AnswerSummary.Request(
        id: request.id, type: String(request.message.dropLast(2)), item: key, name: item.name,
        outcome: outcome,
        number: invoice?.refNumber, txnID: invoice?.txnID,
        amountAutotask: item.expectedSubtotal(settlement.connector),
        amountQuickBooks: invoice?.subtotal, statusCode: head.statusCode.map { String($0) },
        message: head.statusMessage, findings: known.answerFindings))
  }

  /// Another item that has this transaction: one invoice in QuickBooks is never two of Autotask.
  private func holder(of invoice: InvoiceRet, besides item: Item) throws(LedgerError) -> ItemKey? {
    guard let other = try pass.ledger.item(item.connector, txnID: invoice.txnID), other.key != item.key else {
      return nil
    }
    return other.key
  }

  /// In what the answer shows another invoice than the request sent; nil when it shows that one.
  ///
  /// Where QuickBooks gives the ExternalGUID, that alone says which invoice it is.
  private func foreign(_ invoice: InvoiceRet, _ sent: SentInvoice?, _ item: Item) -> String? {
    guard let sent else { return nil }
    let words = sent.differences(from: invoice, customer: item.organizationName)
    switch sent.isSame(as: invoice) {
    case true?: return nil
    case false?: return (words + ["another ExternalGUID"]).joined(separator: ", ")
    case nil: return words.isEmpty ? nil : words.joined(separator: ", ")
    }
  }

  /// What was answered is not what was sent: nobody knows what became of the item.
  private func leave(_ item: Item, _ isCurrent: Bool, _ words: String) throws {
    if isCurrent { return try Doubt(pass: pass).cast(on: item, because: words) }
    // Its state says what became of it since; a person must know of the other invoice all the same.
    settlement.findings.append(
      Finding(
        .differsFromSent, .warning, problem: "for \(item.name.lowercased()) \(words)",
        remedy: "Look at that invoice in QuickBooks and delete it if it belongs to nothing.",
        item: item.key.description))
  }

  /// QuickBooks has it; `sent` is what asked for it, where this answer is to that.
  func confirm(
    _ item: inout Item, _ invoice: InvoiceRet, _ head: ResponseHead, _ verdict: StatusCode,
    sent: SentInvoice? = nil
  ) throws {
    if item.state == .confirmed || item.state == .conflict, item.txnID == invoice.txnID {
      // A second answer to its set writes the set's files anew: what the first one said stays in them.
      if item.state == .confirmed, item.set == settlement.set.number { writeBack(item) }
      return
    }
    if let known = item.txnID, known != invoice.txnID {
      try contradict(&item, known, invoice)
      return
    }
    if item.isByHand {
      try contradictHand(&item, invoice)
      return
    }
    try stopOtherSet(of: item)
    if item.set == nil { try pass.holdBillingItems(of: item) }
    item.state = .confirmed
    item.txnID = invoice.txnID
    item.editSequence = invoice.editSequence
    item.number = invoice.refNumber
    item.customer = invoice.customer?.listID
    item.subtotal = invoice.subtotal
    item.salesTax = invoice.salesTaxTotal
    item.balance = invoice.balanceRemaining
    // What another program posted has the time that Autotask knows.
    item.transferredAt = item.attempts == 0 ? item.transferredAt ?? pass.now : pass.now
    item.wasRefused = false
    item.isToRetry = false
    item.answerFindings = []
    // What a rule said against sending it says nothing of what is in QuickBooks.
    item.findings.removeAll { $0.severity == .held }
    if verdict.outcome == .appliedWithWarning {
      item.answerFindings.append(
        Finding(
          .savedWithRemark, .warning,
          problem: "QuickBooks saved \(item.name.lowercased()) with a remark (code \(head.statusCode ?? 0):"
            + " \(head.statusMessage))", remedy: verdict.remedy, item: item.key.description))
    }
    item.answerFindings += try differences(item, invoice)
    if let sent { item.answerFindings += otherThanSent(sent, item, invoice) }
    // What another program posted shows nothing of what becomes of ours.
    if item.attempts > 0 {
      settlement.company.confirmed += 1
      try settleTrial(invoice)
    }
    if let organization = item.organization, let customer = invoice.customer?.listID {
      try pass.ledger.setCustomer(customer, of: organization, item.connector)
    }
    writeBack(item)
    try pass.ledger.save(item)
    try pass.ledger.record(
      item.attempts > 0 ? "confirmed" : "linked", at: pass.now, item: item.key, set: settlement.set.number,
      detail: "QuickBooks has it as number \(invoice.refNumber ?? "(none)"), TxnID \(invoice.txnID), net"
        + " \(invoice.subtotal?.description ?? "unknown")")
  }

  private func writeBack(_ item: Item) {
    if let number = item.number { settlement.writeBack.set("invoiceNumber", of: item.key, to: number) }
    settlement.writeBack.set(
      "webServiceDate", of: item.key, to: item.transferredAt ?? pass.now, in: pass.zone)
  }

  /// QuickBooks has it, by its ExternalGUID, and not as it was sent: the file was changed before it was run.
  private func otherThanSent(_ sent: SentInvoice, _ item: Item, _ invoice: InvoiceRet) -> [Finding] {
    let words = sent.differences(from: invoice, customer: item.organizationName)
    if words.isEmpty { return [] }
    return [
      Finding(
        .differsFromSent, .warning,
        problem:
          "\(item.name.lowercased()) is in QuickBooks otherwise than it was sent: \(words.joined(separator: ", "))",
        remedy:
          "Open invoice \(invoice.refNumber ?? "TxnID \(invoice.txnID)") in QuickBooks and correct it; ask who changed the"
          + " file of message set \(settlement.set.number) before it was run.", item: item.key.description)
    ]
  }

  /// One item with two transactions was posted twice.
  func contradict(_ item: inout Item, _ known: TxnID, _ invoice: InvoiceRet) throws {
    let number = invoice.refNumber.map { "number \($0), " } ?? ""
    let finding = Finding(
      .postedTwice, .refused,
      problem: "\(item.name.lowercased()) was posted twice: TxnID \(known) and, by message set"
        + " \(settlement.set.number), \(number)TxnID \(invoice.txnID)",
      remedy:
        "Delete the second one in QuickBooks (\(number)TxnID \(invoice.txnID)), then run autopost resolve"
        + " \(item.key) --in-quickbooks \(known) --reason TEXT.", item: item.key.description)
    try putInConflict(&item, finding)
  }

  /// Two transactions stand for one item; a person decides which stays.
  private func putInConflict(_ item: inout Item, _ finding: Finding) throws {
    item.state = .conflict
    item.answerFindings = [finding]
    try pass.ledger.save(item)
    try pass.ledger.record(
      "conflict", at: pass.now, item: item.key, set: settlement.set.number, detail: finding.problem)
  }

  /// A late answer shows that the item was posted by an earlier set: the set in which it went again must not run.
  private func stopOtherSet(of item: Item) throws {
    guard let number = item.set, number != settlement.set.number, let other = try pass.ledger.set(number),
      other.state == .open
    else { return }
    try Doubt(pass: pass).cast(
      on: other,
      because: "\(item.name.lowercased()) in it was posted by message set \(settlement.set.number) before")
  }

  /// A person entered it, and QuickBooks has it from us too.
  private func contradictHand(_ item: inout Item, _ invoice: InvoiceRet) throws {
    item.isByHand = false
    let finding = Finding(
      .postedTwice, .refused,
      problem:
        "\(item.name.lowercased()) was entered by hand, and \(settlement.set.kind == .recover ? "autopost" : "message set \(settlement.set.number)")"
        + " posted it too: TxnID \(invoice.txnID)",
      remedy:
        "Delete one of the two in QuickBooks, then run autopost resolve \(item.key) --in-quickbooks with the"
        + " number of the other and --reason TEXT.", item: item.key.description)
    try putInConflict(&item, finding)
  }

  /// The trial shows whether QuickBooks numbers what we leave unnumbered.
  private func settleTrial(_ invoice: InvoiceRet) throws {
    guard settlement.company.trial != .passed, settlement.connector.invoiceNumbers == .quickBooks else {
      settlement.company.trial = .passed
      return
    }
    if invoice.refNumber == nil {
      settlement.company.trial = .unnumbered
      settlement.findings.append(PostResponder.numbersMissing(settlement.connector, invoice.txnID))
    } else {
      settlement.company.trial = .passed
    }
  }

  /// Why no more invoices go to a company file that leaves them unnumbered.
  static func numbersMissing(_ connector: Connector, _ invoice: TxnID? = nil) -> Finding {
    let invoice = invoice.map { "invoice TxnID \($0)" } ?? "the trial invoice"
    return Finding(
      .numbersMissing, .error,
      problem:
        "QuickBooks left \(invoice) without a number, so no more invoices go to connector \(connector.name)",
      remedy:
        "Write invoice-numbers: autotask below connector \(connector.name) in autopost.yaml, and number the invoice by"
        + " hand in QuickBooks.", place: Place(path: "autopost.yaml", line: connector.line))
  }

  /// Net is compared to the cent; tax only as far as one system computes none.
  private func differences(_ item: Item, _ invoice: InvoiceRet) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    if let net = item.expectedSubtotal(settlement.connector), let subtotal = invoice.subtotal, net != subtotal
    {
      findings.append(
        Finding(
          .amountDiffers, .warning,
          problem: "\(item.name.lowercased()) came to \(subtotal) in QuickBooks and to \(net) in Autotask",
          remedy:
            "Compare the lines of invoice \(invoice.refNumber ?? "TxnID \(invoice.txnID)") in QuickBooks with"
            + " Autotask and correct the wrong one.", item: item.key.description))
    }
    if item.bearsTax(settlement.connector) {
      if let salesTax = invoice.salesTaxTotal, salesTax.units != 0 {
        findings.append(
          Finding(
            .taxedTwice, .warning,
            problem:
              "\(item.name.lowercased()) bears Autotask's tax as a line, and QuickBooks computed \(salesTax) on"
              + " top of it",
            remedy:
              "Correct invoice \(invoice.refNumber ?? "TxnID \(invoice.txnID)") in QuickBooks, and give the customer a"
              + " sales tax item of no tax there, or write taxes: quickbooks in autopost.yaml.",
            item: item.key.description))
      }
      return findings
    }
    if item.net != nil, invoice.subtotal == nil {
      findings.append(
        Finding(
          .amountDiffers, .warning,
          problem:
            "the answer names no Subtotal for \(item.name.lowercased()), so its amount could not be compared with"
            + " \(item.net?.description ?? "") in Autotask",
          remedy:
            "Compare invoice \(invoice.refNumber ?? "TxnID \(invoice.txnID)") in QuickBooks with Autotask.",
          item: item.key.description))
    }
    // A customer whom only one of the two systems taxes is set up that way: once said is enough.
    if let tax = item.tax, let salesTax = invoice.salesTaxTotal, (tax.units == 0) != (salesTax.units == 0),
      try pass.ledger.isFirst(
        "tax-differs \(item.connector) \(item.organization?.description ?? item.organizationName)")
    {
      findings.append(
        Finding(
          .taxDiffers, .notice,
          problem:
            "Autotask computed a tax of \(tax) and QuickBooks one of \(salesTax) for \(item.organizationName)",
          remedy:
            "Compare the tax settings of the customer in QuickBooks with those of the organization in Autotask.",
          item: item.key.description))
    }
    return findings
  }

  /// QuickBooks does not have it, and says why.
  private func refuse(_ item: inout Item, _ head: ResponseHead, _ verdict: StatusCode) throws {
    // A late answer says nothing about what was sent since.
    guard item.set == settlement.set.number else { return }
    guard item.state == .open || item.state == .sent || item.state == .inDoubt else { return }
    try pass.ledger.releaseBillingItems(of: item.key)
    item.set = nil
    if head.statusCode == 3231 {
      // Not processed because another request before it failed: nothing is known against it.
      item.state = .ready
      item.isDirty = true
      try pass.ledger.save(item)
      try pass.ledger.record(
        "not-processed", at: pass.now, item: item.key, set: settlement.set.number, detail: head.statusMessage)
      return
    }
    item.state = .refused
    item.wasRefused = true
    item.fingerprint = try pass.fingerprint(of: settlement.connector)
    item.isToRetry = verdict.outcome == .retry
    item.isDirty = item.isToRetry
    let code = head.statusCode.map { String($0) } ?? "none"
    item.answerFindings = [
      Finding(
        .quickBooksRefused, .refused,
        problem: "QuickBooks refused \(item.name.lowercased()) with code \(code): \(head.statusMessage)",
        remedy: verdict.remedy, item: item.key.description)
    ]
    try pass.ledger.save(item)
    try pass.ledger.record(
      "refused", at: pass.now, item: item.key, set: settlement.set.number,
      detail: "code \(code): \(head.statusMessage)")
  }
}
