import Accounting
import Findings
import Ledger
import QBXML
import Report
import Settings

/// Settles a set that QuickBooks did not take at all; part of the caller's step.
struct SetRefusal {
  let pass: Pass

  /// QuickBooks could not read the XML: one request spoils the set, and the set is parted until it is found.
  static let unreadable: UInt32 = 0x8004_0400

  func settle(_ set: SetRow, _ verdict: HResult, message: String?) throws(LedgerError) -> [Finding] {
    let words = "HRESULT \(verdict.text)\(message.map { " \"\($0)\"" } ?? ""): \(verdict.meaning)"
    if verdict.effect == .unknown, set.writes > 0 {
      try Doubt(pass: pass).cast(on: set, because: words)
      return [
        finding(
          set, .warning, "nobody knows how much of message set \(set.number) was done: \(words)",
          verdict.remedy)
      ]
    }
    let items = try pass.ledger.items(in: set.number).filter { $0.state == .open || $0.state == .sent }
    let isParted = verdict.code == SetRefusal.unreadable && items.count > 1
    var refused = set
    refused.state = .refused
    refused.note = isParted ? Halving.mark : words
    try pass.ledger.save(refused)
    let why = why(set, verdict, words, isParted: isParted, items.first)
    try putBeside(set, items, why)
    try pass.ledger.add(effect: "retire", target: set.number.description)
    try pass.ledger.record("set-refused", at: pass.now, set: set.number, detail: words)
    for item in items {
      if isParted {
        try Doubt(pass: pass).end(
          item, "set-refused", "QuickBooks did not take message set \(set.number): \(words)")
      } else {
        try refuse(item, set, verdict, words)
      }
    }
    return [why]
  }

  private func why(
    _ set: SetRow, _ verdict: HResult, _ words: String, isParted: Bool, _ first: Item?
  ) -> Finding {
    let problem = "QuickBooks did not take message set \(set.number), and nothing of it was done: \(words)"
    if isParted {
      return finding(
        set, .warning, problem,
        "Run the two halves that autopost run publishes in its place; the parting goes on until the bad request stands"
          + " alone.")
    }
    // What stands alone is not parted any further, so the words of the table would promise too much.
    guard verdict.code == SetRefusal.unreadable else {
      return finding(set, .warning, problem, remedy(set, verdict))
    }
    return finding(set, .warning, problem, fault(set, first))
  }

  /// The request with the reason beside it, for the auditor.
  private func putBeside(_ set: SetRow, _ items: [Item], _ why: Finding) throws(LedgerError) {
    let summary = RefusalSummary(
      set: set.number, connector: set.connector, kind: set.kind, published: set.publishedAt,
      refused: pass.now,
      items: items.map {
        RefusalSummary.Content(item: $0.key, organization: $0.organizationName, amount: $0.net)
      }, findings: [why])
    try pass.ledger.add(effect: "write-archived", target: set.number.description)
    try pass.ledger.add(
      effect: "write", target: "outbox/\(set.connector)/answered/\(set.number)/summary.txt",
      body: Array(summary.text(zone: pass.zone).utf8))
  }

  private func finding(_ set: SetRow, _ severity: Severity, _ problem: String, _ remedy: String) -> Finding {
    Finding(.setRefused, severity, problem: problem, remedy: remedy, place: Place(path: set.fileName))
  }

  /// What helps, and how the set comes back: the refused one is gone from the outbox.
  private func remedy(_ set: SetRow, _ verdict: HResult) -> String {
    let anew = "publishes it anew under a new number; run that set."
    // What only asks, and what QuickBooks may take later, goes by itself.
    return set.writes == 0 || verdict.retry == .yes
      ? "\(verdict.remedy) The next autopost run \(anew)"
      : "\(verdict.remedy) When that is done, run autopost run --retry, which \(anew)"
  }

  /// Whoever enters the item by hand says so, because what was refused goes again with a later set.
  private func fault(_ set: SetRow, _ item: Item?) -> String {
    let report =
      "Report it as a fault of autopost, with state/archive/sets/\(set.number).qbxml: QuickBooks cannot read what the set says."
    guard let item else { return report }
    return report
      + " Wait for a corrected version, or enter the item by hand and run autopost resolve \(item.key)"
      + " --by-hand --reason TEXT, so that it is not posted a second time."
  }

  private func refuse(
    _ old: Item, _ set: SetRow, _ verdict: HResult, _ words: String
  ) throws(LedgerError) {
    var item = old
    let connector = pass.settings.connector(set.connector) ?? pass.settings.defaultConnector
    item.state = .refused
    item.set = nil
    item.wasRefused = true
    item.fingerprint = try pass.fingerprint(of: connector)
    item.isToRetry = verdict.retry == .yes
    item.isDirty = true
    let remedy =
      verdict.code == SetRefusal.unreadable
      ? fault(set, item)
      : self.remedy(set, verdict)
    item.answerFindings = [
      Finding(
        .quickBooksRefused, .refused,
        problem: "QuickBooks did not take message set \(set.number) with \(item.name.lowercased()): \(words)",
        remedy: remedy, item: item.key.description)
    ]
    try pass.ledger.releaseBillingItems(of: item.key)
    try pass.ledger.save(item)
    try pass.ledger.record("refused", at: pass.now, item: item.key, set: set.number, detail: words)
  }
}
