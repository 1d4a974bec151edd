extension JSONRecords {
  /// Whether the object at the position is an envelope: it has a list of records, or one, under the key that
  /// Autotask or PowerShell gives it, and before that nothing but what they write there.
  mutating func isEnvelope(_ text: Span<UInt8>) throws(JSONFault) -> Bool {
    scanner.restart(at: position + 1)
    guard try scanner.peekPastBlanks(text) == UInt8(ascii: "\"") else { return false }
    guard scanner.index + 2 < text.count else { throw JSONFault(code: .endsTooEarly, index: text.count) }
    switch (text[scanner.index + 1], text[scanner.index + 2]) {
    case (UInt8(ascii: "i"), UInt8(ascii: "t")), (UInt8(ascii: "v"), _), (UInt8(ascii: "p"), _),
      (UInt8(ascii: "C"), _), (UInt8(ascii: "c"), UInt8(ascii: "o")), (UInt8(ascii: "\\"), _):
      break
    default: return false
    }
    repeat {
      let key = try name(text)
      try scanner.colon(text)
      let first = try scanner.peek(text)
      if JSONRecords.holdsRecords(key, first) { return true }
      guard key == JSONRecords.pageDetails || JSONRecords.isCount(key) else { return false }
      _ = try scanner.skipValue(text, depth: 2)
    } while try scanner.goesOn(text, closing: UInt8(ascii: "}"))
    return false
  }

  /// One member of an envelope, or the start of the one that holds the records.
  mutating func member(_ text: Span<UInt8>) throws(JSONFault) {
    guard case .envelope(var open)? = containers.last else { return }
    scanner.restart(at: position)
    let key = try name(text)
    guard !open.keys.contains(key) else { throw JSONFault(code: .duplicateKey, index: position) }
    guard open.keys.count < limits.members else {
      throw JSONFault(code: .tooManyMembers, index: position)
    }
    try scanner.colon(text)
    let first = try scanner.peek(text)
    let start = scanner.index
    if JSONRecords.holdsRecords(key, first) {
      guard !open.hasRecords else { throw JSONFault(code: .twoLists, index: position) }
      open.hasRecords = true
      if first == UInt8(ascii: "n") { try scanner.literal(text) }
      remember(open, key)
      position = scanner.index
      setShape(key)
      switch first {
      case UInt8(ascii: "["):
        position += 1
        containers.append(
          .list(mayHoldEnvelopes: key == JSONRecords.value && containers.count == 1))
        expected = .firstElement
      case UInt8(ascii: "{"): expected = .item
      default: expected = .memberEnd
      }
      return
    }
    let kind = try scanner.skipValue(text, depth: 2)
    if kind == .number, scanner.index == text.count {
      throw JSONFault(code: .endsTooEarly, index: text.count)
    }
    let range = start..<scanner.index
    if key == JSONRecords.pageDetails, kind == .object {
      let details = try JSONNode.read(text, from: start, limits: limits, line: JSONLineMark())
      open.nextPageUrl = details["nextPageUrl"]?.string
      open.count = details["count"]?.number.flatMap { Int($0) } ?? open.count
    } else if JSONRecords.isCount(key), kind == .number {
      open.count = Int(String(decoding: range.map { text[$0] }, as: UTF8.self))
    }
    remember(open, key)
    position = scanner.index
    expected = .memberEnd
  }

  mutating func closeEnvelope() {
    if case .envelope(let closed)? = containers.last {
      position += 1
      containers.removeLast()
      envelope.nextPageUrl = closed.nextPageUrl
      // The count of a list of envelopes counts those, and they have said their own.
      if !closed.holdsEnvelopes {
        if let count = closed.count, isCounted {
          envelope.count = (envelope.count ?? 0).addingReportingOverflow(count).partialValue
        } else {
          isCounted = false
          envelope.count = nil
        }
      }
    }
    switch containers.last {
    case .envelope?: expected = .memberEnd
    case .list?: expected = .elementEnd
    case nil: expected = form == .lines ? .lineEnd : .nothing
    }
  }

  private mutating func remember(_ open: JSONOpenEnvelope, _ key: [UInt8]) {
    var open = open
    open.keys.append(key)
    containers[containers.count - 1] = .envelope(open)
  }

  private mutating func setShape(_ key: [UInt8]) {
    if containers.count > 1 || form == .lines {
      envelope.shape = .envelopes
    } else {
      switch key {
      case JSONRecords.items: envelope.shape = .list
      case JSONRecords.item: envelope.shape = .single
      default: envelope.shape = .counted
      }
    }
  }

  /// A key with its escapes resolved.
  private mutating func name(_ text: Span<UInt8>) throws(JSONFault) -> [UInt8] {
    let field = try scanner.key(text)
    var name: [UInt8] = []
    JSONText.unescape(text, field.keyStart..<field.keyEnd, into: &name)
    return name
  }

  private static func holdsRecords(_ key: [UInt8], _ first: UInt8) -> Bool {
    switch key {
    case items: first == UInt8(ascii: "[") || first == UInt8(ascii: "n")
    case item: first == UInt8(ascii: "{") || first == UInt8(ascii: "n")
    case value: first == UInt8(ascii: "[")
    default: false
    }
  }

  private static func isCount(_ key: [UInt8]) -> Bool { key == bigCount || key == smallCount }

  private static var items: [UInt8] { Array("items".utf8) }
  private static var item: [UInt8] { Array("item".utf8) }
  private static var value: [UInt8] { Array("value".utf8) }
  private static var pageDetails: [UInt8] { Array("pageDetails".utf8) }
  private static var bigCount: [UInt8] { Array("Count".utf8) }
  private static var smallCount: [UInt8] { Array("count".utf8) }
}
