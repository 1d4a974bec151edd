import Accounting
import Exchange
import Filesystem
import Settings

/// A command with what was written behind it.
struct Invocation {
  let command: Command
  let root: FilePath
  let options: [(name: String, value: FilePath)]
  let operands: [FilePath]
  let now: Timestamp
  let output: Output

  // MARK: Options

  func has(_ name: String) -> Bool { options.contains { $0.name == name } }

  /// The value of an option as text; nil when it is not there.
  func value(_ name: String) throws(Failure) -> String? { try values(name).first }

  func values(_ name: String) throws(Failure) -> [String] {
    var texts: [String] = []
    for option in options where option.name == name {
      guard let text = String(validating: option.value.bytes, as: UTF8.self) else {
        throw Failure(
          .usage, "the value of \(name) is no text in UTF-8", remedy: "Write it in plain letters.")
      }
      texts.append(text)
    }
    return texts
  }

  func date(_ name: String) throws(Failure) -> CalendarDate? {
    guard let text = try value(name) else { return nil }
    if let date = CalendarDate(text) { return date }
    throw Failure(
      .usage, "\(name) is \"\(text)\", which is no date",
      remedy: "Write year, month and day, like 2026-11-21.")
  }

  /// Milliseconds of `--wait`, or what counts without it.
  func waits(_ otherwise: Int64 = 0) throws(Failure) -> Int64 {
    guard let text = try value(OptionRule.wait.name) else { return otherwise }
    guard text.utf8.count <= 6, text.utf8.allSatisfy({ (48...57).contains($0) }), let seconds = Int64(text)
    else {
      throw Failure(
        .usage, "--wait is \"\(text)\", which is no number of seconds", remedy: "Write --wait 60.")
    }
    return seconds * 1_000
  }

  /// A value of a few words; `among` are those that there are.
  func choice<Choice: RawRepresentable<String>>(
    _ name: String, _ text: String, among known: [Choice]
  ) throws(Failure) -> Choice {
    if let choice = known.first(where: { $0.rawValue == text.lowercased() }) { return choice }
    let words = known.map(\.rawValue)
    throw Failure(
      .usage, "\(name) cannot be \"\(text)\"\(Suggestion.question(text, among: words))",
      remedy: "Write one of \(words.joined(separator: ", ")).")
  }

  /// The text of `--reason`; nil without one.
  func reason() throws(Failure) -> String? {
    guard let text = try value("--reason") else { return nil }
    guard !text.allSatisfy(\.isWhitespace) else {
      throw Failure(.usage, "--reason is empty", remedy: "Write the reason in quotation marks behind it.")
    }
    return text
  }

  // MARK: Operands

  func item(_ word: FilePath) throws(Failure) -> ItemKey {
    let text = word.description
    if let item = ItemKey(text) { return item }
    let types = ItemType.allCases.map(\.rawValue)
    let lead = String(text.prefix { $0 != ":" })
    if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw Failure(
        .usage, "\"\(text)\" does not say what kind of item it is",
        remedy: "Write invoice:\(text), if it is an invoice.")
    }
    throw Failure(
      .usage, "\"\(text)\" is not the name of an item\(Suggestion.question(lead, among: types))",
      remedy: "Write it as autopost status shows it, like invoice:8491.")
  }

  func items() throws(Failure) -> [ItemKey] {
    var items: [ItemKey] = []
    for word in operands {
      let item = try item(word)
      if !items.contains(item) { items.append(item) }
    }
    return items
  }

  /// The items that are named; nil with `--all-eligible`, which stands instead of them.
  func itemsOrAll() throws(Failure) -> [ItemKey]? {
    let items = try items()
    if has("--all-eligible") {
      guard items.isEmpty else {
        throw Failure(
          .usage, "--all-eligible stands instead of items",
          remedy: "Name items, or write --all-eligible without them.")
      }
      return nil
    }
    guard !items.isEmpty else {
      throw Failure(
        .usage, "autopost \(command.name) names no item",
        remedy: "Name items as autopost status shows them, like autopost \(command.name) invoice:8491.")
    }
    return items
  }

  func set(_ word: FilePath) throws(Failure) -> SetNumber {
    let text = word.description
    // The name of its file is as good as its number.
    if let set = SetNumber(String(word.name.description.prefix { $0 != "-" && $0 != "." })) { return set }
    throw Failure(
      .usage, "\"\(text)\" is not the number of a message set",
      remedy: "Write the number that its file name begins with, like 000012.")
  }

  // MARK: The folder

  /// Milliseconds that commands wait which somebody has typed: long enough for a pass of `watch` to end.
  static let patience: Int64 = 10_000

  /// The exchange folder, to work in.
  func exchange(waits: Int64, relinking: ConnectorName? = nil) throws -> Exchange {
    try requireFolder()
    return try Exchange(root: root, waits: waits, relinking: relinking)
  }

  /// The exchange folder, to read what the ledger knows while a pass may be at work.
  func readExchange() throws -> Exchange {
    try requireFolder()
    if try Exchange.hasLedger(root) { return try Exchange(reading: root) }
    return try Exchange(root: root, waits: Invocation.patience)
  }

  /// Shows what the ledger knows, also while the settings cannot be used: that is said first then, and is the exit code.
  func show(_ body: (Exchange) throws -> Void) throws -> ExitCode {
    try requireFolder()
    guard try Exchange.hasLedger(root) else {
      try body(try Exchange(root: root, waits: Invocation.patience))
      return .done
    }
    let exchange = try Exchange(reading: root, inSpiteOfMistakes: true)
    output.say(exchange.mistakes)
    if !exchange.mistakes.isEmpty {
      output.say(
        "autopost: the settings cannot be used, so nothing goes on until they are put right; this is what is known:"
      )
    }
    try body(exchange)
    return exchange.mistakes.isEmpty ? .done : .settings
  }

  private func requireFolder() throws {
    guard try Disk.facts(of: root) != nil else {
      throw Failure(
        .missing, "there is no folder \(root)",
        remedy: "Write the exchange folder behind --root, or make it: autopost init --root \(root).")
    }
    guard try Exchange.isExchangeFolder(root) else {
      let shown = try Disk.resolved(root)
      throw Failure(
        .missing, "\(shown) is not an exchange folder: it has no autopost.yaml, no inbox and no state",
        remedy: "Go to the exchange folder, name it with --root DIR, or make this one: autopost init.")
    }
  }
}

extension Exchange {
  /// - Throws: that the settings name no such connector; `known` goes before those they do name.
  func requireConnector(
    _ name: ConnectorName, known: String = "autopost.yaml has"
  ) throws(Failure) {
    if settings.connector(name) != nil { return }
    let names = settings.connectors.map(\.name.rawValue)
    throw Failure(
      .missing, "there is no connector \"\(name)\"\(Suggestion.question(name.rawValue, among: names))",
      remedy: "\(known) \(names.joined(separator: ", ")).")
  }
}
