import Exchange

extension Command {
  static let withdraw = Command(
    "withdraw", operands: "SET", count: 1...1,
    options: [
      OptionRule(
        "--not-run", "says that the set was never run, so that its items may go at once; needs --reason"),
      OptionRule("--reason", "TEXT", "why that is known; it is kept in the history"), .wait,
    ],
    summary: "takes an open message set back",
    help: HelpPage(
      "Removes the file of an open message set from the outbox. Whether somebody ran it is not known, so its items are in"
        + " doubt: autopost run publishes a set that asks QuickBooks for them, and only its answer lets them go again.",
      "With --not-run and a reason they are ready at once. Say so only if nobody can have run the file: otherwise the"
        + " invoices are in QuickBooks twice.",
      troubles: [
        (
          "The set is answered already.",
          "Look at outbox/<connector>/answered/; what is in QuickBooks is not taken back by this."
        )
      ], codes: [.missing, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let set = try invocation.set(invocation.operands[0])
    let reason = try invocation.reason()
    if invocation.has("--not-run"), reason == nil {
      throw Failure(
        .usage, "--not-run needs the reason why that is known",
        remedy: "Write autopost withdraw \(set) --not-run --reason \"the file was never opened\".")
    }
    if reason != nil, !invocation.has("--not-run") {
      throw Failure(
        .usage, "--reason says why a set was not run, and --not-run is missing",
        remedy: "Write both, or only autopost withdraw \(set).")
    }
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try invocation.output.write(
      done: try exchange.withdraw(set, notRunBecause: reason, now: invocation.now))
    return .done
  }
}
