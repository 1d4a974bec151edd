import Filesystem
import TestSupport
import Testing

@Suite("The help")
struct HelpTests {
  /// What is typed in each example, and the stage of the folder in which it is typed.
  static let examples: [(command: String, stage: Stage, lines: [String])] = [
    ("init", .empty, ["autopost init"]),
    ("run", .dropped, ["autopost run", "autopost run --dry-run --as-of 2026-11-30"]),
    ("watch", .settled, ["autopost watch"]),
    (
      "check", .exported,
      [
        "autopost check october.tar",
        "autopost check --show invoice:8602 october.tar | sed -n '/<InvoiceLineAdd>/,/<.InvoiceLineAdd>/p'",
      ]
    ),
    ("status", .settled, ["autopost status", "autopost status --json --item invoice:8602"]),
    ("history", .settled, ["autopost history invoice:8602"]),
    ("ready", .settled, ["autopost ready invoice:8621"]),
    ("hold", .received, ["autopost hold invoice:8602 invoice:8609"]),
    ("retransfer", .settled, ["autopost retransfer --duplicate invoice:8602"]),
    ("withdraw", .open, ["autopost withdraw 000003"]),
    (
      "refused", .open,
      [
        "autopost refused 000003 0x80040400 \"QuickBooks found an error when parsing the provided XML text stream.\""
      ]
    ),
    ("recover", .doubt, ["autopost recover"]),
    (
      "resolve", .settled,
      [
        "autopost resolve invoice:8606 --by-hand --reason \"entered as credit memo 55\"",
        "autopost reconcile --ask 2026-10 > asked.txt && autopost practice > ran.txt && autopost run > taken.txt",
        "autopost resolve --propose change-over.csv",
        "printf 'item,in-quickbooks,reason\\ninvoice:8621,4711,posted by the old extension\\n' > found.csv",
        "autopost resolve --from found.csv",
      ]
    ),
    ("map", .settled, ["autopost map export", "autopost map check"]),
    ("lists", .settled, ["autopost lists export"]),
    (
      "connector", .settled,
      [
        "autopost connector list", "autopost connector relink main",
        "autopost connector relink main --done 1",
      ]
    ),
    ("qwc", .settled, ["autopost qwc"]),
    ("report", .settled, ["autopost report"]),
    (
      "reconcile", .settled,
      [
        "autopost reconcile --ask 2026-10", "autopost practice", "autopost run", "autopost reconcile",
      ]
    ),
    (
      "practice", .open,
      [
        "autopost practice", "autopost practice --pay invoice:8601 --on 2026-11-05",
        "autopost practice --list",
      ]
    ),
    ("help", .empty, ["autopost help version"]),
    ("version", .empty, ["autopost version"]),
  ]

  enum Stage { case empty, exported, dropped, received, open, settled, doubt }

