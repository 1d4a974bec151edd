import Autotask

/// The statements of one entity's table, made from its field table.
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
      "CREATE TABLE \(name)(id INTEGER PRIMARY KEY, asOf INTEGER NOT NULL, present INTEGER NOT NULL, \(columns)) STRICT"
    return [create] + table.parents.map { "CREATE INDEX \(name)_\($0) ON \(name)(\"\($0)\")" }
  }

  /// Parameters: id, asOf, present, then the fields in the order of the table.
  ///
  /// A field changes when its bit comes and the record is not older, or when the field was never there; what sticks
  /// does not go back.
  var upsert: String {
    let names = table.fields.map(quoted)
    let places = (1...(names.count + 3)).map { "?\($0)" }.joined(separator: ",")
    var assignments = ["asOf = max(asOf, excluded.asOf)", "present = present | excluded.present"]
    var differences: [String] = []
    for (index, field) in table.fields.enumerated() {
      let column = quoted(field)
      let bit = UInt64(1) << UInt64(index)
      var condition =
        "excluded.present & \(bit) AND (excluded.asOf >= asOf OR NOT present & \(bit))"
      if field.sticks {
        condition += " AND (\(column) IS NULL OR \(column) IN ('', 'false', '0') OR NOT present & \(bit))"
      }
      assignments.append("\(column) = CASE WHEN \(condition) THEN excluded.\(column) ELSE \(column) END")
      differences.append("(excluded.present & \(bit) AND \(column) IS NOT excluded.\(column))")
    }
    return """
      INSERT INTO \(name)(id, asOf, present, \(names.joined(separator: ", "))) VALUES(\(places))
      ON CONFLICT(id) DO UPDATE SET \(assignments.joined(separator: ", "))
      WHERE excluded.asOf > asOf OR (excluded.present & ~present) <> 0
        OR (excluded.asOf = asOf AND (\(differences.joined(separator: " OR "))))
      """
  }
}
