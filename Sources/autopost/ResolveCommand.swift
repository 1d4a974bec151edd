import Exchange

extension Command {
  static let resolve = Command(
    "resolve", operands: "ITEM", count: 1...1,
    options: [
      OptionRule("--in-quickbooks", "NUMBER|TXNID", "it is there: asks QuickBooks, compares, and links it"),
      OptionRule("--not-in-quickbooks", "it is not there and may go again"),
      OptionRule(
        "--by-hand", "a person enters it: autopost never posts it, and shows it as Transferred by hand"),
      OptionRule("--reason", "TEXT", "how that is known; it is kept in the history"), .wait,
    ],
    summary: "ends the doubt about an item by what a person found in QuickBooks",
    help: HelpPage(
      "Says what you found when you looked into QuickBooks yourself. One of the three ways must be chosen, and a reason"
        + " given, which the auditor reads.",
      "--by-hand is also the way for what autopost does not post, such as an invoice with a negative total that you enter"
        + " as a credit memo. --not-in-quickbooks takes a mistaken --by-hand back. A number that turns out to be another"
        + " invoice links nothing: what was not in doubt before stays back until you say ready.",
      troubles: [
        (
          "You are not sure whether it is there.",
          "Do not guess: autopost recover asks QuickBooks. A wrong --not-in-quickbooks posts it twice."
        )
      ], codes: [.missing, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let item = try invocation.item(invocation.operands[0])
    var ways: [Resolution] = []
    if let reference = try invocation.value("--in-quickbooks") { ways.append(.inQuickBooks(reference)) }
    if invocation.has("--not-in-quickbooks") { ways.append(.notInQuickBooks) }
    if invocation.has("--by-hand") { ways.append(.byHand) }
    guard ways.count == 1 else {
      throw Failure(
        .usage, ways.isEmpty ? "nothing says how \(item) is to be resolved" : "only one way can be chosen",
        remedy: "Write one of --in-quickbooks NUMBER, --not-in-quickbooks and --by-hand, with --reason TEXT.")
    }
    guard let reason = try invocation.reason() else {
      throw Failure(
        .usage, "a reason is missing, which the auditor wants to read",
        remedy: "Add --reason \"looked in QuickBooks on Monday\", in your words.")
    }
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try invocation.output.write(
      done: try exchange.resolve(item, ways[0], reason: reason, now: invocation.now))
    return .done
  }
}
