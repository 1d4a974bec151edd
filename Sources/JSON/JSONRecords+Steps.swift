/// What may come next in the text around the records.
enum JSONExpectation {
  /// The value that is the document.
  case start
  /// A record, at the start of a line.
  case line
  /// The end of a line.
  case lineEnd
  /// An element, or the end of the list.
  case firstElement
  case element
  /// A comma or the end of the list.
  case elementEnd
  /// A key, or the end of the envelope.
  case firstMember
  case member
  /// A comma or the end of the envelope.
  case memberEnd
  /// The record of `{"item":{…}}`.
  case item
  /// Nothing but blanks.
  case nothing
}

/// What is open around the records.
enum JSONContainer {
  /// A list whose elements are records; or, where envelopes may be, envelopes.
  case list(mayHoldEnvelopes: Bool)
  case envelope(JSONOpenEnvelope)
}

/// An envelope that is not closed yet.
struct JSONOpenEnvelope {
  /// Its keys so far.
  var keys: [[UInt8]] = []
  var hasRecords = false
  /// Whether the elements of its list are envelopes, which its count then counts.
  var holdsEnvelopes = false
  var count: Int?
  var nextPageUrl: String?
}

extension JSONRecords {
  /// Goes on to the end of the next record; false when the text at hand does not reach that far.
  mutating func advance(_ text: Span<UInt8>, isLast: Bool) throws(JSONFault) -> Bool {
    while true {
      scanner.index = position
      scanner.skipBlanks(text)
      if expected == .lineEnd {
        guard try passLineEnd(text) else { return false }
      }
      position = scanner.index
      if position == text.count {
        guard isLast else { return false }
        if expected == .nothing || expected == .line { return false }
        throw JSONFault(code: .endsTooEarly, index: position)
      }
      // Nothing beyond the limit is looked at, so that a fault is the same however the text is cut.
      let reach = position + limits.recordBytes
      let limited = reach < text.count
      let near = limited ? text.extracting(0..<reach) : text
      do throws(JSONFault) {
        if try step(near) { return true }
      } catch {
        guard error.code == .endsTooEarly else { throw error }
        if limited { throw JSONFault(code: .recordTooLarge, index: position) }
        if isLast { throw error }
        return false
      }
    }
  }

  /// One record (true), or one piece of what is around them (false).
  private mutating func step(_ text: Span<UInt8>) throws(JSONFault) -> Bool {
    let byte = text[position]
    switch expected {
    case .start:
      if byte == UInt8(ascii: "[") {
        envelope.shape = .array
        open(.list(mayHoldEnvelopes: true), .firstElement)
        return false
      }
      guard byte == UInt8(ascii: "{") else { throw JSONFault(code: .recordExpected, index: position) }
      return try element(text, mayBeEnvelope: true, then: .nothing)
    case .line, .lineEnd:
      return try element(text, mayBeEnvelope: true, then: .lineEnd)
    case .firstElement, .element:
      if byte == UInt8(ascii: "]") {
        guard expected == .firstElement else { throw JSONFault(code: .trailingComma, index: position) }
        close()
        return false
      }
      guard case .list(let mayHoldEnvelopes)? = containers.last else { return false }
      return try element(text, mayBeEnvelope: mayHoldEnvelopes, then: .elementEnd)
    case .elementEnd:
      if byte == UInt8(ascii: "]") {
        close()
      } else {
        try comma(byte, then: .element)
      }
      return false
    case .firstMember, .member:
      if byte == UInt8(ascii: "}") {
        guard expected == .firstMember else { throw JSONFault(code: .trailingComma, index: position) }
        closeEnvelope()
      } else {
        try member(text)
      }
      return false
    case .memberEnd:
      if byte == UInt8(ascii: "}") {
        closeEnvelope()
      } else {
        try comma(byte, then: .member)
      }
      return false
    case .item:
      return try element(text, mayBeEnvelope: false, then: .memberEnd)
    case .nothing:
      throw JSONFault(code: .textAfterEnd, index: position)
    }
  }

  private mutating func element(
    _ text: Span<UInt8>, mayBeEnvelope: Bool, then after: JSONExpectation
  ) throws(JSONFault) -> Bool {
    guard text[position] == UInt8(ascii: "{") else {
      throw JSONFault(code: .recordExpected, index: position)
    }
    if mayBeEnvelope, try isEnvelope(text) {
      if case .list? = containers.last { noteEnvelopes() }
      open(.envelope(JSONOpenEnvelope()), .firstMember)
      return false
    }
    scanner.restart(at: position)
    let (count, same) = try scanner.record(text, into: &record.fields, like: record.shape)
    if !same {
      if let second = scanner.repeatedKey(record.fields, count, text) {
        throw JSONFault(code: .duplicateKey, index: second - 1)
      }
      record.takeShape(count, from: position)
    }
    record.fieldCount = count
    record.sameKeysAsBefore = same && envelope.records > 0
    record.range = position..<scanner.index
    position = scanner.index
    expected = after
    envelope.records += 1
    return true
  }

  /// The open list is one of envelopes.
  private mutating func noteEnvelopes() {
    envelope.shape = .envelopes
    if containers.count > 1, case .envelope(var holder) = containers[containers.count - 2] {
      holder.holdsEnvelopes = true
      containers[containers.count - 2] = .envelope(holder)
    }
  }

  private mutating func comma(_ byte: UInt8, then next: JSONExpectation) throws(JSONFault) {
    guard byte == UInt8(ascii: ",") else { throw JSONFault(code: .commaExpected, index: position) }
    position += 1
    expected = next
  }

  private mutating func open(_ container: JSONContainer, _ next: JSONExpectation) {
    position += 1
    containers.append(container)
    expected = next
  }

  private mutating func close() {
    position += 1
    containers.removeLast()
    switch containers.last {
    case .envelope?: expected = .memberEnd
    case .list?: expected = .elementEnd
    case nil: expected = form == .lines ? .lineEnd : .nothing
    }
  }

  /// Between two records of `.lines` there is a line end; false when the text at hand ends before one.
  private mutating func passLineEnd(_ text: Span<UInt8>) throws(JSONFault) -> Bool {
    for index in position..<scanner.index {
      if index - position >= limits.recordBytes { throw JSONFault(code: .recordTooLarge, index: position) }
      if text[index] == 10 || text[index] == 13 {
        expected = .line
        return true
      }
    }
    if scanner.index < text.count { throw JSONFault(code: .newlineExpected, index: scanner.index) }
    return false
  }
}
