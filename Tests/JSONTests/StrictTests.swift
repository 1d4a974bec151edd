import JSON
import Testing

@Suite("JSON is read as RFC 8259 says, and not a bit otherwise")
struct StrictTests {
  @Test(
    "What is JSON is read",
    arguments: [
      ("0", "0"), ("-0", "-0"), ("123.4500", "123.4500"), ("1E5", "1E5"), ("1e+5", "1e+5"),
      ("-1.5e-10", "-1.5e-10"),
      ("123456789012345678901234567890", "123456789012345678901234567890"), ("true", "true"),
      ("false", "false"),
      ("null", "null"), ("[]", "[]"), ("{}", "{}"), ("[1,[2,{\"a\":[]}]]", "[1,[2,{\"a\":[]}]]"),
      ("\"\"", ""),
      ("\"a\\\"b\\\\c\\/d\"", "a\"b\\c/d"), ("\"\\b\\f\\n\\r\\t\"", "\u{8}\u{C}\n\r\t"),
      ("\"\\u0041\\u00e9\\u20AC\"", "Aé€"),
      ("\"\\uD83D\\ude00\"", "😀"), ("\"é€😀\"", "é€😀"), ("\"\\u0000\"", "\u{0}"),
      ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
      ("\"\\uFFFF\"", "\u{FFFF}"),
    ])
  func accepted(value: String, expected: String) throws {
    for size in [1, 2, 3, .max] {
      let (records, _) = try read("[ {\t\"k\" :\r\n\(value)} ]", pieces: size)
      #expect(records == ["k=" + expected])
    }
  }

  static let refused: [(String, JSONProblem.Code)] = [
    ("01", .badNumber), ("-01", .badNumber), ("-", .badNumber), ("+1", .valueExpected),
    (".5", .valueExpected),
    ("5.", .badNumber), ("1.e3", .badNumber), ("1e", .badNumber), ("1e+", .badNumber),
    ("0x10", .commaExpected),
    ("1 2", .commaExpected), ("1_000", .commaExpected), ("NaN", .valueExpected), ("Infinity", .valueExpected),
    ("-Infinity", .badNumber), ("nul", .valueExpected), ("True", .valueExpected), ("truE", .valueExpected),
    ("'a'", .valueExpected), ("\"\\x41\"", .badEscape), ("\"\\a\"", .badEscape), ("\"\\u12G4\"", .badEscape),
    ("\"\\u 123\"", .badEscape), ("\"\\uD800\"", .loneSurrogate), ("\"\\uDC00\"", .loneSurrogate),
    ("\"\\uD800\\u0041\"", .loneSurrogate), ("\"\\uD800\\n\"", .loneSurrogate),
    ("\"\\uD800x\"", .loneSurrogate),
    ("\"\\uD800\\uD800\"", .loneSurrogate), ("\"a\tb\"", .controlCharacter), ("\"a\nb\"", .controlCharacter),
    ("\"a\u{0}b\"", .controlCharacter), ("[1,]", .trailingComma), ("[,1]", .valueExpected),
    ("[1,,2]", .valueExpected),
    ("[1 2]", .commaExpected), ("{\"a\":1,}", .trailingComma), ("{,}", .keyExpected), ("{a:1}", .keyExpected),
    ("{1:1}", .keyExpected), ("{\"a\" 1}", .colonExpected), ("{\"a\":}", .valueExpected),
    ("{\"a\"}", .colonExpected),
    ("{\"a\":1 \"b\":2}", .commaExpected), ("{\"a\":1,\"a\":2}", .duplicateKey),
    ("{\"a\":1,\"\\u0061\":2}", .duplicateKey),
    ("{\"a\":1,\"b\":2,\"c\":3,\"b\":4}", .duplicateKey), ("[1}", .commaExpected),
    ("{\"a\":1]", .commaExpected),
    ("/* c */ 1", .valueExpected), ("1 // c", .commaExpected), ("\u{A0}1", .valueExpected),
    ("\u{FEFF}1", .valueExpected),
    ("undefined", .valueExpected), ("", .valueExpected), ("1,", .trailingComma),
  ]

