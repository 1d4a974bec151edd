import ByteFormats
import Testing

@Suite("A CSV text is written as RFC 4180 says")
struct CSVWriterTests {
  @Test(
    "Quotation marks stand only where they are needed",
    arguments: [
      (["a", "b c"], "a,b c\r\n"), (["a,b", "c"], "\"a,b\",c\r\n"),
      (["say \"no\""], "\"say \"\"no\"\"\"\r\n"),
      (["one\ntwo"], "\"one\ntwo\"\r\n"), ([" a", "b "], "\" a\",\"b \"\r\n"), (["", ""], ",\r\n"),
      (["=1+1", "-45.00"], "=1+1,-45.00\r\n"),
    ])
  func quotes(fields: [String], expected: String) {
    var writer = CSVWriter(formulas: .asTheyAre)
    writer.row(fields)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test(
    "Text that a spreadsheet would run gets an apostrophe, and loses it again",
    arguments: [
      ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("@here", "'@here"), ("- none -", "'- none -"),
      ("-45.00", "-45.00"), ("-", "'-"), ("\t=x", "'\t=x"), ("'=x", "''=x"), ("'quoted'", "'quoted'"),
      ("plain", "plain"), ("", ""), ("'-1", "''-1"),
      (" =1+2", "\"' =1+2\""), ("\u{A0}@now", "'\u{A0}@now"), ("\u{FF1D}1+2", "'\u{FF1D}1+2"),
      ("  -5", "\"'  -5\""),
      ("\u{A0}plain", "\u{A0}plain"), ("\u{FF21}", "\u{FF21}"),
    ])
  func formulas(text: String, written: String) throws {
    var writer = CSVWriter(formulas: .guarded)
    writer.row([text, "x"])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == written + ",x\r\n")
    var reader = CSVReader(writer.bytes)
    try #require(try reader.next())
    #expect(reader.row.text(0).map(CSVWriter.unguarded) == text)
  }

  @Test("A byte order mark tells Excel that it is UTF-8")
  func mark() {
    var writer = CSVWriter(formulas: .guarded, byteOrderMark: true)
    writer.row(["Ünal"])
    #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array("Ünal\r\n".utf8))
  }

  @Test("What was written is read back")
  func roundTrip() throws {
    let fields = ["a,b", "c\"d", "e\r\nf", " g ", "", "'", "h;i", "tab\there"]
    var writer = CSVWriter(formulas: .guarded, byteOrderMark: true)
    writer.row(fields)
    var reader = CSVReader(writer.bytes)
    #expect(try reader.next())
    #expect(reader.row.fields.indices.map { reader.row.text($0).map(CSVWriter.unguarded) } == fields)
  }
}
