public import Filesystem
public import Sodium

/// Where a claimed file ends.
public enum FinalPlace: Hashable, Sendable, CaseIterable {
  case archive
  case quarantine
  case duplicates
}

/// What is written beside a file that has found its place.
public struct PlacedReport: Sendable {
  /// For people, `<name>.txt`.
  public let text: [UInt8]
  /// For programs, `<name>.report.json`.
  public let json: [UInt8]

  public init(text: [UInt8], json: [UInt8]) {
    self.text = text
    self.json = json
  }
}

extension ExchangeFolder {
  public func folder(_ place: FinalPlace) -> FilePath {
    switch place {
    case .archive: archive
    case .quarantine: quarantine
    case .duplicates: duplicates
    }
  }

  /// Puts a claimed file where it ends, its reports beside it; the path it has there.
  ///
  /// The reports come first and the file last, so that a file in its place always has them. To place again after a
  /// kill is right: what is no longer in `work` is looked for by its digest. The report is made for the path the
  /// file will have.
  public func place(
    _ number: Int64, name: FilePath, digest: Digest, in place: FinalPlace,
    report: (_ path: FilePath) -> PlacedReport
  ) throws(SpoolError) -> FilePath {
    let source = claimed(number)
    let marker = source.withSuffix(InboxScan.markerSuffix)
    let isHere = try spooled { () throws(FilesystemError) in try Disk.facts(of: source) != nil }
    guard isHere else {
      let found = try spooled { () throws(FilesystemError) in
        // A process killed before the folder was synced leaves a name that a power cut could take.
        try Disk.synchronizeFolder(folder(place))
        return try placed(name, digest, in: place)
      }
      guard let found else { throw .lost(source) }
      return found
    }
    return try spooled { () throws(FilesystemError) in
      let target = try freePath(for: name, in: place)
      let report = report(target)
      try replaceNow(report.text, at: target.withSuffix(FinalName.textSuffix))
      try replaceNow(report.json, at: target.withSuffix(FinalName.reportSuffix))
      if try Disk.facts(of: marker) != nil {
        let markerTarget = target.withSuffix(InboxScan.markerSuffix)
        try Disk.remove(markerTarget)
        try relocate(marker, to: markerTarget)
      }
      try relocate(source, to: target)
      return target
    }
  }

  /// Moves a file that was found elsewhere into quarantine, its reports beside it; the path it has there.
  public func setAside(
    _ path: FilePath, report: (_ path: FilePath) -> PlacedReport
  ) throws(SpoolError) -> FilePath {
    try spooled { () throws(FilesystemError) in
      let target = try freePath(for: path.name, in: .quarantine)
      let report = report(target)
      try replaceNow(report.text, at: target.withSuffix(FinalName.textSuffix))
      try replaceNow(report.json, at: target.withSuffix(FinalName.reportSuffix))
      try relocate(path, to: target)
      return target
    }
  }

  /// The first of `name`, `name-2`, … that is free together with its reports.
  private func freePath(for name: FilePath, in place: FinalPlace) throws(FilesystemError) -> FilePath {
    let fitting = FinalName.fitting(name)
    var count = 1
    while true {
      let path = folder(place).appending(FinalName.numbered(fitting, count))
      if try isFree(path) { return path }
      count += 1
    }
  }

  /// Reports without their file are leftovers of a kill, or of someone who took the file away: they may be replaced,
  /// unless they are files of that name themselves, which have reports of their own.
  private func isFree(_ path: FilePath) throws(FilesystemError) -> Bool {
    if try Disk.facts(of: path) != nil { return false }
    for suffix in [FinalName.textSuffix, FinalName.reportSuffix, InboxScan.markerSuffix] {
      let other = path.withSuffix(suffix)
      if try Disk.facts(of: other) != nil, try Disk.facts(of: other.withSuffix(FinalName.reportSuffix)) != nil
      {
        return false
      }
    }
    return true
  }

  /// The latest file of this name, or this name with a number, that has these bytes.
  private func placed(
    _ name: FilePath, _ digest: Digest, in place: FinalPlace
  ) throws(FilesystemError) -> FilePath? {
    let fitting = FinalName.fitting(name)
    var found: FilePath?
    var count = 1
    while true {
      let path = folder(place).appending(FinalName.numbered(fitting, count))
      guard let facts = try Disk.facts(of: path) else {
        // One free number may be a file someone took away.
        if count > 100 || found != nil { return found }
        count += 1
        continue
      }
      if facts.kind == .regular, try ExchangeFolder.digest(of: path) == digest { found = path }
      count += 1
    }
  }

  static func digest(of path: FilePath) throws(FilesystemError) -> Digest {
    let file = try FileDescriptor(reading: path)
    var sum = SHA256()
    try file.readPieces(failure: { $0 }) { (piece) throws(FilesystemError) in sum.update(piece) }
    return sum.finish()
  }
}
