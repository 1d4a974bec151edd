public import Accounting
public import Filesystem
import Findings
import Ledger
import PostingRules
public import Report
import Settings
import Spool

extension Exchange {
  /// Reads files as a pass would and says what would become of them; nothing is taken, moved or decided.
  ///
  /// The files may lie anywhere. Everything happens in a ledger of its own, so that a pass may be at work meanwhile.
  /// `show` names an item whose message set is wanted. A file that is not there is an error `missing`, and so is an
  /// item that neither the files nor the folder know.
  public func check(
    files: [FilePath], show: ItemKey? = nil, now: Timestamp, date: CalendarDate? = nil
  ) throws(ExchangeError)
    -> CheckResult
  {
    do {
      var paths: [(name: FilePath, path: FilePath)] = []
      for name in files {
        guard try Disk.facts(of: name) != nil else { throw ExchangeError.missingFile("\(name) is not there") }
        paths.append((name, try Disk.resolved(name)))
      }
      let scratch = try Ledger(scratch: ())
      let truth = try Disk.facts(of: folder.ledger) == nil ? nil : try Disk.resolved(folder.ledger)
      if let truth { try scratch.borrowSurroundings(from: truth.bytes) }
      let pass = Pass(
        folder: folder, ledger: scratch, settings: settings, mappings: mappings, zone: zone, now: now,
        date: date, isRehearsal: true)
      var check = Check(pass: pass, truth: ledger, show: show)
      for file in paths { try check.read(file.path, name: file.name) }
      if let truth { try scratch.layer(over: truth.bytes) }
      pass.forgetReference()
      return try check.judge()
    } catch { throw ExchangeError(error) }
  }
}

/// Reads files into a scratch ledger and judges what they hold.
private struct Check {
  let pass: Pass
  let truth: Ledger
  let show: ItemKey?
  private var result = CheckResult()

  init(pass: Pass, truth: Ledger, show: ItemKey?) {
    self.pass = pass
    self.truth = truth
    self.show = show
  }

  // MARK: Reading

  mutating func read(_ path: FilePath, name: FilePath) throws {
    let shown = name.description
    guard try Disk.facts(of: path)?.kind == .regular else {
      result.files.append(
        refused(
          shown, "no file", "\(shown) is not a file",
          "Name the archive or the JSON file that the exporting program wrote."))
      return
    }
    let head = try FileDescriptor(reading: path).read(at: 0, count: 4_096)
    switch Taking.content(head, name: shown) {
    case .answer, .runNote:
      result.files.append(
        refused(
          shown, "QuickBooks' answer", "\(shown) is not a bundle of Autotask but what QuickBooks answered",
          "Drop it into inbox/; autopost check reads bundles only."))
      return
    case .transferTable:
      // It speaks of items that earlier bundles brought.
      for row in TransferTable.read(try Disk.read(path, limit: 64_000_000), path: shown).rows {
        guard try pass.ledger.item(row.item) == nil, let known = try truth.item(row.item) else { continue }
        try pass.ledger.save(known)
      }
    case .archive, .json, .invoiceExport, .table, .requests, .unknown:
      break
    }
    var number: Int64 = 0
    try pass.ledger.transaction { () throws(LedgerError) in
      number = try pass.ledger.claim(name: name.bytes, at: pass.now)
    }
    let before = pass.verdicts.count
    try Taking(pass: pass).work(on: number, at: path, name: name, age: Taking.patience)
    for verdict in pass.verdicts.dropFirst(before) {
      result.files.append(
        CheckResult.File(
          name: shown, kind: verdict.kind, isRefused: verdict.place == .quarantine,
          takenBefore: verdict.takenBefore,
          records: verdict.records.map { FileReport.Records(entity: $0.entity, read: $0.records) },
          findings: verdict.findings, notices: verdict.notices))
    }
  }

  private func refused(
    _ name: String, _ kind: String, _ problem: String, _ remedy: String
  ) -> CheckResult.File {
    CheckResult.File(
      name: name, kind: kind, isRefused: true,
      findings: [
        Finding(.notABundle, .refused, problem: problem, remedy: remedy, place: Place(path: name))
      ])
  }

  // MARK: Judging

  mutating func judge() throws -> CheckResult {
    var deciding = Deciding(pass)
    try pass.ledger.transaction { () throws(LedgerError) in try deciding.judgeDirtyItems() }
    if let show, try pass.ledger.item(show) == nil {
      throw ExchangeError.missing("\(show) is not in these files")
    }
    let reporting = try Reporting(pass: pass)
    for connector in pass.settings.connectors {
      result.connectors.append(try part(connector, reporting, &deciding))
    }
    return result
  }

  private mutating func part(
    _ connector: Connector, _ reporting: Reporting, _ deciding: inout Deciding
  ) throws -> CheckResult.Connector {
    var part = CheckResult.Connector(name: connector.name)
    part.areListsKnown = try pass.ledger.company(connector.name).listsAt != nil
    var accounts: Set<String> = []
    var customers: Set<String> = []
    var items: Set<String> = []
    var similar: [OrganizationID: CheckResult.NearMatch] = [:]
    let lists = try pass.ledger.lists(connector.name)
    for key in try pass.ledger.keys() {
      guard let item = try pass.ledger.item(key), item.connector == connector.name else { continue }
      let row = try reporting.row(item)
      part.add(row)
      if !row.findings.isEmpty { result.items.append(row) }
      if let match = nearMatch(item, lists) { similar[match.id] = match }
      guard item.state == .ready, let ready = try deciding.judgement(of: key) else { continue }
      for ensure in ready.posting.posting.ensures {
        switch ensure.entry {
        case .account: accounts.insert(ensure.fullName)
        case .customer: customers.insert(ensure.fullName)
        case .item: items.insert(ensure.fullName)
        }
      }
      if key == show { result.shown = try message(ready.item, ready.posting) }
    }
    part.nearMatches = similar.values.sorted { $0.id < $1.id }
    part.newAccounts = accounts.sorted()
    part.newCustomers = customers.sorted()
    part.newItems = items.sorted()
    let outgoing = Outgoing(pass: pass, connector: connector, options: PassOptions())
    part.obstacles = try outgoing.publish(&deciding) { _ in }.findings
    part.obstacles += try deciding.needs(of: connector.name)
    return part
  }

  /// An organization whose items wait for a person to tell it from a customer that QuickBooks has.
  private func nearMatch(_ item: Item, _ lists: CompanyLists?) -> CheckResult.NearMatch? {
    guard let lists, let id = item.organization,
      item.findings.contains(where: { $0.id == .customerNearMatch })
    else { return nil }
    let customers = lists.customers.near(item.organizationName.replacing("~", with: ":")).map(\.fullName)
    return CheckResult.NearMatch(id: id, organization: item.organizationName, customers: customers)
  }

  /// The message set that holds the item and nothing else.
  private func message(_ item: Item, _ posting: ReadyPosting) throws -> [UInt8] {
    var draft = try SetDraft(.transfer)
    _ = try draft.add(item, posting, limits: (writes: Int.max, bytes: Int.max))
    let assembly = SetAssembly(connector: item.connector, date: pass.date, now: pass.now)
    return try assembly.assemble(draft, try pass.ledger.nextSetNumber()).bytes
  }
}
