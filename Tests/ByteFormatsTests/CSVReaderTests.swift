import ByteFormats
import Testing

/// Rows as `line: a|b`, read whole and in pieces of one, two and seven bytes, which must agree.
private func rows(_ text: String) throws(CSVError) -> [String] {
  let bytes = Array(text.utf8)
  let whole = try read(pieces: [bytes])
  for size in [1, 2, 7] {
    let pieces = stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
    let inPieces = try read(pieces: pieces)
    #expect(inPieces == whole)
  }
  return whole
}

private func read(pieces: [[UInt8]]) throws(CSVError) -> [String] {
  var reader = CSVReader()
  var found: [String] = []
  func take() throws(CSVError) {
    while try reader.next() {
      let values = reader.row.fields.indices.map { reader.row.text($0) ?? "?" }
      found.append("\(reader.row.line): \(values.joined(separator: "|"))")
    }
  }
  for piece in pieces {
    reader.append(piece)
    try take()
  }
  reader.end()
  try take()
  return found
}

@Suite("A CSV text is read row by row")
struct CSVReaderTests {
  @Test(
    "Rows end with any line end, the last with none",
    arguments: ["a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "\u{FEFF}a,b\n1,2\n3,4\n"])
  func lineEnds(text: String) throws {
    #expect(try rows(text) == ["1: a|b", "2: 1|2", "3: 3|4"])
  }

  @Test(
    "The separator is told from the first row",
    arguments: [
      ("id;name\n1;Smith, Inc\n", ["1: id|name", "2: 1|Smith, Inc"]),
      ("id\tname\n1\ta,b;c\n", ["1: id|name", "2: 1|a,b;c"]),
      ("\"a;b\",c\n1,2\n", ["1: a;b|c", "2: 1|2"]),
      ("sep=;\r\na;b,c,d\r\n", ["2: a|b,c,d"]),
      ("sep=\t\na\tb\n", ["2: a|b"]),
      ("name\nx;y\n", ["1: name", "2: x;y"]),
    ])
  func separators(text: String, expected: [String]) throws {
    #expect(try rows(text) == expected)
  }

  @Test(
    "Quotation marks keep separators, line breaks and doubled marks",
    arguments: [
      ("a,b\n\"x, y\",\"say \"\"no\"\"\"\n", ["1: a|b", "2: x, y|say \"no\""]),
      ("a,b\n\"one\ntwo\",2\n3,4\n", ["1: a|b", "2: one\ntwo|2", "4: 3|4"]),
      ("a\n\"\"\"\"\n", ["1: a", "2: \""]),
      ("a\n\"\"\n", ["1: a", "2: "]),
      ("a,b\n5\" disk,2\n", ["1: a|b", "2: 5\" disk|2"]),
      ("a,b\n\"x\",", ["1: a|b", "2: x|"]),
    ])
  func quotes(text: String, expected: [String]) throws {
    #expect(try rows(text) == expected)
  }

  @Test("Empty lines are skipped and counted; nothing at all is no row")
  func empty() throws {
    #expect(try rows("a,b\n\n\r\n1,2\n\n") == ["1: a|b", "4: 1|2"])
    #expect(try rows("") == [])
    #expect(try rows("\u{FEFF}") == [])
  }

  @Test("A row knows when it is ragged or blank, and where each field begins")
  func shape() throws {
    var reader = CSVReader(Array("a,b\n1\n,\n\"x\ny\",\"z\"\n".utf8))
    var seen: [String] = []
    while try reader.next() {
      let places = reader.row.fields.map { "\($0.line):\($0.column)" }.joined(separator: " ")
      seen.append("\(reader.row.isRagged) \(reader.row.isBlank) \(places)")
    }
    #expect(seen == ["false false 1:1 1:3", "true false 2:1", "false true 3:1 3:2", "false false 4:1 5:4"])
  }

  @Test(
    "What is no table is refused with its place",
    arguments: [
      ("a,b\n1,\"open\nto the end", "2:3: a quotation mark opens a field here and nothing closes it"),
      ("a,b\n\"x\"y,2\n", "2:4: text follows a closing quotation mark"),
      ("a,b\n1,2\u{0}\n", "2:4: there is a zero byte, which no text holds"),
      ("a,b\n\"1\n\u{0}\"", "3:1: there is a zero byte, which no text holds"),
      (String(repeating: ",", count: 1_024), "1:1025: the row has more than 1024 fields"),
    ])
  func refused(text: String, words: String) {
    let error = #expect(throws: CSVError.self) { try read(pieces: [Array(text.utf8)]) }
    #expect(error.map { "\($0.line):\($0.column): \($0.problem)" } == words)
  }

  @Test("UTF-16 is named, and what failed once fails again")
  func sticky() {
    var reader = CSVReader([0xFF, 0xFE, 0x61, 0])
    for _ in 0..<2 {
      let error = #expect(throws: CSVError.self) { try reader.next() }
      #expect(error?.problem == "the text is UTF-16 where UTF-8 is expected")
    }
  }

  @Test("A row without end is refused before it fills the memory")
  func endless() {
    var reader = CSVReader()
    let piece = [UInt8](repeating: 97, count: 65_536)
    let error = #expect(throws: CSVError.self) {
      for _ in 0..<40 {
        reader.append(piece)
        _ = try reader.next()
      }
    }
    #expect(error?.problem == "the row is longer than 1048576 bytes")
  }

  @Test("Bytes that are not UTF-8 are no text")
  func notText() throws {
    var reader = CSVReader(Array("a\n".utf8) + [0x4D, 0xFC, 0x0A])
    #expect(try reader.next())
    #expect(try reader.next())
    #expect(reader.row.text(0) == nil)
  }
}
