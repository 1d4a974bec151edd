import Accounting
import Exchange
import Filesystem
import Ledger
import Report
import Settings

extension Command {
  static let status = Command(
    "status",
    options: [
      OptionRule("--connector", "NAME", "only what goes to this company file"),
      OptionRule("--type", "TYPE", "only invoice, purchase-order, expense-report or timesheet"),
      OptionRule(
        "--status", "STATUS",
        "only Not Transferred, Pending, Pending/Failed, Transferred, or Transferred by hand"),
      OptionRule("--item", "ITEM", "only this one"),
      OptionRule("--batch", "NUMBER", "only this Autotask invoice batch"),
      OptionRule("--json", "for programs: {\"items\":[…]}"),
    ],
    summary: "what to do now, every item with its reasons, totals that add up",
    help: HelpPage(
      "First what is to be done now, most urgent first; then the open message sets with their age, every item with what"
        + " keeps it and how to help it, and totals: what was received is in QuickBooks, refused, held, or on its way,"
        + " and the sums agree.",
      "With --connector, --type, --status, --item or --batch only the items that fit are listed. --json prints the items"
        + " with item, type, name, organization, connector, status, state, transferDate, transferText, needsResync,"
        + " number, txnID, total, balance, paidDate, attempts and findings (id, problem, remedy, location).",
      troubles: [
        ("Something arrived and is not listed.", "Run autopost run: status takes no file."),
        (
          "autopost.yaml or a mapping table has a mistake (exit code 78).",
          "The mistake is said first, and then what is known; put it right, for nothing goes on until then."
        ),
        ("The totals do not add up.", "Send nothing more, and run autopost reconcile."),
      ], codes: [.missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let filter = try ItemsWanted(invocation)
    return try invocation.show { exchange in
      try filter.requireConnector(exchange)
      if invocation.has("--json") { return try invocation.writeJSON(filter, exchange) }
      let overview: Overview
      if filter.isEverything {
        overview = try exchange.overview(now: invocation.now)
      } else {
        var chosen = Overview(moment: invocation.now, zone: exchange.zone)
        try filter.each(exchange) { chosen.add($0) }
        overview = chosen
      }
      try invocation.output.write(
        filter.isEverything ? StatusText.page(overview) : StatusText.items(overview))
    }
  }
}

extension Invocation {
  /// In pieces: a first load has more items than are to be held at once.
  fileprivate func writeJSON(_ filter: ItemsWanted, _ exchange: Exchange) throws {
    var isFirst = true
    var rows: [ItemRow] = []
    try output.write(StatusJSON.head)
    func flush() throws {
      if rows.isEmpty { return }
      try output.write(StatusJSON.lines(rows, zone: exchange.zone, isFirst: isFirst))
      isFirst = false
      rows.removeAll(keepingCapacity: true)
    }
    try filter.each(exchange) { row in
      rows.append(row)
      if rows.count == 1_000 { try flush() }
    }
    try flush()
    try output.write(StatusJSON.tail)
  }
}

/// Which items `status` is asked for.
struct ItemsWanted {
  var connector: ConnectorName?
  var type: ItemType?
  var status: ShownStatus?
  var item: ItemKey?
  var batch: String?

  init(_ invocation: Invocation) throws(Failure) {
    if let name = try invocation.value("--connector") { connector = ConnectorName(name) }
    if let word = try invocation.value("--type") {
      type = try invocation.choice("--type", word, among: ItemType.allCases)
    }
    if let word = try invocation.value("--status") {
      guard
        let found = ShownStatus.allCases.first(where: {
          ItemsWanted.folded($0.rawValue) == ItemsWanted.folded(word)
        })
      else {
        throw Failure(
          .usage, "--status cannot be \"\(word)\"",
          remedy: "Write one of \(ShownStatus.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))."
        )
      }
      status = found
    }
    if let word = try invocation.value("--item") { item = try invocation.item(FilePath(word)) }
    batch = try invocation.value("--batch")
  }

  /// `Not Transferred`, `not-transferred` and `NOT_TRANSFERRED` are one.
  private static func folded(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0 == "/" }
  }

  var isEverything: Bool {
    connector == nil && type == nil && status == nil && item == nil && batch == nil
  }

  func requireConnector(_ exchange: Exchange) throws(Failure) {
    if let connector { try exchange.requireConnector(connector) }
  }

  func each(_ exchange: Exchange, _ body: (ItemRow) throws -> Void) throws(ExchangeError) {
    try exchange.eachItemRow(connector: connector, type: type, status: status, item: item, batch: batch, body)
  }
}
