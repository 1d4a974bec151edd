public import Accounting
import Filesystem
public import Findings
import Ledger
public import Report
import Settings
import Spool
import WebConnector

/// The way of a company file to another place or name: six steps that people do, each written down.
///
/// Each step is one transaction; what follows for files is put right by every call, so that a kill leaves nothing that
/// the same command does not finish.
struct Relinking {
  let pass: Pass
  let connector: Connector

  static let steps: Int64 = 6

  /// What keeps a connector from publishing; nil unless it is being relinked.
  static func obstacle(_ connector: ConnectorName, _ pass: Pass) throws(LedgerError) -> Finding? {
    guard let relink = try pass.ledger.openRelink(of: connector) else { return nil }
    return Finding(
      .connectorRelinking, .warning,
      problem:
        "connector \(connector) is being relinked; that began on \(relink.begunAt.date(in: pass.zone)), step"
        + " \(relink.done + 1) of \(steps) is next, and nothing is published for it until the last",
      remedy:
        "Go on with autopost connector relink \(connector), or give it up with autopost connector relink \(connector)"
        + " --cancel --reason TEXT.")
  }

  func plan(_ relink: RelinkRow) throws -> RelinkPlan {
    let isDefault = connector.name == pass.settings.defaultConnector.name
    let folder = pass.folder.connector(connector.name.rawValue)
    var plan = RelinkPlan(
      connector: connector.name, companyName: connector.companyName, companyFile: connector.companyFile,
      nameBefore: relink.nameBefore, fileBefore: relink.fileBefore,
      application: QWCFile.appName(of: connector.name, isDefault: isDefault), userNames: connector.users,
      webConnectorNames: connector.users.map { QWCFile.userName(of: $0, connector.name) },
      files: connector.users.map { user in
        pass.folder.shown(folder.appending(FilePath(QWCFile.fileName(of: user))))
      }, begun: relink.begunAt, done: Int(relink.done))
    plan.isEnded = relink.endedAt != nil
    plan.openSets = try pass.ledger.sets(.open, connector.name).map(\.number)
    return plan
  }

  func begin() throws {
    try pass.ledger.transaction { () throws(LedgerError) in
      let identity = try pass.ledger.identity(connector.name)
      // Before the first posting the settings alone say what it was.
      try pass.ledger.beginRelink(of: connector.name, at: pass.now, from: identity ?? named)
      let before = identity.map { " of \"\($0.name)\", \($0.file)," } ?? ""
      try pass.ledger.record(
        "relink-begun", at: pass.now,
        detail: "the relinking\(before) for connector \(connector.name) is begun")
    }
  }

  private var named: CompanyIdentity? {
    guard let file = connector.companyFile, let name = connector.companyName else { return nil }
    return CompanyIdentity(file: file, name: name, since: pass.now)
  }

  /// Writes down that the next step is done.
  func finish(_ old: RelinkRow, _ title: String) throws {
    var relink = old
    relink.done += 1
    let isLast = relink.done == Relinking.steps
    if isLast { relink.endedAt = pass.now }
    let done = relink
    try pass.ledger.transaction { () throws(LedgerError) in
      try pass.ledger.save(done)
      try pass.ledger.record(
        "relink-step", at: pass.now,
        detail: "connector \(connector.name), step \(done.done) of \(Relinking.steps) is done: \(title)")
      // From here on new QWC files are in use.
      if done.done == Int64(RelinkPlan.lastOldStep + 1) {
        try pass.ledger.voidFileIDs(of: connector.name, at: pass.now)
      }
      if isLast { try bindAnew() }
    }
  }

  /// The company file is what the settings name now; before anything is posted it is to answer as that.
  private func bindAnew() throws(LedgerError) {
    if let file = connector.companyFile, let name = connector.companyName,
      try pass.ledger.identity(connector.name) != nil
    {
      try pass.ledger.bind(connector.name, to: CompanyIdentity(file: file, name: name, since: pass.now))
    }
    var company = try pass.ledger.company(connector.name)
    company.companyName = nil
    company.listsAt = nil
    company.areListsStale = true
    try pass.ledger.save(company)
    let shown = [connector.companyName.map { "\"\($0)\"" }, connector.companyFile].compactMap { $0 }
    try pass.ledger.record(
      "relinked", at: pass.now,
      detail: "connector \(connector.name) is relinked: \(shown.joined(separator: ", "))")
  }

  func cancel(_ old: RelinkRow, _ reason: String) throws {
    var relink = old
    relink.endedAt = pass.now
    relink.isCancelled = true
    let cancelled = relink
    try pass.ledger.transaction { () throws(LedgerError) in
      try pass.ledger.save(cancelled)
      try pass.ledger.record(
        "relink-cancelled", at: pass.now,
        detail: "the relinking for connector \(connector.name) is given up: \(reason)")
    }
  }
}

