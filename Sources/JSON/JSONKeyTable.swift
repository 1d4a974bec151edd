/// Finds a key that an object has twice, after escapes are resolved.
struct JSONKeyTable {
  /// Position in the keys plus one, beneath the number of the search it belongs to; a power of two of them.
  private var slots: [UInt64]
  private var search: UInt64 = 0

  init(members: Int) {
    var size = 16
    while size < 4 * max(members, 1) { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// Where, in `text`, the first key stands that equals one before it; only `keys` in the range count.
  mutating func repeated(in keys: [JSONField], _ range: Range<Int>, of text: Span<UInt8>) -> Int? {
    if range.count < 2 { return nil }
    if keys[range].contains(where: { $0.keyTraits.contains(.escaped) }) {
      return repeatedUnescaped(in: keys, range, of: text)
    }
    if range.count == 2 {
      let second = keys[range.lowerBound + 1]
      return equal(keys[range.lowerBound], second, text) ? second.keyStart : nil
    }
    search += 1
    let mask = slots.count - 1
    for index in range {
      let key = keys[index]
      var hash: UInt64 = 14_695_981_039_346_656_037
      for place in key.keyStart..<key.keyEnd { hash = (hash ^ UInt64(text[place])) &* 1_099_511_628_211 }
      var slot = Int(truncatingIfNeeded: hash >> 20) & mask
      while slots[slot] >> 32 == search {
        if equal(keys[Int(slots[slot] & 0xFFFF_FFFF)], key, text) { return key.keyStart }
        slot = (slot + 1) & mask
      }
      slots[slot] = search << 32 | UInt64(index)
    }
    return nil
  }

  /// The same where a key has escapes, which is rare.
  private func repeatedUnescaped(in keys: [JSONField], _ range: Range<Int>, of text: Span<UInt8>) -> Int? {
    var names: Set<[UInt8]> = []
    for key in keys[range] {
      var name: [UInt8] = []
      JSONText.unescape(text, key.keyStart..<key.keyEnd, into: &name)
      if !names.insert(name).inserted { return key.keyStart }
    }
    return nil
  }

  private func equal(_ left: JSONField, _ right: JSONField, _ text: Span<UInt8>) -> Bool {
    guard left.keyEnd - left.keyStart == right.keyEnd - right.keyStart else { return false }
    for offset in 0..<(left.keyEnd - left.keyStart)
    where text[left.keyStart + offset] != text[right.keyStart + offset] {
      return false
    }
    return true
  }
}
