public import Accounting
public import Findings
import Ledger

extension Exchange {
  /// Somebody has deleted what a message set made in a wrong company.
  public func resolveMisplaced(
    by set: SetNumber, reason: String, now: Timestamp
  ) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      guard try ledger.set(set) != nil else {
        throw ExchangeError.refused(
          Finding(
            .setUnknown, .refused, problem: "there is no message set \(set)",
            remedy: "Look for its number in autopost status."))
      }
      return try settle(
        try ledger.misplaced(by: set),
        "message set \(set) left nothing in a wrong company that is still to be deleted",
        reason, pass)
    }
  }

  /// The same of one item.
  public func resolveMisplaced(
    _ item: ItemKey, reason: String, now: Timestamp
  ) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      _ = try known([item])
      return try settle(
        try ledger.misplaced().filter { $0.item == item },
        "\(item) was posted in no wrong company, or is deleted there already", reason, pass)
    }
  }

  private func settle(
    _ rows: [MisplacedRow], _ nothing: String, _ reason: String, _ pass: Pass
  ) throws -> [Finding] {
    guard let first = rows.first else {
      throw ExchangeError.refused(
        Finding(
          .commandNotPossible, .refused, problem: nothing,
          remedy: "Look at autopost connector list for what is to be done."))
    }
    try pass.ledger.transaction { () throws(LedgerError) in
      for row in rows {
        try pass.ledger.resolve(row, at: pass.now)
        let what = row.kind == Misplacing.run ? "what message set \(row.set) did there" : row.words
        try pass.ledger.record(
          "resolved", at: pass.now, item: row.item, set: row.set,
          detail:
            "a person says that it is deleted in the wrong company, \"\(row.company)\": \(what) (\(reason))")
      }
    }
    let made = rows.filter { $0.kind != Misplacing.run }
    let isOpen = try pass.ledger.set(first.set)?.state == .open
    let problem =
      made.isEmpty
      ? "nothing of message set \(first.set) is left in \(first.company)"
      : made.count == 1
        ? "\(made[0].words): deleted in \"\(first.company)\""
        : "the \(made.count) things that message set \(first.set) made in \"\(first.company)\" are deleted there"
    return [
      Finding(
        .commandDone, .notice, problem: problem,
        remedy: isOpen
          ? "Run message set \(first.set) in the company file of connector \(first.connector); it is still open."
          : Exchange.nothingMore)
    ]
  }
}