/// Where a relinking stands, and what is to be said beside it.
public struct RelinkResult: Sendable {
  public var plan: RelinkPlan
  public var findings: [Finding] = []
}

extension Exchange {
  /// Shows where the relinking of a connector stands; begins it when none is under way.
  public func relink(_ name: ConnectorName, now: Timestamp) throws(ExchangeError) -> RelinkResult {
    try relinking(name, now: now) { relinking, open in
      if open == nil { try relinking.begin() }
      return []
    }
  }

  /// Somebody says that a step is done.
  public func relink(
    _ name: ConnectorName, done step: Int, now: Timestamp
  ) throws(ExchangeError) -> RelinkResult {
    try relinking(name, now: now) { relinking, open in
      guard let relink = open else {
        if try ledger.relinks(of: name).last.map({ !$0.isCancelled && step <= $0.done }) ?? false {
          return [Exchange.done("step \(step) was done before")]
        }
        throw notRelinking(name, "Begin with autopost connector relink \(name).")
      }
      if step <= relink.done { return [Exchange.done("step \(step) was done before")] }
      guard step == relink.done + 1 else {
        throw ExchangeError.refused(
          Finding(
            .commandNotPossible, .refused, problem: "step \(relink.done + 1) comes before step \(step)",
            remedy: "Do it, then run autopost connector relink \(name) --done \(relink.done + 1)."))
      }
      var words: [Finding] = []
      if step == RelinkPlan.lastOldStep, let finding = unchanged(relinking.connector, relink) {
        words.append(finding)
      }
      if step == Int(Relinking.steps), let obstacle = relinking.connector.writeObstacle() {
        throw ExchangeError.refused(obstacle)
      }
      try relinking.finish(relink, try relinking.plan(relink).steps[step - 1].title)
      return words
    }
  }

  /// Gives a relinking up: the QWC files are as they were.
  public func cancelRelink(
    _ name: ConnectorName, because reason: String, now: Timestamp
  ) throws(ExchangeError) -> [Finding] {
    let result = try relinking(name, now: now) { relinking, open in
      guard let relink = open else {
        throw notRelinking(name, "Nothing is to be given up.")
      }
      if relink.done > Int64(RelinkPlan.lastOldStep) {
        throw ExchangeError.refused(
          Finding(
            .commandNotPossible, .refused,
            problem:
              "the old QWC files of connector \(name) are void already, so its relinking cannot be given up",
            remedy:
              "Go on with autopost connector relink \(name); if the company file went back, write its old path and"
              + " name into autopost.yaml."))
      }
      if let changed = try changed(relinking.connector) { throw ExchangeError.refused(changed) }
      try relinking.cancel(relink, reason)
      return [
        Exchange.done("the relinking of connector \(name) is given up, and its QWC files are as they were")
      ]
    }
    return result.findings
  }

  private func notRelinking(_ name: ConnectorName, _ remedy: String) -> ExchangeError {
    .refused(
      Finding(
        .commandNotPossible, .refused, problem: "connector \(name) is not being relinked", remedy: remedy))
  }

  private func relinking(
    _ name: ConnectorName, now: Timestamp, _ body: (Relinking, RelinkRow?) throws -> [Finding]
  ) throws(ExchangeError) -> RelinkResult {
    guard let connector = settings.connector(name) else {
      throw .missing("there is no connector \"\(name)\"")
    }
    var result: RelinkResult?
    _ = try operate(now: now) { pass in
      let relinking = Relinking(pass: pass, connector: connector)
      let words = try body(relinking, try ledger.openRelink(of: name))
      let files = try WebConnectorFiles(pass: pass).write()
      guard let row = try ledger.relinks(of: name).last else { return [] }
      result = RelinkResult(plan: try relinking.plan(row), findings: words + files.users)
      return []
    }
    guard let result else { throw .fault("a relinking left no trace") }
    return result
  }

  /// After the step of renaming the settings mostly name something else.
  private func unchanged(_ connector: Connector, _ relink: RelinkRow) -> Finding? {
    guard let file = relink.fileBefore, let name = relink.nameBefore, connector.companyName == name,
      connector.companyFile.map({ RunNotes.isSame($0, file) }) ?? false
    else { return nil }
    return Finding(
      .commandDone, .notice,
      problem: "autopost.yaml still names \"\(name)\", \(file), as before",
      remedy:
        "If the path or the company's name is another one now, write it there before step \(Relinking.steps)."
    )
  }

  /// What is given up must be as it was in the settings too.
  private func changed(_ connector: Connector) throws(LedgerError) -> Finding? {
    guard let identity = try ledger.identity(connector.name) else { return nil }
    return CompanyBinding.contradiction(connector, identity)
  }
}
