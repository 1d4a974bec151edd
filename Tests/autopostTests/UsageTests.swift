import Filesystem
import TestSupport
import Testing

@Suite("Wrong use")
struct UsageTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var words: [String]
    var error: String
    var testDescription: String { "autopost " + words.joined(separator: " ") }

    init(_ line: String, _ error: String) {
      words = line.split(separator: " ").map { String($0) }
      self.error = error
    }
  }

  @Test(
    "is answered with what was probably meant, and exit code 64",
    arguments: [
      Case(
        "stauts",
        "there is no command \"stauts\"; did you mean \"status\"?\n  Run autopost help for the commands there are."
      ),
      Case(
        "stat",
        "there is no command \"stat\"; did you mean \"status\"?\n  Run autopost help for the commands there are."
      ),
      Case(
        "frobnicate", "there is no command \"frobnicate\"\n  Run autopost help for the commands there are."),
      Case(
        "backup x",
        "autopost backup comes with a later version\n  Run autopost help for what this version does."),
      Case(
        "help serve",
        "autopost serve comes with a later version\n  Run autopost help for what this version does."),
      Case(
        "run --rety", "autopost run has no option --rety; did you mean \"--retry\"?\n  See autopost help run."
      ),
      Case(
        "--json status",
        "autopost has no option --json\n  Write options behind the command; see autopost help."),
      Case("run --as-of", "--as-of has no value\n  Write --as-of DATE."),
      Case(
        "run --as-of 21.11.2026",
        "--as-of is \"21.11.2026\", which is no date\n  Write year, month and day, like 2026-11-21."),
      Case("run --retry=yes", "--retry stands alone and takes no value\n  Write only --retry."),
      Case("run --retry --retry", "--retry is written twice\n  Write it once."),
      Case(
        "run --refresh lists,payments",
        "--refresh cannot be \"payments\"\n  Write one of lists, paid-dates, orders."),
      Case(
        "reconcile --ask november",
        "--ask is \"november\", which is no period\n  Write a month, like 2026-11, or the first and the last day, like"
          + " 2026-11-01..2026-11-15."),
      Case(
        "reconcile --ask 2025-01-01..2026-12-31",
        "--ask is 730 days long, and 366 are the most\n  Ask year by year: one answer is one file."),
      Case(
        "reconcile --connector main",
        "--connector says which company file is asked, and nothing asks\n  Write autopost reconcile --ask 2026-11"
          + " --connector NAME."),
      Case("run --wait soon", "--wait is \"soon\", which is no number of seconds\n  Write --wait 60."),
      Case(
        "run october.zip",
        "autopost run has no place for \"october.zip\"\n  Write autopost run [--dry-run] [--retry] [--refresh WHAT]…"
          + " [--as-of DATE] [--quiet], or see autopost help run."),
      Case(
        "history",
        "autopost history needs ITEM\n  Write autopost history ITEM [--json], or see autopost help history."),
      Case(
        "history 8601",
        "\"8601\" does not say what kind of item it is\n  Write invoice:8601, if it is an invoice."),
      Case(
        "history invioce:8601",
        "\"invioce:8601\" is not the name of an item; did you mean \"invoice\"?\n  Write it as autopost status shows it,"
          + " like invoice:8491."),
      Case(
        "ready",
        "autopost ready names no item\n  Name items as autopost status shows them, like autopost ready invoice:8491."
      ),
      Case(
        "hold --all-eligible invoice:1",
        "--all-eligible stands instead of items\n  Name items, or write --all-eligible without them."),
      Case(
        "retransfer invoice:8601",
        "a second transfer makes a second invoice in QuickBooks\n  If that is wanted, write autopost retransfer"
          + " --duplicate invoice:8601."),
      Case(
        "withdraw 3 --not-run",
        "--not-run needs the reason why that is known\n  Write autopost withdraw 000003 --not-run --reason \"the file was"
          + " never opened\"."),
      Case(
        "withdraw three",
        "\"three\" is not the number of a message set\n  Write the number that its file name begins with, like 000012."
      ),
      Case(
        "resolve invoice:1 --reason x",
        "nothing says how invoice:1 is to be resolved\n  Write one of --in-quickbooks NUMBER, --not-in-quickbooks,"
          + " --by-hand and --deleted, with --reason TEXT."),
      Case(
        "resolve invoice:1 --by-hand",
        "a reason is missing, which the auditor wants to read\n  Add --reason \"looked in QuickBooks on Monday\", in your"
          + " words."),
      Case(
        "status --status sent",
        "--status cannot be \"sent\"\n  Write one of \"Not Transferred\", \"Pending\", \"Pending/Failed\","
          + " \"Transferred\", \"Transferred by hand\"."),
      Case(
        "practice --on 2026-11-05",
        "--on says when, and nothing says what was paid\n  Add --pay invoice:8491."),
    ])
  func wrongUse(_ example: Case) throws {
    let outcome = try Scenario.shared().autopost(example.words)
    #expect(outcome.error == "autopost: \(example.error)\n")
    #expect(outcome.output == "")
    #expect(outcome.code == 64)
  }

  @Test("The folder may be named before and behind the command")
  func rootAnywhere() throws {
    let scenario = try Scenario.shared()
    let program = try Program.autopost()
    for words in [["--root", "R", "status"], ["status", "--root", "R"], ["status", "--root=R"]] {
      let outcome = try program.run(
        words.map { FilePath($0.replacing("R", with: scenario.root.description)) })
      #expect(outcome.code == 0, "\(words) \(outcome)")
      #expect(outcome.output.hasPrefix("Nothing to do."))
    }
  }

  @Test("Without a command the help comes on standard error, for nothing was done")
  func nothingSaid() throws {
    let outcome = try Program.autopost().run()
    #expect(outcome.code == 64)
    #expect(outcome.output == "")
    #expect(outcome.error.hasPrefix("autopost moves approved Autotask items"))
  }
}
