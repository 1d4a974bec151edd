public import Accounting
public import Findings
import Ledger
import Settings

/// What a person found out by looking into QuickBooks.
public enum Resolution: Sendable, Hashable {
  /// It is there, under this number or TxnID.
  case inQuickBooks(String)
  /// It is not there and may go again.
  case notInQuickBooks
  /// A person entered it, or will; autopost never posts it.
  case byHand
}

extension Exchange {
  /// Ends the uncertainty about an item by a person's word; the word stays in its history.
  public func resolve(
    _ item: ItemKey, _ resolution: Resolution, reason: String, now: Timestamp
  ) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      guard let found = try known([item]).first else { return [] }
      switch resolution {
      case .inQuickBooks(let reference): return try ask(found, reference, reason, pass)
      case .notInQuickBooks: return try release(found, reason, pass)
      case .byHand: return try settleByHand(found, reason, pass)
      }
    }
  }

  /// - Throws: why QuickBooks cannot be asked whether this invoice is that item.
  func requireAskable(_ old: Item, _ reference: String) throws(ExchangeError) {
    guard old.key.type == .invoice else {
      throw notPossible(
        old, "is no invoice, and autopost links only invoices", "Use autopost resolve --by-hand.")
    }
    if old.state == .confirmed, !old.isByHand {
      throw notPossible(
        old, "is linked with QuickBooks already\(Exchange.numberWords(old))",
        "Nothing is to be done; autopost history \(old.key) shows how it came there.")
    }
    if old.state == .open || old.state == .sent { try refuseUnlessKept(old, "resolved") }
    if !Recovering.isAskable(reference) {
      throw notPossible(
        old, "cannot be looked up as \"\(reference)\"",
        "Give the invoice's number or TxnID as QuickBooks shows it.")
    }
  }

  /// Nothing is linked on somebody's word alone: QuickBooks is asked, and what it has is compared.
  private func ask(_ old: Item, _ reference: String, _ reason: String, _ pass: Pass) throws -> [Finding] {
    try requireAskable(old, reference)
    let connector = settings.connector(old.connector) ?? settings.defaultConnector
    let drafts = try Recovering(pass: pass, connector: connector).drafts(
      asking: [(old, reference, reason)])
    let number = try pass.ledger.nextSetNumber()
    try Publishing(pass: pass, connector: connector).publish(drafts)
    return [
      Finding(
        .commandDone, .notice,
        problem: "message set \(number) asks QuickBooks for \"\(reference)\", to compare it with \(old.key)",
        remedy: "Run it in QuickBooks and drop the answer into inbox/; \(old.key) is linked when they agree.",
        item: old.key.description)
    ]
  }

  private func release(_ old: Item, _ reason: String, _ pass: Pass) throws -> [Finding] {
    switch old.state {
    case .inDoubt, .conflict: break
    case .open, .sent: try refuseUnlessKept(old, "resolved")
    case .confirmed where old.isByHand: break
    case .confirmed:
      throw notPossible(
        old, "was confirmed by QuickBooks\(Exchange.numberWords(old))",
        "If it was deleted there and is wanted again, run autopost retransfer --duplicate \(old.key).")
    case .held, .notReady, .ready, .refused:
      throw notPossible(
        old, "is not in doubt", "Run autopost ready \(old.key) if it is to go with the next message set.")
    }
    try pass.ledger.transaction { () throws(LedgerError) in
      var item = old
      item.txnID = nil
      item.number = nil
      if item.isByHand {
        // A word that is taken back: as if it had never been transferred.
        item.isByHand = false
        item.transferredAt = nil
      }
      try Doubt(pass: pass).end(item, "resolved", "a person says that it is not in QuickBooks: \(reason)")
      var deciding = Deciding(pass)
      try deciding.judgeDirtyItems()
    }
    return [Exchange.done("\(old.name.lowercased()) may go again, under the same ExternalGUID", old.key)]
  }

  /// - Throws: why it cannot be settled by hand.
  func requireForHand(_ old: Item) throws(ExchangeError) {
    if old.state == .confirmed {
      throw notPossible(
        old, "is \(old.isByHand ? "settled by hand" : "in QuickBooks") already\(Exchange.numberWords(old))",
        "Nothing is to be done.")
    }
    if old.state == .open || old.state == .sent { try refuseUnlessKept(old, "settled by hand") }
  }

  /// Part of the caller's step.
  func markByHand(_ old: Item, _ reason: String, _ pass: Pass) throws(LedgerError) {
    var item = old
    item.state = .confirmed
    item.isByHand = true
    item.isDirty = false
    item.transferredAt = pass.now
    item.set = nil
    item.isToRetry = false
    item.wasRefused = false
    item.findings = []
    item.answerFindings = []
    try pass.ledger.save(item)
    try pass.holdBillingItems(of: item)
    try pass.ledger.record(
      "resolved", at: pass.now, item: item.key, detail: "a person enters it by hand: \(reason)")
  }

  private func settleByHand(_ old: Item, _ reason: String, _ pass: Pass) throws -> [Finding] {
    try requireForHand(old)
    try pass.ledger.transaction { () throws(LedgerError) in try markByHand(old, reason, pass) }
    return [
      Exchange.done(
        "\(old.name.lowercased()) is never posted by autopost and shows as Transferred by hand", old.key)
    ]
  }
}
