import Accounting
import Exchange
import Findings
import Ledger

extension Command {
  static let status = Command(
    "status", summary: "what is to be done now, every item and its reasons, totals that add up",
    help: HelpPage("Shows every item.")
  ) { invocation in
    for item in try invocation.readExchange().ledger.items() {
      try invocation.output.print(
        "\(item.key) \(item.state.rawValue) \(item.number ?? "") \(item.net?.description ?? "")")
      for finding in item.findings + item.answerFindings {
        try invocation.output.print("    " + finding.text)
      }
    }
    return .done
  }
}
