/// Reads the values of one request: an error here stops only this request.
struct ValueCheck {
  /// The request with blanks around texts taken off, truth as `true` and `false`, and empty elements left out.
  ///
  /// Throws the answer to the first value, in the order of the document, that QuickBooks cannot take.
  static func cleaned(_ request: Node) throws(Status) -> Node {
    guard let order = OrderTable.requests[request.name] else { throw .unsupported(request.name) }
    return try cleaned(request, order.content)
  }

  private static func cleaned(_ node: Node, _ particles: [Particle]) throws(Status) -> Node {
    var clean = Node(node.name, attributes: node.attributes)
    for child in node.children {
      guard let rule = rule(child.name, in: particles) else { continue }
      if rule.isOfOtherEdition { throw .notEnabled }
      switch rule.content {
      case .group(let inner):
        let group = try cleaned(child, inner)
        clean.children.append(group)
      case .value(let kind):
        let text = trimmed(child.text)
        if text.isEmpty {
          if !rule.isOptional { clean.children.append(Node(child.name)) }
          continue
        }
        let value = try Self.value(text, kind, field: child.name)
        clean.children.append(Node(child.name, text: value))
      }
    }
    return clean
  }

  private static func rule(_ name: String, in particles: [Particle]) -> ElementRule? {
    for particle in particles {
      switch particle {
      case .element(let rule) where rule.name == name: return rule
      case .element: continue
      case .choice(let alternatives, _, _):
        for alternative in alternatives {
          if let rule = rule(name, in: alternative) { return rule }
        }
      }
    }
    return nil
  }

  /// Blanks and line ends at both ends are not kept.
  static func trimmed(_ text: String) -> String {
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r", "\n"]
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
    while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// Characters as QuickBooks counts them: a carriage return and a line feed are two each.
  static func length(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1 == "\r" || $1 == "\n" ? 2 : 1) }
  }

  private static func value(_ text: String, _ kind: ValueKind, field: String) throws(Status) -> String {
    switch kind {
    case .text(let limit):
      if let limit, length(text) > limit { throw .tooLong(text, field: field) }
    case .id:
      if field == "FullName" || isID(text) { return text }
      throw .badID(text, field: field == "ListID" ? "list id" : "txn id")
    case .bool:
      switch text {
      case "true", "1": return "true"
      case "false", "0": return "false"
      default: throw .unreadable(3010, "boolean value", text, field: field)
      }
    case .date:
      if CivilDate.days(text) == nil { throw .unreadable(3020, "date value", text, field: field) }
    case .time:
      if PracticeTime.filter(text) == nil { throw .unreadable(3020, "date value", text, field: field) }
    case .amount:
      if Decimals.amount(text) == nil { throw .unreadable(3040, "amount", text, field: field) }
    case .price:
      if Decimals.fine(text) == nil { throw .unreadable(3041, "price", text, field: field) }
    case .percent, .number:
      if Decimals.fine(text) == nil { throw .unreadable(3042, "percent", text, field: field) }
    case .quantity:
      if Decimals.fine(text) == nil { throw .unreadable(3043, "quantity", text, field: field) }
    case .whole:
      guard let number = Int64(text), field != "MaxReturned" || number >= 1 else {
        throw .unreadable(3060, "integer", text, field: field)
      }
    case .duration:
      if minutes(text) == nil { throw .unreadable(3035, "time interval value", text, field: field) }
    case .guid:
      if !isGUID(text) { throw .unreadable(3045, "GUID", text, field: field) }
    case .choice(let words):
      if !words.contains(text) { throw .unknownEnumeration(text, field: field) }
    }
    return text
  }

  /// `80000035-1785958998`; `-1` stands for a new line in a change.
  static func isID(_ text: String) -> Bool {
    if text == "-1" { return true }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return text.utf8.count <= 36 && parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      && parts[0].allSatisfy(\.isHexDigit) && parts[1].utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  /// `0` or `{8-4-4-4-12}`.
  static func isGUID(_ text: String) -> Bool {
    if text == "0" { return true }
    guard text.first == "{", text.last == "}" else { return false }
    let groups = text.dropFirst().dropLast().split(separator: "-", omittingEmptySubsequences: false)
    return groups.map(\.utf8.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy(\.isHexDigit)
  }

  /// Minutes of `PTnHnMnS`; seconds are dropped.
  static func minutes(_ text: String) -> Int64? {
    var rest = Substring(text)
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    guard rest.hasPrefix("PT"), rest.utf8.count > 2 else { return nil }
    rest = rest.dropFirst(2)
    var total: Int64 = 0
    for (unit, worth) in [("H", Int64(60)), ("M", 1), ("S", 0)] {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let tail = rest.dropFirst(digits.count)
      guard tail.first.map(String.init) == unit else { continue }
      guard let number = Int64(digits), number < 1_000_000 else { return nil }
      total += number * worth
      rest = tail.dropFirst()
    }
    return rest.isEmpty ? (text.first == "-" ? -total : total) : nil
  }
}
