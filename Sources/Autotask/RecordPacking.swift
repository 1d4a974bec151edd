/// How the texts of a record lie one behind the other, and how two of them become one record.
extension Record {
  /// Packs the texts that `bounds` names, and says in `bounds` where each of them is then.
  static func pack(_ text: Span<UInt8>, _ bounds: inout [Int32], _ filled: UInt64) -> [UInt8] {
    var places = bounds.mutableSpan
    var size = 0
    var rest = filled
    while rest != 0 {
      let column = rest.trailingZeroBitCount
      rest &= rest &- 1
      let length = Int(places[2 &* column &+ 1] &- places[2 &* column])
      size += length + bytes(ofLength: length)
    }
    var packed: [UInt8] = []
    packed.append(addingCapacity: size) { output in
      output.append(repeating: 0, count: size)
      var target = output.mutableSpan
      var end = 0
      rest = filled
      while rest != 0 {
        let column = rest.trailingZeroBitCount
        rest &= rest &- 1
        let part = text.extracting(Int(places[2 &* column])..<Int(places[2 &* column &+ 1]))
        let count = part.count
        var length = count
        while length > 0x7F {
          target[end] = UInt8(truncatingIfNeeded: length) | 0x80
          end &+= 1
          length >>= 7
        }
        target[end] = UInt8(truncatingIfNeeded: length)
        end &+= 1
        places[2 &* column] = Int32(truncatingIfNeeded: end)
        var copy = target._mutatingExtracting(end..<(end + count))
        // Said once, so that no single byte has to be checked.
        precondition(copy.count == count)
        for index in 0..<count { copy[index] = part[index] }
        end &+= count
        places[2 &* column &+ 1] = Int32(truncatingIfNeeded: end)
      }
    }
    return packed
  }

  /// Where each text begins and where it ends; what lies beyond the end of damaged ones is empty.
  static func bounds(_ packed: [UInt8], _ filled: UInt64, count: Int) -> [Int32] {
    var bounds = [Int32](repeating: 0, count: 2 * count)
    var places = bounds.mutableSpan
    let bytes = packed.span
    var index = 0
    for column in 0..<count where filled & (1 << UInt64(column)) != 0 {
      var length = 0
      var shift = 0
      while index < bytes.count, shift < 35 {
        let byte = bytes[index]
        index += 1
        length |= Int(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      places[2 * column] = Int32(truncatingIfNeeded: index)
      index = min(index + length, bytes.count)
      places[2 * column + 1] = Int32(truncatingIfNeeded: index)
    }
    return bounds
  }

  /// How many bytes it takes to say so many.
  private static func bytes(ofLength length: Int) -> Int {
    var count = 1
    var length = length >> 7
    while length > 0 {
      count += 1
      length >>= 7
    }
    return count
  }

  // MARK: Two words of one record

  /// The record with some fields as another one of the same table has them, a bit for each; what is in either stays.
  public func taking(_ fields: UInt64, from other: Record) -> Record {
    var bounds = bounds
    let start = Int32(packed.count)
    for column in table.fields.indices where fields & (1 << UInt64(column)) != 0 {
      bounds[2 * column] = start + other.bounds[2 * column]
      bounds[2 * column + 1] = start + other.bounds[2 * column + 1]
    }
    let texts = packed + other.packed
    return Record(
      table: table, id: id, present: present | other.present,
      filled: filled & ~fields | other.filled & fields,
      packing: texts.span, bounds: bounds)
  }

  /// Whether some fields, a bit for each, hold the same as in another record of the same table.
  public func hasSameTexts(as other: Record, in fields: UInt64) -> Bool {
    if fields & filled != fields & other.filled { return false }
    return table.fields.indices.allSatisfy { column in
      fields & filled & (1 << UInt64(column)) == 0
        || packed[bounds(of: column)].elementsEqual(other.packed[other.bounds(of: column)])
    }
  }

  private func bounds(of column: Int) -> Range<Int> {
    Int(bounds[2 * column])..<Int(bounds[2 * column + 1])
  }

  /// Whether a field says yes: it has a text that is no form of no.
  public func isTrue(_ column: Int) -> Bool {
    guard let text = self[column] else { return false }
    return !["", "false", "0", "no"].contains(text.lowercased())
  }
}
