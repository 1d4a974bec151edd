public import Accounting
import Autotask
import ByteFormats
import Findings
import Ledger
import PostingRules
import QBXML
import Settings
import XML

/// What `autopost resolve --propose` found.
public struct ChangeOverProposal: Sendable {
  /// The file, as a spreadsheet and `autopost resolve --from` read it.
  public internal(set) var table: [UInt8] = []
  /// Invoices of Autotask that are in no message set and not linked with one of QuickBooks.
  public internal(set) var items = 0
  public internal(set) var sure = 0
  public internal(set) var toCheck = 0
  public internal(set) var notThere = 0
  /// Dated on days for which QuickBooks was not asked, the first and the last of them.
  public internal(set) var notAsked = 0
  public internal(set) var notAskedDays: Period?
  /// Invoices of QuickBooks that nothing of Autotask comes near.
  public internal(set) var onlyThere = 0
  /// How many may not go before a person has decided.
  public internal(set) var heldBack = 0
}

extension Exchange {
  /// Proposes which invoices of Autotask are in QuickBooks already, posted by another program or by hand: from the
  /// answers to what was asked of a period, and from the lists.
  ///
  /// What may be there is set as not ready, so that nothing of it goes meanwhile; nothing is linked.
  public func proposeChangeOver(
    now: Timestamp, progress: ((String) -> Void)? = nil
  ) throws(ExchangeError) -> ChangeOverProposal {
    var proposal = ChangeOverProposal()
    _ = try operate(now: now) { pass in
      pass.progress = progress
      try judge(pass)
      var change = try ChangeOver(pass)
      for connector in settings.connectors where connector.transfers(ItemType.invoice) {
        try change.propose(connector)
      }
      try pass.ledger.transaction { () throws(LedgerError) in
        for (item, finding) in change.held { try holdBack(item, finding, pass) }
        for item in change.released { try release(item, pass) }
        var deciding = Deciding(pass)
        try deciding.judgeDirtyItems()
      }
      proposal = change.finished()
      return []
    }
    return proposal
  }

  private func holdBack(_ old: Item, _ finding: Finding, _ pass: Pass) throws(LedgerError) {
    var item = old
    item.wish = .notReady
    item.isDirty = true
    item.answerFindings = [finding]
    if old.wish == item.wish, old.answerFindings == item.answerFindings { return }
    try pass.ledger.save(item)
    try pass.ledger.record(
      "wish", at: pass.now, item: item.key,
      detail: "\(item.name) is set not-ready, for QuickBooks may have it already (autopost resolve --propose)"
    )
  }

  /// An earlier proposal held it back, and nothing comes near it any more.
  private func release(_ old: Item, _ pass: Pass) throws(LedgerError) {
    var item = old
    item.wish = nil
    item.isDirty = true
    item.answerFindings = []
    try pass.ledger.save(item)
    try pass.ledger.record(
      "wish", at: pass.now, item: item.key,
      detail: "\(item.name) is no longer held back: QuickBooks has nothing that comes near it")
  }
}

/// Compares what is not linked with what QuickBooks answered, connector by connector.
private struct ChangeOver {
  let pass: Pass
  private let audits: [AuditRow]
  private var rows: [Row] = []
  private var proposal = ChangeOverProposal()
  /// What may be in QuickBooks and could still go, with the words that say so.
  private(set) var held: [(item: Item, finding: Finding)] = []
  /// What an earlier proposal held back, and QuickBooks does not have.
  private(set) var released: [Item] = []

  /// - Throws: that nothing was asked, or that an answer is gone.
  init(_ pass: Pass) throws {
    self.pass = pass
    audits = try pass.ledger.audits()
    guard audits.isEmpty else { return }
    throw ExchangeError.refused(
      Finding(
        .commandNotPossible, .refused,
        problem: "QuickBooks has not said yet which invoices it has, so nothing can be proposed",
        remedy:
          "Run autopost reconcile --ask 2026-10 for each month that the old program posted, run the sets in QuickBooks,"
          + " drop the answers into inbox/ and run autopost run; then run this again."))
  }

