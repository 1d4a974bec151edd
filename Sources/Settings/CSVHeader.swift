import YAML

/// A word that stands over a column in the tenant's tables, and the field that it means.
public struct CSVHeader: Hashable, Sendable {
  /// As Autotask names it in its REST interface: `Invoices`.
  public var entity: String
  public var header: String
  public var field: String

  public init(entity: String, header: String, field: String) {
    (self.entity, self.header, self.field) = (entity, header, field)
  }

  /// `{Invoices: {'Bill No.': invoiceNumber}}`; whether there are such fields is for the reader of tables to know.
  static func read(_ pair: YAMLPair, _ reader: inout SettingsReader) -> [CSVHeader] {
    if reader.isMissing(pair) { return [] }
    var headers: [CSVHeader] = []
    for entity in reader.pairs(pair.value, of: "\"csv-headers\"") {
      if reader.isMissing(entity) { continue }
      for header in reader.pairs(entity.value, of: "\"\(entity.key)\"") {
        guard let field = reader.text(header) else { continue }
        headers.append(CSVHeader(entity: entity.key, header: header.key, field: field))
      }
    }
    return headers
  }
}
