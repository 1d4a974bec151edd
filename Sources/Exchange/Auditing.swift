public import Accounting
public import Findings
import Ledger
import QBXML
import Settings

/// Asks which invoices QuickBooks has in a period.
///
/// One request a calendar month, without lines: an iterator lives only as long as QuickBooks' session, which a file
/// cannot count on, and without one QuickBooks answers all it has.
struct Auditing {
  let pass: Pass
  let connector: Connector

  /// What is compared or tells where an invoice comes from.
  private static let returned = [
    "TxnID", "TxnNumber", "CustomerRef", "TxnDate", "RefNumber", "Subtotal", "SalesTaxTotal", "Memo",
    "ExternalGUID",
  ]

  func draft(_ period: Period) throws(QBXMLProblem) -> SetDraft {
    var draft = try SetDraft(.audit)
    for month in period.months {
      try draft.add(
        TransactionQuery(
          .invoice, .filter(entity: nil, from: month.first, to: month.last), returned: Auditing.returned),
        .audit, subject: month.description)
    }
    return draft
  }

  /// The days that a set asks for; nil when it is no such set.
  static func period(_ requests: [RequestRow]) -> Period? {
    let months = requests.filter { $0.purpose == .audit }.compactMap { $0.subject.flatMap { Period($0) } }
    guard let first = months.map(\.first).min(), let last = months.map(\.last).max() else { return nil }
    return Period(first, last)
  }

  /// The open sets that ask, with their days.
  static func open(_ ledger: Ledger) throws(LedgerError) -> [(set: SetRow, period: Period)] {
    var open: [(set: SetRow, period: Period)] = []
    for set in try ledger.sets(.open) where set.kind == .audit {
      if let period = period(try ledger.requests(of: set.number)) { open.append((set, period)) }
    }
    return open
  }
}

extension Exchange {
  /// The longest period that one question is about: its answer is one file.
  public static let longestAudit = 366

  /// Publishes a message set for each company file, or for one, that asks for the invoices of a period; their answers
  /// are compared with what was transferred.
  public func audit(
    _ period: Period, of name: ConnectorName?, now: Timestamp
  ) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      var words: [Finding] = []
      for connector in try asked(name) {
        let open = try Auditing.open(pass.ledger).first {
          $0.set.connector == connector.name && $0.period == period
        }
        var number = try pass.ledger.nextSetNumber()
        if let open {
          number = open.set.number
        } else {
          let draft = try Auditing(pass: pass, connector: connector).draft(period)
          try Publishing(pass: pass, connector: connector).publish([draft])
        }
        words.append(
          Finding(
            .commandDone, .notice,
            problem:
              "message set \(number) asks QuickBooks which invoices it has in \(period) on connector"
              + " \(connector.name)",
            remedy:
              "Run it in QuickBooks, drop the answer into inbox/ and run autopost run; autopost reconcile then shows"
              + " what differs."))
      }
      return words
    }
  }

  private func asked(_ name: ConnectorName?) throws(ExchangeError) -> [Connector] {
    func refusal(_ problem: String, _ remedy: String) -> ExchangeError {
      .refused(Finding(.commandNotPossible, .refused, problem: problem, remedy: remedy))
    }
    let known = settings.connectors.filter { $0.transfers(ItemType.invoice) }
    guard let name else {
      if known.isEmpty {
        throw refusal(
          "no connector transfers invoices, so there is nothing to compare",
          "Write transfer: [invoices] below a connector in autopost.yaml.")
      }
      return known
    }
    if let connector = known.first(where: { $0.name == name }) { return [connector] }
    let names = known.map(\.name.rawValue)
    throw refusal(
      "no connector \(name) transfers invoices\(Suggestion.question(name.rawValue, among: names))",
      "Name one of \(names.joined(separator: ", ")), or leave --connector out.")
  }
}