  // MARK: One company file

  mutating func propose(_ connector: Connector) throws {
    let audits = audits.filter { $0.connector == connector.name }
    let listed = try listed(audits, connector)
    let lists = try pass.ledger.lists(connector.name)
    var items: [Item] = []
    var wanted: [ChangeOverMatching.Wanted] = []
    for key in try pass.ledger.keys(ItemFilter(connector: connector.name, type: .invoice)) {
      pass.progress?("comparing \(key)")
      guard let item = try pass.ledger.item(key), !item.state.isSent else { continue }
      items.append(item)
      wanted.append(try self.wanted(try pass.billed(item), connector, lists))
    }
    let (verdicts, rest) = ChangeOverMatching(listed).verdicts(wanted)
    for ((item, one), verdict) in zip(zip(items, wanted), verdicts) {
      take(item, one, verdict, audits.map(\.period))
    }
    for invoice in rest {
      proposal.onlyThere += 1
      var row = Row(connector.name, .onlyThere)
      row.show(invoice)
      rows.append(row)
    }
  }

  /// The invoices that QuickBooks answered and that no item has, each once.
  private func listed(_ audits: [AuditRow], _ connector: Connector) throws -> [ListedInvoice] {
    let ours = try pass.ledger.answeredTxnIDs(connector.name)
    var found: [ListedInvoice] = []
    var places: [TxnID: Int] = [:]
    // A later answer knows better.
    for audit in audits.sorted(by: { $0.set < $1.set }) {
      guard let set = try pass.ledger.set(audit.set) else { continue }
      let isThere = try pass.eachObject(inAnswerTo: set) { element in
        guard element.name == "InvoiceRet" else { return }
        let invoice = ListedInvoice(try InvoiceRet(element))
        if let place = places[invoice.txnID] {
          found[place] = invoice
        } else {
          places[invoice.txnID] = found.count
          found.append(invoice)
        }
      }
      if isThere { continue }
      throw ExchangeError.refused(
        Finding(
          .commandNotPossible, .refused,
          problem: "the answer to message set \(set.number) is neither in state/archive/ nor in outbox/",
          remedy: "Run autopost reconcile --ask \(audit.period) and ask once more."))
    }
    return try found.filter { invoice in
      try !ours.contains(invoice.txnID) && pass.ledger.item(connector.name, txnID: invoice.txnID) == nil
    }
  }

  private func wanted(
    _ item: Item, _ connector: Connector, _ lists: CompanyLists?
  ) throws -> ChangeOverMatching.Wanted {
    var name = item.organizationName.replacing("~", with: ":")
    var customer: ListID?
    if let organization = item.organization {
      customer = try pass.ledger.customer(of: organization, connector.name)
      if case .fullName(let mapped) = pass.mappings.customer(connector.name, organization) { name = mapped }
    }
    if let lists {
      if let known = customer, let entry = lists.customers[known] { name = entry.fullName }
      customer = customer ?? lists.customers.named(name)?.listID
    }
    let record = try item.key.number.flatMap { (id) throws(LedgerError) in
      try pass.ledger.record(.invoices, id: id)
    }
    return ChangeOverMatching.Wanted(
      key: item.key, customer: customer, customerName: name,
      number: record.flatMap { Invoice($0, zone: pass.zone).number }, date: item.date,
      amount: item.expectedSubtotal(connector), tax: item.bearsTax(connector) ? nil : item.tax)
  }

  // MARK: Rows

