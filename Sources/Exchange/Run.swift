public import Accounting
public import Findings
import Ledger
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

  public init() {}
}

extension Exchange {
  /// One pass: finish what was begun, take files, judge, publish, report.
  public func run(
    _ options: PassOptions = PassOptions(), now: Timestamp, date: CalendarDate? = nil
  ) throws(ExchangeError)
    -> PassResult
  {
    do { return try run(options, in: pass(now: now, date: date)) } catch { throw ExchangeError(error) }
  }

  /// Message sets that are written down in one step: few enough for little memory, enough for few syncs.
  private static let setsAtOnce = 16

  func run(_ options: PassOptions, in pass: Pass) throws -> PassResult {
    var result = PassResult()
    result.findings = notes
    try Effects(pass: pass).run()
    try Taking(pass: pass).run()
    var deciding = Deciding(pass)
    try pass.ledger.transaction { () throws(LedgerError) in try deciding.judgeDirtyItems() }
    let first = try pass.ledger.nextSetNumber()
    for connector in settings.connectors {
      let publishing = Publishing(pass: pass, connector: connector)
      var drafts: [SetDraft] = []
      let outgoing = Outgoing(pass: pass, connector: connector, options: options)
      let obstacles = try outgoing.publish(&deciding) { draft in
        drafts.append(draft)
        if drafts.count == Exchange.setsAtOnce {
          try publishing.publish(drafts)
          drafts = []
        }
      }
      try publishing.publish(drafts)
      result.findings += obstacles.findings
      result.needsSettings = result.needsSettings || obstacles.needsSettings
      try noteConnectorFindings(connector, obstacles.findings, pass)
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
    try Reporting(pass: pass).write(ifChanged: result.hasChanged)
    return result
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
