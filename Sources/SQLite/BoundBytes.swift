/// Holds the bytes of one row's texts while its statement runs.
///
/// SQLite's own copy costs an allocation per text; this one is a move of some bytes. The buffer never moves
/// while anything in it is bound, which is why it has a fixed size.
@safe
struct BoundBytes: ~Copyable {
  private static let capacity = 16_384
  private var storage: UnsafeMutablePointer<UInt8>?
  private var used = 0

  deinit {
    if let storage = unsafe storage { unsafe storage.deallocate() }
  }

  /// Nil when there is no room.
  mutating func keep(_ source: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8>? {
    let start = used
    guard source.count <= BoundBytes.capacity - start else { return nil }
    let storage = unsafe self.storage ?? UnsafeMutablePointer<UInt8>.allocate(capacity: BoundBytes.capacity)
    unsafe self.storage = storage
    // An empty text has no address of its own, and SQLite takes none for NULL.
    if let base = source.baseAddress { unsafe (storage + start).update(from: base, count: source.count) }
    used = start + source.count
    return unsafe UnsafePointer(storage + start)
  }

  mutating func forget() { used = 0 }
}
