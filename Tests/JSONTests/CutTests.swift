import JSON
import Testing

@Suite("A text that is cut off says so, and a text that is cut into pieces says nothing")
struct CutTests {
  static let documents = [
    #" {"items":[{"id":-1.5e+3,"n":"a\u00e9\uD83D\uDE00é€😀\n"},{"id":2,"u":[{"name":"x","value":null}],"t":true}],"#
      + #""pageDetails":{"count":2,"nextPageUrl":"https://x"},"x":[1,{}]} "#,
    #"[{"id":1,"f":false},{"id":10}]"#, #"{"value":[{"id":1}],"Count":1}"#, #"{"id":0,"a":{"b":[null]}}"#,
    #"[{"items":[{"id":1}]},{"items":[]}]"#, #"{"item":{"id":1}}"#,
  ]

  @Test("At every byte, in pieces of every size", arguments: documents)
  func everywhere(text: String) throws {
    let bytes = Array(text.utf8)
    let whole = try read(bytes)
    for size in 1...bytes.count {
      let again = try read(bytes, pieces: size)
      #expect(again.records == whole.records)
      #expect(again.envelope == whole.envelope)
    }
    for end in 0..<(bytes.lastIndex { $0 != 32 } ?? 0) {
      for size in [1, 2, 3, 7, 16, .max] {
        let found = #expect(throws: JSONProblem.self) { try read(Array(bytes[..<end]), pieces: size) }
        #expect(found?.code == .endsTooEarly)
        #expect(found?.offset == end)
      }
    }
  }

  @Test("Nothing, or blanks alone, ends too early", arguments: ["", " \n", "\u{FEFF}"])
  func nothing(text: String) throws { #expect(try problem(text)?.code == .endsTooEarly) }

  @Test("A line that is cut off ends too early")
  func lines() throws {
    let text = "{\"id\":1}\n{\"id\":2"
    for size in [1, 3, .max] {
      let found = try #require(try problem(text, pieces: size, form: .lines))
      #expect(found.code == .endsTooEarly)
      #expect(found.line == 2)
      #expect(found.column == 8)
    }
  }

  @Test("Records longer than the pieces come whole")
  func long() throws {
    let row = #"{"id":1,"note":""# + String(repeating: "é", count: 3_000) + #""}"#
    let text = "[" + Array(repeating: row, count: 20).joined(separator: ",\n") + "]"
    for size in [63, 1_000, 6_001] {
      #expect(try read(text, pieces: size).records.count == 20)
    }
  }
}
