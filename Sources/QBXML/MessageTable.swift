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

  /// Messages at the margin, their elements indented below.
  static func parse(_ text: String) -> [ElementRule] {
    var lines = text.split(separator: "\n")[...]
    var messages: [ElementRule] = []
    while let line = lines.popFirst() {
      let (children, required) = block(&lines, indent: 2)
      messages.append(
        ElementRule(name: String(line), kind: .block, children: children, requiredGroups: required))
    }
    return messages
  }

  private static func block(_ lines: inout ArraySlice<Substring>, indent: Int) -> ([ElementRule], [Int]) {
    var children: [ElementRule] = []
    var required: [Int] = []
    var open: [ElementRule.Branch] = []
    var groups = 0
    while let line = lines.first, line.prefix(while: { $0 == " " }).count >= indent {
      precondition(
        line.prefix(while: { $0 == " " }).count == indent, "table line \"\(line)\" is indented too far")
      lines.removeFirst()
      let words = line.split(separator: " ")
      switch words[0] {
      case "<1", "<?":
        if words[0] == "<1" { required.append(groups) }
        open.append(ElementRule.Branch(group: groups, branch: 1))
        groups += 1
        precondition(groups <= 8, "more choices in one element than the writer keeps count of")
      case "|": open[open.count - 1].branch += 1
      case ">": open.removeLast()
      default:
        let (own, ownRequired) = block(&lines, indent: indent + 2)
        let (kind, made) = kind(words.dropFirst(2).map(String.init))
        children.append(
          ElementRule(
            name: String(words[0]), kind: kind, isRequired: "1+".contains(words[1]),
            repeats: "*+".contains(words[1]), branches: open, children: made.isEmpty ? own : made,
            requiredGroups: words.count > 2 && words[2] == "ref" ? [0] : ownRequired))
      }
    }
    precondition(open.isEmpty, "a choice in the table is not closed")
    return (children, required)
  }

  private static func kind(_ words: [String]) -> (ElementRule.Kind, [ElementRule]) {
    func limit() -> Int {
      guard words.count == 2, let number = Int(words[1]) else {
        preconditionFailure("table type \"\(words)\" has no limit")
      }
      return number
    }
    switch words.first {
    case nil: return (.block, [])
    case "text": return (.text(limit()), [])
    case "lines": return (.lines(limit()), [])
    case "name": return (.name(limit()), [])
    case "ref": return (.block, ElementRule.reference(limit()))
    case "address": return (.block, ElementRule.address)
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
