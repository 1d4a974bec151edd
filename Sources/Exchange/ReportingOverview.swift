public import Accounting
import Filesystem
import Findings
import Ledger
import PostingRules
public import Report
import Settings
import Spool

extension Exchange {
  /// Everything that `status` and the page tell, as it is at this moment.
  ///
  /// `rowLimit` is the most items listed in one section; the others are counted.
  public func overview(now: Timestamp, rowLimit: Int = 1_000) throws(ExchangeError) -> Overview {
    do {
      return try reading(now: now) { pass in
        try Reporting(pass: pass).overview(notes: notes, waiting: nil, rowLimit: rowLimit) { _ in }
      }
    } catch { throw ExchangeError(error) }
  }

  /// Reads several things of the ledger as they are at one moment.
  func reading<Result>(now: Timestamp, _ body: (Pass) throws -> Result) throws -> Result {
    try snapshot { try body(pass(now: now)) }
  }

  func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try ledger.beginReading()
    do {
      let result = try body()
      try ledger.endReading()
      return result
    } catch {
      try ledger.endReading()
      throw error
    }
  }
}

extension Reporting {
  /// The page's head and rows, and each item for whoever else wants it.
  ///
  /// `waiting` is what the pass found to be left in the inbox; nil lets the inbox be looked at.
  func overview(
    notes: [Finding], waiting: [Finding]?, rowLimit: Int, searchLimit: Int = 0,
    _ also: (ItemRow) throws -> Void
  ) throws -> Overview {
    var overview = Overview(
      moment: pass.now, zone: pass.zone, rowLimit: rowLimit, searchLimit: searchLimit)
    overview.companies = pass.settings.companyNames
    overview.notices =
      try connectorNotices() + Misplacing(pass: pass).notices() + CompanyUsers(pass: pass).notices()
    var count = ReceivedCount()
    var unjudged = 0
    try pass.ledger.eachItem(failure: { $0 as any Error }) { (item) throws(any Error) in
      let row = try row(item)
      overview.add(row)
      count.note(item, row, pass)
      if item.isDirty { unjudged += 1 }
      try also(row)
    }
    try receive(count, &overview.totals)
    overview.audits = try audits()
    overview.openSets = try openSets()
    overview.quarantine = try quarantine(&overview.notices)
    if let finding = try writeBackWaiting() { overview.notices.append(Notice(.writeBack, finding: finding)) }
    if unjudged > 0 { overview.notices.append(Notice(.person, finding: Reporting.unjudged(unjudged))) }
    overview.notices += try (notes + RoutingFindings(pass: pass).all()).map { Notice(.person, finding: $0) }
    overview.waiting = try waiting.map(Reporting.waitingRows) ?? waitingInInbox()
    return overview
  }

  private static func unjudged(_ count: Int) -> Finding {
    Finding(
      .notJudgedYet, .notice,
      problem:
        "\(count) item\(count == 1 ? "" : "s") changed since autopost looked at \(count == 1 ? "it" : "them") last",
      remedy: "Run autopost run, unless it is running just now.")
  }

  // MARK: Message sets

  private func openSets() throws -> [OpenSetRow] {
    let contents = try pass.ledger.contentOfOpenSets()
    return try pass.ledger.sets(.open).map { set in
      let content = contents[set.number]
      let age = (pass.now.milliseconds - set.publishedAt.milliseconds) / 1_000
      var toDo: String?
      if age > Int64(pass.settings.staleAfter.openSets) {
        toDo =
          "It has waited for long: run it and drop its answer into inbox/; if it was run and the answer is lost,"
          + " run autopost withdraw \(set.number), so that QuickBooks is asked"
      }
      let path = pass.folder.request(
        set.connector.rawValue, set: set.number.rawValue, kind: set.kind.rawValue)
      if try Disk.facts(of: path) == nil { toDo = PublishedFiles.toDo(aboutAbsenceOf: set) }
      var row = OpenSetRow(
        number: set.number, connector: set.connector, kind: set.kind, published: set.publishedAt,
        items: content?.items ?? 0, amount: content?.net, file: pass.folder.shown(path), toDo: toDo)
      row.isTrial = set.isTrial
      return row
    }
  }

  // MARK: Company files

