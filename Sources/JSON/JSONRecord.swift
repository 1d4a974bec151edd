/// One object of a JSON text, its members in the order of the text.
///
/// It is used again for the next record: what is to outlive the call it was given to must be copied. Fields are
/// counted from 0 to `fieldCount`; another number is a mistake of the caller and stops the program.
public final class JSONRecord {
  /// Bytes not yet read, or still needed; only the first `filled` of them count.
  var window: [UInt8] = []
  var filled = 0
  /// The record's own range of the window.
  var range = 0..<0
  /// Slots for fields; only the first `fieldCount` of them are this record's.
  var fields: [JSONField] = []
  var shape = JSONShape()
  var mark = JSONLineMark()
  private var scratch: [UInt8] = []

  /// How many members it has.
  public internal(set) var fieldCount = 0
  /// Whether keys and their order are those of the record before, so that a table made for them still holds.
  public internal(set) var sameKeysAsBefore = false

  init() {}

  /// Its bytes, from brace to brace.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let window = window
    return try body(window.span.extracting(range))
  }

  /// A copy of its bytes, from brace to brace.
  public var bytes: [UInt8] { Array(window[range]) }

  /// What a field's value is.
  public func kind(_ field: Int) -> JSONKind { slot(field).kind }

  /// Whether a field's string is written with backslashes.
  public func isEscaped(_ field: Int) -> Bool { slot(field).traits.contains(.escaped) }

  /// Whether a field's string holds a character that no XML 1.0 text can have: NUL, U+0001, U+FFFF and the like.
  public func isIllegalInXML(_ field: Int) -> Bool { slot(field).traits.contains(.illegalInXML) }

  /// Whether a field's value is `true`; false for all else.
  public func isTrue(_ field: Int) -> Bool {
    let slot = slot(field)
    return slot.kind == .bool && window[slot.valueStart] == UInt8(ascii: "t")
  }

  /// A field's key.
  public func key(_ field: Int) -> String {
    let slot = slot(field)
    guard slot.keyTraits.contains(.escaped) else {
      return String(decoding: window[slot.keyStart..<slot.keyEnd], as: UTF8.self)
    }
    var text: [UInt8] = []
    let window = window
    JSONText.unescape(window.span, slot.keyStart..<slot.keyEnd, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// A field's key as UTF-8, escapes resolved.
  public func withKey<Result: ~Copyable, Failure: Error>(
    _ field: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let slot = slot(field)
    let window = window
    guard slot.keyTraits.contains(.escaped) else {
      return try body(window.span.extracting(slot.keyStart..<slot.keyEnd))
    }
    var text: [UInt8] = []
    JSONText.unescape(window.span, slot.keyStart..<slot.keyEnd, into: &text)
    return try body(text.span)
  }

  /// Whether a field's key is this text, byte for byte.
  public func keyEquals(_ field: Int, _ text: StaticString) -> Bool { keyIs(field, text.description) }

  /// The first field whose key is this text, byte for byte.
  public func field(_ key: String) -> Int? {
    (0..<fieldCount).first { keyIs($0, key) }
  }

  /// A field's value: the UTF-8 text of a string, escapes resolved; the bytes as written of all else.
  public func withValue<Result: ~Copyable, Failure: Error>(
    _ field: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let slot = slot(field)
    let window = window
    guard slot.kind == .string else {
      return try body(window.span.extracting(slot.valueStart..<slot.valueEnd))
    }
    guard slot.traits.contains(.escaped) else {
      return try body(window.span.extracting((slot.valueStart + 1)..<(slot.valueEnd - 1)))
    }
    scratch.removeAll(keepingCapacity: true)
    JSONText.unescape(window.span, (slot.valueStart + 1)..<(slot.valueEnd - 1), into: &scratch)
    let scratch = scratch
    return try body(scratch.span)
  }

  /// Gives each field with what it is and where its value stands in `withBytes`: a string without its quotes. Nil for a
  /// string that is written with backslashes, which `withValue` gives.
  public func eachPlace(_ body: (_ field: Int, _ kind: JSONKind, _ place: Range<Int>?) -> Void) {
    let fields = fields
    let start = range.lowerBound
    for field in 0..<fieldCount {
      let slot = fields[field]
      if slot.kind != .string {
        body(field, slot.kind, (slot.valueStart - start)..<(slot.valueEnd - start))
      } else if slot.traits.contains(.escaped) {
        body(field, slot.kind, nil)
      } else {
        body(field, slot.kind, (slot.valueStart + 1 - start)..<(slot.valueEnd - 1 - start))
      }
    }
  }

  /// A field's value as it is written, quotes and backslashes included.
  public func withRawValue<Result: ~Copyable, Failure: Error>(
    _ field: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let slot = slot(field)
    let window = window
    return try body(window.span.extracting(slot.valueStart..<slot.valueEnd))
  }

  /// The text of a string, the digits of a number; nil for all else.
  public func string(_ field: Int) -> String? {
    let slot = slot(field)
    switch slot.kind {
    case .number: return String(decoding: window[slot.valueStart..<slot.valueEnd], as: UTF8.self)
    case .string:
      guard slot.traits.contains(.escaped) else {
        return String(decoding: window[(slot.valueStart + 1)..<(slot.valueEnd - 1)], as: UTF8.self)
      }
      scratch.removeAll(keepingCapacity: true)
      let window = window
      JSONText.unescape(window.span, (slot.valueStart + 1)..<(slot.valueEnd - 1), into: &scratch)
      return String(decoding: scratch, as: UTF8.self)
    default: return nil
    }
  }

  /// Where a field's value begins.
  public func place(_ field: Int) -> JSONPlace { place(at: slot(field).valueStart) }

  /// Where the record begins.
  public var place: JSONPlace { place(at: range.lowerBound) }

  /// The line a field's value stands in, as far as it is the record's own.
  public func excerpt(_ field: Int) -> JSONExcerpt {
    let window = window
    return JSONExcerpt(window.span, place: slot(field).valueStart, within: range)
  }

  private func keyIs(_ field: Int, _ text: String) -> Bool {
    withKey(field) { key in
      var index = 0
      for byte in text.utf8 {
        guard index < key.count, key[index] == byte else { return false }
        index += 1
      }
      return index == key.count
    }
  }

  /// Remembers the keys of the first `count` fields for the record that comes next.
  func takeShape(_ count: Int) {
    let window = window
    let text = window.span
    let fields = fields
    var shape = shape
    self.shape = JSONShape()
    shape.bytes.removeAll(keepingCapacity: true)
    shape.ends.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let field = fields[index]
      // A key with escapes is never taken for proved: what stands in its stead matches nothing.
      if field.keyTraits.contains(.escaped) {
        shape.bytes.append(0)
      } else {
        for place in field.keyStart...field.keyEnd { shape.bytes.append(text[place]) }
      }
      shape.ends.append(shape.bytes.count)
    }
    self.shape = shape
  }

  private func place(at index: Int) -> JSONPlace {
    let window = window
    mark.advance(to: range.lowerBound, in: window.span)
    var place = mark
    place.advance(to: index, in: window.span)
    return place.place
  }

  private func slot(_ field: Int) -> JSONField {
    precondition(field >= 0 && field < fieldCount, "a record has no such field")
    return fields[field]
  }
}

/// The keys of the record before, each with its closing quote as the text has it.
struct JSONShape {
  var bytes: [UInt8] = []
  var ends: [Int] = []
}
