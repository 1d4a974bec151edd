import Testing
import XML

@Suite struct Hostile {
  private static let laughs = """
    <!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>
    """

  @Test(arguments: [
    (laughs, XMLProblem.Code.doctype),
    ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", .doctype),
    ("<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/x'> %p;]><a/>", .doctype),
    ("<a>&unknown;</a>", .entity),
    ("<a>\u{3}</a>", .illegalCharacter),
    ("<a>&#3;</a>", .illegalCharacter),
    ("<a>\u{FFFF}</a>", .illegalCharacter),
    ("<a>\0</a>", .illegalCharacter),
    ("<a/>\0", .illegalCharacter),
    ("<a/><b/>", .trailingData),
    ("<a/>x", .trailingData),
    ("<a/> text", .trailingData),
    ("<a><b></a>", .mismatchedTag),
    ("<a x='1' x='2'/>", .duplicateAttribute),
    ("<p:a/>", .prefix),
    ("hello", .notXML),
    ("{\"a\":1}", .notXML),
    ("<a b></a>", .notWellFormed),
    ("<a>&</a>", .notWellFormed),
    ("<a " + (0..<65).map { "x\($0)='1'" }.joined(separator: " ") + "/>", .tooManyAttributes),
    (String(repeating: "<a>", count: 65), .tooDeep),
    ("<a>" + String(repeating: "x", count: 1_048_577) + "</a>", .textTooLong),
    ("<a x='" + String(repeating: "x", count: 200_000) + "'/>", .tagTooLong),
    ("<" + String(repeating: "n", count: 256) + "/>", .nameTooLong),
    ("<a><!--" + String(repeating: "x", count: 200_000), .tagTooLong),
  ])
  func `hostile XML is refused by its own code`(xml: String, code: XMLProblem.Code) throws {
    let bytes = Array(xml.utf8)
    let whole = #expect(throws: XMLProblem.self) { try XMLElement.parse(bytes) }
    #expect(whole?.code == code)
    #expect(whole?.words.isEmpty == false)
    // The same through a stream, byte by byte.
    if bytes.count > 10_000 { return }
    let piecewise = #expect(throws: XMLProblem.self) {
      var stream = try XMLElementStream(recordDepth: 2)
      for byte in bytes { try stream.feed([byte]) { _ in } }
      try stream.finish { _ in }
    }
    #expect(piecewise?.code == code)
  }

  @Test func `a document cut anywhere ends too early`() throws {
    let xml = Array(
      """
      <?xml version="1.0" ?>
      <QBXML a="1 &amp; 2"><!-- c --><M><![CDATA[ x ]]>é&#233;</M><N/></QBXML>
      """.utf8)
    _ = try XMLElement.parse(xml)
    for count in 0..<xml.count {
      let problem = #expect(throws: XMLProblem.self, "cut at \(count)") {
        try XMLElement.parse(Array(xml[..<count]))
      }
      #expect(problem?.code == .endsTooEarly, "cut at \(count): \(problem?.words ?? "")")
    }
  }

  @Test func `a cut in the comment behind the root is seen`() throws {
    let problem = #expect(throws: XMLProblem.self) { try XMLElement.parse(Array("<a/><!-- x".utf8)) }
    #expect(problem?.code == .endsTooEarly)
    _ = try XMLElement.parse(Array("<a/><!-- x -->\r\n".utf8))
  }

  @Test func `the place of a raw control character is named`() throws {
    let problem = #expect(throws: XMLProblem.self) {
      try XMLElement.parse(Array("<a>\n<b>ok\u{B}</b></a>".utf8))
    }
    #expect(problem?.description == "line 2, column 6: a character stands here that is not allowed in XML")
  }

  @Test func `limits can be set`() throws {
    var limits = XMLLimits(bytes: 10)
    let large = #expect(throws: XMLProblem.self) {
      try XMLElement.parse(Array("<a>12345678</a>".utf8), limits: limits)
    }
    #expect(large?.code == .tooLarge)
    limits = XMLLimits()
    limits.record = 1_000
    let record = #expect(throws: XMLProblem.self) {
      try XMLElement.parse(
        Array("<a>\(String(repeating: "<b/>", count: 20))</a>".utf8), limits: limits)
    }
    #expect(record?.code == .recordTooLarge)
  }
}
