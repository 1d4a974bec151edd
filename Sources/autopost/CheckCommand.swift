import Accounting
import Exchange
import Filesystem
import Findings
import Report

extension Command {
  static let check = Command(
    "check", operands: "FILE…", count: 1...1_000,
    options: [
      OptionRule("--strict", "ends with exit code 65 when anything is refused or held"),
      OptionRule(
        "--show", "ITEM", "prints the qbXML that would be sent for that item, and nothing else"),
      OptionRule("--as-of", "DATE", "the date of the pass instead of today, like 2026-11-21"),
      OptionRule("--json", "for programs"),
    ],
    summary: "reads exports without taking them: every finding, what would be sent where",
    help: HelpPage(
      "Reads Autotask exports, wherever they lie, as autopost run would, and says what would become of them: what would go"
        + " to which company file, what would be created there, what would be held and why. Nothing is taken and nothing"
        + " is changed; what the folder knows already counts.",
      "For each company file: how many items would go and what they come to, the customers, items and accounts that would"
        + " be created, the organizations whose customer has a similar name only, then every item that is held, with the"
        + " reason and what to do. --show prints the message set that would carry one item.",
      troubles: [
        (
          "--show says that the item would not be sent (exit code 65).",
          "Do what the words say; autopost check without --show shows everything else."
        ),
        (
          "A file is refused.",
          "The words say where it is wrong and what to do; nothing of it would be taken."
        ),
      ], codes: [.dataRefused, .missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let date = try invocation.date("--as-of")
    let exchange = try invocation.readExchange()
    let show = try invocation.value("--show").map { try invocation.item(FilePath($0)) }
    let result = try exchange.check(
      files: invocation.operands, show: show, now: invocation.now, date: date)
    if let show { return try invocation.write(show, of: result) }
    try invocation.output.write(invocation.has("--json") ? result.json : Array(result.text.utf8))
    return invocation.has("--strict") && result.hasRefusals ? .dataRefused : .done
  }
}

extension Invocation {
  /// The message set of an item, or why it would not be sent.
  fileprivate func write(_ item: ItemKey, of result: CheckResult) throws -> ExitCode {
    if let bytes = result.shown {
      try output.write(bytes)
      return .done
    }
    var findings = result.files.filter(\.isRefused).flatMap(\.findings)
    findings += result.items.filter { $0.item == item }.flatMap(\.findings)
    output.say("autopost: \(item) would not be sent")
    output.say(findings)
    return .dataRefused
  }
}
