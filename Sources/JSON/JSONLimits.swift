/// How much of a JSON text the reader holds at once, so that no text can use up memory or stack.
public struct JSONLimits: Hashable, Sendable {
  /// Bytes of one record (or of one member of the envelope around the records).
  public var recordBytes: Int
  /// Members of one object.
  public var members: Int
  /// Objects and arrays inside each other, the record itself being the first.
  public var depth: Int

  public init(recordBytes: Int = 1 << 20, members: Int = 256, depth: Int = 64) {
    self.recordBytes = recordBytes
    self.members = members
    self.depth = depth
  }
}