  private mutating func take(
    _ item: Item, _ one: ChangeOverMatching.Wanted, _ verdict: ChangeOverMatching.Verdict, _ asked: [Period]
  ) {
    proposal.items += 1
    var row = Row(item, one)
    let wasHeld = item.answerFindings.contains { $0.id == .mayBeInQuickBooks }
    let near: [ChangeOverMatching.Candidate]
    switch verdict {
    case .sure(let candidate):
      near = [candidate]
      proposal.sure += 1
      row.match = .sure
      row.show(candidate.invoice)
      row.why = candidate.words
      rows.append(row)
    case .check(let candidates):
      near = candidates
      proposal.toCheck += 1
      row.match = .check
      for candidate in candidates {
        row.show(candidate.invoice)
        row.why = candidate.words
        rows.append(row)
      }
    case .none:
      // What keeps it from being posted anyway.
      row.why = item.findings.first { $0.severity == .held }?.problem ?? ""
      if let date = item.date, asked.contains(where: { $0.contains(date) }) {
        proposal.notThere += 1
        row.match = .notThere
      } else {
        proposal.notAsked += 1
        row.match = .notAsked
        if let date = item.date {
          let days = proposal.notAskedDays
          proposal.notAskedDays = Period(min(date, days?.first ?? date), max(date, days?.last ?? date))
        }
      }
      rows.append(row)
      if wasHeld, item.wish == .notReady { released.append(item) }
      return
    }
    // A person's word stands, that it is to go as well as that it is not.
    if item.wish == nil || wasHeld && item.wish == .notReady { held.append((item, finding(item, near))) }
  }

  private func finding(_ item: Item, _ near: [ChangeOverMatching.Candidate]) -> Finding {
    let names = near.prefix(3).map { "\($0.invoice.words), \($0.words)" }
    return Finding(
      .mayBeInQuickBooks, .held,
      problem: "QuickBooks may have \(item.name.lowercased()) already: \(names.joined(separator: "; or "))",
      remedy:
        "If it is the same, follow the table of autopost resolve --propose with autopost resolve --from, or run autopost"
        + " resolve \(item.key) --in-quickbooks TXNID --reason TEXT; if it is not, run autopost ready \(item.key).",
      item: item.key.description)
  }

  mutating func finished() -> ChangeOverProposal {
    proposal.heldBack = held.count
    proposal.table = table
    return proposal
  }

  /// What stands before what: first what a person must decide.
  private var table: [UInt8] {
    var writer = CSVWriter(formulas: .guarded, byteOrderMark: true)
    writer.row(Row.header)
    for row in rows.enumerated().sorted(by: {
      ($0.element.match.place, $0.offset) < ($1.element.match.place, $1.offset)
    }) {
      writer.row(row.element.cells)
    }
    return writer.bytes
  }

  private enum Match: String, CaseIterable {
    case check
    case sure
    case notThere = "not in QuickBooks"
    case notAsked = "not asked"
    case onlyThere = "only in QuickBooks"

    var place: Int { Match.allCases.firstIndex(of: self) ?? 0 }
  }

  private struct Row {
    static let header = [
      "item", "in-quickbooks", "reason", "match", "why", "connector", "organization", "number", "date",
      "amount",
      "QuickBooks customer", "QuickBooks number", "QuickBooks date", "QuickBooks amount", "TxnID",
    ]

    let connector: ConnectorName
    var match: Match
    var item = ""
    var organization = ""
    var number = ""
    var date = ""
    var amount = ""
    var why = ""
    private var there: [String] = ["", "", "", "", ""]

    init(_ connector: ConnectorName, _ match: Match) { (self.connector, self.match) = (connector, match) }

    init(_ item: Item, _ one: ChangeOverMatching.Wanted) {
      self.init(item.connector, .notThere)
      self.item = item.key.description
      organization = item.organizationName
      number = one.number ?? ""
      date = one.date?.description ?? ""
      amount = one.amount?.description ?? ""
    }

    mutating func show(_ invoice: ListedInvoice) {
      there = [
        invoice.customer?.fullName ?? "", invoice.number ?? "", invoice.date?.description ?? "",
        invoice.subtotal.description, invoice.txnID.rawValue,
      ]
    }

    var cells: [String] {
      let isSure = match == .sure
      return [
        item, isSure ? there[4] : "", isSure ? why : "", match.rawValue, isSure ? "" : why,
        connector.rawValue,
        organization, number, date, amount,
      ] + there
    }
  }
}
