/// What a file of a bundle is, as far as its name tells.
public enum EntryKind: Sendable, Hashable {
  case manifest
  case transferTable
  /// The answer of `<Entity>/entityInformation/fields`; the entity as it is named there.
  case fieldInformation(String)
  /// Records of an entity that the rules use, in any form.
  case records(Entity)
  /// Records of an entity that Autotask has and the rules do not use.
  case unused(String)
  /// A text whose name says nothing; its content may tell.
  case unnamed
  /// A form that is not read: spreadsheet, picture.
  case other

  /// - Parameter path: of the entry in the archive, or the name of a loose file.
  public init(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard let file = parts.last else {
      self = .other
      return
    }
    let folder = parts.count > 1 ? parts[parts.count - 2].lowercased() : ""
    let lower = file.lowercased()
    // What a Mac adds to an archive: `__MACOSX/._Invoices.json`, `.DS_Store`.
    if lower.hasPrefix(".") {
      self = .other
      return
    }
    if lower == "manifest.json" {
      self = .manifest
      return
    }
    if lower == "transfer.csv" {
      self = .transferTable
      return
    }
    guard EntryKind.isText(lower) else {
      self = .other
      return
    }
    if lower.hasSuffix(".xml") {
      // The root tells.
      self = .unnamed
      return
    }
    let stem = EntryKind.stem(file)
    if folder == "entityinformation" || lower.hasSuffix(".fields.json") {
      self = .fieldInformation(Entity.named(stem)?.rawValue ?? stem)
      return
    }
    if let entity = Entity.named(stem) {
      self = .records(entity)
    } else if Entity.unused.contains(stem.lowercased()) || Entity.unused.contains(stem.lowercased() + "s") {
      self = .unused(stem)
    } else if let entity = Entity.named(EntryKind.stem(parts.count > 1 ? parts[parts.count - 2] : "")) {
      // `Invoices/page-1.json`
      self = .records(entity)
    } else if let entity = EntryKind.spoken(of: file) {
      self = .records(entity)
    } else {
      self = .unnamed
    }
  }

  /// The one entity that the words of a name speak of by its own name: `2026-10 Billing Items (2).json`.
  ///
  /// Synonyms do not count among other words: a company may be anybody's.
  private static func spoken(of file: Substring) -> Entity? {
    let words = file.split { !$0.isLetter }.map { $0.lowercased() }
    var found: Set<Entity> = []
    for entity in Entity.allCases {
      let name = entity.rawValue.lowercased()
      for start in words.indices {
        var joined = ""
        for word in words[start...].prefix(3) {
          joined += word
          if joined == name { found.insert(entity) }
        }
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// Whether a file of this name, in lower case, may hold text that is read.
  private static func isText(_ name: String) -> Bool {
    let endings = [".json", ".ndjson", ".jsonl", ".xml", ".csv", ".tsv", ".txt"]
    return endings.contains { name.hasSuffix($0) }
  }

  /// Whether the entry holds one record a line.
  public static func isLines(path: String) -> Bool {
    let lower = path.lowercased()
    return lower.hasSuffix(".ndjson") || lower.hasSuffix(".jsonl")
  }

  /// The letters before the first `.`, `-`, `_`, blank or page number; the digit of a level belongs to its name.
  private static func stem(_ file: Substring) -> String {
    for prefix in ["OrganizationalLevel1", "OrganizationalLevel2"]
    where file.lowercased().hasPrefix(prefix.lowercased()) {
      let rest = file.dropFirst(prefix.count)
      return rest.first == "s" || rest.first == "S" ? prefix + "s" : prefix
    }
    return String(file.prefix { $0.isLetter })
  }
}
