import ByteFormats
import Testing

@Suite("A text file becomes UTF-8 whatever Windows wrote")
struct TextDecoderTests {
  private func decode(_ bytes: [UInt8], pieces size: Int) throws -> (String, TextEncoding?) {
    var decoder = TextDecoder()
    var text: [UInt8] = []
    func keep(_ piece: Span<UInt8>) { for index in piece.indices { text.append(piece[index]) } }
    let all = bytes.span
    var index = 0
    while index < bytes.count {
      let end = index + min(size, bytes.count - index)
      try decoder.decode(all.extracting(index..<end), keep)
      index = end
    }
    try decoder.finish(keep)
    return (try #require(String(validating: text, as: UTF8.self)), decoder.encoding)
  }

  private func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return bigEndian ? pair.reversed() : pair
    }
  }

  static let texts = ["[{\"name\":\"Zażółć €uro 😀 ÿ\"}]", "id,name\r\n1,Müller\r\n", "{}"]

  @Test("UTF-16 with a mark or without, either byte order, in pieces of any size", arguments: texts)
  func wide(text: String) throws {
    for size in [1, 2, 3, 5, 1_000] {
      for mark in [true, false] {
        let little = try decode(utf16(text, bigEndian: false, mark: mark), pieces: size)
        #expect(little == (text, .utf16LittleEndian))
        let big = try decode(utf16(text, bigEndian: true, mark: mark), pieces: size)
        #expect(big == (text, .utf16BigEndian))
      }
    }
  }

  @Test("UTF-8 goes through, without its mark", arguments: texts + ["", "a", "é"])
  func narrow(text: String) throws {
    for size in [1, 2, 3, 1_000] {
      #expect(try decode(Array(text.utf8), pieces: size) == (text, .utf8))
      #expect(try decode([0xEF, 0xBB, 0xBF] + Array(text.utf8), pieces: size) == (text, .utf8))
    }
  }

  @Test(
    "Half a character is no text",
    arguments: [
      ([0xFF, 0xFE, 0x41, 0x00, 0x00, 0xDC, 0x41, 0x00], TextProblem.Code.loneSurrogate, 4),
      ([0xFF, 0xFE, 0x41, 0x00, 0x3D, 0xD8, 0x41, 0x00], .loneSurrogate, 4),
      ([0xFF, 0xFE, 0x41, 0x00, 0x3D, 0xD8], .loneSurrogate, 4),
      ([0xFE, 0xFF, 0x00, 0x41, 0x00], .oddByte, 4),
      ([0x41, 0x00, 0x3D, 0xD8, 0x01], .oddByte, 2), ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], .utf32, 0),
      ([0x41, 0, 0, 0], .utf32, 0), ([0, 0, 0xFE, 0xFF], .utf32, 0),
    ])
  func broken(bytes: [UInt8], code: TextProblem.Code, offset: Int) throws {
    for size in [1, 2, 3, 100] {
      let found = #expect(throws: TextProblem.self) { try self.decode(bytes, pieces: size) }
      #expect(found?.code == code)
      #expect(found?.offset == offset)
    }
  }

  @Test("What the reader of the text throws comes out unchanged")
  func thrown() {
    struct Stop: Error {}
    var decoder = TextDecoder()
    let bytes = Array("a long enough text".utf8)
    #expect(throws: Stop.self) { try decoder.decode(bytes.span) { _ in throw Stop() } }
  }
}
