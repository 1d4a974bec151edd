import XML

extension PracticeCompany {
  /// The whole company file as XML in ASCII; the same state gives the same bytes.
  public func encoded() -> [UInt8] {
    var root = Node("PracticeCompany")
    root.set("version", "1")
    root.set("name", name)
    root.children += beliefs.words.map { Node("Belief", text: $0) }
    var numbers = Node("Counters")
    for (name, path) in Self.counterPaths { numbers.set(name, String(counters[keyPath: path])) }
    root.children.append(numbers)
    root.children.append(Node("CompanyData", companyData))
    root.children += lists.records.map(\.encoded)
    root.children += sales.invoices.map(\.encoded)
    root.children += sales.payments.map(\.encoded)
    root.children += sales.removals.map(\.encoded)
    root.children += storedSets.all.map(\.encoded)
    var writer = NodeWriter()
    writer.raw("<?xml version=\"1.0\"?>\n")
    writer.write(root)
    return writer.bytes
  }

  /// The company file that `encoded()` wrote; throws what is wrong with the bytes.
  public init(decoding bytes: [UInt8]) throws(PracticeError) {
    let element: XMLElement
    var limits = XMLLimits()
    limits.record = 1 << 40
    limits.tag = 1 << 24
    limits.text = 1 << 24
    do { element = try XMLElement.parse(bytes, limits: limits) } catch {
      throw PracticeError("the saved company file is not whole: \(error)")
    }
    let root = Node(saved: element)
    guard root.name == "PracticeCompany", root.attribute("version") == "1" else {
      throw PracticeError("this is not a saved practice company file")
    }
    let beliefs = try PracticeBeliefs(words: root.all("Belief").map(\.text))
    self.init(emptyNamed: try root.required("name"), beliefs: beliefs)
    for node in root.children {
      switch node.name {
      case "Counters":
        for (name, path) in Self.counterPaths { counters[keyPath: path] = try node.number(name) }
      case "CompanyData": companyData = node.children
      case "Record": lists.append(try ListRecord(node))
      case "Invoice": sales.append(try Invoice(node))
      case "Payment": sales.append(try Payment(node))
      case "Removal": sales.append(try Removal(node))
      case "StoredSet": storedSets.keep(try StoredSets.Stored(node))
      default: break
      }
    }
  }

  private static var counterPaths: [(String, WritableKeyPath<Counters, Int64>)] {
    [
      ("list", \.list), ("transaction", \.transaction), ("transactionNumber", \.transactionNumber),
      ("invoiceNumber", \.invoiceNumber), ("setsSeen", \.setsSeen), ("iterators", \.iterators),
    ]
  }
}

extension Node {
  /// As saved, with nothing judged.
  init(saved element: XMLElement) {
    name = element.name
    attributes = element.attributes.map { Attribute(name: $0.name, value: $0.value) }
    text = element.text
    children = element.children.map(Node.init(saved:))
  }

  mutating func set(_ name: String, _ value: String?) {
    if let value { attributes.append(Attribute(name: name, value: value)) }
  }

  mutating func set(_ name: String, flag: Bool) {
    if flag { set(name, "true") }
  }

  func has(flag name: String) -> Bool { attribute(name) == "true" }

  func required(_ name: String) throws(PracticeError) -> String {
    if let value = attribute(name) { return value }
    throw PracticeError("the saved company file has a \(self.name) without \(name)")
  }

  func number(_ name: String) throws(PracticeError) -> Int64 {
    let text = try required(name)
    if let value = Int64(text) { return value }
    throw PracticeError("the saved company file has a \(self.name) whose \(name) is no number: \(text)")
  }

  func optionalNumber(_ name: String) throws(PracticeError) -> Int64? {
    attribute(name) == nil ? nil : try number(name)
  }

  func time(_ name: String) throws(PracticeError) -> PracticeTime {
    let text = try required(name)
    if let value = PracticeTime(text) { return value }
    throw PracticeError("the saved company file has a \(self.name) whose \(name) is no time: \(text)")
  }
}
