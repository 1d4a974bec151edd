/// One step of a document in which values stand in elements of their own: an element begins, one with nothing in it
/// but text, or it ends.
public struct XMLFieldEvent: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// An element that holds others begins.
    case open
    /// An element without children; its text comes beside the event.
    case field
    /// The innermost open element ends.
    case close
  }

  public let kind: Kind
  /// The place of the local name among the names that were asked for; -1 for all others.
  public let name: Int
  /// The line of its tag, counted from 1.
  public let line: Int
  let text: Range<Int>
}

/// Reads XML piece by piece as a flat stream of fields: nothing is held but the field at hand, however large a
/// record is and however deep it lies.
///
/// DOCTYPE is refused in any form; attributes, comments and processing instructions are passed over.
public struct XMLFieldStream: ~Copyable {
  private let parser: SAXParser
  /// The local name of the root; nil before its tag has come.
  public var rootName: String? { unsafe parser.sink.state.root?.name }
  /// The namespace of the root; nil where it has none.
  public var rootNamespace: String? { unsafe parser.sink.state.root?.namespace }

  /// `names` are the local names that the events are to tell from one another.
  public init(names: [String], limits: XMLLimits = XMLLimits()) throws(XMLProblem) {
    parser = try SAXParser(mode: .fields(names: names), limits: limits)
  }

  /// Takes the next bytes, of any number, and gives `body` each step with the text of its field.
  ///
  /// Throws `XMLProblem`, and whatever `body` throws; after either the stream is of no more use.
  public mutating func feed(
    _ piece: Span<UInt8>, _ body: (XMLFieldEvent, Span<UInt8>) throws -> Void
  ) throws {
    var start = 0
    while start < piece.count {
      let end = min(start + SAXParser.step, piece.count)
      try drain(body) { () throws(XMLProblem) in try parser.feed(piece.extracting(start..<end)) }
      start = end
    }
  }

  /// No more bytes come: throws `endsTooEarly` when the root is not closed.
  public mutating func finish(_ body: (XMLFieldEvent, Span<UInt8>) throws -> Void) throws {
    try drain(body) { () throws(XMLProblem) in try parser.finish() }
  }

  private func drain(
    _ body: (XMLFieldEvent, Span<UInt8>) throws -> Void, after step: () throws(XMLProblem) -> Void
  ) throws {
    var problem: XMLProblem?
    do { try step() } catch { problem = error }
    var fields = XMLFieldBuffer()
    unsafe swap(&fields, &parser.sink.state.fields)
    try fields.handOver(body)
    fields.discard()
    unsafe swap(&fields, &parser.sink.state.fields)
    if let problem { throw problem }
  }
}

/// The steps that wait to be handed over, and the text of the element at hand.
struct XMLFieldBuffer {
  var events: [XMLFieldEvent] = []
  var text: [UInt8] = []
  /// Where the text of the element at hand begins.
  private(set) var textStart = 0
  /// The element whose tag came last, while nothing but text has followed it.
  var pending: (name: Int, line: Int)?

  mutating func beginText() {
    text.removeSubrange(textStart...)
  }

  mutating func add(_ kind: XMLFieldEvent.Kind, _ name: Int, line: Int, hasText: Bool = false) {
    events.append(
      XMLFieldEvent(kind: kind, name: name, line: line, text: textStart..<(hasText ? text.count : textStart)))
    if hasText { textStart = text.count } else { beginText() }
  }

  func handOver(_ body: (XMLFieldEvent, Span<UInt8>) throws -> Void) throws {
    let text = text.span
    for event in events { try body(event, text.extracting(event.text)) }
  }

  /// Forgets what was handed over; the text of the element at hand stays.
  mutating func discard() {
    events.removeAll(keepingCapacity: true)
    text.removeSubrange(..<textStart)
    textStart = 0
  }
}

/// The places of the names that are asked for. libxml2 keeps one copy of each name, so its address is as good.
struct XMLNamePlaces {
  private var places: [String: Int] = [:]
  private var addresses = [UInt](repeating: 0, count: 1_024)
  private var found = [Int](repeating: -1, count: 1_024)

  init(_ names: [String] = []) {
    for (place, name) in names.enumerated() { places[name] = place }
  }

  mutating func place(of pointer: UnsafePointer<UInt8>) -> Int {
    let address = UInt(bitPattern: pointer)
    let slot = Int((address ^ address >> 10) & 1_023)
    if addresses[slot] == address { return found[slot] }
    let place = unsafe places[String(decodingCString: pointer, as: UTF8.self)] ?? -1
    addresses[slot] = address
    found[slot] = place
    return place
  }
}
