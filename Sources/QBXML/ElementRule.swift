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
  /// `<Name>` and `</Name>`.
  let openTag: [UInt8]
  let closeTag: [UInt8]
  /// What `XMLMeaning` makes of the open tag.
  let openMeaning: [UInt8]

  init(
    name: String, kind: Kind, isRequired: Bool = false, repeats: Bool = false, branches: [Branch] = [],
    children: [ElementRule] = [], requiredGroups: [Int] = []
  ) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.repeats = repeats
    self.branches = branches
    self.children = children
    self.requiredGroups = requiredGroups
    openTag = Array("<\(name)>".utf8)
    closeTag = Array("</\(name)>".utf8)
    openMeaning = [XMLMeaning.open] + Array(name.utf8)
  }

  /// ListID or FullName, one of them.
  static func reference(_ limit: Int) -> [ElementRule] {
    [
      ElementRule(name: "ListID", kind: .id, branches: [Branch(group: 0, branch: 1)]),
      ElementRule(name: "FullName", kind: .text(limit), branches: [Branch(group: 0, branch: 2)]),
    ]
  }

  static let address: [ElementRule] = [
    ("Addr1", 41), ("Addr2", 41), ("Addr3", 41), ("Addr4", 41), ("Addr5", 41), ("City", 31), ("State", 21),
    ("PostalCode", 13), ("Country", 31), ("Note", 41),
  ].map { ElementRule(name: $0.0, kind: .text($0.1)) }
}
