public import Accounting
public import Findings
import Ledger
import QBXML
import Settings

/// What people say about message sets: taken back, not taken by QuickBooks; and questions about what is in doubt.
extension Exchange {
  /// Takes an open set back. Its items are in doubt and asked for before they go again; with a reason why it was not
  /// run they are ready at once.
  public func withdraw(
    _ set: SetNumber, notRunBecause reason: String?, now: Timestamp
  ) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      let row = try openSet(set, orInDoubt: reason != nil)
      var words: [Finding] = []
      try pass.ledger.transaction { () throws(LedgerError) in
        if let reason {
          words = try Withdrawal(pass: pass).takeBackUnrun(row, reason)
        } else {
          words = try Withdrawal(pass: pass).takeBack(row)
        }
        var deciding = Deciding(pass)
        try deciding.judgeDirtyItems()
      }
      return words
    }
  }

  /// QuickBooks did not take a set and said this HRESULT: `0x80040400`, `80040400` or `-2147220480`.
  public func refused(
    _ set: SetNumber, hresult: String, message: String?, now: Timestamp
  ) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      guard let code = HResult.parse(hresult) else {
        throw ExchangeError.refused(
          Finding(
            .commandNotPossible, .refused, problem: "\"\(hresult)\" is no HRESULT",
            remedy: "Write it as QuickBooks or Web Connector shows it, like 0x80040400."))
      }
      let row = try openSet(set, orInDoubt: false)
      var words: [Finding] = []
      try pass.ledger.transaction { () throws(LedgerError) in
        words = try SetRefusal(pass: pass).settle(row, HResult.of(code), message: message)
        var deciding = Deciding(pass)
        try deciding.judgeDirtyItems()
      }
      return words
    }
  }

  /// Asks QuickBooks about everything in doubt.
  public func recover(now: Timestamp) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      var words: [Finding] = []
      for connector in settings.connectors {
        if let obstacle = try Relinking.obstacle(connector.name, pass) {
          words.append(obstacle)
          continue
        }
        let recovering = Recovering(pass: pass, connector: connector)
        let first = try pass.ledger.nextSetNumber()
        let open = try recovering.openQuestions()
        try Publishing(pass: pass, connector: connector).publish(try recovering.drafts(forced: true))
        let next = try pass.ledger.nextSetNumber()
        for number in open + Array(first.rawValue..<next.rawValue).map({ SetNumber($0) }) {
          words.append(
            Finding(
              .commandDone, .notice,
              problem:
                "message set \(number) asks QuickBooks about what is in doubt on connector \(connector.name)",
              remedy: "Run it in QuickBooks and drop the answer into inbox/."))
        }
      }
      return words.isEmpty ? [Exchange.done("nothing is in doubt")] : words
    }
  }

  /// A set that waits for its answer.
  private func openSet(_ number: SetNumber, orInDoubt: Bool) throws -> SetRow {
    func refusal(_ id: FindingID, _ problem: String, _ remedy: String) -> ExchangeError {
      .refused(Finding(id, .refused, problem: problem, remedy: remedy))
    }
    guard let set = try ledger.set(number) else {
      throw refusal(
        .setUnknown, "there is no message set \(number)",
        "Look for its number in autopost status or in the names below outbox/.")
    }
    switch set.state {
    case .open: return set
    case .inDoubt where orInDoubt: return set
    case .inDoubt:
      throw refusal(
        .commandNotPossible, "message set \(number) is in doubt, so its fate is asked for already",
        "Run autopost recover and the set it publishes; or run autopost withdraw \(number) --not-run --reason TEXT if"
          + " you know that it was never run.")
    case .answered:
      throw refusal(
        .commandNotPossible, "message set \(number) is answered",
        "Look at outbox/\(set.connector)/answered/\(number)/.")
    case .refused, .withdrawn, .void:
      throw refusal(
        .commandNotPossible, "message set \(number) is settled already\(set.note.map { ": \($0)" } ?? "")",
        "Look at autopost status for what is open.")
    }
  }
}

/// Takes back message sets; part of the caller's step.
struct Withdrawal {
  let pass: Pass

  /// Whether it was run is not known: what it writes is in doubt.
  func takeBack(_ set: SetRow) throws(LedgerError) -> [Finding] {
    if set.writes == 0 { return try retire(set, "taken back by a person") }
    try Doubt(pass: pass).cast(
      on: set, because: "taken back by a person, who did not say that it was never run")
    return [
      Finding(
        .commandDone, .notice,
        problem:
          "message set \(set.number) is taken back; its items are in doubt until QuickBooks says what it has",
        remedy: "Run autopost run and the recover set that it publishes, and drop the answer into inbox/.")
    ]
  }

  /// A person knows that it was never run.
  func takeBackUnrun(_ set: SetRow, _ reason: String) throws(LedgerError) -> [Finding] {
    for old in try pass.ledger.items(in: set.number) {
      guard old.state == .open || old.state == .sent || old.state == .inDoubt else { continue }
      try Doubt(pass: pass).end(old, "not-run", "message set \(set.number) was never run: \(reason)")
    }
    return try retire(set, "never run: \(reason)")
  }

  func retire(_ old: SetRow, _ reason: String) throws(LedgerError) -> [Finding] {
    var set = old
    set.state = .withdrawn
    set.note = reason
    try pass.ledger.save(set)
    try pass.ledger.add(effect: "retire", target: set.number.description)
    try pass.ledger.record("withdrawn", at: pass.now, set: set.number, detail: reason)
    let rest =
      set.kind == .audit
      ? "autopost reconcile --ask asks again"
      : set.writes == 0
        ? "what it asks is asked again when it is due" : "its items go with the next message set"
    return [Exchange.done("message set \(set.number) is taken back; \(rest)")]
  }
}
