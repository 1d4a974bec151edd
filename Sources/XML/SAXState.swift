internal import CXML2

/// The state of one reading.
@safe struct SAXState {
  let limits: XMLLimits
  let recordDepth: Int
  /// Whether only fields are handed over, not elements.
  let isFlat: Bool
  var events: [XMLEvent] = []
  var fields = XMLFieldBuffer()
  private var places: XMLNamePlaces
  private(set) var root: (name: String, namespace: String?)?
  var problem: XMLProblem?
  var rootClosed = false
  var context: xmlParserCtxtPtr?

  private var depth = 0
  /// Open elements from the record inward.
  private var stack: [XMLElement] = []
  /// Names of the open elements above the records.
  private var outer: [String] = []
  /// Text since the last tag.
  private var text: [UInt8] = []
  private var textSize = 0
  private var recordSize = 0
  private var leaf = false
  private var names = NameCache()

  init(mode: SAXParser.Mode, limits: XMLLimits) {
    self.limits = limits
    switch mode {
    case .records(let depth): (recordDepth, isFlat) = (depth, false)
    case .fields: (recordDepth, isFlat) = (1, true)
    }
    if case .fields(let names) = mode { places = XMLNamePlaces(names) } else { places = XMLNamePlaces() }
  }

  var openName: String? { stack.last?.name ?? outer.last ?? root?.name }

  private var line: Int {
    guard let context = unsafe context, let input = unsafe context.pointee.input else { return 0 }
    return unsafe Int(input.pointee.line)
  }

