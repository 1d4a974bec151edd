import Accounting
import Findings
import YAML

/// Turns nodes of the settings into typed values and collects what is wrong on the way, all of it in one go.
struct SettingsReader {
  private(set) var findings: [Finding] = []
  private var lines: SourceLines

  init(path: String, bytes: [UInt8]) {
    lines = SourceLines(path: path, bytes: bytes)
  }

  mutating func report(
    _ id: FindingID, _ mark: YAMLMark, _ problem: String, remedy: String, severity: Severity = .error
  ) {
    findings.append(
      Finding(
        id, severity, problem: problem, remedy: remedy,
        place: lines.place(line: mark.line, column: mark.column)))
  }

  /// The entries of a mapping by key; unknown keys are reported. `owner` begins the sentence: `a connector`.
  mutating func mapping(
    _ node: YAMLNode, of owner: String, keys: [String], elsewhere: [String: String] = [:]
  )
    -> [String: YAMLPair]?
  {
    guard case .mapping(let pairs) = node.content else {
      report(
        .settingsValueOfWrongType, node.mark,
        "\(owner) is \(kind(of: node)) where keys with values are expected",
        remedy: "Write one line for each setting: key, colon, blank, value.")
      return nil
    }
    var found: [String: YAMLPair] = [:]
    for pair in pairs {
      if keys.contains(pair.key) {
        found[pair.key] = pair
      } else if let place = elsewhere[pair.key] {
        report(
          .settingsKeyUnknown, pair.keyMark, "\"\(pair.key)\" is no setting of \(owner)",
          remedy: "Move it to \(place), where it belongs.")
      } else {
        report(
          .settingsKeyUnknown, pair.keyMark,
          "\(owner) has no setting \"\(pair.key)\"" + Suggestion.question(pair.key, among: keys),
          remedy: "Correct the word or delete the line; known are \(keys.joined(separator: ", ")).")
      }
    }
    return found
  }

  /// The entries of a mapping whose keys are people's own words.
  mutating func pairs(_ node: YAMLNode, of owner: String) -> [YAMLPair] {
    if case .mapping(let pairs) = node.content { return pairs }
    report(
      .settingsValueOfWrongType, node.mark,
      "\(owner) is \(kind(of: node)) where keys with values are expected",
      remedy: "Write one line for each: key, colon, blank, value.")
    return []
  }

  /// The entries of a list.
  mutating func list(_ pair: YAMLPair, example: String) -> [YAMLNode]? {
    guard case .sequence(let nodes) = pair.value.content else {
      if isMissing(pair) { return nil }
      report(
        .settingsValueOfWrongType, pair.value.mark,
        "\"\(pair.key)\" is \(kind(of: pair.value)) where a list is expected",
        remedy: "Write it as a list, like \(example).")
      return nil
    }
    return nodes
  }

  /// A text that is not empty and holds no control character.
  mutating func text(_ pair: YAMLPair) -> String? {
    if isMissing(pair) { return nil }
    return text(pair.value, of: pair.key)
  }

  mutating func text(_ node: YAMLNode, of key: String) -> String? {
    guard case .scalar(let scalar) = node.content else {
      report(
        .settingsValueOfWrongType, node.mark,
        "\"\(key)\" is \(kind(of: node)) where one value is expected",
        remedy: "Write one value after the colon.")
      return nil
    }
    if scalar.isNull || scalar.text.allSatisfy(\.isWhitespace) {
      report(
        .settingsValueMissing, node.mark, "\"\(key)\" has no value",
        remedy: "Write a value, or delete the line.")
      return nil
    }
    if scalar.text.utf8.contains(where: { $0 < 32 || $0 == 127 }) {
      report(
        .settingsValueInvalid, node.mark, "\"\(key)\" holds a line break or another control character",
        remedy: scalar.style == .doubleQuoted
          ? "Put it in single quotes, in which a backslash is a backslash." : "Write it on one line.")
      return nil
    }
    return scalar.text
  }

  mutating func choice<Choice: SettingsChoice>(
    _ pair: YAMLPair, as type: Choice.Type = Choice.self
  ) -> Choice? {
    guard let text = text(pair) else { return nil }
    return choice(text, at: pair.value.mark, of: pair.key, among: Choice.allCases)
  }

