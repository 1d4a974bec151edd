import Exchange
import Findings

extension Command {
  static let qwc = Command(
    "qwc",
    options: [
      OptionRule(
        "--removed", "NAME",
        "says that Web Connector does not know a user any more who was taken out of autopost.yaml"),
      .wait,
    ],
    summary: "writes the files that QuickBooks Web Connector is set up with",
    help: HelpPage(
      "Writes outbox/<connector>/AutotaskQBWX-<user>.qwc for each user of each connector, and connector.json for whoever"
        + " runs the message sets. The same settings give the same files, so they may be made again at any time.",
      "A user who is added in autopost.yaml gets files, and nothing else changes. Who is taken out there leaves the outbox,"
        + " and autopost says what is to be removed on his computer until --removed says that it is done.",
      "Open the .qwc file on the computer that QuickBooks runs on; web-connector in autopost.yaml says which address it"
        + " names. Whoever exchanges files by hand needs none of this.",
      troubles: [
        (
          "Web Connector would refuse a file.",
          "The words name the line of autopost.yaml that is to be changed, and Web Connector's own code."
        )
      ], codes: [.missing, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    if let name = try invocation.value("--removed") {
      try invocation.output.write(done: try exchange.noteRemoved(name, now: invocation.now))
      return .done
    }
    let writing = try exchange.writeWebConnectorFiles(now: invocation.now)
    for file in writing.files {
      try invocation.output.print(
        writing.written.contains(file) ? "Written: \(file)" : "Unchanged: \(file)")
    }
    invocation.output.say(writing.users + writing.findings)
    return writing.findings.contains { $0.severity == .error } ? .settings : .done
  }
}