  @Test("Every example says what the program says")
  func examplesAreTrue() throws {
    let exported = try Scenario.exported()
    let dropped = try Scenario(copyOf: exported)
    try Disk.move(dropped.root.appending("october.tar"), to: dropped.root.appending("inbox/october.tar"))
    let received = try Scenario(copyOf: dropped)
    try received.done("run")
    let open = try Scenario.open()
    let settled = try Scenario.settled()
    let doubt = try Scenario(copyOf: open)
    try doubt.done("withdraw", "000003")
    var recorded: [(String, String)] = []
    for (command, stage, lines) in HelpTests.examples {
      let scenario =
        switch stage {
        case .empty: try Scenario()
        case .exported: try Scenario(copyOf: exported)
        case .dropped: try Scenario(copyOf: dropped)
        case .received: try Scenario(copyOf: received)
        case .open: try Scenario(copyOf: open)
        case .settled: try Scenario(copyOf: settled)
        case .doubt: try Scenario(copyOf: doubt)
        }
      var shown = ""
      for line in lines {
        // Watching ends when somebody ends it.
        let typed =
          line == "autopost watch" ? "exec timeout -s TERM 1 \(try Program.autopost().path) watch" : line
        shown += "$ \(line)\n" + HelpTests.steady(try scenario.typed(typed), scenario)
      }
      if shown.hasSuffix("\n") { shown.removeLast() }
      recorded.append((command, shown))
      if CurrentProcess.environment("RECORD") != nil { continue }
      let help = try scenario.autopost("help", command).output
      #expect(
        HelpTests.masked(HelpTests.example(in: help)) == HelpTests.masked(shown),
        "the example of autopost help \(command) is not what the program says; RECORD=1 writes it anew")
    }
    if CurrentProcess.environment("RECORD") != nil {
      try HelpTests.record(recorded)
      Issue.record("recorded; build anew, and run again without RECORD")
    }
  }

  @Test("Every command of the overview has a page with an example, and every example a command")
  func everyCommandHasAPage() throws {
    let scenario = try Scenario()
    let overview = try scenario.autopost("help").output
    let lines = overview.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let start = try #require(lines.firstIndex(of: "Commands:")) + 1
    let names = lines[start...].prefix { $0.hasPrefix("  ") }.map {
      String($0.dropFirst(2).prefix { $0 != " " })
    }
    #expect(names == HelpTests.examples.map(\.command))
    for name in names {
      let page = try scenario.autopost("help", name)
      #expect(page.code == 0)
      #expect(page.error == "")
      #expect(page.output.contains("\nExample\n  $ autopost \(name)"), "\(name)")
      #expect(page.output.contains("\nExit codes\n  0   done\n"), "\(name)")
      #expect(try scenario.autopost(name, "--help").output == page.output)
    }
  }

  @Test("The overview fits on a screen and begins with what is done each day")
  func overviewFits() throws {
    let overview = try Scenario().autopost("help").output
    let lines = overview.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 40)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines[2] == "Each day:")
    #expect(lines[3].hasPrefix("  1. Drop the Autotask export into inbox/"))
    #expect(!overview.contains("backup"))
  }

  // MARK: Comparing

  /// The text below `Example`, without its indentation.
  private static func example(in help: String) -> String {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: "Example") else { return "" }
    var found: [String] = []
    for line in lines[(start + 1)...] {
      if !line.isEmpty, !line.hasPrefix("  ") { break }
      found.append(String(line.dropFirst(2)))
    }
    while found.last == "" { found.removeLast() }
    return found.joined(separator: "\n")
  }

  /// Times, places and numbers of processes as they stand in the help; each as long as what it replaces, as far as
  /// tables go.
  static func steady(_ text: String, _ scenario: Scenario) -> String {
    text
      .replacing(scenario.root.description, with: "/srv/contoso")
      .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}/, with: "2026-11-21 09:30")
      .replacing(
        /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z/, with: "2026-11-21T14:30:00Z"
      )
      .replacing(/-1[0-9]{9}\b/, with: "-1795271400")
      .replacing("1 minute", with: "just now")
  }

  /// Without the running numbers of a history, which say only how much was recorded before.
  static func masked(_ text: String) -> String {
    text.replacing(/\ +[0-9]+\ \ (check|published|add|paid|asked)/) { "  \($0.output.1)" }
  }

  private static func record(_ examples: [(String, String)]) throws {
    var text = """
      // Recorded from the program by the test of the help (RECORD=1), never written by hand.
      enum HelpExamples {
        /// What is typed, and what the program says then.
        static func of(_ command: String) -> String {
          switch command {

      """
    for (command, example) in examples {
      text += "    case \"\(command)\":\n      #\"\"\"\n"
      for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
        text += line.isEmpty ? "\n" : "      \(line)\n"
      }
      text += "      \"\"\"#\n"
    }
    text += "    default: \"\"\n    }\n  }\n}\n"
    let file = Program.packageFolder.appending("Sources/autopost/HelpExamples.swift")
    try Disk.writeDurably(Array(text.utf8), to: file, .replacing, temporaries: file.parent)
  }
}
