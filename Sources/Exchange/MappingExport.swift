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
}

extension Exchange {
  /// The tables that can be written from what is known.
  public static let exportedTables: [MappingTable] = [.organizations, .items, .accounts, .classes]

  /// Adds to the mapping tables a row, without a target, for every name that has none; rows that are there stay.
  public func exportMappings(
    _ tables: [MappingTable], now: Timestamp, progress: ((String) -> Void)? = nil
  ) throws(ExchangeError) -> [ExportedMapping] {
    do {
      let pass = pass(now: now)
      pass.progress = progress
      let names = try MappingNames(pass)
      return try tables.map { try export($0, names) }
    } catch { throw ExchangeError(error) }
  }

  private func export(_ table: MappingTable, _ names: MappingNames) throws -> ExportedMapping {
    let kept = mappings.rows(of: table).map { row in
      let short = zip(table.columns, row.values).map { $0 == "connector" ? "" : $1 }
      return settings.connectors.count > 1 || short.allSatisfy(\.isEmpty) ? row.values : short
    }
    func key(_ row: [String], _ connector: ConnectorName?) -> [String] {
      zip(table.columns, row).filter { table.identifies($0.0) }.map { column, cell in
        column == "connector" ? (connector?.rawValue ?? "") : NameFolding.key(cell)
      }
    }
    func connector(_ row: [String]) -> ConnectorName? {
      // An organization has one row, whatever its connector.
      guard table != .organizations, let place = table.columns.firstIndex(of: "connector") else { return nil }
      return row[place].isEmpty ? settings.defaultConnector.name : ConnectorName(row[place])
    }
    var known = Set(kept.map { key($0, connector($0)) })
    if table == .items {
      // A row for all kinds covers each of them.
      for row in names.rows(of: table, settings) {
        var general = row
        general[1] = ""
        if known.contains(key(general, connector(general))) { known.insert(key(row, connector(row))) }
      }
    }
    let new = names.rows(of: table, settings).filter { known.insert(key($0, connector($0))).inserted }
    let rows = kept + new
    let path = try file(of: table)
    try folder.replace(table.bytes(rows: rows), at: path)
    let targets = table.columns.indices.filter { table.isTarget(table.columns[$0]) }
    return ExportedMapping(
      file: folder.shown(path), rows: rows.count, added: new.count,
      unfilled: rows.count { row in targets.allSatisfy { row[$0].isEmpty } })
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
