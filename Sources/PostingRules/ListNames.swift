import ByteFormats

/// A name of up to five levels in one of QuickBooks' lists.
public struct ListName: Sendable, Hashable {
  /// From the outermost parent to the entry itself.
  public let levels: [String]
  /// Whether any level was cut to its limit.
  public let isCut: Bool
  /// `Parent:Child`.
  public let fullName: String

  /// The names of the parents from the outermost in, then the name itself.
  public var withParents: [ListName] {
    if levels.count == 1, !isCut { return [self] }
    return levels.indices.map { ListName(levels: Array(levels[...$0]), isCut: false) }
  }

  init(levels: [String], isCut: Bool) {
    self.levels = levels
    self.isCut = isCut
    fullName = levels.count == 1 ? levels[0] : levels.joined(separator: ":")
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
    // Most names have one level and nothing about them.
    if name.utf8.count <= limit, name.isPrintableASCII, !parts(name) {
      let level = trimmed(name)
      if level.isEmpty { throw .empty }
      return ListName(levels: [level], isCut: false)
    }
    var levels: [String] = []
    var isCut = false
    for part in name.split(separator: "~", omittingEmptySubsequences: false) {
      let fitted = TextFitting.fit(String(part), keepsLines: false)
      if let first = fitted.unfit.first { throw .unfit(first) }
      // A character that only looks like one of these two parts no name.
      var level = fitted.text
      if parts(level) {
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

  /// Whether one of the characters is in it that part the levels of names.
  private static func parts(_ name: String) -> Bool {
    let bytes = name.utf8.span
    for index in bytes.indices where bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "~") {
      return true
    }
    return false
  }

  /// The entry's own name in `Parent:Child`.
  static func lastLevel(of fullName: String) -> String {
    if !parts(fullName) { return trimmed(fullName) }
    return trimmed(fullName.split(separator: ":").last ?? "")
  }

  static func trimmed(_ text: some StringProtocol) -> String { trimmed(String(text)) }

  static func trimmed(_ text: String) -> String {
    if let first = text.utf8.first, let last = text.utf8.last, (33..<127).contains(first),
      (33..<127).contains(last)
    {
      return text
    }
    var view = text[...]
    while let first = view.first, first.isWhitespace { view = view.dropFirst() }
    while let last = view.last, last.isWhitespace { view = view.dropLast() }
    return String(view)
  }
}
