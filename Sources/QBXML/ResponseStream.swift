public import Accounting
public import XML

/// The head of one response: what its start tag says.
public struct ResponseHead: Hashable, Sendable {
  /// `InvoiceAddRs`.
  public let message: String
  /// Nil when absent or empty.
  public let requestID: RequestID?
  /// Nil when QuickBooks gave none that can be read; what was done is then unknown.
  public let statusCode: Int?
  /// As answered; the code decides, not this.
  public let severity: String
  /// As answered.
  public let statusMessage: String
  public let retCount: Int?
  public let iteratorRemainingCount: Int?
  public let iteratorID: String?
  /// In the file, counted from 1.
  public let line: Int

  init(_ element: XMLElement) {
    message = element.name
    let id = element.attribute("requestID") ?? ""
    requestID = id.isEmpty ? nil : RequestID(id)
    statusCode = element.attribute("statusCode").flatMap { text in
      // Some put an HRESULT there: `0x80040400`.
      Int(text) ?? (text.hasPrefix("0x") ? HResult.parse(text).map { Int(Int32(bitPattern: $0)) } : nil)
    }
    severity = element.attribute("statusSeverity") ?? ""
    statusMessage = element.attribute("statusMessage") ?? ""
    retCount = element.attribute("retCount").flatMap { Int($0) }
    iteratorRemainingCount = element.attribute("iteratorRemainingCount").flatMap { Int($0) }
    iteratorID = element.attribute("iteratorID")
    line = element.line
  }
}

/// The head of an answer; its fields are there only when message-set ids were used.
public struct ResponseSetHead: Hashable, Sendable {
  public let newMessageSetID: String?
  public let oldMessageSetID: String?
  /// 0, 600 or 9001 to 9005.
  public let messageSetStatusCode: Int?
}

/// What an answer says, in its order.
public enum ResponseEvent: Hashable, Sendable {
  case set(ResponseSetHead)
  case response(ResponseHead)
  /// An object of the response: `InvoiceRet`, `ErrorRecovery`. Kinds may be mixed.
  case object(XMLElement)
  case end(ResponseHead)
}

/// Reads an answer of QuickBooks piece by piece: one object at a time is held.
///
/// Blanks before the XML, missing declarations, unknown elements and attributes are borne; anything cut off
/// is not.
public struct ResponseStream: ~Copyable {
  private struct State {
    var root = ""
    var part = ""
    var head: ResponseHead?
    var sawAnswer = false
  }

  private var xml: XMLElementStream
  private var state = State()
  private var begun = false

  /// - Throws: `xml` when libxml2 has no memory.
  public init(limits: XMLLimits = XMLLimits()) throws(QBXMLProblem) {
    do { xml = try XMLElementStream(recordDepth: 4, limits: limits) } catch { throw QBXMLProblem(error) }
  }

  /// Takes the next bytes, of any number.
  ///
  /// Throws `QBXMLProblem` (`xml`, `notAnAnswer`), and whatever `body` throws; what stands before a problem
  /// has been handed over.
  public mutating func feed(_ piece: Span<UInt8>, _ body: (ResponseEvent) throws -> Void) throws {
    var start = 0
    if !begun {
      while start < piece.count, piece[start] == 32 || (9...13).contains(piece[start]) { start += 1 }
      begun = start < piece.count
    }
    var state = state
    defer { self.state = state }
    do {
      try xml.feed(piece.extracting(start..<piece.count)) { event in
        try ResponseStream.take(event, &state, body)
      }
    } catch let problem as XMLProblem {
      throw QBXMLProblem(problem)
    }
  }

  /// The same, from an array.
  public mutating func feed(_ piece: [UInt8], _ body: (ResponseEvent) throws -> Void) throws {
    try feed(piece.span, body)
  }

  /// No more bytes come.
  public mutating func finish(_ body: (ResponseEvent) throws -> Void) throws {
    var state = state
    defer { self.state = state }
    do {
      try xml.finish { event in try ResponseStream.take(event, &state, body) }
    } catch let problem as XMLProblem {
      throw QBXMLProblem(problem)
    }
    if !state.sawAnswer { throw ResponseStream.notAnAnswer(state.root) }
  }

  private static func take(
    _ event: XMLEvent, _ state: inout State, _ body: (ResponseEvent) throws -> Void
  ) throws {
    switch event {
    case .open(let tag, 1):
      state.root = tag.name
      if tag.name != "QBXML" { throw notAnAnswer(tag.name) }
    case .open(let tag, 2):
      state.part = tag.name
      if tag.name == "QBXMLMsgsRq" {
        throw QBXMLProblem(
          .notAnAnswer, path: "QBXML/QBXMLMsgsRq",
          words: "this is a request to QuickBooks, not QuickBooks' answer")
      }
      guard tag.name == "QBXMLMsgsRs" else { return }
      state.sawAnswer = true
      try body(
        .set(
          ResponseSetHead(
            newMessageSetID: tag.attribute("newMessageSetID"),
            oldMessageSetID: tag.attribute("oldMessageSetID"),
            messageSetStatusCode: tag.attribute("messageSetStatusCode").flatMap { Int($0) })))
    case .open(let tag, _):
      guard state.part == "QBXMLMsgsRs" else { return }
      let head = ResponseHead(tag)
      state.head = head
      try body(.response(head))
    case .close(_, 3):
      guard let head = state.head else { return }
      state.head = nil
      try body(.end(head))
    case .close: break
    case .element(let element):
      if state.head != nil { try body(.object(element)) }
    }
  }

  private static func notAnAnswer(_ root: String) -> QBXMLProblem {
    QBXMLProblem(
      .notAnAnswer, path: root, words: "the XML begins with <\(root)> and is no answer of QuickBooks")
  }
}

/// Tells qbXML from other XML by its first bytes.
public enum QBXMLKind: Sendable, Hashable {
  case request, response

  /// Nil when the bytes (a thousand are plenty) begin neither.
  public static func of(prefix: Span<UInt8>) -> QBXMLKind? {
    var text: [UInt8] = []
    // A wide encoding is told apart as well as a narrow one without its zeros.
    for index in prefix.indices where prefix[index] != 0 { text.append(prefix[index]) }
    guard let root = nextTag(text, from: 0), root.name == Array("QBXML".utf8) else { return nil }
    guard let part = nextTag(text, from: root.end) else { return nil }
    switch String(decoding: part.name, as: UTF8.self) {
    case "QBXMLMsgsRs": return .response
    case "QBXMLMsgsRq": return .request
    default: return nil
    }
  }

  /// The next start tag that is no declaration or comment.
  private static func nextTag(_ text: [UInt8], from start: Int) -> (name: [UInt8], end: Int)? {
    var index = start
    while let open = text[index...].firstIndex(of: UInt8(ascii: "<")) {
      let after = text[(open + 1)...]
      if after.first == UInt8(ascii: "?") || after.first == UInt8(ascii: "!") {
        let isComment = after.starts(with: "!--".utf8)
        var end = open
        while end < text.count,
          text[end] != UInt8(ascii: ">")
            || isComment && !(end > open + 5 && text[end - 1] == 45 && text[end - 2] == 45)
        {
          end += 1
        }
        if end == text.count { return nil }
        index = end + 1
        continue
      }
      let name = after.prefix { ($0 | 0x20) &- 97 < 26 }
      guard let end = after.firstIndex(of: UInt8(ascii: ">")) else {
        return name.endIndex < text.count ? (Array(name), text.count) : nil
      }
      return (Array(name), end + 1)
    }
    return nil
  }
}
