/// Reads the notation of the order tables.
///
/// `Name s41` is an element with text of 41 characters; `?`, `*` and `+` behind a name mean optional, any number
/// of, at least one; `!` marks what only another country's edition knows; `{ … }` holds children, `( … | … )`
/// alternatives. `=A,B` is one of these words, `ref31` a ListID or a FullName, `address` an address, `$word` stands
/// for a piece used often.
struct OrderNotation {
  private var tokens: [Substring]
  private var index = 0

  private init(_ text: String) {
    tokens = text.split { $0 == " " || $0 == "\n" }
  }

  /// All requests of a table by name.
  static func read(_ tables: [String]) -> [String: RequestOrder] {
    var orders: [String: RequestOrder] = [:]
    for table in tables {
      var text = table
      for (name, piece) in OrderPieces.all { text = replacing(name, in: text, by: piece) }
      var notation = OrderNotation(text)
      while notation.index < notation.tokens.count {
        let order = notation.request()
        orders[order.name] = order
      }
    }
    return orders
  }

  private static func replacing(_ name: String, in text: String, by piece: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0 == name ? piece[...] : $0 }.joined(separator: "\n")
    }.joined(separator: " ")
  }

  private var next: Substring { index < tokens.count ? tokens[index] : "" }

  private mutating func take() -> Substring {
    let token = next
    index += 1
    return token
  }

  private mutating func request() -> RequestOrder {
    let name = String(take())
    var attributes = ["requestID"]
    while next.first == "@" {
      let word = take().dropFirst()
      attributes.append(String(word))
      if word == "iterator" { attributes.append("iteratorID") }
    }
    return RequestOrder(name: name, attributes: attributes, content: group())
  }

  /// `{ … }`.
  private mutating func group() -> [Particle] {
    precondition(take() == "{", "an order table lacks a brace before \(next)")
    let content = sequence()
    precondition(take() == "}", "an order table lacks a closing brace before \(next)")
    return content
  }

  private mutating func sequence() -> [Particle] {
    var particles: [Particle] = []
    while index < tokens.count, next != "}", next != "|", next.first != ")" {
      particles.append(next == "(" ? choice() : element())
    }
    return particles
  }

  private mutating func choice() -> Particle {
    index += 1
    var alternatives = [sequence()]
    while next == "|" {
      index += 1
      alternatives.append(sequence())
    }
    let end = take()
    return .choice(
      alternatives, isOptional: end.contains("?") || end.contains("*"),
      repeats: end.contains("*") || end.contains("+"))
  }

  private mutating func element() -> Particle {
    let token = take()
    let name = String(token.prefix { $0.isLetter || $0.isNumber })
    let marks = token.dropFirst(name.count)
    return .element(
      ElementRule(
        name: name, isOptional: marks.contains("?") || marks.contains("*"),
        repeats: marks.contains("*") || marks.contains("+"), isOfOtherEdition: marks.contains("!"),
        content: next == "{" ? .group(group()) : content(take())))
  }

  private func content(_ word: Substring) -> ElementRule.Content {
    if word.first == "=" {
      return .value(.choice(word.dropFirst().split(separator: ",").map(String.init)))
    }
    if word.hasPrefix("ref") { return .group(Self.reference(limit: Int(word.dropFirst(3)))) }
    if word == "address" { return .group(Self.address) }
    if let kind = Self.kinds[String(word)] { return .value(kind) }
    precondition(word.first == "s", "an order table has no kind of value called \(word)")
    return .value(.text(limit: Int(word.dropFirst())))
  }

  private static let kinds: [String: ValueKind] = [
    "id": .id, "bool": .bool, "date": .date, "time": .time, "amount": .amount, "price": .price,
    "quantity": .quantity, "percent": .percent, "float": .number, "int": .whole, "duration": .duration,
    "guid": .guid, "account-type": .choice(OrderPieces.accountTypes),
    "deletable": .choice(OrderPieces.deletable),
    "voidable": .choice(OrderPieces.voidable), "list-type": .choice(OrderPieces.listTypes),
    "date-macro": .choice(OrderPieces.dateMacros),
  ]

  private static func value(_ name: String, _ kind: ValueKind) -> Particle {
    .element(
      ElementRule(
        name: name, isOptional: true, repeats: false, isOfOtherEdition: false, content: .value(kind)))
  }

  private static func reference(limit: Int?) -> [Particle] {
    [value("ListID", .id), value("FullName", .text(limit: limit))]
  }

  private static let address: [Particle] =
    ["Addr1", "Addr2", "Addr3", "Addr4", "Addr5"].map { value($0, .text(limit: 41)) } + [
      value("City", .text(limit: 31)), value("State", .text(limit: 21)),
      value("PostalCode", .text(limit: 13)),
      value("Country", .text(limit: 31)), value("Note", .text(limit: 41)),
    ]
}
