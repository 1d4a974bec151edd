/// Every request that can be written: element order, occurrence, type, length (US), choices, as of qbXML 13.0.
///
/// The table is text, an element a line, children indented by two blanks: `Name occurrence type limit`. Occurrence
/// is `1`, `?`, `+` or `*`; `<1` and `<?` begin a choice of exactly or at most one branch, `|` parts its branches,
/// `>` ends it; `ref` is ListID or FullName; `foreign` is for other editions only. What is not in the table cannot be
/// sent.
enum MessageTable {
  /// The rule of a message, `InvoiceAddRq`; nil for one that is not in the table.
  static func rule(_ message: String) -> ElementRule? { rules[message] }

  /// In the order of the table.
  static let messages: [ElementRule] =
    [sales, purchases, lists].flatMap { parse($0) } + listQueries + transactionQueries + plainQueries

  private static let rules: [String: ElementRule] = {
    var found: [String: ElementRule] = [:]
    for message in messages {
      let old = found.updateValue(message, forKey: message.name)
      precondition(old == nil, "\(message.name) stands twice in the table")
    }
    return found
  }()

  private struct Line {
    let indent: Int
    let words: [String]

    init(_ text: Substring.UTF8View) {
      let rest = text.drop { $0 == 32 }
      indent = text.count - rest.count
      words = rest.split(separator: 32).map { String(Substring($0)) }
    }
  }

  /// Messages at the margin, their elements indented below.
  static func parse(_ text: String) -> [ElementRule] {
    var lines = text.utf8.split(separator: 10).map { Line($0) }[...]
    var messages: [ElementRule] = []
    while let line = lines.popFirst() {
      let (children, required) = block(&lines, depth: 1)
      messages.append(
        ElementRule(
          name: line.words[0], kind: .block, depth: 0, children: children, requiredGroups: required))
    }
    return messages
  }

  private static func block(_ lines: inout ArraySlice<Line>, depth: Int) -> ([ElementRule], [Int]) {
    var children: [ElementRule] = []
    var required: [Int] = []
    var open: [ElementRule.Branch] = []
    var groups = 0
    while let line = lines.first, line.indent >= 2 * depth {
      let words = line.words
      precondition(line.indent == 2 * depth, "table line \"\(words)\" is indented too far")
      lines.removeFirst()
      switch words[0] {
      case "<1", "<?":
        if words[0] == "<1" { required.append(groups) }
        open.append(ElementRule.Branch(group: groups, branch: 1))
        groups += 1
        precondition(groups <= 8, "more choices in one element than the writer keeps count of")
      case "|": open[open.count - 1].branch += 1
      case ">": open.removeLast()
      default:
        let (own, ownRequired) = block(&lines, depth: depth + 1)
        let (kind, made) = kind(words.dropFirst(2), depth: depth)
        children.append(
          ElementRule(
            name: words[0], kind: kind, depth: depth, isRequired: words[1] == "1" || words[1] == "+",
            repeats: words[1] == "*" || words[1] == "+", branches: open,
            children: made.isEmpty ? own : made,
            requiredGroups: words.count > 2 && words[2] == "ref" ? [0] : ownRequired))
      }
    }
    precondition(open.isEmpty, "a choice in the table is not closed")
    return (children, required)
  }

  private static func kind(_ words: ArraySlice<String>, depth: Int) -> (ElementRule.Kind, [ElementRule]) {
    func limit() -> Int {
      guard words.count == 2, let number = words.last.flatMap({ Int($0) }) else {
        preconditionFailure("table type \"\(words)\" has no limit")
      }
      return number
    }
    switch words.first {
    case nil: return (.block, [])
    case "text": return (.text(limit()), [])
    case "lines": return (.lines(limit()), [])
    case "name": return (.name(limit()), [])
    case "ref": return (.block, ElementRule.reference(limit(), depth: depth + 1))
    case "address": return (.block, ElementRule.address(depth: depth + 1))
    case "enum": return (.choice(Array(words.dropFirst())), [])
    case "id": return (.id, [])
    case "bool": return (.bool, [])
    case "date": return (.date, [])
    case "time": return (.time, [])
    case "interval": return (.interval, [])
    case "amount": return (.amount, [])
    case "price": return (.price, [])
    case "quantity": return (.quantity, [])
    case "percent": return (.percent, [])
    case "float": return (.float, [])
    case "int": return (.int, [])
    case "guid": return (.guid, [])
    case "foreign": return (.foreign, [])
    case let other?: preconditionFailure("table type \"\(other)\" is unknown")
    }
  }
}
