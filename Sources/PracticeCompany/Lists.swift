/// All lists of the company file, in the order of entry.
struct Lists: Sendable {
  private(set) var records: [ListRecord] = []
  private var byID: [String: Int] = [:]
  private var byName: [String: Int] = [:]

  private static func key(_ space: ListKind.NameSpace, _ fullName: String) -> String {
    space.rawValue + "|" + fullName.lowercased()
  }

  mutating func append(_ record: ListRecord) {
    byID[record.id] = records.count
    byName[Self.key(record.kind.space, record.fullName)] = records.count
    records.append(record)
  }

  /// Changes a record in place; its name and ListID stay.
  mutating func change(_ id: String, _ body: (inout ListRecord) -> Void) {
    if let index = byID[id] { body(&records[index]) }
  }

  subscript(id: String) -> ListRecord? {
    byID[id].map { records[$0] }
  }

  /// By its whole name, capitals aside.
  func named(_ fullName: String, in space: ListKind.NameSpace) -> ListRecord? {
    byName[Self.key(space, fullName)].map { records[$0] }
  }

  func all(_ kinds: Set<ListKind>) -> [ListRecord] {
    records.filter { kinds.contains($0.kind) }
  }
}
