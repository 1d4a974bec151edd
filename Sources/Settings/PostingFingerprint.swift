public import Accounting
import ByteFormats

extension Settings {
  /// Everything in settings and mappings that changes what is posted through a connector, in one canonical text.
  ///
  /// When it differs from that of an earlier pass, items that QuickBooks has refused go again. What only says when
  /// or how fast things go (readiness, message set sizes, paid dates, first contact) is not part of it.
  public func postingFingerprintText(of name: ConnectorName, mappings: Mappings) -> String {
    guard let connector = connector(name) else { return "" }
    var writer = CSVWriter(formulas: .asTheyAre)
    writer.row(["time-zone", timeZoneName])
    writer.row(["date-format", dateFormat?.rawValue ?? ""])
    writer.row(["edition", connector.edition.rawValue])
    writer.row(["invoice-numbers", connector.invoiceNumbers.rawValue])
    writer.row(["terms", connector.terms.rawValue])
    writer.row(["taxes", connector.taxes.rawValue])
    writer.row(["transmission", connector.transmission.rawValue])
    for kind in ItemKind.allCases {
      writer.row(["item-names", kind.rawValue, connector.naming(of: kind).rawValue])
    }
    writer.row(["decrement-inventory", connector.decrementsInventory ? "yes" : "no"])
    writer.row(["time-customers", connector.timeCustomers ? "yes" : "no"])
    writer.row(["create"] + connector.create.map(\.rawValue))
    for table in MappingTable.allCases {
      let columns = table.columns.indices.filter {
        !["connector", "organization", "resource"].contains(table.columns[$0])
      }
      let targets = columns.filter { table.isTarget(table.columns[$0]) }
      // A row that waits for somebody to fill it in says nothing.
      let rows = mappings.rows(of: table).filter { row in
        row.connector == name && targets.contains { !row.values[$0].isEmpty }
      }.map { row in columns.map { row.values[$0] } }
      for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }) { writer.row([table.rawValue] + row) }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
