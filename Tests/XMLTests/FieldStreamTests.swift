import Testing
import XML

/// `<a`, `b=text`, `>` as the stream tells them; `?` stands for a name that nobody asked for.
private func read(_ xml: String, step: Int = .max, names: [String] = ["a", "b", "c"]) throws -> [String] {
  var stream = try XMLFieldStream(names: names)
  var told: [String] = []
  func take(_ event: XMLFieldEvent, _ text: Span<UInt8>) {
    let name = event.name < 0 ? "?" : names[event.name]
    var bytes: [UInt8] = []
    for index in text.indices { bytes.append(text[index]) }
    switch event.kind {
    case .open: told.append("<\(name)")
    case .field: told.append("\(name)=\(String(decoding: bytes, as: UTF8.self))")
    case .close: told.append(">")
    }
  }
  let bytes = Array(xml.utf8)
  var start = 0
  while start < bytes.count {
    let end = min(bytes.count, step == .max ? bytes.count : start + step)
    let piece = Array(bytes[start..<end])
    try stream.feed(piece.span, take)
    start = end
  }
  try stream.finish(take)
  return told
}

@Suite struct FieldStream {
  static let document = """
    <?xml version="1.0"?>
    <a xmlns="urn:x" note="passed over">
      <b>one &amp; two</b><b/> <c> <b><![CDATA[<three>]]></b>
        <other>text</other> </c>
      <!-- <b>no</b> -->
    </a>
    """

  @Test(arguments: [1, 2, 7, 64, Int.max])
  func `fields come with their text, in pieces of any size`(step: Int) throws {
    #expect(
      try read(FieldStream.document, step: step) == [
        "<a", "b=one & two", "b=", "<c", "b=<three>", "?=text", ">", ">",
      ])
  }

  @Test func `the root is known by its name and namespace`() throws {
    var stream = try XMLFieldStream(names: [])
    let start = Array("<p:root xmlns:p='urn:x'>".utf8)
    try stream.feed(start.span) { _, _ in }
    #expect(stream.rootName == "root")
    #expect(stream.rootNamespace == "urn:x")
  }

  @Test func `a document that ends too early says inside which root`() throws {
    #expect {
      _ = try read("<a><b>1</b>")
    } throws: { error in
      (error as? XMLProblem)?.words == "the XML ends too early, inside <a>"
    }
  }
}
