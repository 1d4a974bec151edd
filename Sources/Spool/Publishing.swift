public import Filesystem

/// What came of publishing.
public enum Publication: Hashable, Sendable {
  case published
  /// The same bytes were there before.
  case unchanged
}

extension ExchangeFolder {
  /// Makes a file appear whole and durable; an error when other bytes have its name.
  @discardableResult
  public func publish(_ bytes: [UInt8], at path: FilePath) throws(SpoolError) -> Publication {
    if let held = try content(of: path) {
      guard held == bytes else { throw .differentContent(path) }
      // A process killed before the folder was synced leaves a name that a power cut could take.
      try spooled { () throws(FilesystemError) in try Disk.synchronizeFolder(path.parent) }
      return .unchanged
    }
    try spooled { () throws(FilesystemError) in
      try Disk.makeFolder(path.parent)
      try Disk.writeDurably(bytes, to: path, .new, temporaries: temporaries(for: path))
    }
    return .published
  }

  /// Makes a file hold these bytes, whatever it held before.
  @discardableResult
  public func replace(_ bytes: [UInt8], at path: FilePath) throws(SpoolError) -> Publication {
    if try content(of: path) == bytes { return .unchanged }
    try spooled { () throws(FilesystemError) in try replaceNow(bytes, at: path) }
    return .published
  }

  /// Makes a file hold what the body writes, piece by piece, whatever it held before.
  public func replace(
    _ path: FilePath, _ body: (inout DurableFile) throws -> Void
  ) throws {
    try Disk.makeFolder(path.parent)
    var file = try DurableFile(path, temporaries: temporaries(for: path))
    try body(&file)
    try file.publish(.replacing)
  }

  /// Makes several files hold these bytes, whatever they held before.
  public func replace(_ files: [(path: FilePath, bytes: [UInt8])]) throws(SpoolError) {
    try publishAll(files, .replacing)
  }

  /// Makes several files appear; an error when other bytes have the name of one.
  public func publish(_ files: [(path: FilePath, bytes: [UInt8])]) throws(SpoolError) {
    var missing: [(path: FilePath, bytes: [UInt8])] = []
    for file in files {
      if try content(of: file.path) == nil {
        missing.append(file)
      } else {
        try publish(file.bytes, at: file.path)
      }
    }
    try publishAll(missing, .new)
  }

  private func publishAll(
    _ files: [(path: FilePath, bytes: [UInt8])], _ mode: DurableFile.Mode
  ) throws(SpoolError) {
    guard let first = files.first else { return }
    try spooled { () throws(FilesystemError) in
      for file in files { try Disk.makeFolder(file.path.parent) }
      try Disk.writeDurably(
        files.map { (target: $0.path, bytes: $0.bytes) }, mode, temporaries: temporaries(for: first.path))
    }
  }

  /// Removes what has been answered or withdrawn. False when it was gone before.
  @discardableResult
  public func retire(_ path: FilePath) throws(SpoolError) -> Bool {
    try spooled { () throws(FilesystemError) in try Disk.remove(path) }
  }

  /// The bytes of a file; nil when there is none.
  public func content(of path: FilePath) throws(SpoolError) -> [UInt8]? {
    try spooled { () throws(FilesystemError) in
      guard try Disk.facts(of: path) != nil else { return nil }
      return try Disk.read(path)
    }
  }

  func replaceNow(_ bytes: [UInt8], at path: FilePath) throws(FilesystemError) {
    try Disk.makeFolder(path.parent)
    try Disk.writeDurably(bytes, to: path, .replacing, temporaries: temporaries(for: path))
  }
}
