public import Accounting
public import Findings
public import Ledger
import Settings
import Spool

/// What a pass did.
public struct PassResult: Sendable {
  /// What belongs to no single item: files, connectors, settings.
  public var findings: [Finding] = []
  /// Message sets that appeared in the outbox.
  public var published: [SetNumber] = []
  /// Whether a setting must be changed before anything that writes may go (exit 78).
  public var needsSettings = false
  public var hasChanged = false
  /// The files that were taken, in their order.
  public var taken: [TakenFile] = []
  /// The message sets that appeared, with what they carry.
  public var sets: [PublishedSet] = []
  /// How many items are in each state at the end.
  public var counts: [TransferState: Int] = [:]

  public init() {}
}

/// A file that found its place.
public struct TakenFile: Sendable, Hashable {
  /// Its name in the inbox.
  public let name: String
  /// What it turned out to be.
  public let kind: String
  public let place: FilePlace
  /// Its path below the exchange folder; nil in a rehearsal.
  public let storedAs: String?
}

/// A message set that appeared in the outbox.
public struct PublishedSet: Sendable, Hashable {
  public let number: SetNumber
  public let connector: ConnectorName
  public let kind: SetKind
  public let isTrial: Bool
  /// Its path below the exchange folder.
  public let path: String
  /// How many items it carries.
  public let items: Int
  /// Their net amounts together; nil when it carries none.
  public let net: Amount?
}

extension Exchange {
  /// One pass: finish what was begun, take files, judge, publish, report.
  public func run(
    _ options: PassOptions = PassOptions(), now: Timestamp, date: CalendarDate? = nil,
    progress: ((String) -> Void)? = nil
  ) throws(ExchangeError) -> PassResult {
    do {
      let pass = pass(now: now, date: date)
      pass.progress = progress
      return try run(options, in: pass)
    } catch { throw ExchangeError(error) }
  }

  /// What `run` would do: the same pass with every step of the ledger undone, and no file touched.
  public func dryRun(
    _ options: PassOptions = PassOptions(), now: Timestamp, date: CalendarDate? = nil,
    progress: ((String) -> Void)? = nil
  ) throws(ExchangeError) -> PassResult {
    do {
      let pass = pass(now: now, date: date, isRehearsal: true)
      pass.progress = progress
      return try ledger.rehearsal { try run(options, in: pass) }
    } catch { throw ExchangeError(error) }
  }

  func run(_ options: PassOptions, in pass: Pass) throws -> PassResult {
    var result = PassResult()
    result.findings = notes
    try pass.ledger.noteDefault(settings.defaultConnector.name)
    try Effects(pass: pass).run()
    var requestFiles = PublishedFiles(pass)
    try requestFiles.look()
    try Taking(pass: pass).run()
    try requestFiles.sayMissing()
    var deciding = Deciding(pass)
    try pass.ledger.transaction { () throws(LedgerError) in try deciding.judgeDirtyItems() }
    let first = try pass.ledger.nextSetNumber()
    result.findings += try RoutingFindings(pass: pass).all()
    for connector in settings.connectors {
      let publishing = Publishing(pass: pass, connector: connector)
      let outgoing = Outgoing(pass: pass, connector: connector, options: options)
      var line = try PublishingLine(publishing)
      let obstacles = try outgoing.publish(&deciding) { draft in try line.add(draft) }
      try line.finish()
      try CompanyBinding.noteOpen(connector, pass.ledger)
      var findings = try obstacles.findings + deciding.needs(of: connector.name)
      if let finding = try CompanyBinding.openForAnother(connector, pass.ledger) { findings.append(finding) }
      result.findings += findings
      result.needsSettings = result.needsSettings || obstacles.needsSettings
      try noteConnectorFindings(connector, findings, pass)
    }
    try Effects(pass: pass).run()
    var number = first
    let next = try pass.ledger.nextSetNumber()
    while number < next {
      result.published.append(number)
      number = SetNumber(number.rawValue + 1)
    }
    result.findings += pass.findings
    result.hasChanged = pass.hasChanged || !result.published.isEmpty
    result.taken = pass.taken
    for number in result.published { try result.sets.append(contentsOf: published(number, in: pass)) }
    if result.hasChanged || pass.isRehearsal { result.counts = try pass.ledger.counts() }
    if !pass.isRehearsal {
      let files = try WebConnectorFiles(pass: pass).write()
      result.findings += files.users
      result.hasChanged = result.hasChanged || !files.users.isEmpty
      // Said when they appear, to those who use Web Connector; `autopost qwc` says it at any time.
      if !files.written.isEmpty, settings.webConnector != WebConnectorAddress() {
        result.findings += files.findings
      }
      try Reporting(pass: pass).write(ifChanged: result.hasChanged, notes: notes)
    }
    return result
  }

  private func published(_ number: SetNumber, in pass: Pass) throws -> [PublishedSet] {
    guard let set = try pass.ledger.set(number), set.state == .open else { return [] }
    let (items, net) = try pass.ledger.sum(of: number)
    let path = pass.folder.request(
      set.connector.rawValue, set: number.rawValue, kind: set.kind.rawValue)
    return [
      PublishedSet(
        number: number, connector: set.connector, kind: set.kind, isTrial: set.isTrial,
        path: pass.folder.shown(path), items: items, net: net)
    ]
  }

  private func noteConnectorFindings(_ connector: Connector, _ findings: [Finding], _ pass: Pass) throws {
    var company = try pass.ledger.company(connector.name)
    if company.findings == findings { return }
    company.findings = findings
    let changed = company
    try pass.ledger.transaction { () throws(LedgerError) in try pass.ledger.save(changed) }
    pass.hasChanged = true
  }
}
