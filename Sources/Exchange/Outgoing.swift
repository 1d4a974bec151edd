import Accounting
import Findings
import Ledger
import PostingRules
import QBXML
import Settings

/// Decides which message sets a connector needs now.
struct Outgoing {
  let pass: Pass
  let connector: Connector
  let options: PassOptions
  private static let readAtOnce = 200

  /// What keeps something from being published.
  struct Obstacles {
    var findings: [Finding] = []
    /// Whether the settings must be changed before anything that writes may go (exit 78).
    var needsSettings = false
  }

  /// Gives each message set to `publish` as soon as it is full, so that only a few are in memory at a time.
  func publish(_ deciding: inout Deciding, _ publish: (SetDraft) throws -> Void) throws -> Obstacles {
    var obstacles = Obstacles()
    if let finding = try Relinking.obstacle(connector.name, pass) {
      obstacles.findings.append(finding)
      return obstacles
    }
    let company = try pass.ledger.company(connector.name)
    let open = try pass.ledger.sets(.open, connector.name)
    if try needsLists(company, open) { try publish(try listsDraft()) }
    for draft in try Recovering(pass: pass, connector: connector).drafts(forced: false) { try publish(draft) }
    var isWriting = open.contains { $0.kind == .transfer }
    try addTransfers(&obstacles, company, open, &deciding) { draft in
      isWriting = true
      try publish(draft)
    }
    for draft in try PaidDates(pass: pass, connector: connector).drafts(
      company, open, options, isWriting: isWriting)
    {
      try publish(draft)
    }
    return obstacles
  }

  // MARK: Lists

  private func needsLists(_ company: CompanyRow, _ open: [SetRow]) throws(LedgerError) -> Bool {
    if open.contains(where: { $0.kind == .lists }) { return false }
    if options.refresh.contains(.lists) { return true }
    guard let at = company.listsAt else { return true }
    // Stale lists matter only to what is still to go.
    guard try pass.ledger.hasUnfinished(connector.name) else { return false }
    return company.areListsStale
      || pass.now.milliseconds - at.milliseconds > Int64(pass.settings.staleAfter.lists) * 1_000
  }

  private func listsDraft() throws -> SetDraft {
    var draft = try SetDraft(.lists)
    try draft.add(PreferencesQuery(), .preferences)
    var kinds: [ListQuery.Kind] = [.account, .class, .customer, .vendor, .employee, .otherName, .item]
    if connector.transfers(ItemType.timesheet) { kinds.append(.payrollItemWage) }
    kinds += [.terms]
    if connector.transfers(ItemType.purchaseOrder) { kinds.append(.shipMethod) }
    kinds += [.salesTaxCode, .itemSalesTax]
    for kind in kinds { try draft.add(ListQuery(kind), .list, subject: kind.rawValue) }
    return draft
  }

  // MARK: Transfers

  private func addTransfers(
    _ obstacles: inout Obstacles, _ company: CompanyRow, _ open: [SetRow], _ deciding: inout Deciding,
    _ publish: (SetDraft) throws -> Void
  ) throws {
    guard connector.transfers(ItemType.invoice) else { return }
    let ready = try pass.ledger.span(connector.name, .ready)
    if ready.count == 0 && !options.retry {
      // Said with the first export, though nothing of it may go yet.
      if !connector.canWrite, try pass.ledger.hasUnfinished(connector.name),
        let finding = connector.writeObstacle(answeredName: company.companyName)
      {
        obstacles.findings.append(finding)
      }
      return
    }
    // Pending/Failed goes along with what goes anyway.
    var candidates = try pass.ledger.candidates(connector.name, refusedToo: true)
    if candidates.isEmpty { return }
    if let obstacle = obstacle(company, ready.first, ready.last) {
      obstacles.findings.append(obstacle)
      obstacles.needsSettings = obstacle.severity == .error
      return
    }
    let isCareful = connector.firstContact == .careful
    // After a relink the company file says first who it is.
    if company.companyName == nil, try !pass.ledger.relinks(of: connector.name).isEmpty { return }
    // Nobody can say which code means non-taxable before the company file has said it.
    if isCareful || connector.taxes == .autotask, company.listsAt == nil { return }
    // A trial that was refused, or whose answer is lost, is no trial: another item is tried.
    if isCareful, open.contains(where: \.isTrial) { return }
    if company.trial == .unnumbered, connector.invoiceNumbers == .quickBooks { return }
    let isTrial = isCareful && (company.trial == .none || company.trial == .open)
    let limits = (writes: connector.messageSets.writes, bytes: connector.messageSets.bytes)
    if !isTrial {
      let parted = try publishHalves(&deciding, limits, publish)
      candidates.removeAll { parted.contains($0) }
    }
    var draft = try SetDraft(.transfer)
    draft.isTrial = isTrial
    var rest = candidates[...]
    // One of them is wanted, and the first mostly will do.
    let atOnce = isTrial ? 10 : Outgoing.readAtOnce
    var coming: Deciding.Coming?
    while !rest.isEmpty || coming != nil {
      var found: [Deciding.Judged] = []
      // In one step: each lonely SELECT would ask the file system anew whether somebody else has written.
      try pass.ledger.transaction { () throws(LedgerError) in
        if let judged = coming { found = try deciding.finish(judged) }
        coming = nil
        // Judged while those that were found are drafted.
        let next = rest.prefix(atOnce)
        rest = rest.dropFirst(atOnce)
        if !next.isEmpty {
          coming = try deciding.begin(next) { (item) throws(LedgerError) in try waitsForLists(item, company) }
        }
      }
      for (item, posting) in found {
        // What was refused before tells nothing new.
        if isTrial, item.state == .refused, ready.count > 0 { continue }
        if try draft.add(item, posting, limits: limits) {
          if isTrial { break }
          continue
        }
        try publish(draft)
        draft = try SetDraft(.transfer)
        _ = try draft.add(item, posting, limits: limits)
      }
      if isTrial, !draft.postings.isEmpty { break }
    }
    if !draft.postings.isEmpty { try publish(draft) }
  }

