import Filesystem
import Settings

/// What was written behind `autopost`, taken apart by the rules of its command.
struct Arguments {
  /// One word as it was written, in bytes, so that file names of any kind survive.
  typealias Word = FilePath

  var root: FilePath?
  var command: String?
  var wantsHelp = false
  var wantsVersion = false
  /// Options with their values in the order in which they were written; an empty value for words that stand alone.
  private(set) var options: [(name: String, value: Word)] = []
  private(set) var operands: [Word] = []

  /// - Throws: `Failure` with the exit code for wrong use.
  init(_ words: [Word], commands: [Command]) throws(Failure) {
    var rest = words[...]
    var rules = [OptionRule.root]
    var isOnlyOperands = false
    while let word = rest.popFirst() {
      if isOnlyOperands || !word.hasPrefix("-") || word.bytes.count == 1 {
        if command == nil, !isOnlyOperands {
          let name = word.description
          command = name
          // Help is for every command; what is not known is said by whoever looks the command up.
          rules += commands.first { $0.name == name }?.options ?? []
        } else {
          operands.append(word)
        }
        continue
      }
      if word == "--" {
        isOnlyOperands = true
        continue
      }
      if word == "--help" || word == "-h" {
        wantsHelp = true
        continue
      }
      if word == "--version" {
        wantsVersion = true
        continue
      }
      try takeOption(word, &rest, rules)
    }
  }

  private mutating func takeOption(
    _ word: Word, _ rest: inout ArraySlice<Word>, _ rules: [OptionRule]
  ) throws(Failure) {
    let parts = word.bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let name = FilePath(bytes: Array(parts[0])).description
    let where_ = command.map { "autopost \($0)" } ?? "autopost"
    guard let rule = rules.first(where: { $0.name == name }) else {
      let known = rules.map(\.name)
      throw Failure(
        .usage, "\(where_) has no option \(name)\(Suggestion.question(name, among: known))",
        remedy: command == nil
          ? "Write options behind the command; see autopost help."
          : "See autopost help \(command ?? "").")
    }
    var value = Word("")
    if rule.value == nil {
      guard parts.count == 1 else {
        throw Failure(.usage, "\(name) stands alone and takes no value", remedy: "Write only \(name).")
      }
    } else if parts.count == 2 {
      value = Word(bytes: Array(parts[1]))
    } else if let next = rest.popFirst() {
      value = next
    } else {
      throw Failure(.usage, "\(name) has no value", remedy: "Write \(rule.shown).")
    }
    if rule.name == OptionRule.root.name {
      guard !value.bytes.isEmpty else {
        throw Failure(
          .usage, "--root has no value", remedy: "Write the exchange folder behind it: --root DIR.")
      }
      root = value
      return
    }
    if !rule.isRepeatable, options.contains(where: { $0.name == name }) {
      throw Failure(.usage, "\(name) is written twice", remedy: "Write it once.")
    }
    options.append((name, value))
  }
}
