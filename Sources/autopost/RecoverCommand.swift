import Exchange

extension Command {
  static let recover = Command(
    "recover", options: [.wait],
    summary: "asks QuickBooks about everything in doubt",
    help: HelpPage(
      "Publishes message sets that ask QuickBooks whether it has what is in doubt: what was sent and never answered, or"
        + " whose answer was torn. They change nothing there. Run them like any other set and drop the answers into"
        + " inbox/; what QuickBooks has is then linked, and what it has not goes again.",
      "autopost run does the same by itself; this asks once more, at once.",
      troubles: [
        (
          "QuickBooks' answer does not decide it.",
          "Look yourself and say what you found: autopost resolve."
        )
      ], codes: [.missing, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try invocation.output.write(done: try exchange.recover(now: invocation.now))
    return .done
  }
}
