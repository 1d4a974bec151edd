import Accounting
import Autotask
import ByteFormats
import Findings
import Ledger
import PostingRules
import Settings

/// Judges items against the mirror, the mappings and the company file's lists, and writes down what came of it.
struct Deciding {
  let pass: Pass
  private var contexts: [ConnectorName: PostingContext] = [:]
  /// Postings judged in this pass, so that publishing need not judge them again; bounded.
  private(set) var postings: [ItemKey: InvoicePosting] = [:]
  private let keptPostings = 5_000
  /// What the company files lack, as the items judged in this pass met it.
  private var needs: [ConnectorName: [Finding]] = [:]
  /// Connectors of which every unfinished item is judged in this pass.
  private var judgedWhole: Set<ConnectorName> = []

  init(_ pass: Pass) { self.pass = pass }

  /// Judges everything that changed.
  mutating func judgeDirtyItems() throws(LedgerError) {
    try noteChangedRouting()
    for connector in pass.settings.connectors {
      try noteChangedSurroundings(connector)
      try pass.ledger.touchRetries(connector.name, before: pass.date)
    }
    if try pass.ledger.hasDirtyItems() {
      for connector in pass.settings.connectors { try pass.ledger.touchNearMatches(connector.name) }
    }
    for key in try pass.ledger.dirtyItems() {
      pass.progress?("checking items")
      guard var item = try pass.ledger.item(key) else { continue }
      try judge(&item)
      // A retry that waits for its next turn is looked at in each pass.
      item.isDirty = item.state == .refused && item.isToRetry
      try pass.ledger.save(item)
    }
  }

  /// The judgement of an item that is ready, as it goes into a message set now.
  mutating func posting(of item: inout Item) throws(LedgerError) -> InvoicePosting? {
    if let posting = postings.removeValue(forKey: item.key) { return posting }
    let was = item.state
    let posting = try judge(&item)
    if item.state != was || posting == nil { try pass.ledger.save(item) }
    return item.state == .ready || item.state == .refused ? posting : nil
  }

  /// Organizations go to other connectors: what was not published yet moves with them.
  private mutating func noteChangedRouting() throws(LedgerError) {
    let routing = pass.routingDigest
    if try pass.ledger.meta("routing") == routing { return }
    try pass.ledger.setMeta("routing", routing)
    try pass.ledger.touchUnfinished()
    judgedWhole = Set(pass.settings.connectors.map(\.name))
  }

  /// A mapping, a setting, a list or a billing code changed: what is unfinished is judged anew.
  private mutating func noteChangedSurroundings(_ connector: Connector) throws(LedgerError) {
    var company = try pass.ledger.company(connector.name)
    let fingerprint = try pass.fingerprint(of: connector)
    if company.fingerprint != fingerprint {
      company.fingerprint = fingerprint
      try pass.ledger.save(company)
      try pass.ledger.touchUnfinished(connector.name)
      judgedWhole.insert(connector.name)
    }
  }

  mutating func context(of name: ConnectorName) throws(LedgerError) -> PostingContext {
    if let context = contexts[name] { return context }
    let connector = pass.settings.connector(name) ?? pass.settings.defaultConnector
    let reference = try pass.reference()
    var context = PostingContext(
      connector: connector, mappings: pass.mappings, lists: try pass.ledger.lists(connector.name),
      billingCodes: reference.billingCodes, linesOfBusiness: reference.linesOfBusiness,
      currencies: reference.currencies, houseCurrency: reference.houseCurrency,
      transmissionLabels: reference.transmissionLabels)
    context.newCustomers = try ComingCustomers(pass: pass, context: context).find()
    contexts[name] = context
    return context
  }

  @discardableResult
  private mutating func judge(_ item: inout Item) throws(LedgerError) -> InvoicePosting? {
    guard item.key.type == .invoice, let id = item.key.number,
      let record = try pass.ledger.record(.invoices, id: id)
    else { return nil }
    var invoice = Invoice(record, zone: pass.zone)
    var lines = try pass.ledger.records(.billingItems, parent: "invoiceID", id: id).map {
      BillingItem($0, zone: pass.zone)
    }
    try findByName(&invoice, &lines)
    let organization = try invoice.organization.flatMap { (id) throws(LedgerError) -> Organization? in
      try pass.organization(id)
    }
    describe(&item, invoice, lines, organization)
    switch item.state {
    case .open, .sent, .inDoubt, .conflict, .confirmed:
      item.findings = try changesAfterSending(item, invoice, lines)
      return nil
    case .held, .notReady, .ready, .refused:
      break
    }
    if item.isByHand { return nil }
    let connector = item.connector
    let source = try pass.invoiceCase(item, invoice, lines, organization, connector)
    let context = try context(of: connector)
    let before = item.state
    let said = item.findings
    switch InvoiceRules.judge(source, in: context) {
    case .held(let findings):
      item.state = .held
      item.findings = findings.map { $0.isOfConnector ? $0.pointing(to: connector) : $0 }
      for finding in findings where finding.isOfConnector { noteNeed(finding.forConnector, connector) }
    case .transferredBefore(let when, let finding):
      item.state = .held
      item.transferredAt = writtenMoment(when, zone: pass.zone) ?? item.transferredAt ?? pass.now
      item.findings = [finding]
    case .postable(let posting):
      item.net = posting.net
      item.tax = posting.tax
      item.findings = posting.notices
      item.state = try readiness(item, context.connector, posting)
      if item.state == .ready || item.state == .refused {
        if postings.count < keptPostings { postings[item.key] = posting }
        if before != item.state { try note(item) }
        return posting
      }
    }
    // Judged again with the same outcome is nothing that happened.
    if before != item.state || said != item.findings { try note(item) }
    return nil
  }

