import Accounting
import Exchange

extension Command {
  static let retransfer = Command(
    "retransfer", operands: "ITEM…", count: 1...1_000,
    options: [
      OptionRule("--duplicate", "says that a second one in QuickBooks is wanted; without it nothing is done"),
      .wait,
    ],
    summary: "sends invoices a second time: QuickBooks then has two",
    help: HelpPage(
      "Sends invoices again that were transferred before. The one in QuickBooks stays: void or delete it there, if it is"
        + " to be replaced. Only invoices can be sent twice.",
      troubles: [
        (
          "Something was only refused or held.",
          "That needs no second transfer: put right what the words say, or use autopost ready."
        )
      ], codes: [.missing, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let items = try invocation.items()
    guard invocation.has("--duplicate") else {
      throw Failure(
        .usage, "a second transfer makes a second invoice in QuickBooks",
        remedy: "If that is wanted, write autopost retransfer --duplicate"
          + " \(items.map(\.description).joined(separator: " ")).")
    }
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try invocation.output.write(done: try exchange.retransfer(items, now: invocation.now))
    return .done
  }
}
