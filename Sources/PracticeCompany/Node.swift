/// One element as the company file reads, keeps and writes it.
struct Node: Hashable, Sendable {
  struct Attribute: Hashable, Sendable {
    var name: String
    var value: String
  }

  var name: String
  var attributes: [Attribute]
  var children: [Node]
  var text: String

  init(_ name: String, attributes: [Attribute] = [], _ children: [Node] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = ""
  }

  init(_ name: String, text: String) {
    self.name = name
    self.attributes = []
    self.children = []
    self.text = text
  }

  /// The first child of that name.
  subscript(child: String) -> Node? {
    children.first { $0.name == child }
  }

  func all(_ child: String) -> [Node] {
    children.filter { $0.name == child }
  }

  /// The text of the first child of that name; nil when there is none.
  func text(_ child: String) -> String? {
    self[child]?.text
  }

  func isTrue(_ child: String) -> Bool {
    text(child) == "true"
  }

  func attribute(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// A reference as answers show it.
  static func reference(_ name: String, id: String, fullName: String) -> Node {
    Node(name, [Node("ListID", text: id), Node("FullName", text: fullName)])
  }
}
