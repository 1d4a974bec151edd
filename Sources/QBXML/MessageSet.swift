public import Accounting
import XML

/// A whole message set, as a file holds it.
public struct AssembledMessageSet: Sendable, Hashable {
  /// qbXML 13.0 in ASCII.
  public let bytes: [UInt8]
  /// What the bytes must mean when they are read back.
  public let meaning: [UInt8]
}

/// Puts requests together, and reads a set back.
public enum MessageSet {
  /// Intuit refuses longer ones with 9004.
  public static let longestMessageSetID = 23
  /// Longer ones are refused with 1060.
  public static let longestRequestID = 50

  static let head = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<?qbxml version=\"13.0\"?>\n".utf8)

  /// Each request goes under its requestID, in order; every request is carried out whatever becomes of the
  /// others. Same input, same bytes.
  public static func assemble(
    requests: [RenderedRequest], requestIDs: [RequestID], newMessageSetID: String?,
    oldMessageSetID: String? = nil
  ) throws(QBXMLProblem) -> AssembledMessageSet {
    precondition(requests.count == requestIDs.count, "each request has its own requestID")
    var bytes = head
    var meaning: [UInt8] = []
    bytes.reserveCapacity(requests.reduce(head.count + 256) { $0 + $1.size + longestRequestID })
    meaning.reserveCapacity(requests.reduce(256) { $0 + $1.meaning.count + 100 })
    func say(_ text: String) { bytes.append(contentsOf: text.utf8) }
    func mean(_ mark: UInt8, _ text: String = "") {
      meaning.append(mark)
      meaning.append(contentsOf: text.utf8)
    }
    func attribute(_ name: String, _ value: String) {
      say(" ")
      say(name)
      say("=\"")
      say(value)
      say("\"")
      mean(XMLMeaning.attribute, name)
      mean(XMLMeaning.value, value)
    }
    say("<QBXML>\n <QBXMLMsgsRq")
    mean(XMLMeaning.open, "QBXML")
    mean(XMLMeaning.open, "QBXMLMsgsRq")
    attribute("onError", "continueOnError")
    for (name, id) in [("newMessageSetID", newMessageSetID), ("oldMessageSetID", oldMessageSetID)] {
      guard let id else { continue }
      try check(name, id, longestMessageSetID)
      attribute(name, id)
    }
    // An empty set asks only for what QuickBooks has stored; blanks in it would be a text.
    say(requests.isEmpty ? "/>" : ">")
    var seen = Set<RequestID>(minimumCapacity: requests.count)
    for (request, id) in zip(requests, requestIDs) {
      try check("requestID", id.rawValue, longestRequestID)
      guard seen.insert(id).inserted else {
        throw QBXMLProblem(
          .messageSet, message: request.message, path: "requestID", value: id.rawValue,
          words: "the requestID \(id) stands twice in one message set")
      }
      say("\n  <")
      say(request.message)
      mean(XMLMeaning.open, request.message)
      attribute("requestID", id.rawValue)
      if request.body.isEmpty {
        say("/>")
      } else {
        say(">")
        bytes.append(contentsOf: request.body)
        say("\n  </")
        say(request.message)
        say(">")
      }
      meaning.append(contentsOf: request.meaning)
      mean(XMLMeaning.close)
    }
    say(requests.isEmpty ? "\n</QBXML>\n" : "\n </QBXMLMsgsRq>\n</QBXML>\n")
    mean(XMLMeaning.close)
    mean(XMLMeaning.close)
    return AssembledMessageSet(bytes: bytes, meaning: meaning)
  }

  /// Whether libxml2 reads out of the bytes what was meant, which they must before they are published.
  public static func isRead(_ meaning: [UInt8], from bytes: [UInt8]) throws(QBXMLProblem) -> Bool {
    guard bytes.starts(with: head) else {
      throw QBXMLProblem(.messageSet, words: "the message set does not begin with its two declarations")
    }
    // All at once, and only then one by one: they are many, and there is none.
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    if all >= 0x80, let index = bytes.firstIndex(where: { $0 >= 0x80 }) {
      throw QBXMLProblem(.messageSet, words: "the message set is not ASCII (byte \(index))")
    }
    do { return try XMLMeaning.isRead(meaning, from: bytes) } catch { throw QBXMLProblem(error) }
  }

  /// Letters, digits and marks that need no escape, so that an id is the same everywhere it is written.
  private static func check(_ name: String, _ id: String, _ limit: Int) throws(QBXMLProblem) {
    let isPlain = id.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "+"), UInt8(ascii: "="):
        true
      default: false
      }
    }
    guard isPlain, !id.isEmpty else {
      throw QBXMLProblem(
        .messageSet, path: name, value: id,
        words: "the \(name) \"\(id)\" holds other than letters, digits and -_.:/{}+=")
    }
    guard id.utf8.count <= limit else {
      throw QBXMLProblem(
        .tooLong, path: name, value: id, limit: limit,
        words: "the \(name) has \(id.utf8.count) characters, and QuickBooks takes \(limit)")
    }
  }
}