  /// The halves of sets that QuickBooks could not read.
  private func publishHalves(
    _ deciding: inout Deciding, _ limits: (writes: Int, bytes: Int), _ publish: (SetDraft) throws -> Void
  ) throws -> Set<ItemKey> {
    var parted: Set<ItemKey> = []
    for (set, halves) in try Halving(pass: pass, connector: connector).pending() {
      for half in halves {
        var draft = try SetDraft(.transfer)
        draft.parent = set
        for key in half {
          guard let (item, posting) = try deciding.judgement(of: key) else { continue }
          parted.insert(key)
          if try draft.add(item, posting, limits: limits) { continue }
          try publish(draft)
          draft = try SetDraft(.transfer)
          draft.parent = set
          _ = try draft.add(item, posting, limits: limits)
        }
        if !draft.postings.isEmpty { try publish(draft) }
      }
    }
    return parted
  }

  /// What was refused because a list was out of date waits for the new list.
  private func waitsForLists(_ item: Item, _ company: CompanyRow) throws(LedgerError) -> Bool {
    guard item.state == .refused, company.areListsStale, company.listsAt != nil else { return false }
    let last = try pass.ledger.requests(for: item.key).last { $0.purpose == .post }
    return StatusCode.of(last?.code, message: last?.words ?? "").showsStaleLists
  }

  /// What keeps everything that writes from going, in one finding for the connector.
  private func obstacle(_ company: CompanyRow, _ first: CalendarDate?, _ last: CalendarDate?) -> Finding? {
    if let finding = connector.writeObstacle(answeredName: company.companyName) { return finding }
    if let answered = company.companyName, let wanted = connector.companyName, answered != wanted {
      return Finding(
        .companyNameDiffers, .error,
        problem:
          "connector \(connector.name) is for \"\(wanted)\", and QuickBooks answered from \"\(answered)\"",
        remedy:
          "If \"\(answered)\" is the right company, write company-name: \(answered) in autopost.yaml; else open"
          + " the right company file, run autopost run --refresh lists and run the lists set there.",
        place: Place(path: "autopost.yaml", line: connector.line))
    }
    if company.confirmed == 0, connector.transferFrom == nil {
      if let first, let last, last.daysSinceEpoch - first.daysSinceEpoch > 62 {
        return Finding(
          .startDateMissing, .error,
          problem:
            "the ready invoices of connector \(connector.name) span \(first) to \(last), and nothing says"
            + " from which date on they are to go to QuickBooks",
          remedy:
            "Add the line transfer-from: \(last.firstOfMonth) (or the day from which autopost is to post) to"
            + " connector \(connector.name) in autopost.yaml.",
          place: Place(path: "autopost.yaml", line: connector.line))
      }
    }
    return nil
  }
}

/// What a pass is asked to do beyond the usual.
public struct PassOptions: Sendable, Hashable {
  public enum Refresh: String, Sendable, Hashable, CaseIterable {
    case lists
    case paidDates = "paid-dates"
    case orders
  }

  /// Asked for although it is not due.
  public var refresh: Set<Refresh> = []
  /// Pending/Failed goes in a set of its own.
  public var retry = false

  public init() {}
}
