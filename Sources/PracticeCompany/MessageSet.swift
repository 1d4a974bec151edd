import XML

/// A message set as it was read.
struct MessageSet: Sendable {
  var stopsOnError: Bool
  var newID: String?
  var oldID: String?
  var includesData: Bool
  var requests: [Node]

  /// A number for the content: the same requests give the same number (FNV-1a).
  var checksum: UInt64 {
    var writer = NodeWriter()
    for request in requests { writer.write(request) }
    return writer.bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// Why nothing of a message set was done.
struct Refusal: Error, Hashable, Sendable {
  var code: String
  var message: String
  /// What QuickBooks does not say, for whoever rehearses.
  var reason: String

  static func parsing(_ reason: String) -> Refusal {
    Refusal(
      code: "0x80040400",
      message: "QuickBooks found an error when parsing the provided XML text stream.", reason: reason)
  }
}

extension MessageSet {
  /// Reads and checks the build of a whole set.
  static func read(_ bytes: [UInt8], outside: PracticeBeliefs.OutsideText) throws(Refusal) -> MessageSet {
    let root: XMLElement
    var limits = XMLLimits()
    limits.record = 1 << 32
    do { root = try XMLElement.parse(bytes, limits: limits) } catch {
      throw .parsing("\(error)")
    }
    try checkVersion(bytes)
    guard root.name == "QBXML", root.namespace == nil, root.attributes.isEmpty else {
      throw .parsing("the root is not QBXML")
    }
    guard root.children.count == 1, let envelope = root.child("QBXMLMsgsRq") else {
      throw .parsing("QBXML does not hold one QBXMLMsgsRq")
    }
    let set = try MessageSet(envelope, outside: outside)
    for request in set.requests {
      if let problem = StructureCheck.problem(in: request) { throw .parsing(problem) }
    }
    return set
  }

  private init(_ envelope: XMLElement, outside: PracticeBeliefs.OutsideText) throws(Refusal) {
    let known = ["onError", "newMessageSetID", "oldMessageSetID", "responseData"]
    for attribute in envelope.attributes where !known.contains(attribute.name) {
      throw .parsing("QBXMLMsgsRq has no attribute \(attribute.name)")
    }
    switch envelope.attribute("onError") {
    case "stopOnError": stopsOnError = true
    case "continueOnError": stopsOnError = false
    case "rollbackOnError":
      throw Refusal(
        code: "0x80040413", message: "This version of QuickBooks does not support rollbackOnError.",
        reason: "onError is rollbackOnError")
    default: throw .parsing("onError is neither stopOnError nor continueOnError")
    }
    switch envelope.attribute("responseData") {
    case nil, "includeAll": includesData = true
    case "includeNone": includesData = false
    default: throw .parsing("responseData is neither includeAll nor includeNone")
    }
    newID = envelope.attribute("newMessageSetID")
    oldID = envelope.attribute("oldMessageSetID")
    requests = []
    for child in envelope.children {
      let request = try Node(child, outside: outside)
      requests.append(request)
    }
  }

  /// The instruction that names the version must stand before the root.
  private static func checkVersion(_ bytes: [UInt8]) throws(Refusal) {
    let head = String(decoding: bytes.prefix(2_000), as: UTF8.self)
    guard let root = head.firstRange(of: "<QBXML"), let start = head.firstRange(of: "<?qbxml version=\""),
      start.upperBound < root.lowerBound
    else { throw .parsing("there is no <?qbxml version=\"…\"?> before QBXML") }
    let version = head[start.upperBound...].prefix { $0 != "\"" }
    if PracticeCompany.versions.contains(String(version)) { return }
    throw Refusal(
      code: "0x80040404", message: "QuickBooks does not support the requested qbXML version.",
      reason: "the version is \(version)")
  }
}

extension Node {
  init(_ element: XMLElement, outside: PracticeBeliefs.OutsideText) throws(Refusal) {
    guard element.namespace == nil else { throw .parsing("\(element.name) has a namespace") }
    name = element.name
    attributes = element.attributes.map { Attribute(name: $0.name, value: $0.value) }
    text = element.text
    if !WindowsText.holds(text) {
      guard outside == .questionMark else {
        throw .parsing("\(name) holds a character that is not of Windows-1252")
      }
      text = WindowsText.replaced(text)
    }
    children = []
    children.reserveCapacity(element.children.count)
    for child in element.children {
      let node = try Node(child, outside: outside)
      children.append(node)
    }
  }
}