  @Test("What is not JSON is refused, at the same place however the text is cut", arguments: refused)
  func refusals(value: String, code: JSONProblem.Code) throws {
    let text = "{\"k\":\(value)}"
    let whole = try #require(try problem(text))
    #expect(whole.code == code)
    for size in [1, 2, 3, 5] { #expect(try problem(text, pieces: size) == whole) }
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xE9],
    ] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) throws {
    for size in [1, 2, .max] {
      let found = #expect(throws: JSONProblem.self) {
        try read(Array("{\"k\":\"".utf8) + bytes + Array("\"}".utf8), pieces: size)
      }
      #expect(found?.code == .badUTF8)
      #expect(found?.column == 7)
    }
  }

  @Test("A key that comes twice is found among many, escapes resolved")
  func duplicates() throws {
    let many = (0..<200).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(try problem("{\(many)}") == nil)
    for again in ["k0", "k199", "\\u006b77"] {
      let found = try #require(try problem("{\(many),\"\(again)\":1}"))
      #expect(found.code == .duplicateKey)
      #expect(found.column == many.utf8.count + 3)
    }
  }

  @Test("The second record is not spared because the first was right")
  func later() throws {
    #expect(try problem(#"[{"a":1,"b":2},{"a":1,"a":2}]"#)?.code == .duplicateKey)
    #expect(try problem(#"[{"a":1,"b":2},{"a":1,"b":2,"a":3}]"#)?.code == .duplicateKey)
    #expect(
      try read(#"[{"a":1,"b":2},{"a":1},{"b":2,"a":1},{"ab":1}]"#).records == [
        "a=1 b=2", "a=1", "b=2 a=1", "ab=1",
      ])
  }

  @Test("Depth, members and size have limits, and the limit itself is allowed")
  func limits() throws {
    let limits = JSONLimits(recordBytes: 100, members: 3, depth: 4)
    #expect(try problem(#"{"a":[[[1]]]}"#, limits: limits) == nil)
    #expect(try problem(#"{"a":[[[[1]]]]}"#, limits: limits)?.code == .tooDeep)
    #expect(try problem(#"{"a":{"b":{"c":{"d":{}}}}}"#, limits: limits)?.code == .tooDeep)
    #expect(try problem(#"{"a":1,"b":2,"c":3}"#, limits: limits) == nil)
    #expect(try problem(#"{"a":1,"b":2,"c":3,"d":4}"#, limits: limits)?.code == .tooManyMembers)
    #expect(try problem(#"{"x":{"a":1,"b":2,"c":3,"d":4}}"#, limits: limits)?.code == .tooManyMembers)
    for size in [1, 7, .max] {
      let fits = "[{\"a\":\"" + String(repeating: "x", count: 92) + "\"} ]"
      #expect(try problem(fits, pieces: size, limits: limits) == nil)
      let large = "[{\"a\":\"" + String(repeating: "x", count: 93) + "\"} ]"
      let found = try #require(try problem(large, pieces: size, limits: limits))
      #expect(found.code == .recordTooLarge)
      #expect(found.column == 2)
    }
    let blanks = "[" + String(repeating: " \n", count: 500) + "{}]"
    #expect(try read(blanks, pieces: 9, limits: limits).records == [""])
    let list = "{\"items\":[" + String(repeating: "{\"a\":1},", count: 100) + "{}],\"x\":1}"
    #expect(try read(list, pieces: 9, limits: limits).records.count == 101)
  }

  @Test("Fifty thousand brackets are refused, not followed")
  func bomb() throws {
    let text = "{\"a\":" + String(repeating: "[", count: 50_000)
    #expect(try problem(text)?.code == .tooDeep)
    #expect(try problem(String(repeating: "[", count: 50_000))?.code == .recordExpected)
    #expect(try problem(String(repeating: "{\"value\":[", count: 5_000)) != nil)
  }
}
