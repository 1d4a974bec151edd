public import Accounting
import Findings
import Ledger
public import Report

extension Exchange {
  /// The items that fit, by connector, type, date and number.
  ///
  /// An `item` that is not known is an error `missing`.
  public func itemRows(
    connector: ConnectorName? = nil, type: ItemType? = nil, status: ShownStatus? = nil, item: ItemKey? = nil,
    batch: String? = nil
  ) throws(ExchangeError) -> [ItemRow] {
    var rows: [ItemRow] = []
    try eachItemRow(connector: connector, type: type, status: status, item: item, batch: batch) {
      rows.append($0)
    }
    return rows
  }

  /// The same one after the other, for lists of any length.
  ///
  /// The ledger is left to others while the body works: a reader who pages through the list stops no pass.
  public func eachItemRow(
    connector: ConnectorName? = nil, type: ItemType? = nil, status: ShownStatus? = nil, item: ItemKey? = nil,
    batch: String? = nil, _ body: (ItemRow) throws -> Void
  ) throws(ExchangeError) {
    do {
      let pass = pass(now: Timestamp(milliseconds: 0))
      let reporting = try Reporting(pass: pass)
      if let item {
        guard let found = try ledger.item(item) else { throw Exchange.unknown(item) }
        let row = try reporting.row(found)
        let fits =
          (connector == nil || row.connector == connector) && (type == nil || row.item.type == type)
          && (batch == nil || row.batch == batch) && (status == nil || row.shown.status == status)
        if fits { try body(row) }
        return
      }
      // No batch has a name that is not a number.
      let number = batch.map { Int64($0) ?? -1 }
      var rest = try ledger.keys(ItemFilter(connector: connector, type: type, batch: number))[...]
      while !rest.isEmpty {
        let rows = try snapshot {
          try rest.prefix(Exchange.rowsAtOnce).compactMap { key in
            try ledger.item(key).map { item in try reporting.row(item) }
          }
        }
        rest = rest.dropFirst(Exchange.rowsAtOnce)
        for row in rows where status == nil || row.shown.status == status { try body(row) }
      }
    } catch { throw ExchangeError(error) }
  }

  private static let rowsAtOnce = 500

  /// Where an item is, and everything that ever happened to it, oldest first.
  public func historyRows(of item: ItemKey) throws(ExchangeError) -> (ItemRow, [HistoryRow]) {
    do {
      return try reading(now: Timestamp(milliseconds: 0)) { pass in
        guard let found = try ledger.item(item) else { throw Exchange.unknown(item) }
        var rows: [HistoryRow] = []
        try ledger.eachEvent(of: item, failure: { $0 as any Error }) { (detail) throws(any Error) in
          rows.append(HistoryWords.row(detail))
        }
        return (try Reporting(pass: pass).row(found), rows)
      }
    } catch { throw ExchangeError(error) }
  }

  private static func unknown(_ item: ItemKey) -> ExchangeError {
    .missing("\(item) is in no export that was taken")
  }
}

/// The words in which an event stands in the history.
enum HistoryWords {
  static func row(_ detail: EventDetail) -> HistoryRow {
    let event = detail.event
    let (action, result) = words(event)
    return HistoryRow(
      event: event.sequence, connector: detail.connector, item: event.item,
      name: event.item?.name ?? "",
      organization: detail.organizationName.flatMap { $0.isEmpty ? nil : $0 }, action: action,
      time: event.at, result: result, set: event.set, txnID: detail.txnID, number: detail.number,
      amountAutotask: detail.net, amountQuickBooks: detail.subtotal,
      statusCode: detail.code.flatMap { $0 == 0 ? nil : String($0) },
      message: event.detail, attempt: detail.attempt.map { Int($0) })
  }

  /// What was done, and what came of it.
  private static func words(_ event: Event) -> (action: String, result: String) {
    switch event.kind {
    case "received": ("file", "taken")
    case "quarantined": ("file", "refused")
    case "duplicate": ("file", "taken before")
    case "held": ("check", "held")
    case "not-ready": ("check", "not ready")
    case "ready": ("check", "ready")
    case "refused" where event.set == nil: ("check", "still refused")
    case "wish": ("asked for", "recorded")
    case "retransfer": ("asked for", "transfer again")
    case "resolved": ("resolved", "by a person")
    case "published", "set-published": ("published", "to be run")
    case "withdrawn": ("message set", "taken back")
    case "run-note": ("answer", "run note")
    case "set-refused": ("answer", "refused")
    case "answered": ("answer", "taken")
    case "audited": ("audit", "compared")
    case "audit-difference": ("audit", "differs")
    case "set-in-doubt", "in-doubt": ("answer", "in doubt")
    case "confirmed": ("add", "applied")
    case "linked": ("answer", "linked")
    case "refused": ("add", "refused")
    case "not-processed": ("add", "not processed")
    case "conflict": ("add", "conflict")
    default: (event.kind.replacing("-", with: " "), "recorded")
    }
  }
}
