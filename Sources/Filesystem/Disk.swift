internal import CSystem
internal import Glibc

/// What is done to files and folders by their path.
public enum Disk {
  // MARK: Looking

  /// Nil when there is nothing of that name. A link is not followed.
  public static func facts(of path: FilePath) throws(FilesystemError) -> FileFacts? {
    var facts = stat()
    do {
      try attempt(.look, path) { unsafe path.withCString { unsafe lstat($0, &facts) } }
    } catch  where error.code == .missing {
      return nil
    }
    return FileFacts(facts)
  }

  /// The names in a folder, by bytes, without `.` and `..`.
  public static func names(in folder: FilePath) throws(FilesystemError) -> [FilePath] {
    guard let stream = unsafe folder.withCString({ unsafe opendir($0) }) else {
      throw FilesystemError(.list, folder, .last)
    }
    // Nothing was written through it: a failure to close loses nothing.
    defer { unsafe _ = closedir(stream) }
    var names: [FilePath] = []
    while true {
      // "If the end of the directory stream is reached, NULL is returned and errno is not changed."
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw FilesystemError(.list, folder, .last) }
        break
      }
      let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
      let name = unsafe UnsafeRawPointer(entry) + offset
      let bytes = unsafe Array(
        UnsafeRawBufferPointer(start: name, count: strlen(name.assumingMemoryBound(to: CChar.self))))
      if bytes != [46], bytes != [46, 46] { names.append(FilePath(bytes: bytes)) }
    }
    return names.sorted()
  }

  /// The whole file; `invalid` when it is longer than the limit.
  public static func read(_ path: FilePath, limit: Int = .max) throws(FilesystemError) -> [UInt8] {
    let file = try FileDescriptor(reading: path)
    var bytes: [UInt8] = []
    let size = try file.facts().size
    if size > 0, size <= Int64(limit) { bytes.reserveCapacity(Int(size)) }
    var buffer = [UInt8](repeating: 0, count: size > 0 && size < 1 << 18 ? Int(size) + 1 : 1 << 18)
    while true {
      let count = try file.read(into: &buffer)
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw FilesystemError(.read, path, .invalid) }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Where the path leads, without links, `.` and `..`.
  public static func resolved(_ path: FilePath) throws(FilesystemError) -> FilePath {
    guard let text = unsafe path.withCString({ unsafe realpath($0, nil) }) else {
      throw FilesystemError(.look, path, .last)
    }
    defer { unsafe free(text) }
    return unsafe FilePath(bytes: Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
  }

  // MARK: Changing

  /// Makes the folder and those above it; nothing when it is there. New ones survive a power cut.
  public static func makeFolder(_ path: FilePath) throws(FilesystemError) {
    do {
      try attempt(.makeFolder, path) { unsafe path.withCString { unsafe mkdir($0, 0o777) } }
    } catch  where error.code == .exists {
      if try facts(of: path)?.kind == .regular { throw error }
      return
    } catch  where error.code == .missing && path.parent != path {
      try makeFolder(path.parent)
      do {
        try attempt(.makeFolder, path) { unsafe path.withCString { unsafe mkdir($0, 0o777) } }
      } catch  where error.code == .exists {
        // Another program has made it in between.
        if try facts(of: path)?.kind == .regular { throw error }
      }
    }
    try synchronizeFolder(path.parent)
  }

  /// Gives the file its new name; `exists` when something has that name. Durable when it returns.
  ///
  /// Where the file system knows no rename that spares what is there, a second name is made and the first removed.
  public static func move(_ path: FilePath, to target: FilePath) throws(FilesystemError) {
    try rename(path, new: target)
    try synchronizeFolder(target.parent)
    if path.parent != target.parent { try synchronizeFolder(path.parent) }
  }

  static func rename(_ path: FilePath, new target: FilePath) throws(FilesystemError) {
    do {
      try attempt(.rename, path, to: target) {
        unsafe path.withCString { from in
          unsafe target.withCString { to in unsafe autopost_rename_new(from, to) }
        }
      }
    } catch  where error.code == .invalid {
      try attempt(.rename, path, to: target) {
        unsafe path.withCString { from in unsafe target.withCString { to in unsafe link(from, to) } }
      }
      try attempt(.remove, path) { unsafe path.withCString { unsafe unlink($0) } }
    }
  }

  static func rename(_ path: FilePath, over target: FilePath) throws(FilesystemError) {
    try attempt(.rename, path, to: target) {
      unsafe path.withCString { from in unsafe target.withCString { to in unsafe Glibc.rename(from, to) } }
    }
  }

  /// Removes a file. False when there was none.
  @discardableResult
  public static func remove(_ path: FilePath) throws(FilesystemError) -> Bool {
    do {
      try attempt(.remove, path) { unsafe path.withCString { unsafe unlink($0) } }
    } catch  where error.code == .missing {
      return false
    }
    try synchronizeFolder(path.parent)
    return true
  }

  /// Removes an empty folder. False when there was none.
  @discardableResult
  public static func removeFolder(_ path: FilePath) throws(FilesystemError) -> Bool {
    do {
      try attempt(.remove, path) { unsafe path.withCString { unsafe rmdir($0) } }
    } catch  where error.code == .missing {
      return false
    }
    try synchronizeFolder(path.parent)
    return true
  }

  /// Waits until the names of a folder are on the disk.
  public static func synchronizeFolder(_ path: FilePath) throws(FilesystemError) {
    let number = try attempt(.open, path) {
      unsafe path.withCString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    }
    let folder = FileDescriptor(path: path, number: number)
    try folder.synchronize()
    try folder.close()
  }

  /// Sets the time of the last change, in nanoseconds since 1970.
  public static func setModified(_ path: FilePath, _ time: Int64) throws(FilesystemError) {
    let seconds = time >= 0 ? time / 1_000_000_000 : (time - 999_999_999) / 1_000_000_000
    let moment = timespec(tv_sec: Int(seconds), tv_nsec: Int(time - seconds * 1_000_000_000))
    let times = [moment, moment]
    try attempt(.setTime, path) {
      unsafe path.withCString { unsafe utimensat(AT_FDCWD, $0, times, AT_SYMLINK_NOFOLLOW) }
    }
  }

  /// Sets the rights, such as 0o600.
  public static func setPermissions(_ path: FilePath, _ permissions: UInt32) throws(FilesystemError) {
    try attempt(.write, path) { unsafe path.withCString { unsafe chmod($0, mode_t(permissions)) } }
  }
}
