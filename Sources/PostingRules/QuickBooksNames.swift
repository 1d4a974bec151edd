/// Under which name QuickBooks has, or would get, what Autotask calls so.
public enum QuickBooksNames {
  /// Of an organization; nil for a name that QuickBooks cannot hold.
  public static func customer(_ name: String) -> String? {
    do { return try ListNames.listName(from: name, limit: 41, cuts: false).fullName } catch { return nil }
  }

  /// Of what a line is named after, cut where a level is too long; nil for a name that cannot be used.
  public static func item(_ name: String) -> (fullName: String, isCut: Bool)? {
    do {
      let found = try ListNames.listName(from: name, limit: 31, cuts: true)
      return (found.fullName, found.isCut)
    } catch { return nil }
  }

  /// The other way: parts stand in Autotask's names behind a tilde.
  public static func inAutotask(_ fullName: String) -> String { fullName.replacing(":", with: "~") }
}
