import Accounting
import Exchange
import Filesystem

extension Command {
  static let resolve = Command(
    "resolve", operands: "[ITEM|SET]", count: 0...1,
    options: [
      OptionRule("--in-quickbooks", "NUMBER|TXNID", "it is there: asks QuickBooks, compares, and links it"),
      OptionRule("--not-in-quickbooks", "it is not there and may go again"),
      OptionRule(
        "--by-hand", "a person enters it: autopost never posts it, and shows it as Transferred by hand"),
      OptionRule(
        "--deleted",
        "what was posted in a wrong company file is deleted there; of one item, or of a whole set"),
      OptionRule("--reason", "TEXT", "how that is known; it is kept in the history"),
      OptionRule(
        "--from", "FILE",
        "the same for many: a table with the columns item, in-quickbooks (number, TxnID or by-hand) and reason"
      ),
      OptionRule(
        "--propose", "FILE",
        "writes such a table: which invoices QuickBooks has already, by what it answered to reconcile --ask"),
      .wait,
    ],
    summary: "ends the doubt about an item by what a person found in QuickBooks",
    help: HelpPage(
      "Says what you found when you looked into QuickBooks yourself. One of the ways must be chosen, and a reason"
        + " given, which the auditor reads.",
      "--by-hand is also the way for what autopost does not post, such as an invoice with a negative total that you enter"
        + " as a credit memo. --not-in-quickbooks takes a mistaken --by-hand back. A number that turns out to be another"
        + " invoice links nothing: what was not in doubt before stays back until you say ready.",
      "--deleted ends the list of what a message set made in a wrong company: autopost status shows it until you say that"
        + " it is deleted there. The set itself stays open, and is run in the right company file.",
      "Whoever comes from Autotask's own extension has invoices in QuickBooks that autopost did not post. --propose"
        + " compares the invoices that are not linked with what QuickBooks answered to autopost reconcile --ask, and writes"
        + " a table. Sure is only what agrees in number, customer, date and amount, and its TxnID is filled in; what comes"
        + " near stands first, each with what speaks against it, and waits for you to fill in the TxnID where it is the"
        + " same invoice. What may be there does not go meanwhile. --from follows the table: every row is checked first,"
        + " and when one cannot be followed nothing is done; rows without an invoice are left out. QuickBooks is then asked"
        + " for each invoice, and what agrees is linked.",
      troubles: [
        (
          "You are not sure whether it is there.",
          "Do not guess: autopost recover asks QuickBooks. A wrong --not-in-quickbooks posts it twice."
        ),
        (
          "Rows of the table are refused (exit code 65).",
          "Put right the lines that are named, and run the same command again; nothing was done."
        ),
        (
          "The table says \"not asked\".",
          "Ask for those days as well, with autopost reconcile --ask, and propose anew once QuickBooks has answered."
        ),
      ],
      codes: [.dataRefused, .missing, .cannotCreate, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    if invocation.has("--propose") { return try invocation.propose() }
    if invocation.has("--from") { return try invocation.resolveFromFile() }
    guard let word = invocation.operands.first else {
      throw Failure(
        .usage, "autopost resolve names no item",
        remedy: "Name one as autopost status shows it, like invoice:8491, or write --from FILE for many.")
    }
    if invocation.has("--deleted") { return try deleted(invocation, word) }
    let item = try invocation.item(word)
    var ways: [Resolution] = []
    if let reference = try invocation.value("--in-quickbooks") { ways.append(.inQuickBooks(reference)) }
    if invocation.has("--not-in-quickbooks") { ways.append(.notInQuickBooks) }
    if invocation.has("--by-hand") { ways.append(.byHand) }
    guard ways.count == 1 else {
      throw Failure(
        .usage, ways.isEmpty ? "nothing says how \(item) is to be resolved" : "only one way can be chosen",
        remedy:
          "Write one of --in-quickbooks NUMBER, --not-in-quickbooks, --by-hand and --deleted, with --reason TEXT."
      )
    }
    let reason = try reason(invocation)
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    try invocation.output.write(
      done: try exchange.resolve(item, ways[0], reason: reason, now: invocation.now))
    return .done
  }

  /// What was posted in a wrong company, by item or by set.
  private static func deleted(_ invocation: Invocation, _ word: FilePath) throws -> ExitCode {
    if let other = ["--in-quickbooks", "--not-in-quickbooks", "--by-hand"].first(where: invocation.has) {
      throw Failure(
        .usage, "--deleted and \(other) say two things",
        remedy: "Write them in two commands, --deleted first.")
    }
    let reason = try reason(invocation)
    let isItem = word.description.contains(":")
    let item = isItem ? try invocation.item(word) : nil
    let set = isItem ? nil : try invocation.set(word)
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    if let item {
      try invocation.output.write(
        done: try exchange.resolveMisplaced(item, reason: reason, now: invocation.now))
    } else if let set {
      try invocation.output.write(
        done: try exchange.resolveMisplaced(by: set, reason: reason, now: invocation.now))
    }
    return .done
  }

  private static func reason(_ invocation: Invocation) throws(Failure) -> String {
    guard let reason = try invocation.reason() else {
      throw Failure(
        .usage, "a reason is missing, which the auditor wants to read",
        remedy: "Add --reason \"looked in QuickBooks on Monday\", in your words.")
    }
    return reason
  }
}

extension Invocation {
  /// The file that an option names, where it stands alone.
  private func file(_ name: String) throws(Failure) -> FilePath {
    let others = ["--in-quickbooks", "--not-in-quickbooks", "--by-hand", "--deleted", "--from", "--propose"]
      .filter {
        $0 != name && has($0)
      }
    if !operands.isEmpty || !others.isEmpty {
      throw Failure(
        .usage, "\(name) stands without an item and without another way",
        remedy: "Write autopost resolve \(name) FILE.")
    }
    guard let path = options.first(where: { $0.name == name })?.value, !path.bytes.isEmpty else {
      throw Failure(.usage, "\(name) names no file", remedy: "Write \(name) FILE.")
    }
    return path
  }

  fileprivate func resolveFromFile() throws -> ExitCode {
    let path = try file("--from")
    guard try Disk.facts(of: path) != nil else {
      throw ExchangeError.missingFile("\(path) is not there")
    }
    let bytes = try Disk.read(path, limit: 64_000_000)
    let exchange = try exchange(waits: try waits(Invocation.patience))
    try output.write(
      done: try exchange.resolve(table: bytes, path: path.description, reason: try reason(), now: now))
    return .done
  }

  fileprivate func propose() throws -> ExitCode {
    let path = try file("--propose")
    // Somebody may have worked in it.
    guard try Disk.facts(of: path) == nil else {
      throw Failure(
        .cannotCreate, "\(path) is there already, and somebody may have worked in it",
        remedy: "Write another name, or move that file away.")
    }
    let exchange = try exchange(waits: try waits(Invocation.patience))
    let line = ProgressLine(output)
    let proposal = try exchange.proposeChangeOver(now: now, progress: line.say)
    line.end()
    let target = try FileDescriptor(creating: path)
    try target.write(proposal.table)
    try target.close()
    func say(_ count: Int, _ words: String) throws {
      if count > 0 { try output.print("  \(count) \(words)") }
    }
    try output.print(
      "\(path): \(proposal.items) invoice\(proposal.items == 1 ? "" : "s") of Autotask"
        + " \(proposal.items == 1 ? "is" : "are") not linked with QuickBooks")
    try say(proposal.sure, "sure: number, customer, date and amount agree, and the TxnID is filled in")
    try say(
      proposal.toCheck, "to be checked: fill in the TxnID under in-quickbooks where it is the same invoice")
    try say(proposal.notThere, "not in QuickBooks")
    if let days = proposal.notAskedDays {
      let when = days.days == 1 ? "\(days.first)" : "\(days.first) to \(days.last)"
      try say(proposal.notAsked, "dated \(when), for which QuickBooks was not asked")
    } else {
      try say(proposal.notAsked, "without a date")
    }
    try say(proposal.onlyThere, "only in QuickBooks")
    if proposal.heldBack > 0 {
      try output.print(
        "\(proposal.heldBack) of them may be in QuickBooks and stay back until they are linked, or until autopost ready"
          + " ITEM.")
    }
    try output.print("Next: look through \(path), then run autopost resolve --from \(path)")
    return .done
  }
}
