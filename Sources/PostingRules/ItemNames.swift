import ByteFormats

/// How a name in Autotask becomes the name of a QuickBooks item.
enum ItemNames {
  /// Characters a level of an item name may have in QuickBooks.
  static let limit = 31

  /// As QuickBooks compares names: case and outer blanks aside.
  static func folded(_ name: String) -> String { NameFolding.key(name) }

  /// Names that become one name when they are cut to what QuickBooks holds, by that one name.
  ///
  /// Names of parents count like others: `A…~X` and `B…~Y` would stand under one parent.
  static func collisions(among names: [String]) -> [String: [String]] {
    var originals: [String: Set<String>] = [:]
    // Most names are short, and only one that is cut can become another.
    for name in names where name.split(separator: "~").contains(where: { $0.utf8.count > limit }) {
      guard let (whole, parts) = levels(of: name), whole.isCut else { continue }
      for (index, level) in whole.withParents.enumerated() {
        originals[folded(level.fullName), default: []].insert(parts[...index].joined(separator: "~"))
      }
    }
    guard let shortest = originals.keys.map(\.utf8.count).min() else { return [:] }
    for name in names where name.utf8.count >= shortest {
      guard let (whole, parts) = levels(of: name) else { continue }
      for (index, level) in whole.withParents.enumerated() {
        originals[folded(level.fullName)]?.insert(parts[...index].joined(separator: "~"))
      }
    }
    return originals.filter { Set($0.value.map { folded($0) }).count > 1 }.mapValues { $0.sorted() }
  }

  private static func levels(of name: String) -> (whole: ListName, parts: [String])? {
    let parts = name.split(separator: "~", omittingEmptySubsequences: false).map { ListNames.trimmed($0) }
    guard let whole = listName(name), whole.levels.count == parts.count else { return nil }
    return (whole, parts)
  }

  static func listName(_ name: String) -> ListName? {
    do { return try ListNames.listName(from: name, limit: limit, cuts: true) } catch { return nil }
  }
}
