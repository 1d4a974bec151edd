/// Reads the records of a JSON text of any size from pieces cut anywhere, strictly, in bounded memory.
///
/// What is around the records is recognised by itself, see `JSONEnvelope.Shape`. A byte order mark is passed over.
/// The window holds what is not yet read; a record that a piece cuts is read again from its start, but not before
/// the window holds twice as much of it.
public struct JSONRecords: ~Copyable {
  public enum Form: Sendable {
    /// One JSON value.
    case document
    /// One record a line (NDJSON); empty lines count for nothing.
    case lines
  }

  let form: Form
  let limits: JSONLimits
  let record = JSONRecord()
  var scanner: JSONScanner
  /// Up to where the window is read.
  var position = 0
  var expected: JSONExpectation
  var containers: [JSONContainer] = []
  var envelope: JSONEnvelope
  /// Whether every envelope so far had a count.
  var isCounted = true
  /// Bytes that have left the window.
  private var passed = 0
  /// How much unread text is worth another attempt.
  private var wanted = 1
  private var problem: JSONProblem?
  private var started = false

  public init(form: Form = .document, limits: JSONLimits = JSONLimits()) {
    self.form = form
    self.limits = limits
    scanner = JSONScanner(limits: limits)
    expected = form == .document ? .start : .line
    envelope = JSONEnvelope(shape: form == .document ? .object : .lines)
  }

  /// Takes the next piece of the text and gives `body` each record that is complete with it.
  ///
  /// - Throws: `JSONProblem` when the text is not what it should be, and then again from each later call; and
  ///   whatever `body` throws, unchanged.
  public mutating func feed(_ piece: Span<UInt8>, _ body: (JSONRecord) throws -> Void) throws {
    var index = 0
    while index < piece.count {
      let end = min(piece.count, index + 1 << 16)
      append(piece.extracting(index..<end))
      index = end
      if record.filled - position >= wanted {
        while try next(isLast: false) { try body(record) }
      }
    }
  }

  /// Ends the text; `body` may get a last record.
  ///
  /// - Throws: as `feed`; `endsTooEarly` when the text is not closed.
  public mutating func finish(_ body: (JSONRecord) throws -> Void) throws -> JSONEnvelope {
    while try next(isLast: true) { try body(record) }
    return envelope
  }

  /// Moves to the next record; false when the window holds no other complete one.
  private mutating func next(isLast: Bool) throws(JSONProblem) -> Bool {
    if let problem { throw problem }
    let window = record.window
    let text = window.span.extracting(0..<record.filled)
    do throws(JSONFault) {
      if !started {
        guard try begin(text, isLast: isLast) else { return false }
      }
      if try advance(text, isLast: isLast) { return true }
    } catch {
      let found = report(error, text)
      problem = found
      throw found
    }
    wanted = 2 * (record.filled - position) + 1
    return false
  }

  /// Passes over a byte order mark; false while too little is there to know.
  private mutating func begin(_ text: Span<UInt8>, isLast: Bool) throws(JSONFault) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var length = 0
    while length < 3, length < text.count, text[length] == mark[length] { length += 1 }
    if length < 3, length == text.count, !isLast {
      wanted = 1
      return false
    }
    if length == 3 {
      position = 3
      record.mark.begin(at: 3)
    }
    started = true
    return true
  }

  private mutating func append(_ piece: Span<UInt8>) {
    if position > 0 {
      let window = record.window
      record.mark.advance(to: position, in: window.span.extracting(0..<record.filled))
    }
    if position > 0 {
      record.mark.shift(by: position)
      record.window.removeSubrange(0..<position)
      record.range = 0..<0
      record.fieldCount = 0
      record.filled -= position
      passed += position
      position = 0
    }
    let start = record.filled
    let missing = start + piece.count - record.window.count
    if missing > 0 { record.window.append(contentsOf: repeatElement(0, count: missing)) }
    copy(piece, into: &record.window, at: start)
    record.filled = start + piece.count
  }

  private func copy(_ piece: Span<UInt8>, into window: inout [UInt8], at start: Int) {
    let count = piece.count
    var rest = window.mutableSpan
    var target = rest._mutatingExtracting(start..<start + count)
    // Said once, so that no single byte has to be checked.
    precondition(target.count == count)
    for index in 0..<count { target[index] = piece[index] }
  }

  private mutating func report(_ fault: JSONFault, _ text: Span<UInt8>) -> JSONProblem {
    var mark = record.mark
    mark.advance(to: fault.index, in: text)
    let end = min(fault.index + 1, text.count)
    return JSONProblem(
      code: fault.code, line: mark.place.line, column: mark.place.column, offset: passed + fault.index,
      excerpt: JSONExcerpt(text, place: fault.index, within: min(position, end)..<end))
  }
}
