import Accounting
import ByteFormats
import Findings
import Ledger
import QBXML
import Report
import Settings
import XML

/// Ends doubt by what QuickBooks says it has.
struct RecoveryResponder {
  private let settlement: Settlement
  private var pass: Pass { settlement.pass }

  init(_ settlement: Settlement) { self.settlement = settlement }

  mutating func end(
    _ request: inout RequestRow, _ objects: [XMLElement], _ head: ResponseHead, _ verdict: StatusCode
  ) throws {
    guard let key = request.item, let known = try pass.ledger.item(key) else { return }
    // What was never sent was never billed by autopost: its lines tell which of Autotask's amounts it is.
    let item = try known.attempts == 0 ? pass.billed(known) : known
    var invoices: [InvoiceRet] = []
    for element in objects where element.name == "InvoiceRet" { invoices.append(try InvoiceRet(element)) }
    // What bears its ExternalGUID is it, however old the question is and whatever a person has said since.
    if let ours = try ours(item, invoices) {
      settlement.items.append(key)
      if ours.count == 1 {
        try link(item, ours[0], head, &request)
      } else {
        var item = item
        try PostResponder(settlement).contradict(&item, ours[0].txnID, ours[1])
      }
      return
    }
    if known.state != .inDoubt { return }
    settlement.items.append(key)
    if let newer = try newerQuestion(than: request, about: key) { return try leave(item, request, to: newer) }
    switch Recovering.question(request) {
    case .named:
      if let found = try compare(item, invoices, request, verdict) {
        try link(item, found, head, &request)
      }
    case .customerAndDate where StatusCode.saysAbsent(head.statusCode):
      try stay(item, "QuickBooks has no customer of that name, and is asked by date alone")
    case .customerAndDate, .date, .txnID, nil:
      try settleAbsent(item, invoices, &request, head, verdict)
    }
  }

  mutating func finish() throws {}

  /// Those that carry the item's ExternalGUID; nil when there is none.
  private func ours(_ item: Item, _ invoices: [InvoiceRet]) throws -> [InvoiceRet]? {
    let wanted = ExternalGUID.of(item.key, transfer: item.transfer, connector: item.connector)
    func plain(_ guid: String) -> String { guid.uppercased().filter { $0 != "{" && $0 != "}" } }
    let found = invoices.filter { $0.externalGUID.map(plain) == plain(wanted) }
    return found.isEmpty ? nil : found
  }

  // MARK: The newest question

  /// The newest question about the item behind this one, unless it was taken back; its answer decides.
  private func newerQuestion(than request: RequestRow, about item: ItemKey) throws -> SetRow? {
    for other in try pass.ledger.requests(for: item).reversed()
    where other.purpose == .recover && other.set > request.set {
      guard let set = try pass.ledger.set(other.set) else { continue }
      if [.open, .answered, .inDoubt].contains(set.state) { return set }
    }
    return nil
  }

  /// An older answer neither releases the item nor links it: what it did not see may have been posted since.
  private func leave(_ old: Item, _ request: RequestRow, to newer: SetRow) throws {
    let words =
      "message set \(newer.number) asks after it anew, so the answer to message set \(request.set) does not decide"
    try pass.ledger.record(
      "still-in-doubt", at: pass.now, item: old.key, set: settlement.set.number, detail: words)
    // What the newest answer said of it stands.
    if newer.state == .answered { return }
    var item = old
    item.answerFindings = [
      Finding(
        .effectUnknown, .held, problem: "\(item.name.lowercased()) is still in doubt: \(words)",
        remedy: newer.state == .open
          ? "Run message set \(newer.number) in QuickBooks and drop its answer into inbox/."
          : "Run autopost recover, run the set that it publishes in QuickBooks and drop the answer into inbox/.",
        item: item.key.description)
    ]
    try pass.ledger.save(item)
  }

  // MARK: Not there

