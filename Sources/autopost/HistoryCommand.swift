import Exchange
import Report

extension Command {
  static let history = Command(
    "history", operands: "ITEM", count: 1...1, options: [OptionRule("--json", "for programs")],
    summary: "everything that ever happened to one item",
    help: HelpPage(
      "Where the item is now with the reasons, then everything that ever happened to it, oldest first: each time it was"
        + " checked, sent, answered or treated by a person, with QuickBooks' own words where it refused.",
      "outbox/report/history.csv has the same for all items.",
      troubles: [
        (
          "The item is not known.",
          "autopost status shows the names of all; or its export was not dropped yet."
        )
      ], codes: [.missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let item = try invocation.item(invocation.operands[0])
    return try invocation.show { exchange in
      let (row, rows) = try exchange.historyRows(of: item)
      try invocation.output.write(
        invocation.has("--json")
          ? HistoryJSON.page(row, rows, zone: exchange.zone)
          : Array(HistoryText.page(row, rows, zone: exchange.zone).utf8))
    }
  }
}
