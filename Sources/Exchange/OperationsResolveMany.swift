public import Accounting
public import Findings
import Ledger
import Settings

extension Exchange {
  /// Follows a file that says of many items which invoice of QuickBooks they are: QuickBooks is asked for all of them,
  /// and what it answers is compared item by item.
  ///
  /// Every row is checked first; when one of them cannot be followed, nothing is done. A row without an invoice is left
  /// out, and one that says what is known already does nothing, so that a file may be followed twice. `path` is the
  /// file's name in words; `reason` counts for rows that give none.
  public func resolve(
    table bytes: [UInt8], path: String, reason: String?, now: Timestamp
  ) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      let table = ResolveTable(bytes, path: path, reason: reason)
      var many = ManyResolutions(pass: pass)
      for row in table.rows { many.refused += try refusal(row, path, &many).map { [$0] } ?? [] }
      let refused = (table.findings + many.refused).sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
      if !refused.isEmpty { throw ExchangeError.rowsRefused(refused) }
      return try follow(many, leftOut: table.leftOut, pass)
    }
  }

  /// Why a row cannot be followed; nil when it is noted, or says what is known already.
  private func refusal(
    _ row: ResolveRow, _ path: String, _ many: inout ManyResolutions
  ) throws -> Finding? {
    do { try note(row, &many) } catch let error as ExchangeError {
      guard case .refused(var finding) = error else { throw error }
      finding.place = Place(path: path, line: row.line)
      return finding
    }
    return nil
  }

  private func note(_ row: ResolveRow, _ many: inout ManyResolutions) throws {
    guard let item = try known([row.item]).first else { return }
    guard let reference = row.reference else {
      if item.state == .confirmed, item.isByHand {
        many.known += 1
        return
      }
      try requireForHand(item)
      many.byHand.append((item, row.reason))
      return
    }
    let connector = settings.connector(item.connector) ?? settings.defaultConnector
    let isLinked =
      item.state == .confirmed && !item.isByHand
      && (item.txnID?.rawValue == reference || item.number?.lowercased() == reference.lowercased())
    if try isLinked || Recovering(pass: many.pass, connector: connector).isAsked(item, reference) {
      many.known += 1
      return
    }
    try requireAskable(item, reference)
    if Recovering.isTxnID(reference) {
      let named = "\(connector.name) \(reference)"
      let holder = try ledger.item(connector.name, txnID: TxnID(reference))?.key ?? many.holders[named]
      if let holder, holder != item.key {
        throw notPossible(
          item, "cannot be TxnID \(reference), which is \(holder)",
          "One invoice of QuickBooks is never two of Autotask: correct one of the two.")
      }
      many.holders[named] = item.key
    }
    many.asked[connector.name, default: []].append((item, reference, row.reason))
  }

  private func follow(_ many: ManyResolutions, leftOut: Int, _ pass: Pass) throws -> [Finding] {
    var drafts: [(connector: Connector, sets: [SetDraft])] = []
    for connector in settings.connectors {
      guard let asked = many.asked[connector.name] else { continue }
      if let obstacle = try Relinking.obstacle(connector.name, pass) { throw ExchangeError.refused(obstacle) }
      let sets = try Recovering(pass: pass, connector: connector).drafts(asking: asked)
      drafts.append((connector, sets))
    }
    try pass.ledger.transaction { () throws(LedgerError) in
      for (item, reason) in many.byHand { try markByHand(item, reason, pass) }
    }
    var words: [Finding] = []
    for (connector, sets) in drafts {
      let first = try pass.ledger.nextSetNumber()
      try Publishing(pass: pass, connector: connector).publish(sets)
      let last = SetNumber(first.rawValue + Int64(sets.count) - 1)
      let count = many.asked[connector.name]?.count ?? 0
      words.append(
        Finding(
          .commandDone, .notice,
          problem: (sets.count == 1 ? "message set \(first) asks" : "message sets \(first) to \(last) ask")
            + " QuickBooks for \(count) invoice\(count == 1 ? "" : "s") on connector \(connector.name)",
          remedy:
            "Run \(sets.count == 1 ? "it" : "them") in QuickBooks and drop what it answers into inbox/; each item whose"
            + " customer, date and amount agree is linked then."))
    }
    func say(_ count: Int, _ one: String, _ several: String) {
      if count > 0 { words.append(Exchange.done("\(count) \(count == 1 ? one : several)")) }
    }
    say(
      many.byHand.count, "item shows as Transferred by hand and is never posted",
      "items show as Transferred by hand and are never posted")
    say(many.known, "row says what is known already", "rows say what is known already")
    say(
      leftOut, "row was left out, for it names no invoice of QuickBooks",
      "rows were left out, for they name no invoice of QuickBooks")
    if words.isEmpty { words.append(Exchange.done("the file has no rows, so there is nothing to do")) }
    return words
  }
}

/// What the rows of a file come to, before anything is done.
private struct ManyResolutions {
  let pass: Pass
  var asked: [ConnectorName: [(item: Item, reference: String, reason: String)]] = [:]
  var byHand: [(item: Item, reason: String)] = []
  /// By connector and TxnID.
  var holders: [String: ItemKey] = [:]
  /// Rows that say nothing new.
  var known = 0
  var refused: [Finding] = []

  init(pass: Pass) { self.pass = pass }
}
