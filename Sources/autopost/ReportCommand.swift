import Exchange

extension Command {
  static let report = Command(
    "report", options: [.wait],
    summary: "writes outbox/report/ anew: index.html, transfers.csv, history.csv",
    help: HelpPage(
      "Writes outbox/report/ anew. Every pass that changes something does so by itself; this is for when somebody removed"
        + " or changed the files.",
      "index.html begins with what to do now. transfers.csv has every item; change its column transfer to ready or"
        + " not-ready, drop the file into inbox/, and the items are set so. history.csv has everything that happened.",
      codes: [.missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try exchange.writeReport(now: invocation.now)
    try invocation.output.print("Written: outbox/report/index.html, transfers.csv and history.csv.")
    return .done
  }
}