  private mutating func noteNeed(_ finding: Finding, _ connector: ConnectorName) {
    if needs[connector, default: []].contains(finding) { return }
    needs[connector, default: []].append(finding)
  }

  /// What a company file lacks: known from earlier passes or met in this one, as long as an item waits for it.
  func needs(of connector: ConnectorName) throws(LedgerError) -> [Finding] {
    var known: [Finding] = []
    if !judgedWhole.contains(connector) {
      known = try pass.ledger.company(connector).findings.filter(\.isOfConnector)
    }
    let met = (needs[connector] ?? []).filter { !known.contains($0) }
    var needs: [Finding] = []
    for finding in known + met where try pass.ledger.holdsBack(finding, connector) { needs.append(finding) }
    return needs.sorted { ($0.id, $0.problem) < ($1.id, $1.problem) }
  }

  /// Tables of Autotask's pages name organizations and billing codes where records have numbers.
  private func findByName(_ invoice: inout Invoice, _ lines: inout [BillingItem]) throws(LedgerError) {
    if invoice.organization == nil, let name = invoice.organizationName {
      invoice.organization = try pass.organization(named: name)
    }
    for index in lines.indices where lines[index].billingCode == nil {
      guard let name = lines[index].billingCodeName else { continue }
      lines[index].billingCode = try pass.reference().billingCodesByName[NameFolding.key(name)] ?? nil
    }
  }

  /// What the list shows of it, whatever becomes of it.
  private func describe(
    _ item: inout Item, _ invoice: Invoice, _ lines: [BillingItem], _ organization: Organization?
  ) {
    item.organization = invoice.organization
    item.organizationName = organization?.name ?? item.organizationName
    item.batch = invoice.batch
    item.date = invoice.date
    if item.txnID == nil, item.set == nil {
      item.net = invoice.total?.rounded
      item.tax = (invoice.tax ?? .zero).rounded
    }
    // Until we have given one back, a paid date is Autotask's own.
    if item.paidWritten == nil, invoice.paidDate != nil { item.isPaidLocked = true }
    if item.attempts == 0, let organization = invoice.organization {
      // Free until the first published item; then the ledger's word counts.
      item.connector = pass.connectorName(of: organization)
    }
  }

  private func readiness(
    _ item: Item, _ connector: Connector, _ posting: InvoicePosting
  ) throws(LedgerError) -> TransferState {
    if item.wish == .notReady { return .notReady }
    if item.state == .refused || (item.wasRefused && item.state == .held) {
      // Pending/Failed until it goes again: by itself only when what it depends on changed.
      let changed =
        try pass.ledger.travelled(of: item.key) != posting.travelled.text
        || item.fingerprint != pass.fingerprintOfPass(connector)
      // Codes that ask for another try get three a day.
      let hasTurn = item.isToRetry && (item.lastSentDay != pass.date || item.sentThatDay < 3)
      return changed || hasTurn ? .ready : .refused
    }
    if item.wish == .ready { return .ready }
    if connector.readiness == .manual { return item.state == .ready ? .ready : .notReady }
    return .ready
  }

  /// A later export says something else than what was sent; its state stays.
  private func changesAfterSending(
    _ item: Item, _ invoice: Invoice, _ lines: [BillingItem]
  ) throws(LedgerError) -> [Finding] {
    if item.isByHand { return [] }
    let number = item.number.map { " as number \($0)" } ?? ""
    if invoice.isVoided {
      if Following.hasEnded(item.answerFindings) { return [] }
      let amount = item.subtotal.map { " (\($0))" } ?? ""
      return [
        Finding(
          .voidedAfterTransfer, .warning,
          problem:
            "invoice \(invoice.id) is voided in Autotask after it went to QuickBooks\(number)\(amount)",
          remedy:
            "Void it in QuickBooks (open the invoice, Edit > Void Invoice); this line goes once an answer shows"
            + " it gone or zero.", item: item.key.description)
      ]
    }
    guard let sent = try pass.ledger.travelled(of: item.key) else { return [] }
    let facts = TravelledFacts(stored: sent)
    let words = TravelledFacts(invoice, lines: lines, comparedWith: facts).differences(from: facts)
    if words.isEmpty { return [] }
    // One form of export tells a line in other words than another; only what no form says as it was sent has changed.
    let isTold = BillingItemForm.allCases.contains { form in
      let told = lines.map { $0.told(by: form) }
      return TravelledFacts(invoice, lines: told, comparedWith: facts).differences(from: facts).isEmpty
    }
    if isTold { return [] }
    let shown =
      words.prefix(4).joined(separator: "; ") + (words.count > 4 ? "; and \(words.count - 4) more" : "")
    return [
      Finding(
        .changedAfterSending, .warning,
        problem: "invoice \(invoice.id) changed in Autotask after it was sent\(number): \(shown)",
        remedy: "Make the same change in QuickBooks if it is meant; autopost changes nothing that was sent.",
        item: item.key.description)
    ]
  }

  private func note(_ item: Item) throws(LedgerError) {
    let words = item.findings.filter { $0.severity != .notice }.map { "\($0.problem) [\($0.id)]" }
    try pass.ledger.record(
      item.state.rawValue, at: pass.now, item: item.key,
      detail: words.isEmpty ? "\(item.name) is \(item.state.rawValue)" : words.joined(separator: "; "))
  }
}
