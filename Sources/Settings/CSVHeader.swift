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

  /// `{Invoices: {'Bill No.': invoiceNumber}}`; what is wrong with a header, the reader of tables says.
  static func read(
    _ pair: YAMLPair, _ reader: inout SettingsReader, _ problem: (CSVHeader) -> CSVHeaderProblem?
  ) -> [CSVHeader] {
    if reader.isMissing(pair) { return [] }
    var headers: [CSVHeader] = []
    for entity in reader.pairs(pair.value, of: "\"csv-headers\"") {
      if reader.isMissing(entity) { continue }
      var isUnknown = false
      for header in reader.pairs(entity.value, of: "\"\(entity.key)\"") {
        guard let field = reader.text(header) else { continue }
        let read = CSVHeader(entity: entity.key, header: header.key, field: field)
        switch problem(read) {
        case nil: headers.append(read)
        case .entity(let known):
          if !isUnknown {
            reader.report(
              .settingsValueUnknown, entity.keyMark,
              "csv-headers names \"\(entity.key)\", which is no entity that is read"
                + Suggestion.question(entity.key, among: known),
              remedy: "Write one of \(known.joined(separator: ", ")).")
          }
          isUnknown = true
        case .field(let known):
          reader.report(
            .settingsValueUnknown, header.value.mark,
            "csv-headers lets \"\(header.key)\" mean \"\(field)\", which is no field of \(entity.key) that is read"
              + Suggestion.question(field, among: known),
            remedy: "Write one of \(known.joined(separator: ", ")).")
        }
      }
    }
    return headers
  }
}

/// Why a header of the settings means nothing, with the words that would.
public enum CSVHeaderProblem: Hashable, Sendable {
  case entity(known: [String])
  case field(known: [String])
}
