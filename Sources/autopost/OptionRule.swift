/// An option that a command takes.
struct OptionRule: Sendable {
  /// `--as-of`
  let name: String
  /// What stands behind it, as the help names it; nil for a word that stands alone.
  let value: String?
  let isRepeatable: Bool
  /// For the help, without a full stop.
  let words: String

  /// A word that stands alone.
  init(_ name: String, _ words: String) {
    self.name = name
    value = nil
    isRepeatable = false
    self.words = words
  }

  init(_ name: String, _ value: String, repeatable: Bool = false, _ words: String) {
    self.name = name
    self.value = value
    isRepeatable = repeatable
    self.words = words
  }

  /// For every command that works in an exchange folder.
  static let root = OptionRule("--root", "DIR", "the exchange folder; without it, the current folder")
  /// For every command that changes something.
  static let wait = OptionRule(
    "--wait", "SECONDS", "how long to wait for another autopost that is at work in the folder")

  /// `--as-of DATE`
  var shown: String { value.map { "\(name) \($0)" } ?? name }
}
