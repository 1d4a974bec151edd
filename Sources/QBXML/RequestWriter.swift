import XML

/// A request that has passed every check.
public struct RenderedRequest: Sendable, Hashable {
  /// The message: `InvoiceAddRq`.
  public let message: String
  /// What stands inside the message element, ASCII.
  public let body: [UInt8]
  /// The same as `XMLMeaning` reads it.
  public let meaning: [UInt8]
  /// Whether QuickBooks changes anything for it.
  public let writes: Bool

  /// Bytes that it takes in a message set, roughly: all but the requestID.
  public var size: Int { body.count + 2 * message.utf8.count + 28 }
}

/// Writes one request element after element, and checks each against the table while it does.
///
/// Two streams grow side by side: the bytes that go out, and what they must mean when they are read back.
public struct RequestWriter: Sendable {
  private struct Frame: Sendable {
    let rule: ElementRule
    /// The child written last; -1 before the first.
    var at = -1
    /// How often, when it repeats.
    var count = 0
    /// The branch taken in each choice, eight bits each.
    var chosen: UInt64 = 0
  }

  private var body: [UInt8] = []
  private var meaning: [UInt8] = []
  private var frames: [Frame]
  /// Digits being made, kept to spare an allocation a number.
  var scratch: [UInt8] = []

  /// - Throws: `unknownMessage` for a message that is not in the table.
  public init(_ message: String) throws(QBXMLProblem) {
    guard let rule = MessageTable.rule(message) else {
      throw QBXMLProblem(
        .unknownMessage, message: message, words: "\(message) is no message that autopost writes")
    }
    frames = [Frame(rule: rule)]
    body.reserveCapacity(4_096)
    meaning.reserveCapacity(2_048)
  }

  /// Begins an element that holds others.
  public mutating func begin(_ name: String) throws(QBXMLProblem) {
    let rule = try enter(name)
    guard rule.kind == .block else {
      throw problem(.unknownElement, "holds a value, not elements", at: name)
    }
    openTag(rule)
    frames.append(Frame(rule: rule))
  }

  /// Ends it, and checks that nothing is missing in it.
  public mutating func end() throws(QBXMLProblem) {
    precondition(frames.count > 1, "there is no open element")
    try checkWhole()
    let rule = frames.removeLast().rule
    newLine()
    closeTag(rule)
  }

  /// All is written.
  public consuming func finish() throws(QBXMLProblem) -> RenderedRequest {
    precondition(frames.count == 1, "an element is still open")
    try checkWhole()
    let message = frames[0].rule.name
    // Thousands are kept at a time: without the room that the arrays have grown beyond.
    return RenderedRequest(
      message: message, body: RequestWriter.fitting(body), meaning: RequestWriter.fitting(meaning),
      writes: !message.hasSuffix("QueryRq"))
  }

  private static func fitting(_ bytes: [UInt8]) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    copy.append(contentsOf: bytes)
    return copy
  }

  mutating func put(_ name: String, _ value: Span<UInt8>) throws(QBXMLProblem) {
    let rule = try enter(name)
    if rule.kind == .block { throw problem(.unknownElement, "holds elements, not a value", at: name) }
    if let bad = ValueCheck.problem(value, rule.kind) { throw refused(bad, value, at: rule) }
    openTag(rule)
    meaning.append(XMLMeaning.text)
    if let bad = ValueCheck.escape(value, rule.kind, into: &body, meaning: &meaning) {
      throw refused(bad, value, at: rule)
    }
    closeTag(rule)
  }

  /// Moves to the element, when it may stand here.
  private mutating func enter(_ name: String) throws(QBXMLProblem) -> ElementRule {
    let last = frames.count - 1
    let children = frames[last].rule.children
    let from = frames[last].at
    var index = max(from, 0)
    while index < children.count, children[index].name != name {
      if children[index].isRequired, index > from, children[index].branches.isEmpty {
        // The wanted element may not exist at all: say that first.
        if !children.contains(where: { $0.name == name }) { break }
        throw problem(.missing, "must stand before \(name) and is missing", at: children[index].name)
      }
      index += 1
    }
    guard index < children.count, children[index].name == name else {
      if children.contains(where: { $0.name == name }) {
        throw problem(.order, "comes after \(children[from].name), and QuickBooks wants it before", at: name)
      }
      throw problem(.unknownElement, "is no element that qbXML has there", at: name)
    }
    let rule = children[index]
    if rule.kind == .foreign {
      throw problem(.otherEdition, "is not taken by a US QuickBooks", at: name)
    }
    if index == from {
      if !rule.repeats { throw problem(.repeated, "stands twice, and QuickBooks takes it once", at: name) }
      frames[last].count += 1
    } else {
      frames[last].at = index
      frames[last].count = 1
    }
    for choice in rule.branches {
      let shift = UInt64(8 * choice.group)
      let taken = frames[last].chosen >> shift & 0xFF
      if taken == 0 {
        frames[last].chosen |= choice.branch << shift
      } else if taken != choice.branch {
        throw problem(.choice, "excludes what was written before it", at: name)
      }
    }
    return rule
  }

  private func checkWhole() throws(QBXMLProblem) {
    let frame = frames[frames.count - 1]
    for child in frame.rule.children.dropFirst(frame.at + 1) where child.isRequired && child.branches.isEmpty
    {
      throw problem(.missing, "is missing", at: child.name)
    }
    for group in frame.rule.requiredGroups where frame.chosen >> UInt64(8 * group) & 0xFF == 0 {
      let names = frame.rule.children.filter { $0.branches.contains { $0.group == group } }.map(\.name)
      throw problem(.choice, "has none of \(names.joined(separator: ", "))", at: nil)
    }
  }

  private func path(to name: String?) -> String {
    var steps: [String] = []
    for index in frames.indices.dropFirst() {
      let frame = frames[index]
      let above = frames[index - 1]
      steps.append(frame.rule.repeats ? "\(frame.rule.name)[\(above.count)]" : frame.rule.name)
    }
    if let name { steps.append(name) }
    return steps.isEmpty ? frames[0].rule.name : steps.joined(separator: "/")
  }

  private func problem(_ code: QBXMLProblem.Code, _ words: String, at name: String?) -> QBXMLProblem {
    let path = path(to: name)
    return QBXMLProblem(code, message: frames[0].rule.name, path: path, words: "\(path) \(words)")
  }

  private func refused(_ bad: ValueCheck.Refusal, _ value: Span<UInt8>, at rule: ElementRule) -> QBXMLProblem
  {
    let path = path(to: rule.name)
    var bytes: [UInt8] = []
    for index in value.indices { bytes.append(value[index]) }
    let text = String(decoding: bytes, as: UTF8.self)
    let shown = text.unicodeScalars.count > 60 ? String(text.prefix(60)) + "…" : text
    return QBXMLProblem(
      bad.code, message: frames[0].rule.name, path: path, value: text, limit: bad.limit,
      words: "\(path) \(bad.words): \"\(shown)\"")
  }

  // MARK: Bytes

  /// A line end and the blanks before an element, by its depth.
  private static let lineStarts: [[UInt8]] = (0..<12).map { [10] + [UInt8](repeating: 32, count: $0 + 2) }

  private mutating func newLine() { body.append(contentsOf: RequestWriter.lineStarts[frames.count]) }

  private mutating func openTag(_ rule: ElementRule) {
    newLine()
    body.append(contentsOf: rule.openTag)
    meaning.append(contentsOf: rule.openMeaning)
  }

  private mutating func closeTag(_ rule: ElementRule) {
    body.append(contentsOf: rule.closeTag)
    meaning.append(XMLMeaning.close)
  }
}
