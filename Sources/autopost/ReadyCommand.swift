import Exchange
import Filesystem

extension Command {
  private static let allEligible = OptionRule(
    "--all-eligible", "whatever is eligible, instead of naming items")
  private static let codes: [ExitCode] = [.missing, .inputOutput, .tryAgain, .noPermission, .settings]

  static let ready = Command(
    "ready", operands: "ITEM…", count: 0...1_000, options: [allEligible, .wait],
    summary: "sets items as ready to transfer: they go with the next message set",
    help: HelpPage(
      "Set as Ready to Transfer. The items go with the next message set that autopost run publishes; so does what was"
        + " refused, what a person held back, and what is dated before transfer-from.",
      "A rule that holds an item is not lifted by it: the words say which one and what to do.",
      troubles: [
        (
          "The item was transferred before.",
          "autopost retransfer --duplicate makes a second one in QuickBooks."
        ),
        (
          "The item is in an open message set.",
          "Run the set and drop its answer, or take it back: autopost withdraw."
        ),
      ], codes: codes)
  ) { invocation in
    let items = try invocation.itemsOrAll()
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try invocation.output.write(
      done: try items.map { try exchange.setReady($0, now: invocation.now) }
        ?? exchange.setReadyAllEligible(now: invocation.now))
    return .done
  }

  static let hold = Command(
    "hold", operands: "ITEM…", count: 0...1_000, options: [allEligible, .wait],
    summary: "sets items as not ready to transfer: they stay back until autopost ready",
    help: HelpPage(
      "Set as Not Ready to Transfer. The items stay back, whatever the settings say, until autopost ready names them."
        + " What was refused is not tried again.",
      troubles: [
        (
          "The item is in an open message set.",
          "Run the set and drop its answer, or take it back: autopost withdraw."
        ),
        (
          "The item is in QuickBooks already.", "Void it there if it should not be; autopost deletes nothing."
        ),
      ], codes: codes)
  ) { invocation in
    let items = try invocation.itemsOrAll()
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try invocation.output.write(
      done: try items.map { try exchange.setNotReady($0, now: invocation.now) }
        ?? exchange.setNotReadyAllEligible(now: invocation.now))
    return .done
  }
}
