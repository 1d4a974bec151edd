import Exchange
import Report

extension Command {
  static let reconcile = Command(
    "reconcile", options: [OptionRule("--json", "for programs")],
    summary: "proves that everything received is in exactly one place, count and sum",
    help: HelpPage(
      "For each connector, type of item and Autotask invoice batch: what was received is in QuickBooks, refused, held,"
        + " on its way or in doubt, and the sums agree to the cent. What was received is counted from the export's own"
        + " records, not from the list of items.",
      troubles: [
        (
          "It does not add up (exit code 65).",
          "Send nothing more until whoever looks after autopost has looked at it."
        )
      ], codes: [.dataRefused, .missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let exchange = try invocation.readExchange()
    let reconciliation = try exchange.controlTotals(now: invocation.now)
    try invocation.output.write(
      invocation.has("--json")
        ? ReconcileJSON.page(reconciliation.totals)
        : Array(ReconcileText.page(reconciliation.totals).utf8))
    invocation.output.say(reconciliation.differences)
    return reconciliation.totals.addUp ? .done : .dataRefused
  }
}
