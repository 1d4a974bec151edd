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

  private static let meaning = Array("\u{1}a\u{2}x\u{3}1\u{1}b\u{4}v & w\u{5}\u{1}c\u{5}\u{5}".utf8)

  @Test(arguments: [
    "<a x='1'><b>v &amp; w</b><c/></a>",
    "<?xml version='1.0'?><!-- c -->\n<a x=\"1\">\n  <b>&#118; <![CDATA[& w]]></b>\n  <c></c>\n</a>\n",
    "<?xml version='1.0' encoding='latin1'?><a x='1'>\n<?p i?><b>v<!-- c --> &#38; w</b> <c/> </a>",
  ])
  func `layout does not change the meaning`(document: String) throws {
    #expect(try XMLMeaning.isRead(Writing.meaning, from: Array(document.utf8)))
  }

  @Test(arguments: [
    "<a x='1'><b> v &amp; w</b><c/></a>", "<a x='1'><b>v &amp; w </b><c/></a>",
    "<a x='1'><b>v &amp; </b><c/></a>", "<a x='1'><b>v &amp; w</b><c> </c></a>",
    "<a x='1'><b>v &amp; w</b><c/>z</a>", "<a x='1'>z<b>v &amp; w</b><c/></a>",
    "<a x='1'><c/><b>v &amp; w</b></a>", "<a x='1'><b>v &amp; w</b></a>", "<a x='1'><b/><c/></a>",
    "<a x='1'><b>v &amp; w</b><c/><c/></a>", "<a x='1'><b>v &amp; w<c/></b></a>",
    "<a x='2'><b>v &amp; w</b><c/></a>", "<a><b>v &amp; w</b><c/></a>",
    "<a x='1' y='1'><b>v &amp; w</b><c/></a>", "<a x='12'><b>v &amp; w</b><c/></a>",
    "<aa x='1'><b>v &amp; w</b><c/></aa>", "<a x='1'><b z=''>v &amp; w</b><c/></a>", "<a/>",
    "<!DOCTYPE a><a x='1'><b>v &amp; w</b><c/></a>",
  ])
  func `any other name, value or order is another meaning`(document: String) throws {
    #expect(try !XMLMeaning.isRead(Writing.meaning, from: Array(document.utf8)))
  }

  @Test func `a value of blanks is a value`() throws {
    let meaning = Array("\u{1}a\u{4} \n\u{5}".utf8)
    #expect(try XMLMeaning.isRead(meaning, from: Array("<a> \n</a>".utf8)))
    #expect(try XMLMeaning.isRead(meaning, from: Array("<a> &#10;</a>".utf8)))
    #expect(try !XMLMeaning.isRead(meaning, from: Array("<a> </a>".utf8)))
    #expect(try !XMLMeaning.isRead(meaning, from: Array("<a/>".utf8)))
  }

  @Test(arguments: ["", "a", "<a", "<a x='1'><b>v &amp; w</b><c/>", "<a x='1'><b>v & w</b><c/></a>"])
  func `what is no XML has no meaning`(document: String) {
    #expect(throws: XMLProblem.self) { try XMLMeaning.isRead(Writing.meaning, from: Array(document.utf8)) }
  }
}
