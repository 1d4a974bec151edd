public import Accounting
public import Findings
import Ledger
import Settings

/// What people say about items: ready, not ready, once more.
///
/// All or nothing: when one of the items cannot be treated so, none is, and the finding names it.
extension Exchange {
  /// Sets items as ready to transfer.
  public func setReady(_ items: [ItemKey], now: Timestamp) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      let found = try known(items)
      for item in found {
        if item.state == .confirmed || item.transferredAt != nil && item.transfer == 1 {
          throw notPossible(
            item, "was transferred before\(Exchange.numberWords(item))",
            "Run autopost retransfer --duplicate \(item.key) if a second invoice is wanted in QuickBooks.")
        }
        try refuseUnlessKept(item, "made ready")
      }
      return try wish(.ready, found, pass)
    }
  }

  /// Sets items as not ready to transfer.
  public func setNotReady(_ items: [ItemKey], now: Timestamp) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      let found = try known(items)
      for item in found {
        if item.state == .confirmed {
          throw notPossible(
            item, "is in QuickBooks already\(Exchange.numberWords(item))",
            "Nothing is to be held back; void it in QuickBooks if it should not be there.")
        }
        try refuseUnlessKept(item, "held back")
      }
      return try wish(.notReady, found, pass)
    }
  }

  /// Sets as ready whatever is eligible and waits only for a person.
  public func setReadyAllEligible(now: Timestamp) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      try judge(pass)
      var found: [Item] = []
      for connector in settings.connectors { found += try ledger.items(connector.name, .notReady) }
      // What QuickBooks may have already goes by a word of its own, never among others.
      func mayBeThere(_ item: Item) -> Bool {
        item.answerFindings.contains { $0.id == .mayBeInQuickBooks || $0.id == .notThatInvoice }
      }
      let waiting = found.filter { $0.transferredAt == nil || $0.transfer > 1 }
      let eligible = waiting.filter { !mayBeThere($0) }
      let kept = waiting.count - eligible.count
      let words =
        kept == 0
        ? []
        : [
          Exchange.done(
            "\(kept) item\(kept == 1 ? "" : "s") that QuickBooks may have already stay\(kept == 1 ? "s" : "") back;"
              + " autopost status names \(kept == 1 ? "it" : "them")")
        ]
      if eligible.isEmpty {
        return [Exchange.done("nothing that is eligible waits to be made ready")] + words
      }
      return try wish(.ready, eligible, pass) + words
    }
  }

  /// Sets as not ready whatever would go with the next message set.
  public func setNotReadyAllEligible(now: Timestamp) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      try judge(pass)
      var found: [Item] = []
      for connector in settings.connectors {
        found += try ledger.items(connector.name, .ready) + ledger.items(connector.name, .refused)
      }
      if found.isEmpty { return [Exchange.done("nothing is ready that could be held back")] }
      return try wish(.notReady, found, pass)
    }
  }

  /// Sends invoices again that were transferred before: QuickBooks gets a second one of each.
  public func retransfer(_ items: [ItemKey], now: Timestamp) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      let found = try known(items)
      for item in found {
        if item.key.type != .invoice {
          throw notPossible(
            item, "is no invoice, and only invoices are transferred a second time",
            item.key.type == .expenseReport
              ? "Enter what is missing as a bill in QuickBooks."
              : "Enter what is missing in QuickBooks by hand.")
        }
        switch item.state {
        case .confirmed: break
        case .held, .notReady:
          if item.transferredAt != nil { break }
          throw notPossible(
            item, "was never transferred", "Run autopost ready \(item.key); it then goes for the first time.")
        case .ready, .refused:
          throw notPossible(
            item, "goes to QuickBooks anyway", "Run autopost run and run the message set that it publishes.")
        case .open, .sent, .inDoubt, .conflict: try refuseUnlessKept(item, "sent again")
        }
      }
      var words: [Finding] = []
      try pass.ledger.transaction { () throws(LedgerError) in
        for item in found {
          try sendAgain(item, pass)
          words.append(
            Exchange.done(
              "\(item.name.lowercased()) goes a second time with the next message set; the one in QuickBooks stays",
              item.key))
        }
        var deciding = Deciding(pass)
        try deciding.judgeDirtyItems()
      }
      return try words + kept(found.map(\.key))
    }
  }

  /// A transfer of its own, with another ExternalGUID; what is in QuickBooks stays in the history.
  private func sendAgain(_ old: Item, _ pass: Pass) throws(LedgerError) {
    var item = old
    item.transfer += 1
    item.state = .held
    item.wish = .ready
    item.isDirty = true
    item.isByHand = false
    item.wasRefused = false
    item.isToRetry = false
    item.sentThatDay = 0
    item.set = nil
    try pass.ledger.setTravelled(nil, of: item.key)
    item.txnID = nil
    item.editSequence = nil
    item.number = nil
    item.subtotal = nil
    item.salesTax = nil
    item.balance = nil
    item.paidDate = nil
    item.isAskedByTxnID = false
    item.answerFindings = []
    try pass.ledger.releaseBillingItems(of: item.key)
    try pass.ledger.save(item)
    let before = old.txnID.map { "; until now it was TxnID \($0)\(Exchange.numberWords(old))" } ?? ""
    try pass.ledger.record(
      "retransfer", at: pass.now, item: item.key,
      detail: "\(item.name) is to go once more, as transfer \(item.transfer)\(before)")
  }

  // MARK: What the commands share

  /// Finishes what was begun, does one thing, and puts files and report in order.
  func operate(
    now: Timestamp, _ body: (Pass) throws -> [Finding]
  ) throws(ExchangeError) -> [Finding] {
    do {
      let pass = pass(now: now)
      try Effects(pass: pass).run()
      let words = try body(pass)
      try Effects(pass: pass).run()
      try Reporting(pass: pass).write(ifChanged: true, notes: notes)
      return words
    } catch { throw ExchangeError(error) }
  }

  /// The items of these names, each once; none is treated when one is not known.
  func known(_ keys: [ItemKey]) throws -> [Item] {
    var items: [Item] = []
    for key in keys where !items.contains(where: { $0.key == key }) {
      guard let item = try ledger.item(key) else {
        throw ExchangeError.refused(
          Finding(
            .itemUnknown, .refused, problem: "\(key) is not known",
            remedy:
              "Look for its name in autopost status, or drop the export that holds it and run autopost run.",
            item: key.description))
      }
      items.append(item)
    }
    return items
  }

  func notPossible(_ item: Item, _ words: String, _ remedy: String) -> ExchangeError {
    .refused(
      Finding(
        .commandNotPossible, .refused, problem: "\(item.name.lowercased()) \(words)", remedy: remedy,
        item: item.key.description))
  }

  /// Nothing that may be in QuickBooks, or on its way, is moved by a word.
  func refuseUnlessKept(_ item: Item, _ wanted: String) throws(ExchangeError) {
    switch item.state {
    case .held, .notReady, .ready, .refused, .confirmed: return
    case .open, .sent:
      let set = item.set.map { "\($0)" } ?? ""
      throw notPossible(
        item, "is in message set \(set) and cannot be \(wanted)",
        "Run the set and drop its answer; or take it back with autopost withdraw \(set) if it is not to be run."
      )
    case .inDoubt:
      throw notPossible(
        item, "may be in QuickBooks, which nobody knows yet, and cannot be \(wanted)",
        "Run autopost recover and the set it publishes; or look yourself and run autopost resolve \(item.key)."
      )
    case .conflict:
      throw notPossible(
        item, "has two contradicting answers and cannot be \(wanted)",
        "Delete the second transaction in QuickBooks, then run autopost resolve \(item.key) --in-quickbooks NUMBER."
      )
    }
  }

  private func wish(_ wish: Wish, _ items: [Item], _ pass: Pass) throws -> [Finding] {
    try pass.ledger.transaction { () throws(LedgerError) in
      for old in items {
        var item = old
        item.wish = wish
        item.isDirty = true
        // A person's word is a new beginning for what was refused.
        item.isToRetry = wish == .ready
        if wish == .ready { item.answerFindings.removeAll { $0.id == .mayBeInQuickBooks } }
        item.sentThatDay = 0
        try pass.ledger.save(item)
        try pass.ledger.record(
          "wish", at: pass.now, item: item.key, detail: "\(item.name) is set \(wish.rawValue) by a person")
      }
      var deciding = Deciding(pass)
      try deciding.judgeDirtyItems()
    }
    let keys = items.map(\.key)
    if wish == .notReady {
      return keys.map { Exchange.done("\($0) stays back until autopost ready \($0)", $0) }
    }
    var words: [Finding] = []
    for key in keys where try ledger.item(key)?.state == .ready {
      words.append(Exchange.done("\(key) goes with the next message set", key))
    }
    return try words + kept(keys)
  }

  /// Why some of these do not go although a person wants it.
  private func kept(_ keys: [ItemKey]) throws -> [Finding] {
    var words: [Finding] = []
    for key in keys {
      guard let item = try ledger.item(key), item.state == .held else { continue }
      words += item.findings.filter { $0.severity != .notice }
    }
    return words
  }

  func judge(_ pass: Pass) throws {
    var deciding = Deciding(pass)
    try pass.ledger.transaction { () throws(LedgerError) in try deciding.judgeDirtyItems() }
  }

  static func done(_ words: String, _ item: ItemKey? = nil) -> Finding {
    Finding(.commandDone, .notice, problem: words, remedy: nothingMore, item: item?.description)
  }

  /// The remedy of what is done.
  public static let nothingMore = "Nothing more is to be done."

  static func numberWords(_ item: Item) -> String {
    item.number.map { ", as number \($0)" } ?? item.txnID.map { ", as TxnID \($0)" } ?? ""
  }
}
