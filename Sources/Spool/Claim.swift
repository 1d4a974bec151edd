public import Filesystem
public import Findings

/// What came of claiming a file.
public enum Claim: Hashable, Sendable {
  /// Ours alone now, at this path.
  case claimed(FilePath)
  case waits(Finding)
  /// Somebody took it away since it was seen.
  case gone
}

extension ExchangeFolder {
  /// Where a claimed file lies: `state/work/000017`.
  public func claimed(_ number: Int64) -> FilePath { work.appending(ExchangeFolder.setText(number)) }

  /// The numbers of the files that are claimed and not yet placed, lowest first.
  public func claimedNumbers() throws(SpoolError) -> [Int64] {
    let names = try spooled { () throws(FilesystemError) in try Disk.names(in: work) }
    return names.compactMap { Int64($0.description) }.sorted()
  }

  /// Takes a file out of the inbox, durably, if it is still as it was seen.
  ///
  /// The number is the caller's, written down before; to claim again under it after a kill is right.
  public func claim(_ entry: InboxEntry, as number: Int64) throws(SpoolError) -> Claim {
    let look = InboxLook(path: entry.path, shown: shown(entry.path))
    switch try spooled({ () throws(FilesystemError) in try look.result() }) {
    case .gone: return .gone
    case .waits(let finding): return .waits(finding)
    case .ready(let facts):
      guard facts == entry.facts else {
        if case .waits(let finding) = look.changed { return .waits(finding) }
        return .gone
      }
    }
    let target = claimed(number)
    return try spooled { () throws(FilesystemError) in
      // The marker goes first: a file that lost its marker only has to be two seconds old.
      let markerTarget = target.withSuffix(InboxScan.markerSuffix)
      if entry.hasMarker, try Disk.facts(of: entry.marker) != nil {
        try Disk.remove(markerTarget)
        try relocate(entry.marker, to: markerTarget)
      }
      try relocate(entry.path, to: target)
      return .claimed(target)
    }
  }

  /// Puts a claimed file back into the inbox under its own name, with a number when that is taken; the name.
  ///
  /// Nil when there was none to give back.
  @discardableResult
  public func giveBack(_ number: Int64, name: FilePath) throws(SpoolError) -> FilePath? {
    let source = claimed(number)
    return try spooled { () throws(FilesystemError) in
      guard try Disk.facts(of: source) != nil else { return nil }
      var name = name
      var count = 1
      while try Disk.facts(of: inbox.appending(name)) != nil {
        count += 1
        name = FinalName.numbered(name, count)
      }
      let marker = source.withSuffix(InboxScan.markerSuffix)
      if try Disk.facts(of: marker) != nil {
        let target = inbox.appending(name).withSuffix(InboxScan.markerSuffix)
        try Disk.remove(target)
        try relocate(marker, to: target)
      }
      try relocate(source, to: inbox.appending(name))
      return name
    }
  }

  /// Moves to a free name; where that is on another disk, copies and then removes.
  func relocate(_ source: FilePath, to target: FilePath) throws(FilesystemError) {
    do {
      try Disk.move(source, to: target)
    } catch  where error.code == .otherFileSystem {
      try Disk.copyDurably(source, to: target, .replacing, temporaries: temporaries(for: target))
      try Disk.remove(source)
    }
  }
}