  private func settleAbsent(
    _ item: Item, _ invoices: [InvoiceRet], _ request: inout RequestRow, _ head: ResponseHead,
    _ verdict: StatusCode
  ) throws {
    let isWhole =
      (verdict.code == 0 || verdict.code == 1) && (head.iteratorRemainingCount ?? 0) == 0
      && (head.retCount ?? invoices.count) == invoices.count
    guard isWhole else {
      let code = head.statusCode.map { String($0) } ?? "none"
      try stay(item, "QuickBooks did not answer the question (code \(code): \(verdict.meaning))")
      return
    }
    // Without an ExternalGUID only the number tells an invoice of ours from one that a person entered alike.
    let sent = try Recovering(pass: pass, connector: settlement.connector).sent(item)
    let alike = invoices.filter { invoice in
      (invoice.externalGUID ?? "").isEmpty && invoice.date == (sent.date ?? item.date)
        && invoice.subtotal == item.expectedSubtotal(settlement.connector)
    }
    if let number = sent.number, alike.count == 1, alike[0].refNumber == number {
      try link(item, alike[0], head, &request)
      return
    }
    if !alike.isEmpty {
      let names = alike.prefix(3).map(Self.words).joined(separator: "; ")
      try stay(item, "QuickBooks has what may be it, entered on the same day with the same amount: \(names)")
      return
    }
    // A question about another transfer, or from before the doubt arose, proves nothing.
    guard request.set.rawValue > (item.set?.rawValue ?? 0) else { return }
    var item = item
    // Only because somebody said that QuickBooks has it was it in doubt, so nobody but a person lets it go.
    if try item.attempts == 0 || wasNamed(item) { item.wish = .notReady }
    try Doubt(pass: pass).end(
      item, "not-there",
      "QuickBooks does not have it, says the answer to message set \(request.set); it goes again with the same"
        + " ExternalGUID")
  }

  /// Whether it was in no doubt before a person named an invoice for it, and is asked for in another way now because
  /// that question was taken back.
  private func wasNamed(_ item: Item) throws -> Bool {
    try questionsSinceSending(item).contains { Recovering.question($0) == .named }
  }

  /// The questions about an item since it was sent last that say what it was before, oldest first.
  private func questionsSinceSending(_ item: Item) throws -> [RequestRow] {
    try pass.ledger.requests(for: item.key).filter { request in
      request.purpose == .recover && request.set.rawValue > (item.set?.rawValue ?? 0)
        && Recovering.before(request) != nil
    }
  }

  // MARK: There

  private func link(
    _ old: Item, _ invoice: InvoiceRet, _ head: ResponseHead, _ request: inout RequestRow
  ) throws {
    if let other = try pass.ledger.item(old.connector, txnID: invoice.txnID), other.key != old.key {
      try stay(old, "\(Self.words(invoice)) is linked with \(other.key) already")
      return
    }
    var item = old
    try PostResponder(settlement).confirm(&item, invoice, head, StatusCode.of(0, message: ""))
    if item.txnID != invoice.txnID { return }
    request.txnID = invoice.txnID
    try pass.ledger.keep(item, in: request)
  }

  /// What a person named must be the item by customer, date and amount.
  private func compare(
    _ item: Item, _ invoices: [InvoiceRet], _ request: RequestRow, _ verdict: StatusCode
  ) throws -> InvoiceRet? {
    let name = request.subject?.drop { $0 != " " }.dropFirst() ?? ""
    if invoices.isEmpty {
      let isUnanswered =
        verdict.outcome == .notApplied || verdict.outcome == .retry || verdict.outcome == .unknown
      try disagree(
        item, request,
        isUnanswered && !StatusCode.saysAbsent(verdict.code)
          ? "QuickBooks did not answer the question for \"\(name)\": \(verdict.meaning)"
          : "QuickBooks has no invoice \"\(name)\"")
      return nil
    }
    var differing: [String] = []
    var fitting: [InvoiceRet] = []
    for invoice in invoices {
      let words = try differences(item, invoice)
      if words.isEmpty {
        fitting.append(invoice)
      } else {
        differing.append("\(Self.words(invoice)) has \(words.joined(separator: ", "))")
      }
    }
    if fitting.count == 1 { return fitting[0] }
    try disagree(
      item, request,
      fitting.isEmpty
        ? "\"\(name)\" is something else: \(differing.prefix(3).joined(separator: "; "))"
        : "several invoices fit, name one by its TxnID: \(fitting.map { $0.txnID.rawValue }.joined(separator: ", "))"
    )
    return nil
  }

