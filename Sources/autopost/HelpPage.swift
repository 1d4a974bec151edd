/// What `autopost help COMMAND` says beside usage, options and example.
struct HelpPage: Sendable {
  /// What goes wrong and what to do then.
  struct Trouble: Sendable {
    var what: String
    var remedy: String
  }

  /// Paragraphs, each on lines of at most 100 columns.
  var about: [String]
  var troubles: [Trouble]
  /// Besides 0 and 64.
  var codes: [ExitCode]

  init(_ about: String..., troubles: [(String, String)] = [], codes: [ExitCode] = []) {
    self.about = about
    self.troubles = troubles.map { Trouble(what: $0.0, remedy: $0.1) }
    self.codes = codes
  }
}
