import Testing
import XML

@Suite struct Writing {
  @Test func `indentation stands between elements and never inside a value`() throws {
    var writer = XMLWriter(layout: .indented)
    writer.declaration()
    writer.instruction("qbxml", "version=\"13.0\"")
    try writer.open("A", [("x", "1\" & 2\n")])
    try writer.element("B", " v\nw ")
    try writer.open("C")
    try writer.empty("D")
    writer.close()
    try writer.open("E")
    writer.close()
    writer.close()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == """
        <?xml version="1.0" encoding="utf-8"?>
        <?qbxml version="13.0"?>
        <A x="1&quot; &amp; 2&#10;">
          <B> v
        w </B>
          <C>
            <D/>
          </C>
          <E></E>
        </A>

        """)
  }

  @Test(arguments: [
    ("a < b > c & d", "a &lt; b &gt; c &amp; d"),
    ("&amp; &#38; &", "&amp;amp; &amp;#38; &amp;"),
    ("Zürich €", "Z&#252;rich &#8364;"),
    ("😀", "&#128512;"),
    ("a\r\nb\tc", "a&#13;\nb\tc"),
    ("", ""),
  ])
  func `text goes out in ASCII and comes back the same`(text: String, written: String) throws {
    var writer = XMLWriter()
    try writer.element("a", text, [("v", text)])
    let shown = String(decoding: writer.bytes, as: UTF8.self)
    #expect(shown.hasSuffix(">\(written)</a>"))
    let back = try XMLElement.parse(writer.bytes)
    #expect(back.text == text)
    #expect(back.attribute("v") == text)
  }

  @Test(arguments: ["\0", "\u{1}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
  func `characters that XML forbids are never written`(text: String) {
    var writer = XMLWriter()
    let problem = #expect(throws: XMLProblem.self) { try writer.element("a", "x" + text) }
    #expect(problem?.code == .illegalCharacter)
  }

  @Test(arguments: ["", "1a", "a b", "a>", "é", "-a"])
  func `only names are names`(name: String) {
    var writer = XMLWriter()
    let problem = #expect(throws: XMLProblem.self) { try writer.open(name) }
    #expect(problem?.code == .illegalName)
  }

  @Test func `a copied element reads the same`() throws {
    let source = try XMLElement.parse(Array("<a x='1'><b>t &amp; u</b><c/></a>".utf8))
    var writer = XMLWriter()
    try writer.copy(source)
    #expect(try XMLElement.parse(writer.bytes) == source)
  }

  @Test func `layout does not change the meaning, a value does`() throws {
    func meaning(_ xml: String) throws -> [UInt8] { try XMLMeaning.of(Array(xml.utf8).span) }
    let plain = try meaning("<a x='1'><b>v</b><c/></a>")
    #expect(plain == Array("\u{1}a\u{2}x\u{3}1\u{1}b\u{4}v\u{5}\u{1}c\u{5}\u{5}".utf8))
    #expect(
      try meaning("<?xml version='1.0'?><!-- c -->\n<a x=\"1\">\n  <b>&#118;</b>\n  <c></c>\n</a>\n") == plain
    )
    #expect(try meaning("<a x='1'><b> v</b><c/></a>") != plain)
    #expect(try meaning("<a x='1'><c/><b>v</b></a>") != plain)
    #expect(try meaning("<a x='2'><b>v</b><c/></a>") != plain)
    #expect(try meaning("<a x='1'><b>v</b><c> </c></a>") != plain)
  }
}
