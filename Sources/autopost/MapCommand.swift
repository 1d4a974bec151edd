import Exchange
import Filesystem
import Findings
import Settings

extension Command {
  static let map = Command(
    "map", operands: "export|check [TABLE…]", count: 1...8, options: [.wait],
    summary: "writes the mapping tables from what is known, or proves them",
    help: HelpPage(
      "map export adds to the tables in mappings/ a row for every name that exports brought and that has none: fill in"
        + " customer, item, account and so on where QuickBooks calls it otherwise, and connector where it belongs to"
        + " another company file. Rows that are there stay; a row that nobody fills in says nothing. Where QuickBooks has"
        + " a name like it, that stands in the column \"\(MappingTable.suggestionColumn)\": copy it if it is the one; the"
        + " column itself is never read. Named tables are written alone.",
      "map check proves the tables: each customer, vendor, item, account and class that they name is in QuickBooks, each"
        + " name is one that an export has, each organization has the name of its id, and nothing moves that was"
        + " transferred. What was refused goes again by itself once its mapping is changed.",
      troubles: [
        (
          "QuickBooks does not have what a row names (exit code 78).",
          "Write it exactly as QuickBooks shows it, or create it there and run autopost run --refresh lists."
        ),
        (
          "An organization cannot move (exit code 78).",
          "Its invoices are in a company file already. Write its old connector back, and create a second organization in"
            + " Autotask for the other company file."
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
        tables.isEmpty ? MappingTable.allCases : tables, now: invocation.now, progress: line.say)
      line.end()
      for table in written {
        let rows = "\(table.rows) \(table.rows == 1 ? "row" : "rows"), \(table.added) new"
        try invocation.output.print(
          "\(table.file): \(rows)"
            + (table.unfilled == 0
              ? ""
              : ", \(table.unfilled) not filled in"
                + table.shownMatches))
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

extension ExportedMapping {
  /// What QuickBooks has for the rows that nobody has filled in.
  fileprivate var shownMatches: String {
    var parts: [String] = []
    if exact > 0 { parts.append("\(exact) in QuickBooks by their name") }
    if suggested > 0 { parts.append("\(suggested) with a suggestion") }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }
}

extension Invocation {
  /// A mapping table by its name, with or without `.csv`.
  fileprivate func table(_ word: String) throws(Failure) -> MappingTable {
    let name = word.lowercased().hasSuffix(".csv") ? String(word.dropLast(4)) : word
    return try choice(
      "map export", name == "customers" ? "organizations" : name, among: MappingTable.allCases)
  }
}
