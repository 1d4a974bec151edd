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

  /// Puts into `bounds`, two numbers for each column, where the text of a field begins and where it ends in `bytes`.
  ///
  /// `columns` has the column of each field, at most 63; a negative one means that the field is not asked for. Objects and
  /// arrays have no text. Where two fields have one column, the later one counts.
  public func places(of columns: [Int], in bounds: inout [Int32]) -> JSONPlaces {
    precondition(columns.count == fieldCount, "each field has its column, or none")
    let fields = fields
    let start = range.lowerBound
    var target = bounds.mutableSpan
    var places = JSONPlaces()
    for index in 0..<columns.count {
      let column = columns[index]
      if column < 0 { continue }
      let field = fields[index]
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: column)
      var quote = 0
      switch field.kind {
      case .object, .array: continue
      case .null: places.filled &= ~bit
      case .string:
        quote = 1
        fallthrough
      case .bool, .number: places.filled |= bit
      }
      places.placed |= bit
      if field.traits.contains(.escaped) { places.escaped |= bit } else { places.escaped &= ~bit }
      target[2 * column] = Int32(truncatingIfNeeded: field.valueStart - start + quote)
      target[2 * column + 1] = Int32(truncatingIfNeeded: field.valueEnd - start - quote)
    }
    return places
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

  /// Remembers how the first `count` fields are written, for the record that comes next.
  func takeShape(_ count: Int, from start: Int) {
    let window = window
    let text = window.span
    shape.clear()
    var start = start
    for field in fields[..<count] {
      shape.append(field, from: start, in: text)
      start = field.valueEnd
    }
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
