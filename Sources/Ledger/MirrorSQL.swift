import Autotask

/// The statements of one entity's table, made from its field table.
struct MirrorSQL {
  let table: EntityTable
  let name: String

  init(_ entity: Entity) {
    table = entity.table
    name = "mirror\(entity.rawValue)"
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

  private var columns: String { (["id", "present"] + table.fields.map(quoted)).joined(separator: ", ") }

  var byID: String { "SELECT \(columns) FROM \(name) WHERE id = ?1" }

  func by(parent: String) -> String { "SELECT \(columns) FROM \(name) WHERE \"\(parent)\" = ?1 ORDER BY id" }

  var all: String { "SELECT \(columns) FROM \(name) ORDER BY id" }
}
