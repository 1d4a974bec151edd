/// How much an archive may hold; what is more is refused, each with a reason of its own.
public struct ArchiveLimits: Hashable, Sendable {
  /// The file itself, in bytes.
  public var archiveBytes: Int64 = 2 << 30
  /// One entry unpacked, in bytes.
  public var entryBytes: Int64 = 1 << 30
  /// All entries unpacked, in bytes.
  public var totalBytes: Int64 = 8 << 30
  /// How many bytes may come out of one byte; of the whole file, and of each zip entry.
  public var ratio: Int64 = 250
  /// Below this many unpacked bytes the ratio is not looked at.
  public var ratioFromBytes: Int64 = 1 << 20
  /// Files and folders.
  public var entries = 10_000
  /// A whole name, in UTF-8 bytes.
  public var nameBytes = 1_024
  /// The parts of a name between slashes.
  public var nameSegments = 16
  /// One such part, in UTF-8 bytes.
  public var segmentBytes = 255

  public init() {}

  func exceedsRatio(unpacked: Int64, packed: Int64) -> Bool {
    guard unpacked > ratioFromBytes else { return false }
    let (allowed, overflow) = packed.multipliedReportingOverflow(by: ratio)
    return !overflow && unpacked > allowed
  }
}
