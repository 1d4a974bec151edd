/// What the first row of a table says of its columns.
public struct TableHeader: Sendable {
  public let entity: Entity
  /// For each column its place in the entity's table, `identifier`, or `unused`.
  let columns: [Int]
  /// Columns that mean what an earlier one means already: their own place, and that of the earlier.
  let doubles: [(place: Int, first: Int)]
  /// Headers that mean nothing here, as written.
  public let unused: [String]
  public let hasID: Bool

  static let identifier = -1
  static let unusedColumn = -2

  /// The table that the words describe; `hint` is what the file's name says.
  ///
  /// - Returns: nil when they describe none, or more than one alike.
  public init?(_ names: [String], hint: Entity?, rules: TableRules) {
    let candidates = hint.map { [$0] } ?? Entity.allCases
    var best: TableHeader?
    var bestCount = 0
    var isShared = false
    for entity in candidates {
      let header = TableHeader(names, of: entity, rules)
      let known = header.columns.filter { $0 >= 0 }
      if hint == nil, !entity.isMarked(by: known.map { entity.table.fields[$0].name }) { continue }
      let count = known.count + (header.hasID ? 1 : 0)
      if count > bestCount {
        (best, bestCount, isShared) = (header, count, false)
      } else if count == bestCount, count > 0 {
        isShared = true
      }
    }
    guard let best, !isShared else { return nil }
    self = best
  }

  private init(_ names: [String], of entity: Entity, _ rules: TableRules) {
    var columns: [Int] = []
    var unused: [String] = []
    var doubles: [(place: Int, first: Int)] = []
    for (place, name) in names.enumerated() {
      let field = rules.field(name, of: entity)
      let column =
        field.map {
          $0.lowercased() == "id"
            ? TableHeader.identifier : entity.table.index(of: $0) ?? TableHeader.unusedColumn
        } ?? TableHeader.unusedColumn
      if column == TableHeader.unusedColumn {
        columns.append(TableHeader.unusedColumn)
        if !name.isEmpty { unused.append(name) }
      } else if let first = columns.firstIndex(of: column) {
        // Of two headers of one meaning the first is read, and the other is to say the same.
        columns.append(TableHeader.unusedColumn)
        doubles.append((place, first))
      } else {
        columns.append(column)
      }
    }
    self.entity = entity
    self.columns = columns
    self.unused = unused
    self.doubles = doubles
    hasID = columns.contains(TableHeader.identifier)
  }

  /// The fields that no column brings.
  public var missing: [String] {
    entity.table.fields.indices.filter { !columns.contains($0) }.map { entity.table.fields[$0].name }
  }

  /// The entity whose words a table has most of, for who asks what it might have been.
  public static func nearest(_ names: [String], rules: TableRules) -> Entity? {
    let counts = Entity.allCases.map { entity in
      (entity, TableHeader(names, of: entity, rules).columns.count { $0 >= 0 })
    }
    guard let best = counts.max(by: { $0.1 < $1.1 }), best.1 > 0 else { return nil }
    return best.0
  }
}
