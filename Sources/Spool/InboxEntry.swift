public import Filesystem

/// A file in the inbox that nobody is known to write.
public struct InboxEntry: Hashable, Sendable {
  /// As it was dropped, any bytes.
  public let name: FilePath
  public let path: FilePath
  public let facts: FileFacts
  /// A file `<name>.done` says that it is whole.
  public let hasMarker: Bool
  /// It has been as it is for two seconds, or is marked: enough for a form that does not prove itself whole.
  public let isSettled: Bool

  /// The file that says that this one is whole.
  var marker: FilePath { path.withSuffix(InboxScan.markerSuffix) }
}
