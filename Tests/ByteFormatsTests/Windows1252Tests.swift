import ByteFormats
import Testing

@Suite("A text is fitted to what QuickBooks can keep, or the character is named that cannot")
struct Windows1252Tests {
  @Test(
    "What Windows-1252 has stays",
    arguments: ["Plain text, 1/2", "Müller & Søn – “café” € ™ …", "a\tb\r\nc", "\u{A0}"])
  func stays(text: String) {
    let fitted = Windows1252.fit(text)
    #expect(fitted.text == text)
    #expect(fitted.replaced.isEmpty)
    #expect(fitted.unfit.isEmpty)
  }

  @Test("Each printed character has a byte, and the byte has the character")
  func all() {
    var count = 0
    for byte in UInt8.min...UInt8.max {
      guard let scalar = Windows1252.scalar(of: byte), Windows1252.contains(scalar) else { continue }
      count += 1
      #expect(Windows1252.byte(for: scalar) == byte)
    }
    #expect(count == 221)
  }

  @Test(
    "What it has not is replaced by a stated table",
    arguments: [
      ("Dvořák", "Dvorák"), ("Łódź", "Lódz"), ("Nguyễn", "Nguyen"), ("İstanbul ığ", "Istanbul ig"),
      ("non\u{2011}breaking", "non-breaking"), ("thin\u{2009}space\u{202F}here", "thin space here"),
      ("zero\u{200B}width\u{FEFF}", "zerowidth"), ("5\u{2032} 3\u{2033}", "5' 3\""), ("a\u{2192}b", "a->b"),
      ("\u{25CF} one", "\u{2022} one"), ("\u{2713} done", "[x] done"), ("ＡＢＣ１", "ABC1"),
      ("x\u{2264}y", "x<=y"),
      ("H\u{2082}O", "H2O"), ("bell\u{7}\u{0}", "bell"), ("page\u{C}break", "page break"),
      ("line\u{2028}break", "line\nbreak"), ("\u{FB01}x", "fix"), ("n\u{323}", "n"),
    ])
  func replaced(text: String, expected: String) {
    let fitted = Windows1252.fit(text)
    #expect(Array(fitted.text.unicodeScalars) == Array(expected.unicodeScalars))
    #expect(!fitted.replaced.isEmpty)
    #expect(fitted.unfit.isEmpty)
    #expect(fitted.text.unicodeScalars.allSatisfy(Windows1252.contains))
  }

  @Test("A letter and the mark after it are one character, and nothing is lost")
  func composed() {
    let fitted = Windows1252.fit("Cafe\u{301} Mu\u{308}ller Z\u{30C}ar A\u{30A}")
    #expect(
      Array(fitted.text.unicodeScalars) == Array("Caf\u{E9} M\u{FC}ller \u{17D}ar \u{C5}".unicodeScalars))
    #expect(fitted.replaced.isEmpty)
  }

  @Test(
    "Other scripts and emoji cannot be fitted", arguments: ["日本", "Ольга", "😀", "αβ", "\u{FFFD}", "שלום"])
  func unfit(text: String) {
    let fitted = Windows1252.fit("a" + text + text)
    #expect(fitted.unfit == Array(text.unicodeScalars))
  }

  @Test("Each replacement is itself text that fits, and says once what it replaced")
  func table() {
    for value in UInt32(0)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value), let text = Windows1252.replacement(for: scalar) else {
        continue
      }
      if !text.unicodeScalars.allSatisfy(Windows1252.contains) { Issue.record("U+\(value) → \(text)") }
    }
    let fitted = Windows1252.fit("ř ř ş 😀 😀")
    #expect(fitted.replaced.map(\.scalar) == ["ř", "ş"])
    #expect(fitted.replaced.map(\.text) == ["r", "s"])
    #expect(fitted.unfit == ["😀"])
  }
}
