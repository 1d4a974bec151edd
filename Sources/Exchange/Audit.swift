import Accounting
import Findings
import Ledger
import PostingRules
import QBXML
import Settings

/// Compares what was transferred in a period with what QuickBooks has in it.
///
/// An invoice of QuickBooks is ours by its TxnID, or by its ExternalGUID. What was transferred after the question was
/// published may have come after it was answered: its absence shows nothing.
struct Audit {
  private let settlement: Settlement
  private let period: Period
  private let listed: [ListedInvoice]
  private(set) var row: AuditRow
  /// The items that invoices of the list belong to, by TxnID.
  private var owners: [TxnID: Item] = [:]
  /// Invoices of ours that are no item's own any more: the first of two transfers.
  private var earlier: Set<TxnID> = []
  private var pass: Pass { settlement.pass }

  init(_ settlement: Settlement, _ period: Period, _ listed: [ListedInvoice]) {
    self.settlement = settlement
    self.period = period
    self.listed = listed
    row = AuditRow(
      set: settlement.set.number, connector: settlement.connector.name, period: period,
      answeredAt: settlement.pass.now)
  }

  /// One sentence for the history.
  var words: String {
    "QuickBooks was asked for \(period) on connector \(row.connector): \(row.same.count) as transferred,"
      + " \(row.changed.count) changed, \(row.missing.count) missing, \(row.other.count) not from autopost"
  }

  mutating func compare() throws {
    try findOwners()
    try compareTransferred()
    tellDoubled()
    for invoice in listed where owners[invoice.txnID] == nil && !earlier.contains(invoice.txnID) {
      row.other.add(invoice.subtotal)
    }
    for finding in row.findings {
      guard let key = finding.item.flatMap({ ItemKey($0) }) else { continue }
      settlement.items.append(key)
      try pass.ledger.record(
        "audit-difference", at: pass.now, item: key, set: row.set, detail: finding.problem)
    }
  }

  // MARK: Whose it is

  private mutating func findOwners() throws {
    var unknown: [ListedInvoice] = []
    for invoice in listed {
      if let item = try pass.ledger.item(row.connector, txnID: invoice.txnID) {
        owners[invoice.txnID] = item
      } else {
        unknown.append(invoice)
      }
    }
    if unknown.isEmpty { return }
    let answered = try pass.ledger.answeredTxnIDs(row.connector)
    for invoice in unknown where answered.contains(invoice.txnID) { earlier.insert(invoice.txnID) }
    unknown.removeAll { $0.mark == nil || answered.contains($0.txnID) }
    if unknown.isEmpty { return }
    let marks = try marks()
    for invoice in unknown {
      guard let key = invoice.mark.flatMap({ marks[$0] }), let item = try pass.ledger.item(key) else {
        continue
      }
      owners[invoice.txnID] = item
    }
  }

  /// The items by the ExternalGUIDs of all their transfers.
  private func marks() throws -> [String: ItemKey] {
    var marks: [String: ItemKey] = [:]
    try pass.ledger.eachItem(
      ItemFilter(connector: row.connector, type: .invoice), failure: { $0 as any Error }
    ) { (item) throws(any Error) in
      for transfer in 1...max(1, item.transfer) {
        let guid = ExternalGUID.of(item.key, transfer: transfer, connector: item.connector)
        marks[ListedInvoice.plain(guid)] = item.key
      }
    }
    return marks
  }

  // MARK: What was transferred

  private mutating func compareTransferred() throws {
    let found = Set(listed.map(\.txnID))
    for item in try pass.ledger.confirmedInvoices(row.connector, in: period) {
      guard let txnID = item.txnID, !found.contains(txnID) else { continue }
      try tellMissing(item)
    }
    for invoice in listed {
      guard let item = owners[invoice.txnID] else { continue }
      if item.txnID == invoice.txnID {
        if item.state == .confirmed { try compare(item, invoice) }
      } else {
        tellAlready(item, invoice)
      }
    }
  }

  /// The one date that QuickBooks was given; Autotask may have another by now.
  private func sentDate(_ item: Item) throws -> CalendarDate? {
    try pass.ledger.travelled(of: item.key).flatMap { TravelledFacts(stored: $0).date } ?? item.date
  }

  private func amount(_ item: Item) -> Amount { item.subtotal ?? item.net ?? .zero }

  private func name(_ item: Item) -> String { item.name.lowercased() }

  private func isVoidInAutotask(_ item: Item) -> Bool {
    item.findings.contains { $0.id == .voidedAfterTransfer }
  }

  private var again: String { "ask again with autopost reconcile --ask \(period)" }

  private mutating func tell(_ id: FindingID, _ item: Item, _ problem: String, _ remedy: String) {
    row.findings.append(
      Finding(id, .warning, problem: problem, remedy: remedy, item: item.key.description))
  }

