import ByteFormats

/// How the name of a billing code becomes the name of a QuickBooks item.
enum ItemNaming {
  /// Characters a level of an item name may have in QuickBooks.
  static let limit = 31

  /// As QuickBooks compares names: case and outer blanks aside.
  static func folded(_ name: String) -> String { NameFolding.key(name) }

  /// Names that become one name when they are cut to what QuickBooks holds, by that one name.
  ///
  /// Names of parents count like others: `A…~X` and `B…~Y` would stand under one parent.
  static func collisions(among names: [String]) -> [String: [String]] {
    var originals: [String: Set<String>] = [:]
    var cut: Set<String> = []
    for name in names {
      let parts = name.split(separator: "~", omittingEmptySubsequences: false)
      guard let whole = listName(name), whole.levels.count == parts.count else { continue }
      for (index, level) in whole.withParents.enumerated() {
        let original = parts[...index].map { ListNames.trimmed($0) }.joined(separator: "~")
        let key = folded(level.fullName)
        originals[key, default: []].insert(original)
        if whole.isCut { cut.insert(key) }
      }
    }
    var colliding: [String: [String]] = [:]
    for key in cut {
      let all = originals[key] ?? []
      if Set(all.map { folded($0) }).count > 1 { colliding[key] = all.sorted() }
    }
    return colliding
  }

  private static func listName(_ name: String) -> ListName? {
    do { return try ListNames.listName(from: name, limit: limit, cuts: true) } catch { return nil }
  }
}
