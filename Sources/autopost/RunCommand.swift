import Exchange
import Findings
import Ledger
import Settings

extension Command {
  static let run = Command(
    "run",
    options: [
      OptionRule("--dry-run", "changes nothing and shows what would happen"),
      OptionRule("--retry", "what QuickBooks refused goes again now, in a message set of its own"),
      OptionRule(
        "--refresh", "WHAT", repeatable: true,
        "asks QuickBooks anew although it is not due: lists, paid-dates, orders, or several with commas"),
      OptionRule("--as-of", "DATE", "the date of the pass instead of today, like 2026-11-21"),
      .wait,
      OptionRule("--quiet", "says nothing when nothing happened, and nothing twice; for cron"),
    ],
    summary: "one pass: takes what is in inbox/, publishes message sets, writes the report",
    help: HelpPage(
      "One pass, as often as you like: takes Autotask exports and QuickBooks' answers from inbox/, judges every item,"
        + " publishes message sets in outbox/<connector>/requests/, and writes outbox/report/.",
      "Run each published file in QuickBooks and drop its answer into inbox/. A new company file is met with care: first"
        + " a set that only reads its lists, then one with a single invoice as a trial, then the rest.",
      "What is held or refused is named with the reason and what to do; the other items go on. Killing it at any moment"
        + " is safe: the next pass goes on where it stopped.",
      troubles: [
        (
          "A file is refused.",
          "It lies in outbox/quarantine/ with a .txt beside it that says why and what to do."
        ),
        (
          "A file waits.",
          "It is still being copied, or its form does not show its end; the next pass takes it."
        ),
        (
          "Nothing that writes is published (exit code 78).",
          "The words name the line that is missing in autopost.yaml; everything else was done."
        ),
        ("Another autopost is at work (exit code 75).", "Run it again, or with --wait 60."),
      ], codes: [.missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    var options = PassOptions()
    options.retry = invocation.has("--retry")
    for text in try invocation.values("--refresh") {
      for word in text.split(separator: ",") {
        options.refresh.insert(
          try invocation.choice("--refresh", String(word), among: PassOptions.Refresh.allCases))
      }
    }
    let date = try invocation.date("--as-of")
    let exchange = try invocation.exchange(waits: try invocation.waits())
    let isRehearsal = invocation.has("--dry-run")
    let progress = ProgressLine(invocation.output)
    defer { progress.end() }
    let result =
      isRehearsal
      ? try exchange.dryRun(options, now: invocation.now, date: date, progress: progress.say)
      : try exchange.run(options, now: invocation.now, date: date, progress: progress.say)
    progress.end()
    let fresh = Set(result.published)
    let waiting = try exchange.ledger.setNumbers(.open).filter { !fresh.contains($0) }
    let words = PassWords(
      result: result, isRehearsal: isRehearsal, waiting: waiting, companies: exchange.settings.companyNames)
    let isQuiet = invocation.has("--quiet")
    if try !isQuiet || isRehearsal || isNews(result, exchange) { invocation.output.say(result.findings) }
    try invocation.output.write(words.text(isQuiet: isQuiet))
    return result.needsSettings ? .settings : .done
  }

  /// Whether a quiet pass has something to say: something happened, or what keeps being wrong is not what it was.
  private static func isNews(_ result: PassResult, _ exchange: Exchange) throws -> Bool {
    let said = result.findings.map(\.text).joined(separator: "\n")
    if try exchange.ledger.meta("said-quietly") ?? "" == said { return result.hasChanged }
    try exchange.ledger.transaction { () throws(LedgerError) in
      try exchange.ledger.setMeta("said-quietly", said)
    }
    return true
  }
}
