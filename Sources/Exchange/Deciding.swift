import Accounting
import Autotask
import ByteFormats
import Findings
import Ledger
import PostingRules
import QBXML
import Settings
import Threads

/// Judges items against the mirror, the mappings and the company file's lists, and writes down what came of it.
struct Deciding {
  let pass: Pass
  private var contexts: [ConnectorName: PostingContext] = [:]
  /// What was judged in this pass, so that publishing need neither judge nor read it again; bounded.
  private var judged: [ItemKey: Judged] = [:]
  private let keptJudged = 4_000
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
    // While a group is judged beside it, this thread writes down the group before and reads the one after.
    let keys = try pass.ledger.dirtyItems()
    var running: (cases: [ItemCase], work: SharedWork<ItemCase, ItemVerdict>)?
    var next = 0
    while next < keys.count || running != nil {
      pass.progress?("checking items")
      let group = keys[next..<min(next + Deciding.judgedAtOnce, keys.count)]
      next = group.endIndex
      var cases: [ItemCase] = []
      for key in group {
        if let item = try pass.ledger.item(key) { cases.append(try itemCase(item)) }
      }
      let earlier = running
      let verdicts = earlier?.work.values() ?? []
      running = cases.isEmpty ? nil : (cases, SharedWork(cases) { $0.judged() })
      for (itemCase, verdict) in zip(earlier?.cases ?? [], verdicts) {
        let ready = try settle(itemCase, verdict)
        if let ready, judged.count < keptJudged { judged[ready.item.key] = ready }
      }
    }
    pass.ledger.forgetFreshLines()
  }

  private static let judgedAtOnce = 100

  /// An item as the ledger has it after it was judged, and what may go into a message set.
  typealias Judged = (item: Item, posting: ReadyPosting)

  /// Items that may go into a message set now, while they are judged beside this thread.
  struct Coming {
    fileprivate var keys: [ItemKey] = []
    fileprivate var found: [ItemKey: Judged] = [:]
    fileprivate var cases: [ItemCase] = []
    fileprivate var work: SharedWork<ItemCase, ItemVerdict>?
  }

  /// Begins to judge those items of which this pass has kept no judgement, and which are not to wait.
  mutating func begin(
    _ keys: some Sequence<ItemKey>, unless isToWait: (Item) throws(LedgerError) -> Bool
  ) throws(LedgerError) -> Coming {
    var coming = Coming()
    for key in keys {
      if let known = judged.removeValue(forKey: key) {
        if try isToWait(known.item) { continue }
        coming.found[key] = known
      } else {
        guard let item = try pass.ledger.item(key), try !isToWait(item) else { continue }
        coming.cases.append(try itemCase(item))
      }
      coming.keys.append(key)
    }
    if !coming.cases.isEmpty { coming.work = SharedWork(coming.cases) { $0.judged() } }
    return coming
  }

  /// Those that may go, in the order in which they were given.
  mutating func finish(_ coming: Coming) throws(LedgerError) -> [Judged] {
    var found = coming.found
    for (itemCase, verdict) in zip(coming.cases, coming.work?.values() ?? []) {
      if let ready = try settle(itemCase, verdict) { found[itemCase.item.key] = ready }
    }
    return coming.keys.compactMap { found[$0] }
  }

  /// The judgement of an item that is ready, as it goes into a message set now; nil for any other, which is left as it is.
  mutating func judgement(of key: ItemKey) throws(LedgerError) -> Judged? {
    if let known = judged[key] {
      guard known.item.state == .ready else { return nil }
      judged[key] = nil
      return known
    }
    guard let item = try pass.ledger.item(key), item.state == .ready else { return nil }
    let itemCase = try itemCase(item)
    return try settle(itemCase, itemCase.judged())
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
    // Nothing of what is posted depends on them, but what waits for a word or a day may go without from now on.
    let gates = "gates \(connector.name)"
    let wanted = "\(connector.readiness.rawValue) \(connector.transferFrom.map { "\($0)" } ?? "")"
    if try pass.ledger.meta(gates) != wanted {
      try pass.ledger.setMeta(gates, wanted)
      try pass.ledger.touchUnfinished(connector.name)
      judgedWhole.insert(connector.name)
    }
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
    let context = PostingContext(
      connector: connector, mappings: pass.mappings, lists: try pass.ledger.lists(connector.name),
      billingCodes: reference.billingCodes, linesOfBusiness: reference.linesOfBusiness,
      currencies: reference.currencies, houseCurrency: reference.houseCurrency,
      transmissionLabels: reference.transmissionLabels, sources: reference.sources)
    let beside = PostingContext(
      context, beside: try ComingCustomers(pass: pass, context: context).find())
    contexts[name] = beside
    return beside
  }

  /// All that an item is judged by, as it is now.
  private mutating func itemCase(_ item: Item) throws(LedgerError) -> ItemCase {
    guard item.key.type == .invoice, let id = item.key.number,
      let record = try pass.ledger.record(.invoices, id: id)
    else { return ItemCase(item: item) }
    var invoice = Invoice(record, zone: pass.zone)
    // Tables of Autotask's pages name organizations where records have numbers.
    if invoice.organization == nil, let name = invoice.organizationName {
      invoice = Invoice(record, zone: pass.zone, organization: try pass.organization(named: name))
    }
    let organization = try invoice.organization.flatMap { (id) throws(LedgerError) -> Organization? in
      try pass.organization(id)
    }
    var described = item
    describe(&described, invoice, organization)
    var itemCase = ItemCase(item: item, described: described)
    itemCase.invoice = invoice
    itemCase.zone = pass.zone
    itemCase.billingCodesByName = try pass.reference().billingCodesByName
    itemCase.lines = try pass.ledger.records(.billingItems, parent: "invoiceID", id: id)
    if item.state.isSent || item.state == .refused || item.wasRefused {
      itemCase.sent = try pass.ledger.travelled(of: item.key)
    }
    if item.state.isSent || item.isByHand { return itemCase }
    let connector = described.connector
    var source = try pass.invoiceCase(described, invoice, [], organization, connector)
    let context = try context(of: connector)
    source.charges = try pass.charges(of: itemCase.lines)
    source.otherOrganizations = try pass.organizations(of: itemCase.lines, besides: invoice.organization)
    source.numberHolder = try pass.numberHolder(of: invoice.id, context.connector)
    itemCase.source = source
    itemCase.context = context
    return itemCase
  }

  /// Writes down what came of judging an item.
  /// - Returns: what may go into a message set now.
  private mutating func settle(
    _ itemCase: ItemCase, _ verdict: ItemVerdict
  ) throws(LedgerError) -> Judged? {
    var item = itemCase.described
    var ready: ReadyPosting?
    let before = item.state
    let said = item.findings
    switch verdict {
    case .none: break
    case .sent(let findings): item.findings = findings
    case .held(let findings):
      let connector = item.connector
      item.state = .held
      item.findings = findings.map { $0.isOfConnector ? $0.pointing(to: connector) : $0 }
      for finding in findings where finding.isOfConnector { noteNeed(finding.forConnector, connector) }
    case .transferredBefore(let when, let finding):
      item.state = .held
      item.transferredAt = writtenMoment(when, zone: pass.zone) ?? item.transferredAt ?? pass.now
      item.findings = [finding]
    case .postable(let posting):
      item.net = posting.posting.net
      item.tax = posting.posting.tax
      item.findings = posting.posting.notices
      item.state = readiness(item, sent: itemCase.sent, posting.posting)
      if item.state == .ready || item.state == .refused { ready = posting }
    }
    // Judged again with the same outcome is nothing that happened.
    if before != item.state || (ready == nil && !before.isSent && said != item.findings) { try note(item) }
    // A retry that waits for its next turn is looked at in each pass.
    item.isDirty = item.state == .refused && item.isToRetry
    try pass.ledger.save(item, over: itemCase.item)
    return ready.map { (item, $0) }
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

  /// What the list shows of it, whatever becomes of it.
  private func describe(
    _ item: inout Item, _ invoice: Invoice, _ organization: Organization?
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
    // Free until the first published item; then the ledger's word counts.
    if item.attempts == 0 { item.connector = Routing(pass.mappings).connector(billing: invoice.organization) }
  }

  private func readiness(_ item: Item, sent: String?, _ posting: InvoicePosting) -> TransferState {
    let connector = pass.settings.connector(item.connector) ?? pass.settings.defaultConnector
    if item.wish == .notReady { return .notReady }
    if item.state == .refused || (item.wasRefused && item.state == .held) {
      // Pending/Failed until it goes again: by itself only when what it depends on changed.
      let changed =
        sent != posting.travelled.text || item.fingerprint != pass.fingerprintOfPass(connector)
      // Codes that ask for another try get three a day.
      let hasTurn = item.isToRetry && (item.lastSentDay != pass.date || item.sentThatDay < 3)
      return changed || hasTurn ? .ready : .refused
    }
    if item.wish == .ready { return .ready }
    if connector.readiness == .manual { return item.state == .ready ? .ready : .notReady }
    return .ready
  }

  private func note(_ item: Item) throws(LedgerError) {
    let words = item.findings.filter { $0.severity != .notice }.map { "\($0.problem) [\($0.id)]" }
    try pass.ledger.record(
      item.state.rawValue, at: pass.now, item: item.key,
      detail: words.isEmpty ? "\(item.name) is \(item.state.rawValue)" : words.joined(separator: "; "))
  }
}
