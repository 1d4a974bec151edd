/// One element of a list.
struct ListRecord: Hashable, Sendable {
  var kind: ListKind
  var id: String
  var created: PracticeTime
  var modified: PracticeTime
  var editSequence: Int64
  var name: String
  var fullName: String
  /// The ListID of what it stands under.
  var parent: String?
  var sublevel: Int
  var isActive: Bool
  /// Everything else, as sent, references filled in.
  var fields: [Node]

  var reference: (id: String, fullName: String) { (id, fullName) }

  func field(_ name: String) -> Node? {
    fields.first { $0.name == name }
  }

  /// The ListID in one of its references.
  func referred(_ name: String) -> String? {
    field(name)?.text("ListID")
  }
}