  mutating func fail(_ code: XMLProblem.Code, _ words: String) {
    if problem == nil { problem = XMLProblem(code, line: line, words: words) }
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  mutating func start(
    _ local: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard problem == nil, let local = unsafe local else { return }
    depth += 1
    if depth > limits.depth {
      return fail(.tooDeep, "the XML has more than \(limits.depth) elements inside one another")
    }
    if count > limits.attributes {
      return fail(.tooManyAttributes, "an element has more than \(limits.attributes) attributes")
    }
    if isFlat { return unsafe startField(local, uri) }
    keepText()
    var kept: [XMLAttribute] = []
    if count > 0, let attributes = unsafe attributes {
      for index in 0..<count {
        // Five pointers each: local name, prefix, URI, value, end of the value.
        let base = index * 5
        guard let key = unsafe attributes[base], let from = unsafe attributes[base + 3],
          let to = unsafe attributes[base + 4]
        else { continue }
        let value = unsafe UnsafeBufferPointer(start: from, count: to - from)
        if value.count > limits.text { return fail(.textTooLong, longText) }
        let namespace = unsafe attributes[base + 2].map { unsafe names.name($0) }
        var bytes: [UInt8] = []
        unsafe SAXState.appendValue(value, to: &bytes)
        kept.append(
          unsafe XMLAttribute(
            name: names.name(key), value: String(decoding: bytes, as: UTF8.self), namespace: namespace))
        recordSize += value.count + 64
      }
    }
    leaf = true
    textSize = 0
    let element = unsafe XMLElement(
      name: names.name(local), namespace: uri.map { unsafe names.name($0) }, attributes: kept, line: line)
    if element.name.utf8.count > limits.name {
      return fail(.nameTooLong, "a name has more than \(limits.name) bytes")
    }
    if depth < recordDepth {
      outer.append(element.name)
      events.append(.open(element, depth: depth))
    } else {
      recordSize += 96
      if recordSize > limits.record {
        return fail(.recordTooLarge, "one element needs more than \(limits.record) bytes of memory")
      }
      stack.append(element)
    }
  }

  mutating func end(_ local: UnsafePointer<UInt8>?) {
    guard problem == nil, let local = unsafe local else { return }
    if depth == 1 { rootClosed = true }
    if isFlat { return unsafe endField(local) }
    defer {
      depth -= 1
      leaf = false
    }
    if depth < recordDepth {
      text.removeAll(keepingCapacity: true)
      outer.removeLast()
      events.append(.close(name: unsafe names.name(local), depth: depth))
      return
    }
    keepText(ofLeaf: leaf)
    let element = stack.removeLast()
    if stack.isEmpty {
      events.append(.element(element))
      recordSize = 0
    } else {
      stack[stack.count - 1].children.append(element)
    }
  }

  // MARK: Fields

  private mutating func startField(_ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?) {
    if let holder = fields.pending { fields.add(.open, holder.name, line: holder.line) }
    if depth == 1 { root = unsafe (names.name(local), uri.map { unsafe names.name($0) }) }
    fields.pending = unsafe (places.place(of: local), line)
    fields.beginText()
    textSize = 0
  }

  private mutating func endField(_ local: UnsafePointer<UInt8>) {
    depth -= 1
    if let field = fields.pending {
      fields.add(.field, field.name, line: field.line, hasText: true)
      fields.pending = nil
    } else {
      unsafe fields.add(.close, places.place(of: local), line: line)
    }
    textSize = 0
  }

  private var longText: String { "a value has more than \(limits.text) bytes" }

  mutating func add(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    guard problem == nil, count > 0, let bytes = unsafe bytes else { return }
    textSize += count
    if textSize > limits.text { return fail(.textTooLong, longText) }
    let part = unsafe UnsafeBufferPointer(start: bytes, count: count)
    if isFlat {
      if fields.pending != nil { unsafe fields.text.append(contentsOf: part) }
    } else if depth >= recordDepth {
      unsafe text.append(contentsOf: part)
    }
  }

  /// Moves the text since the last tag to the element it stands in; blanks count in a leaf only.
  private mutating func keepText(ofLeaf: Bool = false) {
    if text.isEmpty { return }
    if !stack.isEmpty, ofLeaf || !isBlank(text) {
      recordSize += text.count
      let words = String(decoding: text, as: UTF8.self)
      if stack[stack.count - 1].text.isEmpty {
        stack[stack.count - 1].text = words
      } else {
        stack[stack.count - 1].text += words
      }
    }
    text.removeAll(keepingCapacity: true)
  }

  private func isBlank(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }

  /// libxml2 leaves every ampersand in an attribute as `&#38;` unless it may replace entities, which it may not.
  private static func appendValue(_ value: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard unsafe value.contains(UInt8(ascii: "&")) else { return unsafe bytes.append(contentsOf: value) }
    var index = 0
    while index < value.count {
      unsafe bytes.append(value[index])
      let isReference =
        unsafe value[index] == UInt8(ascii: "&") && value[(index + 1)...].starts(with: "#38;".utf8)
      index += isReference ? 5 : 1
    }
  }

  /// libxml2's words change with its version, its codes do not: the words are ours.
  mutating func report(_ error: xmlError) {
    guard problem == nil, unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    let code: XMLProblem.Code
    let words: String
    switch unsafe xmlParserErrors(rawValue: UInt32(bitPattern: error.code)) {
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF:
      (code, words) = (.illegalCharacter, "a character stands here that is not allowed in XML")
    case XML_ERR_INVALID_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING,
      XML_I18N_CONV_FAILED:
      (code, words) = (.encoding, "the bytes are not of the encoding that the XML names")
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      (code, words) = (.entity, "an entity is used that is none of XML's five")
    case XML_ERR_TAG_NAME_MISMATCH:
      (code, words) = (.mismatchedTag, "an end tag does not close the element that is open")
    case XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED:
      (code, words) = (.duplicateAttribute, "an attribute stands twice in one element")
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      (code, words) = (.prefix, "a prefix is used without its namespace")
    case XML_ERR_DOCUMENT_END where rootClosed:
      (code, words) = (.trailingData, "something stands after the root element")
    case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_START:
      (code, words) = (.notXML, "the text does not begin with an XML element")
    case XML_ERR_NAME_TOO_LONG:
      (code, words) = (.nameTooLong, "a name has more than \(limits.name) bytes")
    case XML_ERR_NO_MEMORY:
      (code, words) = (.noMemory, "libxml2 has no more memory")
    default:
      (code, words) = (.notWellFormed, unsafe "the XML is not well formed (libxml2 code \(error.code))")
    }
    problem = unsafe XMLProblem(code, line: Int(error.line), column: Int(error.int2), words: words)
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }
}
