import Accounting
import Ledger
import QBXML
import Settings

/// Asks which invoices were paid.
struct PaidDates {
  let pass: Pass
  let connector: Connector

  /// A payment may be taken back: for so many days after it, the invoice is still asked for.
  static let daysFollowed = 31

  /// The sets that ask now; none while one is open, nothing is followed, or it is not yet time.
  /// `isWriting` says whether a set that writes is open or about to be.
  func drafts(
    _ company: CompanyRow, _ open: [SetRow], _ options: PassOptions, isWriting: Bool
  ) throws -> [SetDraft] {
    guard connector.transfers(TransferKind.paidDates), !open.contains(where: { $0.kind == .paidDates }) else {
      return []
    }
    let isDue = isDue(company, options, isWriting)
    if !isDue, try !pass.ledger.hasLookUpByTxnID(connector.name) { return [] }
    let followed = try pass.ledger.followedInvoices(
      connector.name, paidSince: pass.date.adding(days: -PaidDates.daysFollowed), onlyByTxnID: !isDue)
    guard let first = followed.first else { return [] }
    var drafts: [SetDraft] = []
    var draft = try SetDraft(.paidDates)
    if isDue {
      try draft.add(
        ReceivePaymentQuery(.modified(from: from(company, first), to: nil), includesLines: true), .payments)
    }
    for item in followed {
      if draft.size > connector.messageSets.bytes - 500 {
        drafts.append(draft)
        draft = try SetDraft(.paidDates)
      }
      try ask(item, &draft)
    }
    return drafts + [draft]
  }

  private func ask(_ item: Item, _ draft: inout SetDraft) throws {
    if let number = item.number, !item.isAskedByTxnID, PaidDates.canBeAsked(number) {
      try draft.add(
        TransactionQuery(.invoice, .refNumbers([number]), includesLinks: true), .paidState, item: item.key,
        subject: "number \(number)")
    } else if let id = item.txnID {
      try draft.add(
        TransactionQuery(.invoice, .txnIDs([id]), includesLinks: true), .paidState, item: item.key,
        subject: "txn \(id)")
    }
  }

  /// Whether a query can name a number: what QuickBooks answered need not be what it takes.
  private static func canBeAsked(_ number: String) -> Bool {
    (1...11).contains(number.unicodeScalars.count) && number.unicodeScalars.allSatisfy { $0.value >= 32 }
  }

  private func isDue(_ company: CompanyRow, _ options: PassOptions, _ isWriting: Bool) -> Bool {
    if options.refresh.contains(.paidDates) { return true }
    // First contact goes one step after the other: nothing is asked while its sets are still out.
    if company.paidAskedAt == nil, isWriting { return false }
    switch connector.paidDates {
    // A run that has just taken the answer has nothing to ask.
    case .everyRun: return company.paidAskedAt != pass.now
    case .manual: return false
    case .daily: return company.paidAskedAt.map { $0.date(in: pass.zone) < pass.date } ?? true
    }
  }

  /// A day before the last answer's question; the first time, a day before the oldest invoice.
  private func from(_ company: CompanyRow, _ first: Item) -> WrittenTime? {
    if let last = company.paidAskedTo.flatMap({ WrittenTime($0) }) {
      return WrittenTime(date: last.date.adding(days: -1), clock: last.clock)
    }
    return first.date.map { WrittenTime(date: $0.adding(days: -1)) }
  }
}
