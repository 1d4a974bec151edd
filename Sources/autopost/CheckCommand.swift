import Exchange
import Report

extension Command {
  static let check = Command(
    "check", operands: "FILE…", count: 1...1_000,
    options: [
      OptionRule("--strict", "ends with exit code 65 when anything is refused or held"),
      OptionRule("--as-of", "DATE", "the date of the pass instead of today, like 2026-11-21"),
      OptionRule("--json", "for programs"),
    ],
    summary: "reads exports without taking them: every finding, what would be sent where",
    help: HelpPage(
      "Reads Autotask exports, wherever they lie, as autopost run would, and says what would become of them: what would go"
        + " to which company file, what would be created there, what would be held and why. Nothing is taken and nothing"
        + " is changed; what the folder knows already counts.",
      troubles: [
        (
          "A file is refused.",
          "The words say where it is wrong and what to do; nothing of it would be taken."
        )
      ], codes: [.dataRefused, .missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let date = try invocation.date("--as-of")
    let exchange = try invocation.readExchange()
    let result = try exchange.check(files: invocation.operands, now: invocation.now, date: date)
    try invocation.output.write(invocation.has("--json") ? result.json : Array(result.text.utf8))
    return invocation.has("--strict") && result.hasRefusals ? .dataRefused : .done
  }
}
