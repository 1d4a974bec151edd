/// What is known of the columns into which a record's fields were put, a bit for each column.
public struct JSONPlaces: Hashable, Sendable {
  /// Those that a field has, be it null.
  public internal(set) var placed: UInt64 = 0
  /// Those that have a text.
  public internal(set) var filled: UInt64 = 0
  /// Those whose text is written with backslashes, so that its bytes are not yet the text.
  public internal(set) var escaped: UInt64 = 0
}