  mutating func choice<Choice: SettingsChoice>(
    _ text: String, at mark: YAMLMark, of key: String, among allowed: [Choice]
  ) -> Choice? {
    if let choice = Choice(rawValue: text), allowed.contains(choice) { return choice }
    let words = allowed.map(\.rawValue)
    report(
      .settingsValueUnknown, mark,
      "\"\(key)\" cannot be \"\(text)\"" + Suggestion.question(text, among: words),
      remedy: words.count == 1 ? "Write \(words[0])." : "Write one of \(words.joined(separator: ", ")).")
    return nil
  }

  /// Each word once, in the order of the type's cases.
  mutating func choices<Choice: SettingsChoice>(
    _ pair: YAMLPair, as type: Choice.Type = Choice.self
  )
    -> [Choice]?
  {
    let example = "\(pair.key): [\(Choice.allCases.map(\.rawValue).joined(separator: ", "))]"
    guard let nodes = list(pair, example: example) else { return nil }
    var found: Set<Choice> = []
    for node in nodes {
      guard let text = text(node, of: pair.key),
        let choice = choice(text, at: node.mark, of: pair.key, among: Choice.allCases)
      else { continue }
      if !found.insert(choice).inserted { reportTwice(text, in: pair.key, at: node.mark) }
    }
    return Choice.allCases.filter(found.contains)
  }

  mutating func reportTwice(_ text: String, in key: String, at mark: YAMLMark) {
    report(
      .settingsValueTwice, mark, "\"\(key)\" names \"\(text)\" twice", remedy: "Delete one of the two.")
  }

  mutating func bool(_ pair: YAMLPair) -> Bool? {
    guard let text = text(pair) else { return nil }
    switch text.lowercased() {
    case "yes", "true": return true
    case "no", "false": return false
    default:
      report(
        .settingsValueUnknown, pair.value.mark, "\"\(pair.key)\" cannot be \"\(text)\"",
        remedy: "Write yes or no.")
      return nil
    }
  }

  mutating func date(_ pair: YAMLPair) -> CalendarDate? {
    guard let text = text(pair) else { return nil }
    if let date = CalendarDate(text) { return date }
    report(
      .settingsValueInvalid, pair.value.mark, "\"\(pair.key)\" is \"\(text)\", which is no date",
      remedy: "Write year, month and day, like 2026-11-01.")
    return nil
  }

  mutating func number(_ pair: YAMLPair, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(pair) else { return nil }
    if text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
      range.contains(number)
    {
      return number
    }
    report(
      .settingsValueInvalid, pair.value.mark,
      "\"\(pair.key)\" is \"\(text)\", which is no whole number from \(range.lowerBound) to \(range.upperBound)",
      remedy: "Write a number in that range, in digits only.")
    return nil
  }

  mutating func size(_ pair: YAMLPair, in range: ClosedRange<Int64>) -> Int64? {
    guard let text = text(pair) else { return nil }
    if let size = Measure.read(text, units: Measure.sizeUnits, plain: true), range.contains(size) {
      return size
    }
    report(
      .settingsValueInvalid, pair.value.mark,
      "\"\(pair.key)\" is \"\(text)\", which is no size from \(range.lowerBound) to \(range.upperBound) bytes",
      remedy: "Write bytes, or a number with kB, MB or GB, like 500 MB.")
    return nil
  }

  /// Seconds.
  mutating func duration(_ pair: YAMLPair, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(pair) else { return nil }
    if let time = Measure.read(text, units: Measure.timeUnits, plain: false), range.contains(Int(time)) {
      return Int(time)
    }
    report(
      .settingsValueInvalid, pair.value.mark,
      "\"\(pair.key)\" is \"\(text)\", which is no time from a minute to a year",
      remedy: "Write a number with min, h or d, like 24 h.")
    return nil
  }

  /// Whether nothing is written after the colon, which is reported.
  mutating func isMissing(_ pair: YAMLPair) -> Bool {
    guard case .scalar(let scalar) = pair.value.content, scalar.isNull else { return false }
    report(
      .settingsValueMissing, pair.keyMark, "\"\(pair.key)\" has no value",
      remedy: "Write a value after the colon, or delete the line.")
    return true
  }

  private func kind(of node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): scalar.isNull ? "empty" : "\"\(scalar.text)\""
    case .sequence: "a list"
    case .mapping: "keys with values"
    }
  }
}
