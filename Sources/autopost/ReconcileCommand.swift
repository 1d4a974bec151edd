import Accounting
import Exchange
import Report
import Settings

extension Command {
  static let reconcile = Command(
    "reconcile",
    options: [
      OptionRule(
        "--ask", "PERIOD",
        "asks QuickBooks which invoices it has in a month, 2026-11, or from day to day, 2026-11-01..2026-11-15"
      ),
      OptionRule("--connector", "NAME", "asks one company file only"),
      OptionRule("--json", "for programs"), .wait,
    ],
    summary: "proves that everything received is in exactly one place, count and sum",
    help: HelpPage(
      "For each connector, type of item and Autotask invoice batch: what was received is in QuickBooks, refused, held,"
        + " on its way or in doubt, and the sums agree to the cent. What was received is counted from the export's own"
        + " records, not from the list of items.",
      "With --ask it publishes, for each company file, a message set that asks QuickBooks which invoices it has in that"
        + " period, and changes nothing there. When its answer was taken, the comparison stands below the totals and on"
        + " the page: what was transferred and is missing, changed (customer, date, number, amount) or there twice; what"
        + " did not come from autopost is counted. It stands there until the same days are asked for again.",
      troubles: [
        (
          "It does not add up (exit code 65).",
          "Send nothing more until whoever looks after autopost has looked at it."
        ),
        (
          "QuickBooks differs (exit code 65).",
          "Do what stands below each difference, then ask again with --ask."
        ),
        (
          "The period is longer than a year.", "Ask year by year: one answer is one file."
        ),
      ], codes: [.dataRefused, .missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    if let period = try invocation.period("--ask") {
      let name = try invocation.value("--connector").map { ConnectorName($0) }
      let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
      if let name { try exchange.requireConnector(name, known: "The connectors of this folder are") }
      let words = try exchange.audit(period, of: name, now: invocation.now)
      if !invocation.has("--json") {
        try invocation.output.write(done: words)
        return .done
      }
    } else if invocation.has("--connector") {
      throw Failure(
        .usage, "--connector says which company file is asked, and nothing asks",
        remedy: "Write autopost reconcile --ask 2026-11 --connector NAME.")
    }
    let exchange = try invocation.readExchange()
    let reconciliation = try exchange.controlTotals(now: invocation.now)
    try invocation.output.write(
      invocation.has("--json")
        ? ReconcileJSON.page(reconciliation.totals, audits: reconciliation.audits)
        : Array(
          ReconcileText.page(
            reconciliation.totals, audits: reconciliation.audits, zone: exchange.zone
          ).utf8))
    invocation.output.say(reconciliation.differences)
    return reconciliation.isSound ? .done : .dataRefused
  }
}

extension Invocation {
  /// Days on end; nil when the option is not there.
  fileprivate func period(_ name: String) throws(Failure) -> Period? {
    guard let text = try value(name) else { return nil }
    guard let period = Period(text) else {
      throw Failure(
        .usage, "\(name) is \"\(text)\", which is no period",
        remedy: "Write a month, like 2026-11, or the first and the last day, like 2026-11-01..2026-11-15.")
    }
    guard period.days <= Exchange.longestAudit else {
      throw Failure(
        .usage, "\(name) is \(period.days) days long, and \(Exchange.longestAudit) are the most",
        remedy: "Ask year by year: one answer is one file.")
    }
    return period
  }
}
