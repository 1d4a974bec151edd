import JSON
import Testing

@Suite("The records of a text are found whatever is around them")
struct ShapeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var shape: JSONEnvelope.Shape
    var records: [String]
    var count: Int?
    var next: String?
    var testDescription: String { text }
  }

  static let cases = [
    Case(
      text:
        #"{"items":[{"id":1},{"id":2}],"pageDetails":{"count":2,"requestCount":500,"prevPageUrl":null,"nextPageUrl":null}}"#,
      shape: .list, records: ["id=1", "id=2"], count: 2),
    Case(
      text: #"{"pageDetails":{"nextPageUrl":"https:\/\/x\/next","count":1},"items":[{"id":1}]}"#,
      shape: .list,
      records: ["id=1"], count: 1, next: "https://x/next"),
    Case(text: #"{"items":[]}"#, shape: .list, records: []),
    Case(text: #"{"items":null,"pageDetails":{"count":0}}"#, shape: .list, records: [], count: 0),
    Case(text: #"{"item":{"id":7,"name":"a"}}"#, shape: .single, records: ["id=7 name=a"]),
    Case(text: #"{"item":null}"#, shape: .single, records: []),
    Case(text: #"[{"id":1},{"id":2}]"#, shape: .array, records: ["id=1", "id=2"]),
    Case(text: "[]", shape: .array, records: []),
    Case(text: #"{"id":9,"items":[1]}"#, shape: .object, records: ["id=9 items=[1]"]),
    Case(text: #"{"item":"text","value":3}"#, shape: .object, records: ["item=text value=3"]),
    Case(text: "{}", shape: .object, records: [""]),
    Case(
      text:
        #"[{"items":[{"id":1}],"pageDetails":{"count":1,"nextPageUrl":"n"}},{"items":[{"id":2}],"pageDetails":{"count":1,"nextPageUrl":null}}]"#,
      shape: .envelopes, records: ["id=1", "id=2"], count: 2),
    Case(
      text: #"{"value":[{"id":1},{"id":2}],"Count":2}"#, shape: .counted, records: ["id=1", "id=2"], count: 2),
    Case(text: #"{"Count":1,"value":[{"id":1}]}"#, shape: .counted, records: ["id=1"], count: 1),
    Case(
      text: #"{"value":[{"items":[{"id":1}]},{"items":[{"id":2},{"id":3}]}],"Count":2}"#, shape: .envelopes,
      records: ["id=1", "id=2", "id=3"]),
    Case(text: "\u{FEFF} [{\"id\":1}]\r\n", shape: .array, records: ["id=1"]),
    Case(text: #"{"\u0069tems":[{"id":1}]}"#, shape: .list, records: ["id=1"]),
  ]

  @Test("Every shape", arguments: cases)
  func shapes(_ example: Case) throws {
    for size in [1, 2, 3, 7, .max] {
      let (records, envelope) = try read(example.text, pieces: size)
      #expect(records == example.records)
      #expect(envelope.shape == example.shape)
      #expect(envelope.records == example.records.count)
      #expect(envelope.count == example.count)
      #expect(envelope.nextPageUrl == example.next)
    }
  }

  @Test(
    "One record a line",
    arguments: [
      ("{\"id\":1}\n{\"id\":2}\n", ["id=1", "id=2"]), ("{\"id\":1}\r\n\r\n{\"id\":2}", ["id=1", "id=2"]),
      ("", []), ("\n \n", []), ("{\"id\":1} \r{\"id\":2} ", ["id=1", "id=2"]),
      ("{\"items\":[{\"id\":1}]}\n{\"items\":[{\"id\":2}]}\n", ["id=1", "id=2"]),
    ])
  func lines(text: String, expected: [String]) throws {
    for size in [1, 4, .max] {
      #expect(try read(text, pieces: size, form: .lines).records == expected)
    }
  }

  @Test("Two records on one line are refused")
  func oneLine() throws {
    for size in [1, 2, 9, .max] {
      let found = try #require(try problem("{\"id\":1} {\"id\":2}\n", pieces: size, form: .lines))
      #expect(found.code == .newlineExpected)
      #expect(found.column == 10)
    }
  }

  @Test(
    "An envelope is proved to its last byte",
    arguments: [
      (#"{"items":[{"id":1}],"items":[]}"#, JSONProblem.Code.duplicateKey, 21),
      (#"{"items":[{"id":1}],"item":{"id":1}}"#, .twoLists, 21),
      (#"{"items":[{"id":1}]} x"#, .textAfterEnd, 22),
      (#"{"items":[{"id":1}],}"#, .trailingComma, 21), (#"{"items":[{"id":1},]}"#, .trailingComma, 20),
      (#"{"items":[{"id":1}] "a":1}"#, .commaExpected, 21), (#"{"items":[1]}"#, .recordExpected, 11),
      (#"{"items":[{"id":1}],"a":nul}"#, .valueExpected, 25), ("[{\"id\":1}{\"id\":2}]", .commaExpected, 10),
      ("7", .recordExpected, 1), ("\"a\"", .recordExpected, 1), ("[[{}]]", .recordExpected, 2),
    ])
  func proved(text: String, code: JSONProblem.Code, column: Int) throws {
    for size in [1, 5, .max] {
      let found = try #require(try problem(text, pieces: size))
      #expect(found.code == code)
      #expect(found.line == 1)
      #expect(found.column == column)
    }
  }

  @Test("What the caller throws comes out unchanged, and reading can go on")
  func thrown() throws {
    struct Stop: Error, Equatable { var id: String? }
    let bytes = Array("[{\"id\":1},{\"id\":2}]".utf8)
    var records = JSONRecords()
    #expect(throws: Stop(id: "1")) { try records.feed(bytes.span) { throw Stop(id: $0.string(0)) } }
    var rest: [String?] = []
    let envelope = try records.finish { rest.append($0.string(0)) }
    #expect(rest == ["2"])
    #expect(envelope.records == 2)
  }

  @Test("A problem stays: nothing is read after it")
  func stays() throws {
    var records = JSONRecords()
    let bad = Array("[{\"id\":01}".utf8)
    let more = Array(",{\"id\":2}]".utf8)
    #expect(throws: JSONProblem.self) { try records.feed(bad.span) { _ in } }
    #expect(throws: JSONProblem.self) { try records.feed(more.span) { _ in } }
    #expect(throws: JSONProblem.self) { try records.finish { _ in } }
  }
}
