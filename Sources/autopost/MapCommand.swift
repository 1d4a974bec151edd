import Exchange
import Filesystem
import Findings
import Settings

extension Command {
  static let map = Command(
    "map", operands: "export|check [TABLE…]", count: 1...5, options: [.wait],
    summary: "writes the mapping tables from what is known, or proves them",
    help: HelpPage(
      "map export adds to mappings/organizations.csv, items.csv, accounts.csv and classes.csv a row for every name that"
        + " invoices brought and that has none: fill in the last column where QuickBooks calls it otherwise. Rows that are"
        + " there stay; a row that nobody fills in says nothing. Named tables are written alone.",
      "map check proves the four tables: each customer, item, account and class that they name is in QuickBooks, and each"
        + " name is one that an invoice has. What was refused goes again by itself once its mapping is changed.",
      troubles: [
        (
          "QuickBooks does not have what a row names (exit code 78).",
          "Write it exactly as QuickBooks shows it, or create it there and run autopost run --refresh lists."
        ),
        (
          "A row is missing in map export.",
          "Drop the export that has the invoice, and run autopost run first."
        ),
      ], codes: [.missing, .fault, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    switch invocation.operands[0].description {
    case "export":
      let tables = try invocation.operands.dropFirst().map { try invocation.table($0.description) }
      let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
      let line = ProgressLine(invocation.output)
      let written = try exchange.exportMappings(
        tables.isEmpty ? Exchange.exportedTables : tables, now: invocation.now, progress: line.say)
      line.end()
      for table in written {
        let rows = "\(table.rows) \(table.rows == 1 ? "row" : "rows"), \(table.added) new"
        try invocation.output.print(
          "\(table.file): \(rows)" + (table.unfilled == 0 ? "" : ", \(table.unfilled) not filled in"))
      }
      return .done
    case "check":
      guard invocation.operands.count == 1 else {
        throw Failure(
          .usage, "autopost map check has no place for \"\(invocation.operands[1])\"",
          remedy: "Write autopost map check; it proves all tables.")
      }
      let exchange = try invocation.readExchange()
      let line = ProgressLine(invocation.output)
      let checked = try exchange.checkMappings(now: invocation.now, progress: line.say)
      line.end()
      for table in checked.tables {
        try invocation.output.print(
          "\(table.file): \(table.rows) \(table.rows == 1 ? "row" : "rows"), \(table.filled) filled in")
      }
      invocation.output.say(exchange.notes + checked.findings)
      return checked.findings.contains { $0.severity == .error } ? .settings : .done
    case let other:
      throw Failure(
        .usage, "autopost map cannot \"\(other)\"\(Suggestion.question(other, among: ["export", "check"]))",
        remedy: "Write autopost map export or autopost map check.")
    }
  }
}

extension Invocation {
  /// A mapping table by its name, with or without `.csv`.
  fileprivate func table(_ word: String) throws(Failure) -> MappingTable {
    let name = word.lowercased().hasSuffix(".csv") ? String(word.dropLast(4)) : word
    return try choice(
      "map export", name == "customers" ? "organizations" : name, among: Exchange.exportedTables)
  }
}
