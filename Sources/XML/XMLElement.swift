/// One attribute, under its local name.
public struct XMLAttribute: Hashable, Sendable {
  public var name: String
  public var value: String
  /// The namespace's URI; nil for an attribute without prefix.
  public var namespace: String?

  public init(name: String, value: String, namespace: String? = nil) {
    self.name = name
    self.value = value
    self.namespace = namespace
  }
}

/// One element with all that is in it.
public struct XMLElement: Hashable, Sendable {
  /// The local name.
  public var name: String
  /// The namespace's URI.
  public var namespace: String?
  /// In the order of the document, without declarations of namespaces.
  public var attributes: [XMLAttribute]
  public var children: [XMLElement]
  /// Its own text, joined; empty where only blanks stand between children.
  public var text: String
  /// Of its start tag, counted from 1; 0 for an element made by hand.
  public var line: Int

  public init(
    name: String, namespace: String? = nil, attributes: [XMLAttribute] = [], children: [XMLElement] = [],
    text: String = "", line: Int = 0
  ) {
    self.name = name
    self.namespace = namespace
    self.attributes = attributes
    self.children = children
    self.text = text
    self.line = line
  }

  /// The first child of that name.
  public func child(_ name: String) -> XMLElement? {
    for child in children where child.name == name { return child }
    return nil
  }

  /// All children of that name, in order.
  public func children(named name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// The text of the first child of that name; nil without such a child.
  public func text(of name: String) -> String? { child(name)?.text }

  /// The value of an attribute by its local name; one without a prefix goes before one with.
  public func attribute(_ name: String) -> String? {
    var prefixed: String?
    for attribute in attributes where attribute.name == name {
      if attribute.namespace == nil { return attribute.value }
      if prefixed == nil { prefixed = attribute.value }
    }
    return prefixed
  }

  /// The root element of a whole document.
  public static func parse(
    _ bytes: Span<UInt8>, limits: XMLLimits = XMLLimits()
  ) throws(XMLProblem)
    -> XMLElement
  {
    let parser = try SAXParser(mode: .records(depth: 1), limits: limits)
    try parser.feed(bytes)
    try parser.finish()
    guard case .element(let root)? = parser.takeEvents().first else {
      throw XMLProblem(.notXML, words: "there is no XML element")
    }
    return root
  }

  /// The root element of a whole document.
  public static func parse(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLProblem) -> XMLElement
  {
    try parse(bytes.span, limits: limits)
  }
}
