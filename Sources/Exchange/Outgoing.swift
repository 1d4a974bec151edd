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

  /// What is to be published, and what keeps something from being published.
  struct Plan {
    var drafts: [SetDraft] = []
    var findings: [Finding] = []
    /// Whether the settings must be changed before anything that writes may go (exit 78).
    var needsSettings = false
  }

  func plan(_ deciding: inout Deciding) throws -> Plan {
    var plan = Plan()
    let company = try pass.ledger.company(connector.name)
    let open = try pass.ledger.sets(.open, connector.name)
    if try needsLists(company, open) { plan.drafts.append(try listsDraft()) }
    try addTransfers(&plan, company, &deciding)
    if let draft = try PaidDates(pass: pass, connector: connector).draft(company, open, options) {
      plan.drafts.append(draft)
    }
    return plan
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

  private func addTransfers(_ plan: inout Plan, _ company: CompanyRow, _ deciding: inout Deciding) throws {
    guard connector.transfers(ItemType.invoice) else { return }
    let ready = try pass.ledger.items(connector.name, .ready)
    let refused = try pass.ledger.items(connector.name, .refused)
    if ready.isEmpty && !(options.retry && !refused.isEmpty) { return }
    if let obstacle = obstacle(company, ready) {
      plan.findings.append(obstacle)
      plan.needsSettings = obstacle.severity == .error
      return
    }
    let isCareful = connector.firstContact == .careful
    if isCareful, company.listsAt == nil { return }
    switch company.trial {
    case .open where isCareful: return
    case .unnumbered where connector.invoiceNumbers == .quickBooks: return
    default: break
    }
    var candidates = ready
    if !ready.isEmpty || options.retry { candidates += refused }
    candidates.sort { ($0.date?.daysSinceEpoch ?? 0, $0.key) < ($1.date?.daysSinceEpoch ?? 0, $1.key) }
    let isTrial = isCareful && company.trial == .none
    let limits = (writes: connector.messageSets.writes, bytes: connector.messageSets.bytes)
    var draft = try SetDraft(.transfer)
    draft.isTrial = isTrial
    for var item in candidates {
      guard let posting = try deciding.posting(of: &item) else { continue }
      if try draft.add(item, posting, limits: limits) {
        if isTrial { break }
        continue
      }
      plan.drafts.append(draft)
      draft = try SetDraft(.transfer)
      _ = try draft.add(item, posting, limits: limits)
    }
    if !draft.postings.isEmpty { plan.drafts.append(draft) }
  }

  /// What keeps everything that writes from going, in one finding for the connector.
  private func obstacle(_ company: CompanyRow, _ ready: [Item]) -> Finding? {
    if let finding = connector.writeObstacle(answeredName: company.companyName) { return finding }
    if let answered = company.companyName, let wanted = connector.companyName, answered != wanted {
      return Finding(
        .companyNameDiffers, .error,
        problem:
          "connector \(connector.name) is for \"\(wanted)\", and QuickBooks answered from \"\(answered)\"",
        remedy:
          "If \"\(answered)\" is the right company, write company-name: \(answered) in autopost.yaml; else open"
          + " the right company file and run the lists set again.",
        place: Place(path: "autopost.yaml", line: connector.line))
    }
    if company.confirmed == 0, connector.transferFrom == nil {
      let dates = ready.compactMap(\.date)
      if let first = dates.min(), let last = dates.max(), last.daysSinceEpoch - first.daysSinceEpoch > 62 {
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
