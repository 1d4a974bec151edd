import Filesystem
public import Findings

/// What lies in the inbox at one moment.
public struct InboxScan: Sendable {
  /// Oldest first, then by name.
  public let entries: [InboxEntry]
  /// Why each other file is left where it is, by name.
  public let waiting: [Finding]

  static let markerSuffix = ".done"
  /// Milliseconds without a change after which a file counts as settled.
  static let settling: Int64 = 2_000

  /// Looks at every name once; `now` is in milliseconds since 1970.
  public init(_ folder: ExchangeFolder, now: Int64) throws(SpoolError) {
    let names = try spooled { () throws(FilesystemError) in try Disk.names(in: folder.inbox) }
    let known = Set(names)
    var entries: [InboxEntry] = []
    var waiting: [Finding] = []
    for name in names where name != ".gitkeep" {
      if InboxScan.isMarker(name, among: known) { continue }
      let path = folder.inbox.appending(name)
      let look = InboxLook(path: path, shown: folder.shown(path))
      switch try spooled({ () throws(FilesystemError) in try look.result() }) {
      case .gone: continue
      case .waits(let finding): waiting.append(finding)
      case .ready(let facts):
        let hasMarker = known.contains(name.withSuffix(InboxScan.markerSuffix))
        let isSettled = hasMarker || InboxScan.isSettled(facts, now: now)
        entries.append(
          InboxEntry(name: name, path: path, facts: facts, hasMarker: hasMarker, isSettled: isSettled))
      }
    }
    self.entries = entries.sorted { ($0.facts.modified, $0.name) < ($1.facts.modified, $1.name) }
    self.waiting = waiting
  }

  /// The words for a file that Exchange leaves because its form proves nothing and it is not settled.
  public static func notYetSettled(_ entry: InboxEntry, in folder: ExchangeFolder) -> Finding {
    let shown = folder.shown(entry.path)
    return Finding(
      .notYetSettled, .notice,
      problem: "\(shown) is newer than two seconds and its form does not show its end",
      remedy: "Run autopost run again, or put an empty file \(shown).done beside it.",
      place: Place(path: shown))
  }

  /// Judged by the time of change, which no copying program sets back. A time to come is a clock that was set, not
  /// a file just written.
  private static func isSettled(_ facts: FileFacts, now: Int64) -> Bool {
    let age = now - facts.changed / 1_000_000
    return age >= settling || age < -settling
  }

  private static func isMarker(_ name: FilePath, among known: Set<FilePath>) -> Bool {
    guard name.hasSuffix(markerSuffix) else { return false }
    return known.contains(FilePath(bytes: name.bytes.dropLast(markerSuffix.utf8.count)))
  }
}
