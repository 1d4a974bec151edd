/// Finds a key that an object has twice, after escapes are resolved.
struct JSONKeyTable {
  /// Position in `ends` plus one, beneath the number of the search it belongs to; a power of two of them.
  private var slots: [UInt64]
  private var search: UInt64 = 0
  /// The keys' texts, one after the other.
  private var names: [UInt8] = []
  private var ends: [Int] = []

  init(members: Int) {
    var size = 16
    while size < 4 * max(members, 1) { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// Where, in `text`, the first key stands that equals one before it; only keys from `first` on count.
  mutating func repeated(in keys: [JSONField], from first: Int, of text: Span<UInt8>) -> Int? {
    let count = keys.count - first
    if count < 2 { return nil }
    if count == 2, !keys[first].keyTraits.contains(.escaped), !keys[first + 1].keyTraits.contains(.escaped) {
      return equal(keys[first], keys[first + 1], text) ? keys[first + 1].keyStart : nil
    }
    search += 1
    names.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    let mask = slots.count - 1
    for key in keys[first...] {
      let start = names.count
      if key.keyTraits.contains(.escaped) {
        JSONText.unescape(text, key.keyStart..<key.keyEnd, into: &names)
      } else {
        for index in key.keyStart..<key.keyEnd { names.append(text[index]) }
      }
      ends.append(names.count)
      var hash: UInt64 = 14_695_981_039_346_656_037
      for index in start..<names.count { hash = (hash ^ UInt64(names[index])) &* 1_099_511_628_211 }
      var slot = Int(truncatingIfNeeded: hash >> 20) & mask
      while slots[slot] >> 32 == search {
        if isSame(Int(slots[slot] & 0xFFFF_FFFF) - 1, start..<names.count) { return key.keyStart }
        slot = (slot + 1) & mask
      }
      slots[slot] = search << 32 | UInt64(ends.count)
    }
    return nil
  }

  private func isSame(_ name: Int, _ range: Range<Int>) -> Bool {
    let start = name == 0 ? 0 : ends[name - 1]
    guard ends[name] - start == range.count else { return false }
    for offset in 0..<range.count where names[start + offset] != names[range.lowerBound + offset] {
      return false
    }
    return true
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