  private func connectorNotices() throws(LedgerError) -> [Notice] {
    var notices: [Notice] = []
    for connector in pass.settings.connectors {
      let company = try pass.ledger.company(connector.name)
      if let finding = try Relinking.obstacle(connector.name, pass) {
        notices.append(Notice(.stopped, connector: connector.name, finding: finding))
      }
      if let finding = try CompanyBinding.openForAnother(connector, pass.ledger) {
        notices.append(Notice(.wrongCompany, connector: connector.name, finding: finding))
      }
      // These two are told as they stand now, not as they stood in the last pass.
      for finding in company.findings
      where finding.id != .connectorRelinking && finding.id != .openForOtherCompany {
        let urgency: Urgency =
          switch finding.id {
          // What is turned off may have to stay so: the sets that can go are run first.
          case .featureOff: .held
          case .companyNameDiffers: .wrongCompany
          default: finding.isOfConnector ? .lacking : .stopped
          }
        notices.append(Notice(urgency, connector: connector.name, finding: finding))
      }
      if company.trial == .unnumbered, connector.invoiceNumbers == .quickBooks {
        notices.append(
          Notice(.stopped, connector: connector.name, finding: PostResponder.numbersMissing(connector)))
      }
    }
    return notices
  }

  // MARK: Files

  /// What answers brought for Autotask and nobody has taken from the outbox.
  private func writeBackWaiting() throws -> Finding? {
    let folder = pass.folder.outbox.appending("autotask")
    guard try Disk.facts(of: folder)?.kind == .folder else { return nil }
    let names = try Disk.names(in: folder).filter { name in
      guard SetNumber(name.description) != nil else { return false }
      return try Disk.facts(of: folder.appending(name).appending("results.csv")) != nil
    }
    guard let first = names.first, let last = names.last else { return nil }
    let which = names.count == 1 ? "outbox/autotask/\(first)/" : "outbox/autotask/\(first)/ to \(last)/"
    let count =
      names.count == 1 ? "the results of an answer wait" : "the results of \(names.count) answers wait"
    return Finding(
      .writeBackWaiting, .notice,
      problem: "\(count) to be given back to Autotask: invoice numbers, times and paid dates in \(which)",
      remedy:
        "Enter them in Autotask, or let the program that does so take them (results.csv lists them item by item), the"
        + " lowest number first, and move each folder away when it is done.")
  }

  /// The most refused files that are listed; the newest.
  private static let listedFiles = 50

  /// Files that still lie in quarantine: whoever has dealt with one removes it.
  private func quarantine(_ notices: inout [Notice]) throws -> [QuarantineRow] {
    var rows: [QuarantineRow] = []
    for file in try pass.ledger.quarantinedFiles().reversed() {
      guard let name = file.finalName, rows.count < Reporting.listedFiles,
        try Disk.facts(of: pass.folder.root.appending(name)) != nil
      else { continue }
      let finding = file.reportJSON.flatMap { FileReport.firstFinding(json: Array($0.utf8)) }
      guard var finding else { continue }
      let misplaced = try pass.ledger.settledMisplaced(file: file.number)
      // Dealt with, though its file still lies there.
      if misplaced.isAny, misplaced.isSettled { continue }
      if finding.id == .wrongCompany, !misplaced.isAny, try isAnswered(file) { continue }
      if finding.id == .wrongCompany, !misplaced.isAny {
        finding.place = Place(path: name + ".txt")
        notices.append(Notice(.wrongCompany, finding: finding))
      }
      rows.append(QuarantineRow(file: name, time: file.claimedAt, finding: finding))
    }
    return rows.reversed()
  }

  /// Whether an answer that was put aside belongs to a set whose right answer has come since.
  private func isAnswered(_ file: FileRow) throws(LedgerError) -> Bool {
    guard let number = file.kind.split(separator: " ").last.flatMap({ SetNumber(String($0)) }) else {
      return false
    }
    return try pass.ledger.set(number)?.state == .answered
  }

  /// What a pass said of files that it left in the inbox.
  private static func waitingRows(_ findings: [Finding]) -> [WaitingFileRow] {
    findings.compactMap { finding in
      guard let path = finding.place?.path, path.hasPrefix("inbox/") else { return nil }
      return WaitingFileRow(file: path, reason: finding.problem, remedy: finding.remedy)
    }
  }

  private func waitingInInbox() throws -> [WaitingFileRow] {
    guard try Disk.facts(of: pass.folder.inbox) != nil else { return [] }
    let scan = try InboxScan(pass.folder, now: pass.now.milliseconds)
    let arrived = scan.entries.map { entry in
      WaitingFileRow(
        file: pass.folder.shown(entry.path), reason: "it has arrived and no pass has taken it yet",
        remedy: "Run autopost run, unless it is running just now.")
    }
    return (Reporting.waitingRows(scan.waiting) + arrived).sorted { $0.file < $1.file }
  }
}
