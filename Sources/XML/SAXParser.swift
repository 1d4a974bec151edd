internal import CXML2

/// libxml2's push parser behind a wall: proven UTF-8 in, events out.
///
/// One context, one document, one thread. The context belongs to this object and is freed with it.
@safe final class SAXParser {
  enum Mode {
    case records(depth: Int)
    case fields(names: [String])
  }

  /// Bytes given to libxml2 at a time: bounds what a problem or a queue can hold.
  static let step = 32_768

  let limits: XMLLimits
  let sink: SAXSink
  private var gate = EncodingGate()
  private let context: xmlParserCtxtPtr
  private var total = 0

  /// Global state of libxml2, once: no catalogs, no loader of external things.
  static let isReady: Bool = {
    xmlInitParser()
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE)
    unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()

  init(mode: Mode, limits: XMLLimits) throws(XMLProblem) {
    precondition(SAXParser.isReady)
    self.limits = limits
    sink = SAXSink(SAXState(mode: mode, limits: limits))
    var handler = unsafe SAXSink.handler()
    // The sink outlives the context: both belong to this object, and the context is freed in deinit.
    guard
      let made = unsafe xmlCreatePushParserCtxt(
        &handler, Unmanaged.passUnretained(sink).toOpaque(), nil, 0, nil)
    else { throw XMLProblem(.noMemory, words: "libxml2 has no memory for a parser") }
    unsafe context = made
    unsafe sink.state.context = made
    // The gate has settled the encoding; what the declaration says no longer counts.
    guard
      unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue)) == 0
    else { throw XMLProblem(.noMemory, words: "libxml2 does not know the options") }
  }

  deinit {
    // No tree is built, so there is no document to free beside the context.
    unsafe xmlFreeParserCtxt(context)
  }

  func takeEvents() -> [XMLEvent] {
    let events = unsafe sink.state.events
    unsafe sink.state.events = []
    return events
  }

  func feed(_ piece: Span<UInt8>) throws(XMLProblem) {
    if let problem = unsafe sink.state.problem { throw problem }
    var start = 0
    while start < piece.count {
      let end = min(start + SAXParser.step, piece.count)
      try take(piece.extracting(start..<end), atEnd: false)
      start = end
    }
  }

  func finish() throws(XMLProblem) {
    if let problem = unsafe sink.state.problem { throw problem }
    let none: [UInt8] = []
    try take(none.span, atEnd: true)
    let place = self.place
    guard unsafe sink.state.rootClosed, gate.isWhole else {
      if standsAlone(unparsed) {
        throw stop(
          XMLProblem(
            .notWellFormed, line: place.line, words: "an ampersand stands alone; in XML it is written &amp;"))
      }
      let inside = unsafe sink.state.openName.map { ", inside <\($0)>" } ?? ""
      throw stop(
        XMLProblem(
          .endsTooEarly, line: place.line, column: place.column, words: "the XML ends too early\(inside)"))
    }
    let rest = unparsed
    _ = unsafe xmlParseChunk(context, nil, 0, 1)
    guard let problem = unsafe sink.state.problem else { return }
    // After the root libxml2 waits for a second byte; what it then calls it depends on what that byte is.
    let cut = rest.starts(with: "<!-".utf8) || rest.starts(with: "<?".utf8) || rest == Array("<!".utf8)
    throw cut
      ? XMLProblem(
        .endsTooEarly, line: place.line, column: place.column, words: "the XML ends too early, in a comment")
      : XMLProblem(
        .trailingData, line: problem.line, column: problem.column,
        words: "something stands after the root element")
  }

  private func take(_ piece: Span<UInt8>, atEnd: Bool) throws(XMLProblem) {
    total += piece.count
    if let most = limits.bytes, total > most {
      throw stop(XMLProblem(.tooLarge, words: "the XML has more than \(most) bytes"))
    }
    var text: [UInt8] = []
    var problem: XMLProblem?
    do { try gate.take(piece, atEnd: atEnd, into: &text) } catch { problem = error }
    try push(text)
    if let problem {
      // What libxml2 has not looked at yet still counts for the place.
      let place = self.place
      throw stop(
        XMLProblem(
          problem.code, line: problem.line > 0 ? problem.line : place.line,
          column: problem.line > 0 ? problem.column : place.column, words: problem.words))
    }
  }

  private func push(_ text: [UInt8]) throws(XMLProblem) {
    var start = 0
    while start < text.count {
      let end = min(start + SAXParser.step, text.count)
      // The result repeats the error that the handler has already kept.
      _ = unsafe text.withUnsafeBytes { (all: UnsafeRawBufferPointer) -> Int32 in
        let part = unsafe UnsafeRawBufferPointer(rebasing: all[start..<end])
        return unsafe part.withMemoryRebound(to: CChar.self) { chars in
          unsafe xmlParseChunk(context, chars.baseAddress, Int32(chars.count), 0)
        }
      }
      if let problem = unsafe sink.state.problem { throw problem }
      if unsafe context.pointee.wellFormed == 0 {
        throw stop(XMLProblem(.notWellFormed, line: place.line, words: "the XML is not well formed"))
      }
      if pending > limits.tag {
        throw stop(
          XMLProblem(
            .tagTooLong, line: place.line, words: "a tag or a comment has more than \(limits.tag) bytes"))
      }
      start = end
    }
  }

  private func stop(_ problem: XMLProblem) -> XMLProblem {
    if unsafe sink.state.problem == nil { unsafe sink.state.problem = problem }
    return problem
  }

  /// Bytes that libxml2 holds back until it sees the end of a tag.
  private var pending: Int {
    guard let input = unsafe context.pointee.input, let current = unsafe input.pointee.cur,
      let end = unsafe input.pointee.end
    else { return 0 }
    return unsafe end - current
  }

  private var unparsed: [UInt8] {
    guard pending > 0, let current = unsafe context.pointee.input.pointee.cur else { return [] }
    return unsafe Array(UnsafeBufferPointer(start: current, count: min(pending, 4_096)))
  }

  /// Whether libxml2 waits for the end of a reference that is none.
  private func standsAlone(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == UInt8(ascii: "&") else { return false }
    for byte in bytes.dropFirst() {
      let inName =
        (65...90).contains(byte & 0xDF) || (48...57).contains(byte) || byte >= 0x80
        || [0x23, 0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
      if !inName { return true }
    }
    return bytes.count > 64
  }

  /// Line and column behind all bytes taken.
  private var place: (line: Int, column: Int) {
    guard let input = unsafe context.pointee.input else { return (1, 1) }
    var line = unsafe Int(input.pointee.line)
    var column = unsafe Int(input.pointee.col)
    for byte in unparsed {
      if byte == 10 {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return (max(line, 1), max(column, 1))
  }
}
