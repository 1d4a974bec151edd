/// Bytes that grow at their end, in memory of their own: an array would ask at every piece whether somebody shares it.
@safe struct GrowingBytes: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  init(capacity: Int) {
    unsafe memory = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { unsafe memory.deallocate() }

  /// A copy of them.
  var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: memory, count: count)) }

  mutating func append(_ piece: Span<UInt8>) {
    makeRoom(for: piece.count)
    copy(piece)
  }

  mutating func append(_ first: Span<UInt8>, _ second: Span<UInt8>, _ third: Span<UInt8>) {
    makeRoom(for: first.count + second.count + third.count)
    copy(first)
    copy(second)
    copy(third)
  }

  private mutating func makeRoom(for more: Int) { if more > capacity - count { grow(by: more) } }

  private mutating func grow(by more: Int) {
    let larger = max(count + more, capacity * 2)
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe copy.update(from: memory, count: count)
    unsafe memory.deallocate()
    unsafe memory = copy
    capacity = larger
  }

  /// There is room for it.
  private mutating func copy(_ piece: Span<UInt8>) {
    unsafe piece.withUnsafeBufferPointer { piece in
      guard let start = piece.baseAddress else { return }
      unsafe (memory + count).update(from: start, count: piece.count)
    }
    count += piece.count
  }
}
