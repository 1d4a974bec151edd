public import Accounting
import ByteFormats
public import Findings
import Ledger
import PostingRules
import Settings

/// What `map check` found in a table.
public struct CheckedMapping: Sendable, Hashable {
  /// `mappings/items.csv`
  public var file: String
  public var rows: Int
  /// Rows with a target.
  public var filled: Int
}

extension Exchange {
  /// Proves the mapping tables against what Autotask exported and what QuickBooks has.
  public func checkMappings(
    now: Timestamp, progress: ((String) -> Void)? = nil
  ) throws(ExchangeError) -> (tables: [CheckedMapping], findings: [Finding]) {
    do {
      let pass = pass(now: now)
      pass.progress = progress
      let names = try MappingNames(pass)
      var findings: [Finding] = []
      var tables: [CheckedMapping] = []
      for table in Exchange.exportedTables {
        let rows = mappings.rows(of: table)
        tables.append(
          CheckedMapping(
            file: "mappings/\(table.fileName)", rows: rows.count,
            filled: rows.count { row in table.columns.contains { table.isTarget($0) && !row[$0].isEmpty } }))
        findings += try check(table, rows, names)
      }
      return (tables, findings)
    } catch { throw ExchangeError(error) }
  }

  private func check(
    _ table: MappingTable, _ rows: [MappingRow], _ names: MappingNames
  ) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    var unproved: Set<ConnectorName> = []
    let known = names.rows(of: table, settings)
    for row in rows {
      let place = Place(path: "mappings/\(table.fileName)", line: row.line)
      if let finding = unknownName(table, row, known, place) { findings.append(finding) }
      guard let column = table.columns.first(where: { table.isTarget($0) && !row[$0].isEmpty }) else {
        continue
      }
      let target = row[column]
      if table == .organizations, target.lowercased() == "new" { continue }
      guard let lists = try ledger.lists(row.connector) else {
        if unproved.insert(row.connector).inserted {
          findings.append(
            Finding(
              .mappingUnproved, .notice,
              problem:
                "QuickBooks' lists of connector \(row.connector) have not arrived, so nobody can say whether it has"
                + " what the table names",
              remedy:
                "Run autopost run and the lists set that it publishes, drop the answer into inbox/, and check again.",
              place: place))
        }
        continue
      }
      let list = list(table, lists)
      if list.named(target) == nil {
        findings.append(
          Finding(
            .mappingTargetUnknown, .error,
            problem: "QuickBooks has no \(column) \"\(target)\" on connector \(row.connector)"
              + similar(target, list),
            remedy:
              "Write the name exactly as QuickBooks shows it, or create it there and run autopost run --refresh"
              + " lists.", place: place))
      }
    }
    return findings
  }

  private func similar(_ target: String, _ list: EntryList) -> String {
    let near = list.near(target)
    if !near.isEmpty {
      return "; it has \(near.prefix(3).map { "\"\($0.fullName)\"" }.joined(separator: ", "))"
    }
    return Suggestion.question(target, among: list.fullNames)
  }

  private func list(_ table: MappingTable, _ lists: CompanyLists) -> EntryList {
    switch table {
    case .organizations: lists.customers
    case .items: lists.items
    case .classes: lists.classes
    default: lists.accounts
    }
  }

  /// A row whose name no export has brought has no effect.
  private func unknownName(
    _ table: MappingTable, _ row: MappingRow, _ known: [[String]], _ place: Place
  ) -> Finding? {
    guard
      let column = table.columns.first(where: {
        ["organizationID", "name", "billing code", "line of business"].contains($0)
      }),
      let index = table.columns.firstIndex(of: column)
    else { return nil }
    let name = row[column]
    let words = known.map { $0[index] }
    func folded(_ text: String) -> String { NameFolding.key(text.replacing("~", with: ":")) }
    if name.isEmpty || words.contains(where: { folded($0) == folded(name) }) { return nil }
    // Generic names of rolled-up lines stand in no export.
    if row["kind"] == ItemKind.rolledUp.rawValue { return nil }
    return Finding(
      .mappingNameUnknown, .warning,
      problem: "no invoice that has arrived has the \(MappingWords.name(table)) \"\(name)\""
        + Suggestion.question(name, among: Array(Set(words)).sorted()),
      remedy: "Correct the name, or leave the row for invoices that are still to come.", place: place)
  }
}

/// How the first column of a table is called among people.
private enum MappingWords {
  static func name(_ table: MappingTable) -> String {
    switch table {
    case .organizations: "organization"
    case .items: "item name"
    case .accounts, .expenseAccounts, .payrollItems: "billing code"
    case .classes: "line of business"
    case .resources: "resource"
    }
  }
}
