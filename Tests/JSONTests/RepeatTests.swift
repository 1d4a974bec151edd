import JSON
import Testing

@Suite("What repeats itself is read like what does not")
struct RepeatTests {
  /// Records that are like each other but for one thing.
  static let spellings = [
    #"{"id":1,"invoiceID":10,"name":"x"}"#, #"{"id":2,"invoiceID":11,"name":"yy"}"#,
    #"{"id": 3,"invoiceID":10,"name":"x"}"#, "{\n  \"id\": 1,\n  \"invoiceID\": 10,\n  \"name\": \"x\"\n}",
    #"{"id":1,"invoiceIB":10,"name":"x"}"#, #"{"id":1,"invoiceID":10}"#,
    #"{"id":1,"invoiceID":10,"name":"x","more":null}"#, #"{"invoiceID":10,"id":1,"name":"x"}"#, "{}",
    #"{"id":"1","invoiceID":null,"name":{"a":[1,{"b":2}]}}"#, #"{"id":1,"invoice\u0049D":10,"name":"x"}"#,
    #"{"id":1,"invoiceID":10,"a name that is longer than eight bytes":"x"}"#,
    #"{"id":1,"invoiceID":10,"a name that is longer than eight bytez":"x"}"#,
  ]

  @Test("Each record reads as if it were alone, whichever one is before it", arguments: spellings)
  func pairs(first: String) throws {
    for second in RepeatTests.spellings {
      let expected = try [first, second, second].flatMap { try read($0).records }
      let text = "[" + [first, second, second].joined(separator: ",") + "]"
      for size in [1, 7, 16, .max] { #expect(try read(text, pieces: size).records == expected) }
    }
  }

  @Test(
    "Each fault is found in a record that begins like the one before",
    arguments: [
      (#"{"id":1,"name" "x"}"#, JSONProblem.Code.colonExpected), (#"{"id":1"name":"x"}"#, .commaExpected),
      (#"{"id":1,"id":2}"#, .duplicateKey), (#"{"id":1,"name":}"#, .valueExpected),
      (#"{"id":1,"name":"x",}"#, .trailingComma), (#"{"id":1,"name":"x"]"#, .commaExpected),
      (#"{"id":01,"name":"x"}"#, .badNumber), (#"{"id":1,name:"x"}"#, .keyExpected),
      (#"{"id":1,"name":"x","name":1}"#, .duplicateKey),
    ])
  func faults(second: String, code: JSONProblem.Code) throws {
    let text = #"[{"id":1,"name":"x"},"# + second + "]"
    for size in [1, 7, .max] { #expect(try problem(text, pieces: size)?.code == code) }
  }

  @Test("Nothing stands for a key that the record before wrote with escapes", arguments: [UInt8(0), 32, 34])
  func escapedKeys(filler: UInt8) throws {
    let filling = String(repeating: String(UnicodeScalar(filler)), count: 8)
    let text = #"[{"id":1,"n\u0061me":2},{"id":2"# + filling + "2}]"
    for size in [1, 7, .max] { #expect(try problem(text, pieces: size)?.code == .commaExpected) }
  }

  @Test("What ends or escapes a text is seen at every place of it")
  func strings() throws {
    for length in 0...40 {
      let plain = String(repeating: "a", count: length)
      #expect(try read("{\"k\":\"\(plain)\"}").records == ["k=\(plain)"])
      #expect(try read("{\"k\":\"\(plain)\\n\(plain)\"}").records == ["k=\(plain)\n\(plain)"])
      #expect(try read("{\"k\":\"\(plain)€\(plain)\u{7F}\"}").records == ["k=\(plain)€\(plain)\u{7F}"])
      #expect(try problem("{\"k\":\"\(plain)\u{1F}\(plain)\"}")?.code == .controlCharacter)
      #expect(try problem("{\"k\":\"\(plain)")?.code == .endsTooEarly)
    }
  }

  @Test("Lines are counted wherever their ends stand", arguments: ["\n", "\r\n", "\r"])
  func lines(end: String) throws {
    for length in 0...300 {
      let text = "[{\"a\":\"\(String(repeating: "a", count: length))\"},\(end)\t\(end)  {\"a\":1},x]"
      let found = try #require(try problem(text))
      #expect(found.line == 3)
      #expect(found.column == 11)
    }
  }
}
