import Testing
import XML

private func parse(_ text: String) throws -> XMLElement { try XMLElement.parse(Array(text.utf8)) }

@Suite struct Reading {
  @Test func `an element keeps its attributes in order, its children, its own text and its line`() throws {
    let root = try parse("<?xml version='1.0'?>\n<a y='2' x='1'>\n <b>one</b>\n <c/>\n <b> two </b>\n</a>\n")
    #expect(root.name == "a")
    #expect(root.attributes.map(\.name) == ["y", "x"])
    #expect(root.attribute("x") == "1")
    #expect(root.text == "")
    #expect(root.line == 2)
    #expect(root.child("c")?.line == 4)
    #expect(root.children(named: "b").map(\.text) == ["one", " two "])
    #expect(root.text(of: "b") == "one")
    #expect(root.text(of: "z") == nil)
  }

  @Test(arguments: [
    ("<a>&amp;&lt;&gt;&quot;&apos;</a>", "&<>\"'"),
    ("<a>&#65;&#x42;&#8364;</a>", "AB€"),
    ("<a><![CDATA[<b>&amp;]]></a>", "<b>&amp;"),
    ("<a>one<!-- no --> two<?skip me?> three</a>", "one two three"),
    ("<a>line\r\nline&#13;\n</a>", "line\nline\r\n"),
    ("<a> </a>", " "),
    ("<a>x<b/>y</a>", "xy"),
    ("<a>Z\u{FC}rich \u{1F600}</a>", "Zürich 😀"),
  ])
  func `text is what an XML reader makes of it`(xml: String, text: String) throws {
    #expect(try parse(xml).text == text)
  }

  @Test func `names are local and namespaces are at hand`() throws {
    let root = try parse("<s:E xmlns:s='urn:soap'><s:B i:type='t' xmlns:i='urn:i' type='u'/></s:E>")
    #expect(root.name == "E")
    #expect(root.namespace == "urn:soap")
    let body = try #require(root.child("B"))
    #expect(body.attributes.map(\.namespace) == ["urn:i", nil])
    #expect(body.attribute("type") == "u")
  }

  @Test func `records come one by one, whatever the pieces`() throws {
    let xml = Array("<Q v='1'><M><R id='1'><T>a</T></R><R id='2'/></M><N/></Q>".utf8)
    for size in 1...xml.count {
      var seen: [String] = []
      var stream = try XMLElementStream(recordDepth: 3)
      func note(_ event: XMLEvent) {
        switch event {
        case .open(let tag, let depth): seen.append("open \(tag.name) \(depth)")
        case .close(let name, let depth): seen.append("close \(name) \(depth)")
        case .element(let element): seen.append("\(element.name) \(element.attribute("id") ?? "")")
        }
      }
      for start in stride(from: 0, to: xml.count, by: size) {
        try stream.feed(Array(xml[start..<min(start + size, xml.count)]), note)
      }
      try stream.finish(note)
      #expect(
        seen == ["open Q 1", "open M 2", "R 1", "R 2", "close M 2", "open N 2", "close N 2", "close Q 1"])
    }
  }

  @Test func `what stands before a problem is handed over first`() throws {
    var names: [String] = []
    var stream = try XMLElementStream(recordDepth: 2)
    #expect(throws: XMLProblem.self) {
      try stream.feed(Array("<a><b/><c/></d>".utf8)) { event in
        if case .element(let element) = event { names.append(element.name) }
      }
    }
    #expect(names == ["b", "c"])
  }
}

/// One document and what its root says; nil when its encoding is refused.
private struct Sample: Sendable {
  var bytes: [UInt8]
  var text: String?
  init(_ head: String, raw: [UInt8] = [], tail: String = "", _ text: String?) {
    bytes = Array(head.utf8) + raw + Array(tail.utf8)
    self.text = text
  }
}

private let accepted: [Sample] = [
  Sample("\u{FEFF}<a>€ 😀</a>", "€ 😀"),
  Sample("<?xml version='1.0' encoding='UTF-8'?><a>€</a>", "€"),
  Sample("", raw: utf16(low: 0), "€ 😀"),
  Sample("", raw: utf16(low: 1), "€ 😀"),
  Sample("<?xml version='1.0' encoding=\"windows-1252\"?><a>", raw: [0x80, 0xE9], tail: "</a>", "€é"),
  Sample("<?xml version='1.0' encoding='ISO-8859-1'?><a>", raw: [0xE9], tail: "</a>", "é"),
  Sample("<?xml version='1.0' encoding='us-ascii'?><a>e</a>", "e"),
  Sample("<?xml version='1.0' ?>\r\n<a>e</a>\r\n", "e"),
]

private let refused: [Sample] = [
  Sample("<?xml version='1.0' encoding='Shift_JIS'?><a/>", nil),
  Sample("<?xml version='1.0' encoding='IBM037'?><a/>", nil),
  Sample("<?xml version='1.0' encoding='utf-16'?><a/>", nil),
  Sample("", raw: [0x3C, 0x00, 0x61, 0x00, 0x2F, 0x00, 0x3E, 0x00], nil),
  Sample("", raw: [0x4C, 0x6F, 0xA7, 0x94, 0x93], nil),
  Sample("", raw: [0xFF, 0xFE, 0x00, 0x00, 0x3C, 0, 0, 0], nil),
  Sample("<a>", raw: [0xE9, 0x20], tail: "</a>", nil),
  Sample("<a>", raw: [0xED, 0xA0, 0x80], tail: "</a>", nil),
  Sample("<a>", raw: [0xC0, 0x80], tail: "</a>", nil),
  Sample("<?xml version='1.0' encoding='us-ascii'?><a>é</a>", nil),
  Sample("<?xml version='1.0' encoding='windows-1252'?><a>", raw: [0x81], tail: "</a>", nil),
]

private func utf16(low: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  for unit in "\u{FEFF}<a>€ 😀</a>".utf16 {
    let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    bytes += [pair[low], pair[1 - low]]
  }
  return bytes
}

@Suite struct Encodings {
  @Test(arguments: accepted)
  private func `five encodings are read, in pieces of any size`(sample: Sample) throws {
    #expect(try XMLElement.parse(sample.bytes).text == sample.text)
    var stream = try XMLElementStream(recordDepth: 1)
    var found: [String] = []
    for byte in sample.bytes {
      try stream.feed([byte]) { if case .element(let element) = $0 { found.append(element.text) } }
    }
    try stream.finish { if case .element(let element) = $0 { found.append(element.text) } }
    #expect(found == [sample.text])
  }

  @Test(arguments: refused)
  private func `every other encoding is refused`(sample: Sample) throws {
    let problem = #expect(throws: XMLProblem.self) { try XMLElement.parse(sample.bytes) }
    #expect(problem?.code == .encoding)
  }
}
