public import Filesystem

/// A folder of a test's own, gone with the test.
public final class TemporaryFolder {
  public let path: FilePath

  public convenience init() throws {
    try self.init(in: FilePath(CurrentProcess.environment("TMPDIR") ?? "/tmp"))
  }

  /// In memory where there is such a place: for tests that kill programs, not machines, and wait for no disk.
  public static func inMemory() throws -> TemporaryFolder {
    let memory: FilePath = "/dev/shm"
    if try Disk.facts(of: memory)?.kind == .folder {
      do { return try TemporaryFolder(in: memory) } catch let error as FilesystemError
        where error.code.isAboutRights
      {
        // A container that has the folder and lets nobody write there.
      }
    }
    return try TemporaryFolder()
  }

  private init(in base: FilePath) throws {
    let chance = String(UInt64.random(in: .min ... .max), radix: 36)
    path = try Disk.resolved(base).appending("autopost-\(CurrentProcess.id)-\(chance)")
    try Disk.makeFolder(path)
  }

  deinit {
    do { try TemporaryFolder.remove(path) } catch {
      print("left behind: \(error)")
    }
  }

  public func appending(_ name: FilePath) -> FilePath { path.appending(name) }

  /// Writes a file below the folder, and its folders.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: FilePath) throws -> FilePath {
    let target = path.appending(name)
    try Disk.makeFolder(target.parent)
    try Disk.remove(target)
    let file = try FileDescriptor(creating: target)
    try file.write(bytes)
    try file.close()
    try TemporaryFolder.waitUntilClosed(target)
    return target
  }

  /// A program that another test starts has all files of ours for the moment before it becomes itself: until then it
  /// looks as if somebody were still writing.
  public static func waitUntilClosed(_ path: FilePath) throws {
    let deadline = SystemClock.monotonicMilliseconds() + 10_000
    while try FileDescriptor(reading: path).writers() == .some, SystemClock.monotonicMilliseconds() < deadline
    {
      SystemClock.sleep(milliseconds: 1)
    }
  }

  @discardableResult
  public func write(_ text: String, to name: FilePath) throws -> FilePath {
    try write(Array(text.utf8), to: name)
  }

  public func text(_ name: FilePath) throws -> String {
    String(decoding: try Disk.read(path.appending(name)), as: UTF8.self)
  }

  /// Every file and folder below, by bytes; folders end in a slash.
  public func tree(_ name: FilePath = "") throws -> [String] {
    let top = name.bytes.isEmpty ? path : path.appending(name)
    return try TemporaryFolder.below(top).map { entry in
      var shown = String(entry.0.description.dropFirst(top.description.utf8.count + 1))
      if entry.1 { shown += "/" }
      return shown
    }
  }

  private static func below(_ folder: FilePath) throws -> [(FilePath, Bool)] {
    var found: [(FilePath, Bool)] = []
    for name in try Disk.names(in: folder) {
      let entry = folder.appending(name)
      let isFolder = try Disk.facts(of: entry)?.kind == .folder
      found.append((entry, isFolder))
      if isFolder { found += try below(entry) }
    }
    return found
  }

  private static func remove(_ folder: FilePath) throws {
    try Disk.setPermissions(folder, 0o700)
    for name in try Disk.names(in: folder) {
      let entry = folder.appending(name)
      if try Disk.facts(of: entry)?.kind == .folder { try remove(entry) } else { try Disk.remove(entry) }
    }
    try Disk.removeFolder(folder)
  }
}
