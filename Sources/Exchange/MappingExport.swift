public import Accounting
import ByteFormats
import Filesystem
import Ledger
public import Settings
import Spool

/// What `map export` made of a table.
public struct ExportedMapping: Sendable, Hashable {
  /// Below the exchange folder: `mappings/items.csv`.
  public var file: String
  public var rows: Int
  public var added: Int
  /// Rows that nobody has filled in.
  public var unfilled: Int
  /// Of those, how many need nothing, for QuickBooks has the very name.
  public var exact: Int
  /// Of those, how many have names like theirs in QuickBooks, written beside them.
  public var suggested: Int
}

extension Exchange {
  /// Adds to the mapping tables a row, without a target, for every name that has none; rows that are there stay.
  ///
  /// Names of QuickBooks that are like that of an empty row stand beside it in a column of their own, which is never
  /// read: which of them is meant, a person says.
  public func exportMappings(
    _ tables: [MappingTable], now: Timestamp, progress: ((String) -> Void)? = nil
  ) throws(ExchangeError) -> [ExportedMapping] {
    do {
      let pass = pass(now: now)
      pass.progress = progress
      let names = try MappingNames(pass)
      var suggestions = MappingSuggestions(ledger: ledger, settings: settings)
      return try tables.map { try export($0, names, &suggestions) }
    } catch { throw ExchangeError(error) }
  }

  private func export(
    _ table: MappingTable, _ names: MappingNames, _ suggestions: inout MappingSuggestions
  ) throws -> ExportedMapping {
    let kept = mappings.rows(of: table).map { row in
      zip(table.columns, row.values).map { column, cell in
        if column == "connector", !row.namesConnector { return "" }
        // A name says nothing to autopost, and much to whoever reads the table.
        return cell.isEmpty ? names.name(column, row) : cell
      }
    }
    var known = Set(kept.map { key($0, table) })
    if table == .items {
      // A row for all kinds covers each of them.
      for row in names.rows(of: table, settings) {
        var general = row
        general[1] = ""
        if known.contains(key(general, table)) { known.insert(key(row, table)) }
      }
    }
    if table == .expenseAccounts {
      // So does one for a category, whoever bears the cost.
      for row in kept { known.insert(key([row[0], row[1], "", "", ""], table)) }
    }
    let new = names.rows(of: table, settings).filter { known.insert(key($0, table)).inserted }
    let rows = kept + new
    let path = try file(of: table)
    var result = ExportedMapping(
      file: folder.shown(path), rows: rows.count, added: new.count, unfilled: 0, exact: 0, suggested: 0)
    var beside: [String] = []
    for row in rows {
      if isFilled(row, table) {
        beside.append("")
        continue
      }
      result.unfilled += 1
      switch try suggestions.match(table, row) {
      case .exact:
        result.exact += 1
        beside.append("")
      case .near(let names):
        result.suggested += 1
        beside.append(names)
      case .nothing, .unknown: beside.append("")
      }
    }
    try folder.replace(table.bytes(rows: rows, suggestions: beside), at: path)
    return result
  }

  /// Whether a row says anything: a target, or another company file than the default.
  func isFilled(_ row: [String], _ table: MappingTable) -> Bool {
    zip(table.columns, row).contains { column, cell in
      if table.isTarget(column) { return !cell.isEmpty }
      let routes = column == "connector" && (table == .organizations || table == .resources)
      return routes && !cell.isEmpty && cell != settings.defaultConnector.name.rawValue
    }
  }

  /// What makes a row the only one of its kind.
  private func key(_ row: [String], _ table: MappingTable) -> [String] {
    // An organization and a resource have one row, whatever their connector.
    let hasOne = table == .organizations || table == .resources
    return zip(table.columns, row).filter { table.identifies($0.0) }.map { column, cell in
      if column != "connector" { return NameFolding.key(cell) }
      return hasOne ? "" : cell.isEmpty ? settings.defaultConnector.name.rawValue : cell
    }
  }

  /// Its file under the name that somebody may have given it in other capitals.
  private func file(of table: MappingTable) throws -> FilePath {
    if try Disk.facts(of: folder.mappings) != nil {
      for name in try Disk.names(in: folder.mappings) where name.description.lowercased() == table.fileName {
        return folder.mappings.appending(name)
      }
    }
    return folder.mappings.appending(FilePath(table.fileName))
  }
}
