import XML

/// What may stand in one element of a request.
final class ElementRule: Sendable {
  enum Kind: Sendable, Equatable {
    /// One line, at most so many characters.
    case text(Int)
    /// The same, line breaks allowed.
    case lines(Int)
    /// A text without a colon.
    case name(Int)
    case id, bool, date, time, interval, amount, price, quantity, percent, float, int, guid
    case choice([String])
    /// Elements.
    case block
    /// Taken by CA, UK or AU editions only.
    case foreign
  }

  /// One branch of one choice.
  struct Branch: Sendable, Equatable {
    /// Counted from 0 within the parent; at most 8.
    var group: Int
    /// Counted from 1.
    var branch: UInt64
  }

  let name: String
  let kind: Kind
  let isRequired: Bool
  let repeats: Bool
  let branches: [Branch]
  let children: [ElementRule]
  /// Groups of which one branch must be taken.
  let requiredGroups: [Int]
  let isBlock: Bool
  let tags: ElementTags

  /// `depth` counts the elements around it, the message among them.
  init(
    name: String, kind: Kind, depth: Int, isRequired: Bool = false, repeats: Bool = false,
    branches: [Branch] = [], children: [ElementRule] = [], requiredGroups: [Int] = []
  ) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.repeats = repeats
    self.branches = branches
    self.children = children
    self.requiredGroups = requiredGroups
    isBlock = kind == .block
    tags = ElementTags(name, holdsElements: isBlock, indent: depth + 2)
  }

  /// ListID or FullName, one of them.
  static func reference(_ limit: Int, depth: Int) -> [ElementRule] {
    [
      ElementRule(name: "ListID", kind: .id, depth: depth, branches: [Branch(group: 0, branch: 1)]),
      ElementRule(
        name: "FullName", kind: .text(limit), depth: depth, branches: [Branch(group: 0, branch: 2)]),
    ]
  }

  static func address(depth: Int) -> [ElementRule] {
    [
      ("Addr1", 41), ("Addr2", 41), ("Addr3", 41), ("Addr4", 41), ("Addr5", 41), ("City", 31), ("State", 21),
      ("PostalCode", 13), ("Country", 31), ("Note", 41),
    ].map { ElementRule(name: $0.0, kind: .text($0.1), depth: depth) }
  }
}

extension ElementRule.Kind {
  /// Whether a value of the right form may hold what is not written as it is.
  var isFree: Bool {
    switch self {
    case .text, .lines, .name, .id: true
    default: false
    }
  }
}
