import Archive
import TestSupport
import Testing

private let forms: [(line: String, format: ArchiveFormat)] = [
  ("zip -q a.zip one.json two.json", .zip), ("tar -cf a.tar one.json two.json", .tar),
  ("tar -czf a.tar.gz one.json two.json", .tarGzip),
  ("tar -cf t one.json two.json && zstd -q t -o a.tar.zst", .tarZstd),
  ("7z a -bso0 a.7z one.json two.json", .sevenZip),
]

@Suite struct DamageTests {
  private func sound(_ line: String, _ format: ArchiveFormat) throws -> (Shelf, [UInt8], Shelf.Contents) {
    let shelf = try Shelf()
    try shelf.write((0..<60).map { "{\"id\":\($0)}\n" }.joined(), to: "one.json")
    try shelf.write((0..<60).map { "{\"no\":\($0 * 37)}\n" }.joined(), to: "two.json")
    let bytes = try shelf.made("a." + format.rawValue, by: line)
    return (shelf, bytes, try shelf.contents(bytes, format))
  }

  @Test("An archive cut anywhere is refused, and is not taken for complete", arguments: forms)
  func cut(line: String, format: ArchiveFormat) throws {
    let (shelf, bytes, whole) = try sound(line, format)
    // A tar is whole as soon as its second empty block is there; programs fill it up to 10 KB.
    let needed = format == .tar ? (bytes.lastIndex { $0 != 0 } ?? 0) / 512 * 512 + 512 + 1024 : bytes.count
    for length in 0..<bytes.count {
      guard length % 512 == 0 || length % 37 == 1 || bytes.count - length < 40 else { continue }
      let part = Array(bytes[..<length])
      if length >= needed {
        #expect(try shelf.contents(part, format) == whole)
        continue
      }
      #expect(try shelf.refusal(part, format) != nil, "cut at \(length)")
      #expect(!(try shelf.problems(part, format)).isEmpty, "cut at \(length)")
      #expect(try shelf.completeness(part, format) != .complete, "cut at \(length)")
    }
  }

  @Test("A tar cut at a block says so", arguments: [512, 1024, 2048, 3072])
  func cutTar(length: Int) throws {
    let (shelf, bytes, _) = try sound(forms[1].line, .tar)
    let words = try shelf.refusal(Array(bytes[..<length]), .tar) ?? ""
    #expect(words.hasPrefix("truncated: "))
  }

  @Test("A cut archive is called cut", arguments: forms)
  func cutWords(line: String, format: ArchiveFormat) throws {
    let (shelf, bytes, _) = try sound(line, format)
    let words = try shelf.refusal(Array(bytes[..<(bytes.count / 3)]), format) ?? ""
    #expect(words.hasPrefix("truncated: "))
  }

  @Test("An archive with any byte changed is refused, or reads as before", arguments: forms)
  func changed(line: String, format: ArchiveFormat) throws {
    // The content of a plain tar has no check sum.
    guard format != .tar else { return }
    let (shelf, bytes, whole) = try sound(line, format)
    var silent: [Int] = []
    for index in bytes.indices {
      var other = bytes
      other[index] ^= UInt8(truncatingIfNeeded: 1 << (index % 8))
      let read = Result { try shelf.contents(other, format) }
      switch read {
      case .success(let contents): if contents != whole { silent.append(index) }
      case .failure(let error): #expect(error is ArchiveProblem)
      }
    }
    #expect(silent == [])
  }
}
