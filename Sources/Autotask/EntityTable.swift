/// How the text of a field is to be understood.
public enum FieldKind: Sendable, Hashable {
  /// A number that Autotask gave to a record; 0 and empty mean none.
  case reference
  case text
  /// Decimal text, never by way of a binary fraction.
  case decimal
  /// A time in which a date is meant.
  case date
  /// A moment.
  case time
  /// `true`, `false`, `0`, `1`.
  case flag
  /// A number whose meaning stands in the field information, or the label itself.
  case picklist
}

/// One field that the rules know, with Autotask's own name.
public struct Field: Sendable, Hashable {
  public let name: String
  public let kind: FieldKind
  /// Once true, a later `false` or null does not take it back.
  public let sticks: Bool
}

/// The fields of one entity in a fixed order; the place of a field is its column and its bit.
///
/// There is one of each entity, to which all its records point.
public final class EntityTable: Sendable {
  /// Autotask's name of the entity in the REST interface: `BillingItems`.
  public let entity: Entity
  /// Without `id`; at most 62.
  public let fields: [Field]
  /// The fields by which other records ask for these.
  public let parents: [String]
  /// The field that tells when the record was changed last, where the entity has one.
  public let modified: String?

  init(
    _ entity: Entity, parents: [String] = [], modified: String? = nil, _ fields: [(FieldKind, String)],
    sticks: Set<String> = []
  ) {
    self.entity = entity
    self.parents = parents
    self.modified = modified
    self.fields = fields.map { Field(name: $1, kind: $0, sticks: sticks.contains($1)) }
  }

  /// The place of a field by its name, without regard to case; nil when the rules do not know it.
  public func index(of name: String) -> Int? {
    let wanted = name.lowercased()
    return fields.firstIndex { $0.name.lowercased() == wanted }
  }

  /// The place of a field that is known when the program is written.
  func column(_ name: String) -> Int {
    guard let index = index(of: name) else { preconditionFailure("no field \(name)") }
    return index
  }
}
