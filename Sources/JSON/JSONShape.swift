/// How the members of the record before were written: for each, all that stood between its value and what is before it.
///
/// The records of an export mostly differ in their values alone. Where the text around these is byte for byte that of the
/// record before, keys and signs are proved already.
struct JSONShape {
  /// The text before one value: a brace or a comma, blanks, the key in its quotes, the colon.
  struct Part {
    /// Its place in `words`; the last word is filled up with zeros.
    let words: Range<Int>
    /// Which bits of the last word are its own.
    let mask: UInt64
    /// In bytes; 0 where nothing is taken for proved.
    let length: Int
    /// Where in it the key stands, without its quotes.
    let key: Range<Int>
  }

  private(set) var words: [UInt64] = []
  private(set) var parts: [Part] = []

  mutating func clear() {
    words.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
  }

  /// Remembers what stands before the value of a field.
  mutating func append(_ field: JSONField, from start: Int, in text: Span<UInt8>) {
    let first = words.count
    var length = field.valueStart - start
    if field.keyTraits.contains(.escaped) {
      // A key with escapes is read anew each time.
      length = 0
    } else {
      for place in stride(from: start, to: field.valueStart, by: 8) {
        var word: UInt64 = 0
        for offset in 0..<min(8, field.valueStart - place) {
          word |= UInt64(text[place + offset]) << UInt64(8 * offset)
        }
        words.append(word)
      }
    }
    parts.append(
      Part(
        words: first..<words.count, mask: UInt64.max >> UInt64((64 - 8 * (length % 8)) % 64), length: length,
        key: (field.keyStart - start)..<(field.keyEnd - start)))
  }
}

extension Span where Element == UInt8 {
  /// Whether a part of a shape stands at a place.
  @inline(__always)
  func holds(_ part: JSONShape.Part, of words: Span<UInt64>, at start: Int) -> Bool {
    if part.length == 0 { return false }
    let last = part.words.upperBound &- 1
    guard start &+ 8 &* part.words.count <= count else { return holdsAtEnd(part, of: words, at: start) }
    var place = start
    var index = part.words.lowerBound
    while index < last {
      if word(at: place) != words[index] { return false }
      place &+= 8
      index &+= 1
    }
    return (word(at: place) ^ words[last]) & part.mask == 0
  }

  /// The same where the text ends too soon for whole words.
  private func holdsAtEnd(_ part: JSONShape.Part, of words: Span<UInt64>, at start: Int) -> Bool {
    if part.length > count - start { return false }
    for offset in 0..<part.length {
      let word = words[part.words.lowerBound + offset / 8]
      if self[start + offset] != UInt8(truncatingIfNeeded: word >> UInt64(8 * (offset % 8))) { return false }
    }
    return true
  }
}
