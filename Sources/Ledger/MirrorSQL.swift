import Autotask

/// The statements of one entity's table.
///
/// A row holds all texts of a record in one piece, as `Record` has them; columns of their own have only those fields that
/// other statements ask for.
struct MirrorSQL {
  let table: EntityTable
  let name: String
  /// Fields with a column of their own, in the order of the table.
  let columns: [Int]
  /// What `MirrorRow.record` reads.
  let byID: String
  let all: String
  private let byParent: [String: String]
  /// What `MirrorRow` reads.
  let row: String
  /// The columns that `update` and `insert` write: id, asOf, present, filled, ages, texts, then the fields that have
  /// columns.
  private let names: [String]

  /// Made once: the text of a statement is also the name under which it is kept prepared.
  private static let made: [Entity: MirrorSQL] = Dictionary(
    uniqueKeysWithValues: Entity.allCases.map { ($0, MirrorSQL(making: $0)) })

  static func of(_ entity: Entity) -> MirrorSQL {
    guard let sql = made[entity] else { preconditionFailure("every entity has its statements") }
    return sql
  }

  /// Fields by which statements choose and reckon, beyond those that lead to a parent.
  private static func asked(of entity: Entity) -> [String] {
    switch entity {
    case .companies: ["companyName", "currencyID"]
    case .invoices: ["batchID", "invoiceNumber", "invoiceTotal", "totalTaxValue", "isVoided", "voidedDate"]
    default: []
    }
  }

  private init(making entity: Entity) {
    let table = entity.table
    let name = "mirror\(entity.rawValue)"
    let own = Set(table.parents + MirrorSQL.asked(of: entity))
    let columns = table.fields.indices.filter { own.contains(table.fields[$0].name) }
    let fixed = ["id", "asOf", "present", "filled", "ages", "texts"]
    names = fixed + columns.map { "\"\(table.fields[$0].name)\"" }
    let select = "SELECT id, present, filled, texts FROM \(name)"
    self.table = table
    self.name = name
    self.columns = columns
    byID = "\(select) WHERE id = ?1"
    all = "\(select) ORDER BY id"
    byParent = Dictionary(
      uniqueKeysWithValues: table.parents.map { ($0, "\(select) WHERE \"\($0)\" = ?1 ORDER BY id") })
    row = "SELECT id, present, filled, texts, asOf, ages FROM \(name) WHERE id = ?1"
  }

  /// How many parameters each row has that is written.
  var parameterCount: Int { names.count }

  /// Writes rows that are new; the parameters of one follow those of the other.
  func insert(rows: Int) -> String {
    let values = (0..<rows).map { row in
      "(\(names.indices.map { "?\(row * names.count + $0 + 1)" }.joined(separator: ", ")))"
    }
    return "INSERT INTO \(name)(\(names.joined(separator: ", "))) VALUES\(values.joined(separator: ", "))"
  }

  var update: String {
    let values = names.enumerated().dropFirst().map { "\($1) = ?\($0 + 1)" }
    return "UPDATE \(name) SET \(values.joined(separator: ", ")) WHERE id = ?1"
  }

  func by(parent: String) -> String {
    guard let sql = byParent[parent] else { preconditionFailure("no index leads from \(parent)") }
    return sql
  }

  var creation: [String] {
    let own = columns.map { ", \"\(table.fields[$0].name)\" ANY" }.joined()
    let create =
      "CREATE TABLE \(name)(id INTEGER PRIMARY KEY, asOf INTEGER NOT NULL, present INTEGER NOT NULL,"
      + " filled INTEGER NOT NULL, ages TEXT, texts BLOB NOT NULL\(own)) STRICT"
    return [create] + table.parents.map { "CREATE INDEX \(name)_\($0) ON \(name)(\"\($0)\")" }
  }
}
