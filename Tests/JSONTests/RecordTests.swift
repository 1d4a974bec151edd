import JSON
import Testing

@Suite("A record tells its values and where they stand")
struct RecordTests {
  private func each<Value>(
    _ text: String, pieces size: Int = .max, _ body: (JSONRecord) throws -> Value
  ) throws -> [Value] {
    var found: [Value] = []
    var records = JSONRecords()
    let bytes = Array(text.utf8)
    let span = bytes.span
    var index = 0
    while index < bytes.count {
      let end = index + min(size, bytes.count - index)
      try records.feed(span.extracting(index..<end)) { found.append(try body($0)) }
      index = end
    }
    _ = try records.finish { found.append(try body($0)) }
    return found
  }

  @Test(
    "Values have lines and columns, whatever the line ends and the pieces", arguments: ["\n", "\r\n", "\r"])
  func places(end: String) throws {
    let text = "\u{FEFF}[{\"a\": 1," + end + "  \"é\": \"x\"}," + end + end + "{\"a\":2, \"é\":null}]"
    for size in [1, 2, 5, .max] {
      let found = try each(text, pieces: size) { record in
        [record.place] + (0..<record.fieldCount).map { record.place($0) }
      }
      #expect(
        found == [
          [JSONPlace(line: 1, column: 2), JSONPlace(line: 1, column: 8), JSONPlace(line: 2, column: 9)],
          [JSONPlace(line: 4, column: 1), JSONPlace(line: 4, column: 6), JSONPlace(line: 4, column: 14)],
        ])
    }
  }

  @Test("Kinds, keys and texts")
  func values() throws {
    let text =
      #"[{"id":386.6450,"n":null,"t":true,"f":false,"s":"a\tb","\u0041":[1, 2],"o":{"x":"\n"},"p":"plain"}]"#
    let ok = try each(text) { record in
      #expect(record.fieldCount == 8)
      #expect(
        (0..<8).map { record.kind($0) } == [.number, .null, .bool, .bool, .string, .array, .object, .string])
      #expect((0..<8).map { record.key($0) } == ["id", "n", "t", "f", "s", "A", "o", "p"])
      #expect((0..<8).map { record.string($0) } == ["386.6450", nil, nil, nil, "a\tb", nil, nil, "plain"])
      #expect((0..<8).map { record.isTrue($0) } == [false, false, true, false, false, false, false, false])
      #expect(record.isEscaped(4) && !record.isEscaped(7))
      #expect(record.keyEquals(5, "A") && !record.keyEquals(5, "a"))
      #expect(
        !record.keyEquals(5, "") && !record.keyEquals(5, "AB")
          && record.withKey(5) { JSONTests.text($0) } == "A")
      #expect(record.field("o") == 6 && record.field("O") == nil)
      #expect(record.withRawValue(4) { JSONTests.text($0) } == #""a\tb""#)
      #expect(record.withValue(5) { JSONTests.text($0) } == "[1, 2]")
      #expect(record.withBytes { JSONTests.text($0) } == String(text.dropFirst().dropLast()))
      #expect(record.bytes == Array(text.utf8.dropFirst().dropLast()))
      return true
    }
    #expect(ok == [true])
  }

  @Test(
    "A character that no XML text can have is known",
    arguments: [
      ("\\u0000", true), ("\\u001f", true), ("\\b", true), ("\\uFFFE", true), ("\u{FFFF}", true),
      ("\\n\\t\\r", false),
      ("\\u000a", false), ("é€😀", false), ("\\uFFFD", false),
    ])
  func illegal(value: String, expected: Bool) throws {
    #expect(try each("{\"a\":\"\(value)\"}") { $0.isIllegalInXML(0) } == [expected])
  }

  @Test("It knows when keys and order are those of the record before")
  func same() throws {
    let text =
      #"[{"a":1,"b":2},{"a":3,"b":4},{"b":1,"a":2},{"b":1},{"b":2},{"b":1,"c":1},{"\u0062":1},{"\u0062":1},{},{}]"#
    for size in [1, 10, .max] {
      #expect(
        try each(text, pieces: size) { $0.sameKeysAsBefore }
          == [false, true, false, false, true, false, false, false, false, true])
    }
  }

  @Test("Texts are found by column; what has none, and what a later field says anew, leaves no trace")
  func columns() throws {
    let text =
      #"[{"a":"x","b":null,"c":[1],"d":"e\n","e":12,"f":"","g":true,"h":1,"i":"\t","j":"\t","k":"z"}]"#
    let found = try each(text) { record in
      var bounds = [Int32](repeating: 0, count: 12)
      let places = record.places(of: [5, 4, 3, 2, 1, 0, -1, 4, 0, 5, 5], in: &bounds)
      #expect(places.placed == 0b110111)
      #expect(places.filled == 0b110111)
      #expect(places.escaped == 0b000101)
      let bytes = record.bytes
      return (0..<6).map { column in
        String(decoding: bytes[Int(bounds[2 * column])..<Int(bounds[2 * column + 1])], as: UTF8.self)
      }
    }
    #expect(found == [["\\t", "12", "e\\n", "", "1", "z"]])
    let empty = try each(#"{"a":"x","b":null}"#) { record in
      var bounds = [Int32](repeating: 0, count: 2)
      return record.places(of: [0, 0], in: &bounds)
    }
    #expect(empty.map(\.placed) == [1] && empty.map(\.filled) == [0])
  }

  @Test("The excerpt shows the line of a value, and the caret its place")
  func excerpt() throws {
    let pretty = "[\n  {\n\t\t\"id\": 1,\n    \"name\": \"Müller\", \"x\": true\n  }\n]"
    let shown = try each(pretty, pieces: 3) { record in (0..<3).map { record.excerpt($0) } }
    #expect(shown[0][0].text == "\"id\": 1,")
    #expect(shown[0][0].caret == 7)
    #expect(shown[0][2].text == "\"name\": \"Müller\", \"x\": true")
    #expect(shown[0][2].caret == 24)
    let long =
      "[{\"a\":\"\(String(repeating: "é", count: 80))\",\"b\":1,\"c\":\"\(String(repeating: "y", count: 200))\"}]"
    let cut = try each(long) { $0.excerpt(1) }
    #expect(cut[0].text.utf8.count <= 104)
    #expect(Array(cut[0].text.unicodeScalars)[cut[0].caret - 1] == "1")
  }

  @Test("A problem shows the text up to where it is")
  func problemExcerpt() throws {
    let text = "{\n  \"id\": 1,\n  \"rate\": 01.5,\n  \"x\": 1\n}"
    for size in [1, 4, .max] {
      let found = try #require(try problem(text, pieces: size))
      #expect(found.line == 3)
      #expect(found.column == 11)
      #expect(found.offset == 23)
      #expect(found.excerpt.text == "\"rate\": 0")
      #expect(found.excerpt.caret == 9)
      #expect(found.code.rawValue == "has a number that is not written as JSON writes numbers")
    }
  }
}
