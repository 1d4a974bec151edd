import Accounting
import Exchange
import Filesystem
import Settings

extension Command {
  static let lists = Command(
    "lists", operands: "export", count: 1...1,
    options: [
      OptionRule("--connector", "NAME", "one company file only"),
      OptionRule("--only-missing", "leaves out what Autotask has under the same or nearly the same name"),
      .wait,
    ],
    summary: "writes QuickBooks' customers, vendors and items for Autotask, and compares the names",
    help: HelpPage(
      "For a first set-up: writes into outbox/<connector>/lists/ what the last lists answer of QuickBooks has, as tables"
        + " with the columns of Autotask's imports, and name-match.csv, which compares the names of both sides. Nothing is"
        + " changed in either system.",
      "customers.csv and vendors.csv are for Autotask's organization import, products.csv (inventory and non-inventory"
        + " parts) for its product import, services.csv for its service import. A colon between the levels of a name becomes"
        + " a tilde, which autopost turns back. Inactive entries are left out. Autotask's own template, from its import page,"
        + " is what counts: where it has other columns, copy these into it. Take out of services.csv what is billed by the"
        + " hour: in Autotask that is a work type.",
      "name-match.csv has what is to be looked at first: names that are nearly the same, which are made one in Autotask or"
        + " in QuickBooks, or mapped in mappings/; then what only one side has; then what is the same. Of items, the names of"
        + " billing codes, services, bundles and products are compared.",
      troubles: [
        (
          "The lists of a company file have not arrived.",
          "Run its lists set in QuickBooks, drop the answer into inbox/ and run autopost run."
        ),
        (
          "Autotask refuses rows without a telephone number.",
          "Fill in the column Phone; QuickBooks has none for them."
        ),
      ], codes: [.missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    guard invocation.operands[0].description == "export" else {
      let word = invocation.operands[0].description
      throw Failure(
        .usage, "autopost lists cannot \"\(word)\"\(Suggestion.question(word, among: ["export"]))",
        remedy: "Write autopost lists export.")
    }
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    let name = try invocation.value("--connector").map { ConnectorName($0) }
    if let name { try exchange.requireConnector(name, known: "The connectors of this folder are") }
    let exported = try exchange.exportLists(
      of: name, onlyMissing: invocation.has("--only-missing"), now: invocation.now)
    for lists in exported { try invocation.print(lists) }
    return .done
  }
}

extension Invocation {
  fileprivate func print(_ lists: ExportedLists) throws {
    guard lists.answered != nil else {
      try output.print(
        "Connector \(lists.connector): its lists have not arrived; run its lists set in QuickBooks first.")
      return
    }
    for file in lists.files {
      try output.print("\(file.path): \(file.rows) \(file.content)\(file.rows == 1 ? "" : "s")")
    }
    for match in lists.matches {
      try output.print(
        "  \(match.list): \(match.exact) the same, \(match.near) nearly the same, \(match.onlyInQuickBooks) only in"
          + " QuickBooks, \(match.onlyInAutotask) only in Autotask")
    }
    if lists.withoutPhone > 0 {
      try output.print(
        "  \(lists.withoutPhone) without a telephone number, which Autotask wants of every organization")
    }
  }
}
