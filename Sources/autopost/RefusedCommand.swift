import Exchange
import Filesystem

extension Command {
  static let refused = Command(
    "refused", operands: "SET HRESULT [MESSAGE]", count: 2...3, options: [.wait],
    summary: "settles a set that QuickBooks gave no answer to, only an error code",
    help: HelpPage(
      "Says what QuickBooks, or the program that ran the set, showed instead of an answer: a code like 0x80040400. Where"
        + " the code says that nothing was done, the items are refused with that reason; where it does not say, they are"
        + " in doubt and asked for.",
      "After 0x80040400 (QuickBooks cannot read the set) it is published again in halves, until the one request that it"
        + " cannot read stands alone.",
      troubles: [
        ("The code has another form.", "80040400 and -2147220480 are taken too.")
      ], codes: [.missing, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let set = try invocation.set(invocation.operands[0])
    let message = invocation.operands.count > 2 ? invocation.operands[2].description : nil
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try invocation.output.write(
      done: try exchange.refused(
        set, hresult: invocation.operands[1].description, message: message, now: invocation.now))
    return .done
  }
}
