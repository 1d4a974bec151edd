import Accounting
import Findings
import Ledger
import Spool

/// A message set whose exact bytes are nowhere any more: somebody took them out of `state/archive/sets/` and `outbox/`.
///
/// What was sent with it stands in the ledger item by item, so its answer is taken all the same. One that is only to
/// appear may have appeared already, and been run, before the program was ended: it is in doubt.
struct LostSet {
  let pass: Pass

  /// Part of the caller's step.
  func writeDown(_ lost: SetRow) throws(LedgerError) {
    let problem = LostSet.finding(lost).problem
    guard var set = try pass.ledger.set(lost.number), set.state == .open else {
      try pass.ledger.record("set-lost", at: pass.now, set: lost.number, detail: problem)
      return
    }
    if set.writes > 0 { return try Doubt(pass: pass).cast(on: set, because: problem) }
    set.state = .void
    set.note = problem
    try pass.ledger.save(set)
    try pass.ledger.add(effect: "retire", target: set.number.description)
    try pass.ledger.record("set-lost", at: pass.now, set: set.number, detail: problem)
  }

  static func finding(_ set: SetRow) -> Finding {
    let archived = "state/archive/sets/\(set.number).qbxml"
    let remedy: String
    switch set.state {
    case .open where set.writes > 0:
      remedy =
        "Run autopost recover and the set that it publishes, so that QuickBooks is asked what it has of its items."
    case .open where set.kind == .audit: remedy = "Ask again with autopost reconcile --ask."
    case .open: remedy = "Nothing more is to be done: what it asked is asked again."
    default:
      remedy =
        "Put \(archived) back from a backup if the auditor wants it; all that the set carried stands in"
        + " state/ledger.sqlite3, and nothing is to be done in QuickBooks."
    }
    return Finding(
      .setLost, .warning,
      problem:
        "the exact text of message set \(set.number) is gone: neither \(archived) nor a file below"
        + " outbox/\(set.connector)/ holds what was written", remedy: remedy, place: Place(path: archived))
  }
}
