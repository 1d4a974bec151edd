import Accounting
import Exchange
import Filesystem

extension Command {
  static let initialize = Command(
    "init", summary: "makes an exchange folder: settings, mapping tables, inbox, outbox",
    help: HelpPage(
      "Makes what an exchange folder needs: autopost.yaml with every setting explained, empty mapping tables in"
        + " mappings/, inbox/ and outbox/. What is there already stays as it is, so it may be run again.",
      "Then open autopost.yaml and write the two lines company-file and company-name, as QuickBooks shows them; check"
        + " time-zone, and transfer-from: what is dated before that day does not go to QuickBooks.",
      troubles: [
        (
          "The folder cannot be made, or something else has its name.",
          "The words say which path; choose another folder."
        ),
        (
          "The folder lies on a network share.",
          "Keep it on a disk of this machine and share only inbox and outbox: the ledger is not safe on a share."
        ),
      ], codes: [.cannotCreate, .tryAgain, .noPermission, .settings])
  ) { invocation in
    // No zone is set yet; the day only chooses the month that transfer-from begins with.
    let today = invocation.now.date(in: .utc)
    let result: Initialization
    do { result = try Exchange.initialize(root: invocation.root, today: today) } catch {
      var failure = Failure(error)
      if failure.code == .inputOutput || failure.code == .missing { failure.code = .cannotCreate }
      throw failure
    }
    let shown = try Disk.resolved(invocation.root)
    let output = invocation.output
    if result.made.isEmpty {
      try output.print("\(shown) is an exchange folder already; nothing was changed.")
      return .done
    }
    try output.print("Made in \(shown):")
    for name in result.made { try output.print("  \(name)") }
    if !result.kept.isEmpty { try output.print("Left as it was: \(result.kept.joined(separator: ", "))") }
    if result.made.contains("autopost.yaml") {
      try output.print(
        "",
        "Next: write company-file and company-name into autopost.yaml, check time-zone and transfer-from,",
        "drop an Autotask export into inbox/, and run autopost run.")
    }
    return .done
  }
}
