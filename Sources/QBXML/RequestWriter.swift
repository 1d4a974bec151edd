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
public struct RequestWriter: ~Copyable {
  private struct Frame: Sendable {
    let rule: ElementRule
    /// The child written last; -1 before the first.
    var at = -1
    /// How often, when it repeats.
    var count = 0
    /// The branch taken in each choice, eight bits each.
    var chosen: UInt64 = 0
  }

  private var xml = MeantXML()
  /// The element that is open.
  private var frame: Frame
  /// Those around it, from the message inward.
  private var outer: [Frame] = []
  /// Digits being made, kept to spare an allocation a number.
  var scratch: [UInt8] = []

  /// - Throws: `unknownMessage` for a message that is not in the table.
  public init(_ message: String) throws(QBXMLProblem) {
    guard let rule = MessageTable.rule(message) else {
      throw QBXMLProblem(
        .unknownMessage, message: message, words: "\(message) is no message that autopost writes")
    }
    frame = Frame(rule: rule)
  }

  /// Begins an element that holds others.
  public mutating func begin(_ name: String) throws(QBXMLProblem) {
    let rule = try enter(name)
    guard rule.isBlock else {
      throw problem(.unknownElement, "holds a value, not elements", at: name)
    }
    xml.begin(rule.tags)
    outer.append(frame)
    frame = Frame(rule: rule)
  }

  /// Ends it, and checks that nothing is missing in it.
  public mutating func end() throws(QBXMLProblem) {
    try checkWhole()
    xml.end(frame.rule.tags)
    guard let around = outer.popLast() else { preconditionFailure("there is no open element") }
    frame = around
  }

  /// All is written.
  public consuming func finish() throws(QBXMLProblem) -> RenderedRequest {
    precondition(outer.isEmpty, "an element is still open")
    try checkWhole()
    let message = frame.rule.name
    return RenderedRequest(
      message: message, body: xml.textBytes, meaning: xml.meaningBytes,
      writes: !message.hasSuffix("QueryRq"))
  }

  mutating func put(_ name: String, _ value: Span<UInt8>) throws(QBXMLProblem) {
    let rule = try enter(name)
    if rule.isBlock { throw problem(.unknownElement, "holds elements, not a value", at: name) }
    if let bad = ValueCheck.problem(value, rule.kind) { throw refused(bad, value, at: rule) }
    if !rule.kind.isFree || ValueCheck.isPlain(value) {
      return xml.element(rule.tags, value, written: value)
    }
    let escaped: [UInt8]
    do { escaped = try ValueCheck.escaped(value, rule.kind) } catch { throw refused(error, value, at: rule) }
    xml.element(rule.tags, value, written: escaped.span)
  }

  /// Moves to the element, when it may stand here.
  private mutating func enter(_ name: String) throws(QBXMLProblem) -> ElementRule {
    let children = frame.rule.children
    let from = frame.at
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
      frame.count += 1
    } else {
      frame.at = index
      frame.count = 1
    }
    for choice in rule.branches {
      let shift = UInt64(8 * choice.group)
      let taken = frame.chosen >> shift & 0xFF
      if taken == 0 {
        frame.chosen |= choice.branch << shift
      } else if taken != choice.branch {
        throw problem(.choice, "excludes what was written before it", at: name)
      }
    }
    return rule
  }

  private func checkWhole() throws(QBXMLProblem) {
    for child in frame.rule.children.dropFirst(frame.at + 1) where child.isRequired && child.branches.isEmpty
    {
      throw problem(.missing, "is missing", at: child.name)
    }
    for group in frame.rule.requiredGroups where frame.chosen >> UInt64(8 * group) & 0xFF == 0 {
      let names = frame.rule.children.filter { $0.branches.contains { $0.group == group } }.map(\.name)
      throw problem(.choice, "has none of \(names.joined(separator: ", "))", at: nil)
    }
  }

  private var message: String { (outer.first ?? frame).rule.name }

  private func path(to name: String?) -> String {
    var steps: [String] = []
    for (above, below) in zip(outer, outer.dropFirst() + [frame]) {
      steps.append(below.rule.repeats ? "\(below.rule.name)[\(above.count)]" : below.rule.name)
    }
    if let name { steps.append(name) }
    return steps.isEmpty ? message : steps.joined(separator: "/")
  }

  private func problem(_ code: QBXMLProblem.Code, _ words: String, at name: String?) -> QBXMLProblem {
    let path = path(to: name)
    return QBXMLProblem(code, message: message, path: path, words: "\(path) \(words)")
  }

  private func refused(_ bad: ValueCheck.Refusal, _ value: Span<UInt8>, at rule: ElementRule) -> QBXMLProblem
  {
    let path = path(to: rule.name)
    var bytes: [UInt8] = []
    for index in value.indices { bytes.append(value[index]) }
    let text = String(decoding: bytes, as: UTF8.self)
    let shown = text.unicodeScalars.count > 60 ? String(text.prefix(60)) + "…" : text
    return QBXMLProblem(
      bad.code, message: message, path: path, value: text, limit: bad.limit,
      words: "\(path) \(bad.words): \"\(shown)\"")
  }
}
