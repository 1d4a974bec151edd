import Sodium
import Testing

/// Messages and digests of FIPS 180-4's examples.
private let examples: [(message: [UInt8], hex: String)] = [
  ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  (
    Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  ),
]

@Suite struct SHA256Tests {
  @Test("A message has the digest of the standard, however it is cut", arguments: examples)
  func digestOfPieces(message: [UInt8], hex: String) {
    #expect(SHA256.digest(of: message).hex == hex)
    for size in 1...max(1, message.count) {
      var hash = SHA256()
      var start = 0
      while start < message.count {
        hash.update(Array(message[start..<min(start + size, message.count)]))
        start += size
      }
      let digest = hash.finish()
      #expect(digest.hex == hex)
    }
  }

  @Test("After the digest is taken the next message begins anew")
  func beginsAnew() {
    var hash = SHA256()
    hash.update(Array("something else".utf8))
    let first = hash.finish()
    hash.update(Array("abc".utf8))
    let second = hash.finish()
    #expect(first.hex != second.hex)
    #expect(second.hex == examples[1].hex)
  }

  @Test("A digest is read from its own text, in either case, and from its bytes")
  func readsItsText() {
    let digest = SHA256.digest(of: Array("abc".utf8))
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(hex: digest.hex.uppercased()) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(digest.bytes.count == 32)
    #expect("\(digest)" == examples[1].hex)
  }

  @Test(
    "What is not a digest is not read as one",
    arguments: [
      "", "ba78", String(repeating: "g", count: 64), String(repeating: "0", count: 63),
      String(repeating: "0", count: 65), "+" + String(repeating: "0", count: 63),
    ])
  func refusesOtherText(text: String) {
    #expect(Digest(hex: text) == nil)
  }

  @Test("Digests are ordered as their bytes are")
  func order() {
    let zero = [UInt8](repeating: 0, count: 32)
    for index in 0..<32 {
      var one = zero
      one[index] = 0x80
      #expect(Digest(bytes: zero).map { zero in Digest(bytes: one).map { zero < $0 } } == .some(.some(true)))
    }
    #expect(Digest(bytes: Array(zero.dropLast())) == nil)
  }
}

@Suite struct RandomTests {
  @Test("Random bytes come in the count asked for and differ each time", arguments: [0, 1, 16, 4096])
  func count(count: Int) {
    #expect(Random.bytes(count).count == count)
    if count >= 16 { #expect(Random.bytes(count) != Random.bytes(count)) }
  }
}
