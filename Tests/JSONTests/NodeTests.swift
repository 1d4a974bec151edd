import JSON
import Testing

@Suite("A small document is read as a whole, and written again")
struct NodeTests {
  private let manifest = """
    {
      "format": "autotask-bundle", "version": 1,
      "entities": {"Invoices": {"complete": false, "files": [{"path": "a.json", "count": 3.0}]}},
      "none": null, "esc\\u0041ped": "\\u00e9\\n", "empty": [], "nothing": {}
    }
    """

  @Test("Values are reached by their keys and have places")
  func places() throws {
    let node = try JSONNode.parse(Array(manifest.utf8))
    #expect(node["version"]?.number == "1")
    #expect(node["version"]?.place == JSONPlace(line: 2, column: 43))
    let invoices = try #require(node["entities"]?["Invoices"])
    #expect(invoices["complete"]?.bool == false)
    #expect(invoices["files"]?.elements?.first?["path"]?.string == "a.json")
    #expect(invoices["files"]?.elements?.first?["count"]?.number == "3.0")
    #expect(invoices["files"]?.elements?.first?.line == 3)
    #expect(node["none"]?.isNull == true)
    #expect(node["escAped"]?.string == "é\n")
    #expect(
      node.members.map(\.key) == ["format", "version", "entities", "none", "escAped", "empty", "nothing"])
    #expect(node["missing"] == nil)
    #expect(node.kind == .object)
  }

  @Test("What is written is what was read, in the order of the text")
  func again() throws {
    let value = try JSONValue.parse(Array(manifest.utf8))
    var short = JSONWriter()
    short.value(value)
    let text =
      #"{"format":"autotask-bundle","version":1,"entities":{"Invoices":{"complete":false,"files":[{"path":"a.json","count":3.0}]}},"none":null,"escAped":"é\n","empty":[],"nothing":{}}"#
    #expect(String(decoding: short.finished(), as: UTF8.self) == text + "\n")
    var pretty = JSONWriter(isPretty: true)
    pretty.value(try JSONValue.parse(Array(#"{"a":[1,{"b":null}],"c":{},"d":[]}"#.utf8)))
    #expect(
      String(decoding: pretty.finished(), as: UTF8.self) == """
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": {},
          "d": []
        }

        """)
  }

  @Test(
    "Texts are escaped so that any reader reads them back",
    arguments: ["", "a\"b\\c", "\u{0}\u{1F}\u{7F}\n\r\t", "é€😀\u{2028}"])
  func escaped(text: String) throws {
    var writer = JSONWriter()
    writer.array { $0.string(text) }
    let bytes = writer.finished()
    #expect(bytes.allSatisfy { $0 >= 32 || $0 == 10 })
    #expect(try JSONNode.parse(bytes).elements?.first?.string == text)
  }

  @Test("Members are written in a word")
  func members() {
    var writer = JSONWriter()
    writer.object {
      $0.member("id", 8491)
      $0.member("name", "x")
      $0.member("none", nil as String?)
      $0.member("paid", true)
      $0.key("rate")
      $0.number("386.6450")
    }
    #expect(
      String(decoding: writer.finished(), as: UTF8.self)
        == "{\"id\":8491,\"name\":\"x\",\"none\":null,\"paid\":true,\"rate\":386.6450}\n")
  }

  @Test("What would be no JSON stops the program")
  func mistakes() async {
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.object { $0.string("no key") }
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.number("01")
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.integer(1)
      writer.integer(2)
    }
  }

  @Test(
    "A document is read strictly to its end",
    arguments: [
      ("{} x", JSONProblem.Code.textAfterEnd, 4), ("", .endsTooEarly, 1), ("[1", .endsTooEarly, 3),
      ("{\"a\":1,\"a\":2}", .duplicateKey, 8),
      ("[{\"a\":1},{\"a\":{\"b\":1,\"b\":2}}]", .duplicateKey, 22),
    ])
  func strict(text: String, code: JSONProblem.Code, column: Int) throws {
    let found = #expect(throws: JSONProblem.self) { try JSONNode.parse(Array(text.utf8)) }
    #expect(found?.code == code)
    #expect(found?.column == column)
  }

  @Test("Any value may be the document", arguments: ["1", "\"a\"", "null", "[]", " true "])
  func scalars(text: String) throws { _ = try JSONValue.parse(Array(text.utf8)) }
}
