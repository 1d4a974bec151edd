import ByteFormats
import Testing

@Suite("Bytes are written with letters and digits")
struct DigitsTests {
  @Test("Hexadecimal, two digits a byte", arguments: [([], ""), ([0, 0x0F, 0xAB, 0xFF], "000fabff")])
  func hex(bytes: [UInt8], text: String) {
    #expect(Hex.encode(bytes) == text)
    #expect(Hex.decode(text) == bytes)
    #expect(Hex.decode(text.uppercased()) == bytes)
  }

  @Test("Other than pairs of digits is not hexadecimal", arguments: ["a", "0g", " 00", "00 ", "+1", "é0"])
  func noHex(text: String) { #expect(Hex.decode(text) == nil) }

  @Test(
    "Whole numbers in decimal, behind what is there",
    arguments: [
      0, 7, -7, 9, 10, -10, 99, 100, 29_682_899, 999_999_999_999_999_999, 1_000_000_000_000_000_000,
      Int64.max, Int64.min,
    ])
  func decimal(number: Int64) {
    var text = Array("n=".utf8)
    DecimalText.append(number, to: &text)
    #expect(String(decoding: text, as: UTF8.self) == "n=\(number)")
  }

  @Test(
    "Base 32 by Crockford, lower case",
    arguments: [
      ([], ""), ([0], "00"), ([0xFF], "zw"), ([0, 1, 2, 3, 4], "000g40r4"),
      (Array("foobar".utf8), "csqpyrk1e8"),
    ])
  func base32(bytes: [UInt8], text: String) { #expect(Base32.encode(bytes) == text) }

  @Test(
    "A file name is safe wherever it is written",
    arguments: [
      ("march.zip", "march.zip"), ("-rf", "%2Drf"), (".hidden", "%2Ehidden"),
      ("a b\n$(c)", "a%20b%0A%24%28c%29"),
      ("März 100%", "M%C3%A4rz%20100%25"), ("a-b_c.D9", "a-b_c.D9"),
    ])
  func names(name: String, text: String) {
    #expect(PercentEscape.encode(Array(name.utf8)) == text)
    #expect(PercentEscape.decode(text) == Array(name.utf8))
  }

  @Test("A name that is not UTF-8 keeps its bytes")
  func bytes() {
    #expect(PercentEscape.encode([0xFF, 0x41]) == "%FFA")
    #expect(PercentEscape.decode("%FFA") == [0xFF, 0x41])
    #expect(PercentEscape.decode("%F") == nil)
    #expect(PercentEscape.decode("%GG") == nil)
  }
}
