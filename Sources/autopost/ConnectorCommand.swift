import Accounting
import Exchange
import Filesystem
import Report
import Settings

extension Command {
  static let connector = Command(
    "connector", operands: "list|relink [NAME]", count: 1...2,
    options: [
      OptionRule("--done", "STEP", "relink: this step has been done; shows the next one"),
      OptionRule("--cancel", "relink: gives it up, while the old QWC files still count; needs --reason"),
      OptionRule("--reason", "TEXT", "relink --cancel: why; it is kept in the history"),
      OptionRule("--json", "list: for programs"), .wait,
    ],
    summary: "shows each company file with what waits; leads through renaming or moving one",
    help: HelpPage(
      "connector list shows each connector: its company file and users, the organizations and resources that go to it,"
        + " what waits, its open message sets with their age, when QuickBooks was heard of last, and what is to be done.",
      "connector relink NAME is the only way to rename or move a company file that is in use, or a folder above it. It shows"
        + " six steps, and each is written down with --done when it has been done; between them anything may be"
        + " interrupted, and the command without --done shows where it stands. Meanwhile nothing is published for the"
        + " connector; files are taken as ever. After step 4 the old QWC files are void, and new ones lie in"
        + " outbox/NAME/. After step 6 the company file is to answer under the name in autopost.yaml before anything is"
        + " posted again.",
      troubles: [
        (
          "The company file was renamed or moved already, and autopost says that the settings say something else (exit"
            + " code 78).",
          "Run autopost connector relink NAME: its first step says how Web Connector lets go of a file that is elsewhere"
            + " now."
        ),
        (
          "It was begun by mistake.",
          "Run autopost connector relink NAME --cancel --reason TEXT; the QWC files are as they were."
        ),
      ], codes: [.missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    switch invocation.operands[0].description {
    case "list":
      guard invocation.operands.count == 1 else {
        throw Failure(
          .usage, "autopost connector list has no place for \"\(invocation.operands[1])\"",
          remedy: "Write autopost connector list; it shows all connectors.")
      }
      let exchange = try invocation.readExchange()
      let rows = try exchange.connectors(now: invocation.now)
      if invocation.has("--json") {
        try invocation.output.write(ConnectorJSON.page(rows))
      } else {
        try invocation.output.write(ConnectorText.page(rows))
      }
      return .done
    case "relink":
      guard invocation.operands.count == 2 else {
        throw Failure(
          .usage, "autopost connector relink names no connector",
          remedy: "Write its name behind it, as autopost connector list shows it.")
      }
      return try relink(invocation, ConnectorName(invocation.operands[1].description))
    case let other:
      throw Failure(
        .usage, "autopost connector cannot \"\(other)\"",
        remedy: "Write autopost connector list or autopost connector relink NAME.")
    }
  }

  private static func relink(_ invocation: Invocation, _ name: ConnectorName) throws -> ExitCode {
    let step = try invocation.value("--done")
    let reason = try invocation.reason()
    try invocation.readExchange().requireConnector(name)
    if invocation.has("--cancel") {
      guard step == nil else {
        throw Failure(
          .usage, "--done and --cancel say two things", remedy: "Write one of them.")
      }
      guard let reason else {
        throw Failure(
          .usage, "--cancel needs the reason",
          remedy: "Write autopost connector relink \(name) --cancel --reason \"begun by mistake\".")
      }
      let exchange = try invocation.exchange(
        waits: try invocation.waits(Invocation.patience), relinking: name)
      try invocation.output.write(done: try exchange.cancelRelink(name, because: reason, now: invocation.now))
      return .done
    }
    var number: Int?
    if let step {
      guard let written = Int(step), (1...6).contains(written) else {
        throw Failure(
          .usage, "--done is \"\(step)\", which is no step",
          remedy: "Write the number of the step, from 1 to 6.")
      }
      number = written
    }
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience), relinking: name)
    let result =
      if let number {
        try exchange.relink(name, done: number, now: invocation.now)
      } else {
        try exchange.relink(name, now: invocation.now)
      }
    try invocation.output.write(done: result.findings)
    try invocation.output.write(RelinkText.page(result.plan, zone: exchange.zone))
    return .done
  }
}
