/// How much of everything one document may hold; what goes beyond is refused with its own code.
public struct XMLLimits: Sendable, Hashable {
  /// Elements inside one another.
  public var depth = 64
  /// Bytes of UTF-8 in one element's own text.
  public var text = 1 << 20
  /// Attributes of one element.
  public var attributes = 64
  /// Bytes of one name.
  public var name = 255
  /// Bytes of one tag, comment or processing instruction.
  public var tag = 1 << 16
  /// Memory of one record, roughly, in bytes.
  public var record = 1 << 26
  /// Bytes of the whole document; nil for any number.
  public var bytes: Int?

  public init() {}

  public init(bytes: Int?) { self.bytes = bytes }
}
