extension Array where Element == UInt8 {
  /// Puts a copy of the bytes behind what is there, many at a time.
  @inlinable
  public mutating func append(copying bytes: Span<UInt8>) {
    let count = bytes.count
    append(addingCapacity: count) { output in
      output.append(repeating: 0, count: count)
      var target = output.mutableSpan
      // Said once, so that no single byte has to be checked.
      precondition(target.count == count)
      for index in 0..<count { target[index] = bytes[index] }
    }
  }
}