  private mutating func tellMissing(_ item: Item) throws {
    if let at = item.transferredAt, at > settlement.set.publishedAt { return }
    guard let date = try sentDate(item), period.contains(date), !isVoidInAutotask(item) else { return }
    row.missing.add(amount(item))
    let numbered = item.number.map { "number \($0)" } ?? "TxnID \(item.txnID?.rawValue ?? "")"
    let customer = item.organizationName.isEmpty ? "" : ", \(item.organizationName)"
    let told =
      "\(name(item)) (\(numbered)\(customer), \(date), \(amount(item))) was transferred and is not among the invoices"
      + " that QuickBooks has in \(period)"
    if let other = listed.first(where: { owners[$0.txnID]?.key == item.key }) {
      // Deleted, and entered by the same set run a second time.
      return tell(
        .missingInQuickBooks, item, "\(told); another one with its ExternalGUID is there, \(other.words)",
        "Leave that one in QuickBooks and do not send the invoice again; write its number into Autotask.")
    }
    var asked = ""
    if settlement.connector.transfers(TransferKind.paidDates), !Following.hasEnded(item.answerFindings) {
      // Deleted, or only dated elsewhere: its TxnID tells.
      var item = item
      item.isAskedByTxnID = true
      try pass.ledger.save(item)
      asked = "; the next paid-dates set asks for it by its TxnID"
    }
    tell(
      .missingInQuickBooks, item,
      told,
      "Look for it in QuickBooks (Edit > Find): if it was given a date outside \(period), give it back \(date); if it was"
        + " deleted, void it in Autotask too, or run autopost retransfer --duplicate \(item.key) if it is to"
        + " stand\(asked).")
  }

  private mutating func compare(_ item: Item, _ invoice: ListedInvoice) throws {
    if invoice.isEmpty, amount(item) != .zero {
      // Void in both is as it should be.
      if isVoidInAutotask(item) { return }
      row.changed.add(amount(item))
      tell(
        .differsInQuickBooks, item,
        "\(name(item)) was transferred with \(amount(item)) and is void in QuickBooks: \(invoice.words)",
        "Void it in Autotask too, or run autopost retransfer --duplicate \(item.key) if it is to stand; then \(again)."
      )
      return
    }
    var words: [String] = []
    func note(_ what: String, _ old: String?, _ new: String?) {
      if let old, let new, old != new { words.append("\(what) was \(old) and is \(new)") }
    }
    note("subtotal", item.subtotal?.description, invoice.subtotal.description)
    note("date", try sentDate(item)?.description, invoice.date?.description)
    note("number", item.number, invoice.number ?? "(none)")
    if let known = item.customer, let customer = invoice.customer, let id = customer.listID, id != known {
      words.append("its customer is now \"\(customer.fullName)\"")
    }
    if words.isEmpty {
      row.same.add(amount(item))
      return
    }
    row.changed.add(amount(item))
    tell(
      .differsInQuickBooks, item,
      "\(name(item)) is not in QuickBooks as it was transferred, \(invoice.words): \(words.joined(separator: "; "))",
      "Change it back in QuickBooks, or make the same change in Autotask if it is meant; then \(again).")
  }

  /// It carries the item's ExternalGUID, and the item does not know of it.
  private mutating func tellAlready(_ item: Item, _ invoice: ListedInvoice) {
    switch item.state {
    // Its answer is still to come, or QuickBooks is asked for it anyway.
    case .open, .sent, .inDoubt, .conflict: return
    // Told as doubled.
    case .confirmed: return
    case .held, .notReady, .ready, .refused:
      tell(
        .inQuickBooksAlready, item,
        "\(name(item)) is in QuickBooks already, \(invoice.words), and is still to be transferred",
        "Run autopost resolve \(item.key) --in-quickbooks \(invoice.txnID) --reason TEXT, so that it does not go once more."
      )
    }
  }

  // MARK: Twice

  private mutating func tellDoubled() {
    var told: Set<TxnID> = []
    func tell(_ audit: inout Audit, _ invoices: [ListedInvoice], _ what: String) {
      let others = invoices.filter { audit.owners[$0.txnID]?.txnID != $0.txnID }
      guard let item = invoices.compactMap({ audit.owners[$0.txnID] }).first,
        !invoices.allSatisfy({ told.contains($0.txnID) })
      else { return }
      told.formUnion(invoices.map(\.txnID))
      let ids = invoices.map { "TxnID \($0.txnID)" }.joined(separator: " and ")
      let wrong = (others.isEmpty ? Array(invoices.dropFirst()) : others).map { "TxnID \($0.txnID)" }
      audit.tell(
        .doubledInQuickBooks, item,
        "QuickBooks has \(audit.name(item)) \(invoices.count == 2 ? "twice" : "\(invoices.count) times"): \(ids), \(what)",
        "Delete \(wrong.joined(separator: " and ")) in QuickBooks, after its payments were moved to the other, if there"
          + " are any; then \(audit.again).")
    }
    for invoices in Audit.groups(listed, by: { $0.mark }) {
      // The item's own, although it is not in the list.
      tell(&self, invoices, "with the same ExternalGUID")
    }
    let twins = Audit.groups(listed) { invoice -> Twin? in
      guard let number = invoice.number, !number.isEmpty, !invoice.isEmpty else { return nil }
      return Twin(
        customer: invoice.customer?.listID?.rawValue ?? invoice.customer?.fullName ?? "", date: invoice.date,
        number: number.lowercased(), amount: invoice.subtotal)
    }
    for invoices in twins {
      let first = invoices[0]
      tell(
        &self, invoices,
        "with the same number \(first.number ?? ""), customer, date and amount \(first.subtotal)")
    }
  }

  private struct Twin: Hashable {
    let customer: String
    let date: CalendarDate?
    let number: String
    let amount: Amount
  }

  /// Two and more of one key, in the order of the list.
  private static func groups<Key: Hashable>(
    _ listed: [ListedInvoice], by key: (ListedInvoice) -> Key?
  ) -> [[ListedInvoice]] {
    var places: [Key: Int] = [:]
    var groups: [[ListedInvoice]] = []
    for invoice in listed {
      guard let key = key(invoice) else { continue }
      if let place = places[key] {
        groups[place].append(invoice)
      } else {
        places[key] = groups.count
        groups.append([invoice])
      }
    }
    return groups.filter { $0.count > 1 }
  }
}
