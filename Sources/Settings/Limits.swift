/// How much of an archive is taken; what exceeds a limit is refused whole.
public struct Limits: Hashable, Sendable {
  /// Bytes of the archive file.
  public var archive: Int64 = 2_000_000_000
  /// Bytes of one entry, unpacked.
  public var entry: Int64 = 1_000_000_000
  /// Bytes of all entries, unpacked.
  public var total: Int64 = 8_000_000_000
  /// Unpacked bytes for each packed one.
  public var ratio = 250
  /// Unpacked bytes from which on the ratio counts.
  public var ratioAfter: Int64 = 1_000_000
  public var entries = 10_000
  /// Bytes of an entry's name.
  public var nameBytes = 1_024
  /// Folders and file in an entry's name.
  public var nameParts = 16
  /// Bytes of one of those.
  public var namePartBytes = 255

  public init() {}
}
