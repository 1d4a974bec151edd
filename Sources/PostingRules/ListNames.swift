/// A name of up to five levels in one of QuickBooks' lists.
public struct ListName: Sendable, Hashable {
  /// From the outermost parent to the entry itself.
  public let levels: [String]
  /// Whether any level was cut to its limit.
  public let isCut: Bool

  /// `Parent:Child`.
  public var fullName: String { levels.joined(separator: ":") }

  /// The names of the parents from the outermost in, then the name itself.
  public var withParents: [ListName] {
    levels.indices.map { ListName(levels: Array(levels[...$0]), isCut: false) }
  }

  init(levels: [String], isCut: Bool) {
    self.levels = levels
    self.isCut = isCut
  }
}

/// Why a name cannot be used in QuickBooks.
public enum ListNameProblem: Error, Sendable, Hashable {
  case empty
  case tooManyLevels(Int)
  case levelTooLong(String)
  case unfit(String)
}

enum ListNames {
  /// Autotask's name in QuickBooks' form: `~` becomes `:`, blanks around it go, a colon within a level becomes `-`.
  ///
  /// `limit` is how many characters a level may have: 41 for customers, 31 for items; `cuts` says whether a level
  /// that is too long is cut (items) or refused (customers).
  static func listName(from name: String, limit: Int, cuts: Bool) throws(ListNameProblem) -> ListName {
    var levels: [String] = []
    var isCut = false
    for part in name.split(separator: "~", omittingEmptySubsequences: false) {
      let fitted = TextFitting.fit(String(part), keepsLines: false)
      if let first = fitted.unfit.first { throw .unfit(first) }
      // A character that only looks like one of these two parts no name.
      var level = fitted.text
      if level.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "~") }) {
        level = level.replacing(":", with: "-").replacing("~", with: "-")
      }
      level = trimmed(level)
      if level.isEmpty { throw .empty }
      if level.utf16.count > limit {
        guard cuts else { throw .levelTooLong(level) }
        level = trimmed(level.prefix(limit))
        isCut = true
      }
      levels.append(level)
    }
    if levels.count > 5 { throw .tooManyLevels(levels.count) }
    return ListName(levels: levels, isCut: isCut)
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let whole = Substring(text)
    if let first = whole.utf8.first, let last = whole.utf8.last, (33..<127).contains(first),
      (33..<127).contains(last)
    {
      return String(text)
    }
    var view = text[...]
    while let first = view.first, first.isWhitespace { view = view.dropFirst() }
    while let last = view.last, last.isWhitespace { view = view.dropLast() }
    return String(view)
  }
}
