/// How one tenant's tables are written, as far as they do not say it themselves.
public struct TableRules: Sendable {
  /// Which number of `03/10/2026` is the month.
  public enum DateOrder: Sendable, Hashable {
    case monthFirst, dayFirst

    /// Of a format such as `MM/dd/yyyy`; nil where the year comes first, for then nothing is in doubt.
    public init?(format: String) {
      switch format.first {
      case "M", "m": self = .monthFirst
      case "d", "D": self = .dayFirst
      default: return nil
      }
    }
  }

  /// Nil where nobody has said it.
  public var dateOrder: DateOrder?
  /// Fields by the folded words of the tenant's own headers.
  private var headers: [Entity: [String: String]] = [:]

  public init(dateOrder: DateOrder? = nil) { self.dateOrder = dateOrder }

  /// Lets a header mean a field.
  /// - Returns: false when the entity has no such field.
  public mutating func add(header: String, field: String, of entity: Entity) -> Bool {
    guard field.lowercased() == "id" || entity.table.index(of: field) != nil else { return false }
    headers[entity, default: [:]][TableRules.folded(header)] = field
    return true
  }

  /// The field that a header means; nil when nobody knows.
  func field(_ header: String, of entity: Entity) -> String? {
    let word = TableRules.folded(header)
    if word.isEmpty { return nil }
    if let field = headers[entity]?[word] { return field }
    return TableAliases.fields(of: entity)[word]
  }

  /// The tenant's own headers of an entity, and the fields it knows, as words to be compared with.
  func words(of entity: Entity) -> [String] { TableAliases.shown(of: entity) }

  /// A header in the form in which two spellings of it are one: lower case, without blanks and `_-.#/()`.
  static func folded(_ header: String) -> String {
    var folded = ""
    for character in header.lowercased()
    where !character.isWhitespace && !"_-.#/():*\u{FEFF}".contains(character) {
      folded.append(character)
    }
    return folded
  }
}