  /// What a person named is not the item: it is again what it was before she said so.
  ///
  /// She believes that QuickBooks has it, so it does not go by itself, but when she says so.
  private func disagree(_ old: Item, _ request: RequestRow, _ words: String) throws {
    guard let before = try before(request, old) else { return try stay(old, words) }
    var item = old
    let rest: String
    switch before {
    case .byHand:
      item.state = .confirmed
      item.isByHand = true
      rest = "it stays settled by hand"
    case .held, .notReady, .ready, .refused:
      item.state = before == .held ? .held : .notReady
      item.wish = .notReady
      item.isDirty = true
      rest = "it stays back until you say what is to become of it"
    }
    item.answerFindings = [
      Finding(
        .notThatInvoice, .warning, problem: "\(item.name.lowercased()) is not linked: \(words); \(rest)",
        remedy: before == .byHand
          ? "Run autopost resolve \(item.key) --in-quickbooks NUMBER --reason TEXT again if another number is meant."
          : "Run autopost resolve \(item.key) --in-quickbooks NUMBER --reason TEXT with the right number; if QuickBooks"
            + " does not have it, run autopost ready \(item.key).", item: item.key.description)
    ]
    try pass.ledger.save(item)
    try pass.ledger.record(
      "not-linked", at: pass.now, item: item.key, set: settlement.set.number, detail: words)
  }

  /// What the item was before the first of the numbers that a person named one after the other.
  private func before(_ request: RequestRow, _ item: Item) throws -> Recovering.Before? {
    if let before = Recovering.before(request) { return before }
    return try questionsSinceSending(item).last { $0.set < request.set }.flatMap(Recovering.before)
  }

  private func differences(_ item: Item, _ invoice: InvoiceRet) throws -> [String] {
    let sent = try Recovering(pass: pass, connector: settlement.connector).sent(item)
    var words: [String] = []
    if let customer = try otherCustomer(item, sent, invoice) { words.append(customer) }
    if let date = sent.date ?? item.date, invoice.date != date {
      words.append("date \(invoice.date?.description ?? "unknown") instead of \(date)")
    }
    if let net = item.expectedSubtotal(settlement.connector), invoice.subtotal != net {
      words.append("subtotal \(invoice.subtotal?.description ?? "unknown") instead of \(net)")
    }
    return words
  }

  private func otherCustomer(
    _ item: Item, _ sent: SentInvoice, _ invoice: InvoiceRet
  ) throws -> String? {
    let shown = "customer \"\(invoice.customer?.fullName ?? "unknown")\""
    if let organization = item.organization,
      let known = try pass.ledger.customer(of: organization, item.connector)
    {
      return invoice.customer?.listID == known
        ? nil : "\(shown) instead of the customer of \(item.organizationName)"
    }
    let wanted: String
    switch sent.customer {
    case .listID(let id): return invoice.customer?.listID == id ? nil : shown
    case .fullName(let name): wanted = name
    case nil:
      if let organization = item.organization,
        case .fullName(let name) = pass.mappings.customer(item.connector, organization)
      {
        wanted = name
      } else {
        wanted = item.organizationName.replacing("~", with: ":")
      }
    }
    let isSame = NameFolding.key(invoice.customer?.fullName ?? "") == NameFolding.key(wanted)
    return isSame ? nil : "\(shown) instead of \"\(wanted)\""
  }

  static func words(_ invoice: InvoiceRet) -> String {
    let number = invoice.refNumber.map { "number \($0)" } ?? "the invoice without a number"
    return "\(number) (TxnID \(invoice.txnID), \(invoice.subtotal?.description ?? "amount unknown"))"
  }

  /// It stays in doubt, with the words of the newest answer.
  private func stay(_ old: Item, _ words: String) throws {
    var item = old
    item.answerFindings = [
      Finding(
        .effectUnknown, .held, problem: "\(item.name.lowercased()) is still in doubt: \(words)",
        remedy:
          "Look in QuickBooks, then run autopost resolve \(item.key) --in-quickbooks NUMBER, --not-in-quickbooks or"
          + " --by-hand, with --reason TEXT.", item: item.key.description)
    ]
    try pass.ledger.save(item)
    try pass.ledger.record(
      "still-in-doubt", at: pass.now, item: item.key, set: settlement.set.number, detail: words)
  }
}
