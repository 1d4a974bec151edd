import Autotask

/// The statements of one entity's table, made from its field table.
///
/// Each field is as new as the newest record that brought it, so that partial records give the same row in whatever
/// order they come. `asOf` is the newest of these times; `ages` holds one for each field, but only where they differ.
struct MirrorSQL {
  let table: EntityTable
  let name: String
  let byID: String
  let all: String
  private let byParent: [String: String]

  /// Made once: the text of a statement is also the name under which it is kept prepared.
  private static let made: [Entity: MirrorSQL] = Dictionary(
    uniqueKeysWithValues: Entity.allCases.map { ($0, MirrorSQL(making: $0)) })

  static func of(_ entity: Entity) -> MirrorSQL {
    guard let sql = made[entity] else { preconditionFailure("every entity has its statements") }
    return sql
  }

  private init(making entity: Entity) {
    let table = entity.table
    let name = "mirror\(entity.rawValue)"
    let columns = (["id", "present"] + table.fields.map { "\"\($0.name)\"" }).joined(separator: ", ")
    let select = "SELECT \(columns) FROM \(name)"
    self.table = table
    self.name = name
    byID = "\(select) WHERE id = ?1"
    all = "\(select) ORDER BY id"
    byParent = Dictionary(
      uniqueKeysWithValues: table.parents.map { ($0, "\(select) WHERE \"\($0)\" = ?1 ORDER BY id") })
  }

  func by(parent: String) -> String {
    guard let sql = byParent[parent] else { preconditionFailure("no index leads from \(parent)") }
    return sql
  }

  private func quoted(_ field: Field) -> String { "\"\(field.name)\"" }

  var creation: [String] {
    let columns = table.fields.map { "\(quoted($0)) ANY" }.joined(separator: ", ")
    let create =
      "CREATE TABLE \(name)(id INTEGER PRIMARY KEY, asOf INTEGER NOT NULL, present INTEGER NOT NULL, ages TEXT,"
      + " \(columns)) STRICT"
    return [create] + table.parents.map { "CREATE INDEX \(name)_\($0) ON \(name)(\"\($0)\")" }
  }

  // MARK: Taking a record

  /// Digits of a time in `ages`: milliseconds since 1970 until the year 33658.
  private static let width = 15

  /// The time of what the row holds in a field.
  private func age(_ index: Int) -> String {
    "CASE WHEN ages IS NULL THEN asOf ELSE CAST(substr(ages, \(index * Self.width + 1), \(Self.width)) AS INTEGER) END"
  }

  private func isTrue(_ value: String) -> String {
    "coalesce(lower(\(value)) NOT IN ('', 'false', '0', 'no'), 0)"
  }

  /// Whether the record at hand has the word in a field: it is not older, or the first to speak of it.
  ///
  /// What sticks goes from false to true at any age, and never back.
  private func takes(_ index: Int) -> String {
    let bit = UInt64(1) << UInt64(index)
    let isNewer = "excluded.asOf >= \(age(index))"
    guard table.fields[index].sticks else {
      return "(excluded.present & \(bit)) AND (\(isNewer) OR NOT (present & \(bit)))"
    }
    let old = isTrue(quoted(table.fields[index]))
    let new = isTrue("excluded.\(quoted(table.fields[index]))")
    return "(excluded.present & \(bit)) AND (NOT (present & \(bit)) OR \(new) > \(old)"
      + " OR (\(new) = \(old) AND \(isNewer)))"
  }

  /// Parameters: id, asOf, present, then the fields in the order of the table.
  var upsert: String { upsert(parameters) }

  /// The same for a record that has no row yet; the long way of `upsert` costs even where it is not gone.
  var insert: String {
    "INSERT INTO \(name)(id, asOf, present, \(table.fields.map(quoted).joined(separator: ", "))) \(parameters)"
  }

  private var parameters: String {
    "VALUES(\((1...(table.fields.count + 3)).map { "?\($0)" }.joined(separator: ",")))"
  }

  /// Takes all records of a table of the same columns as if they came one after the other.
  func upsert(allOf other: String) -> String {
    let names = (["id", "asOf", "present"] + table.fields.map(quoted)).joined(separator: ", ")
    return upsert("SELECT \(names) FROM \(other) WHERE true ORDER BY id")
  }

  private func upsert(_ source: String) -> String {
    let names = table.fields.map(quoted)
    let indices = Array(table.fields.indices)
    let sticky = indices.filter { table.fields[$0].sticks }
    let values = indices.map {
      "\(names[$0]) = CASE WHEN \(takes($0)) THEN excluded.\(names[$0]) ELSE \(names[$0]) END"
    }
    let covers =
      (["excluded.asOf >= asOf", "(present & ~excluded.present) = 0"]
      + sticky.map { "(\(takes($0)) OR NOT (present & \(UInt64(1) << UInt64($0))))" }).joined(
        separator: " AND ")
    let format = String(repeating: "%0\(Self.width)d", count: indices.count)
    let times = indices.map { "CASE WHEN \(takes($0)) THEN excluded.asOf ELSE \(age($0)) END" }
    let ages =
      "CASE WHEN (\(covers)) OR (excluded.asOf = asOf AND ages IS NULL) THEN NULL"
      + " ELSE printf('\(format)', \(times.joined(separator: ", "))) END"
    let assignments =
      ["asOf = max(asOf, excluded.asOf)", "present = present | excluded.present", "ages = \(ages)"] + values
    let differences = indices.map {
      "(excluded.present & \(UInt64(1) << UInt64($0)) AND \(names[$0]) IS NOT excluded.\(names[$0]))"
    }
    // An older record has nothing to say where every field is as new as the row.
    let occasions =
      [
        "excluded.asOf > asOf", "(excluded.present & ~present) <> 0", "ages IS NOT NULL",
        "(excluded.asOf = asOf AND (\(differences.joined(separator: " OR "))))",
      ]
      + sticky.map { "(excluded.asOf < asOf AND (\(takes($0))))" }
    return """
      INSERT INTO \(name)(id, asOf, present, \(names.joined(separator: ", "))) \(source)
      ON CONFLICT(id) DO UPDATE SET \(assignments.joined(separator: ", "))
      WHERE \(occasions.joined(separator: " OR "))
      """
  }
  // MARK: What follows from a change

  /// Marks the items that a change concerns beyond those which the bundle names. For lines a trigger would cost more
  /// than all else that is done with them; `MirrorWriter` looks after those.
  static var triggers: [String] {
    let told = Entity.companies.table.fields.map(\.name).filter { $0 != Entity.companies.table.modified }
    let differs = told.map { "OLD.\"\($0)\" IS NOT NEW.\"\($0)\"" }.joined(separator: " OR ")
    return [
      // What QuickBooks refused for its customer goes again once the organization is corrected.
      """
      CREATE TRIGGER companyChanged AFTER UPDATE ON mirrorCompanies WHEN \(differs)
      BEGIN UPDATE item SET dirty = 1, retry = 1 WHERE organization = OLD.id AND state = 'refused'; END
      """
    ]
  }
}
