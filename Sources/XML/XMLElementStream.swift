/// What a stream of XML says, in the order of the document.
public enum XMLEvent: Sendable, Hashable {
  /// An element above the records begins: name, namespace, attributes and line, no children. The root has depth 1.
  case open(XMLElement, depth: Int)
  /// It ends.
  case close(name: String, depth: Int)
  /// A whole element at the depth of the records.
  case element(XMLElement)
}

/// Reads XML piece by piece, in bounded memory: one record at a time is held.
///
/// DOCTYPE is refused in any form; comments and processing instructions are skipped; encodings are UTF-8,
/// US-ASCII, UTF-16 with its mark, ISO-8859-1 and windows-1252.
public struct XMLElementStream: ~Copyable {
  private let parser: SAXParser

  /// Whole elements are handed over at `recordDepth`; 1 is the root.
  public init(recordDepth: Int, limits: XMLLimits = XMLLimits()) throws(XMLProblem) {
    precondition(recordDepth >= 1, "records lie at the root or below it")
    parser = try SAXParser(mode: .records(depth: recordDepth), limits: limits)
  }

  /// Takes the next bytes, of any number. What stands before a problem is handed over first.
  ///
  /// Throws `XMLProblem`, and whatever `body` throws; after either the stream is of no more use.
  public mutating func feed(_ piece: Span<UInt8>, _ body: (XMLEvent) throws -> Void) throws {
    var start = 0
    while start < piece.count {
      let end = min(start + SAXParser.step, piece.count)
      try drain(body) { () throws(XMLProblem) in try parser.feed(piece.extracting(start..<end)) }
      start = end
    }
  }

  /// The same, from an array.
  public mutating func feed(_ piece: [UInt8], _ body: (XMLEvent) throws -> Void) throws {
    try feed(piece.span, body)
  }

  /// No more bytes come: throws `endsTooEarly` when the root is not closed.
  public mutating func finish(_ body: (XMLEvent) throws -> Void) throws {
    try drain(body) { () throws(XMLProblem) in try parser.finish() }
  }

  private func drain(_ body: (XMLEvent) throws -> Void, after step: () throws(XMLProblem) -> Void) throws {
    var problem: XMLProblem?
    do { try step() } catch { problem = error }
    for event in parser.takeEvents() { try body(event) }
    if let problem { throw problem }
  }
}
