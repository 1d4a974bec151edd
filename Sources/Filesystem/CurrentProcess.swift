internal import CSystem
internal import Glibc

/// The process we are.
public enum CurrentProcess {
  public static var id: Int { Int(getpid()) }

  /// Whether no right of a file keeps this process away.
  public static var isRoot: Bool { geteuid() == 0 }

  /// The value of an environment variable as it stands there; nil when it is not set.
  public static func environmentBytes(_ name: String) -> [UInt8]? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
  }

  /// The value of an environment variable; nil when it is not set or not UTF-8.
  public static func environment(_ name: String) -> String? {
    guard let bytes = environmentBytes(name) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The environment as `NAME=value` lines, in their order.
  public static func environmentLines() -> [FilePath] {
    var lines: [FilePath] = []
    guard var entry = unsafe autopost_environment() else { return lines }
    while let line = unsafe entry.pointee {
      unsafe lines.append(FilePath(bytes: Array(UnsafeRawBufferPointer(start: line, count: strlen(line)))))
      unsafe entry += 1
    }
    return lines
  }

  /// The program's own file.
  public static func executable() throws(FilesystemError) -> FilePath { try Disk.resolved("/proc/self/exe") }

  public static func currentFolder() throws(FilesystemError) -> FilePath { try Disk.resolved(".") }

  /// A reader that went away then is an error of `write`, not our end.
  public static func ignoreBrokenPipes() throws(FilesystemError) {
    try attempt(.limit, "SIGPIPE") { autopost_signal_ignore(SIGPIPE) }
  }

  /// A file that may grow no further (`ulimit -f`) then is an error of `write`, not our end.
  public static func ignoreFileSizeLimit() throws(FilesystemError) {
    try attempt(.limit, "SIGXFSZ") { autopost_signal_ignore(SIGXFSZ) }
  }

  /// Whoever ends this process (SIGTERM, SIGINT, SIGHUP) removes that file with it; nil takes that back.
  ///
  /// What ends it unasked leaves the file.
  public static func removeAtEnd(_ path: FilePath?) throws(FilesystemError) {
    guard let path else {
      try attempt(.limit, "the signals") { autopost_remove_at_end(nil) }
      return
    }
    try attempt(.limit, path) { unsafe path.withCString { unsafe autopost_remove_at_end($0) } }
  }

  /// One pool of memory for this thread and one for all that work beside it: each keeps what it was given, and threads
  /// that come and go would otherwise leave many of them. Where that cannot be had, only memory is lost.
  public static func useFewMemoryPools() { _ = autopost_limit_memory_pools(2) }

  /// The kernel ends this process when its parent ends.
  public static func endWithParent() throws(FilesystemError) {
    try attempt(.limit, "the parent's end") { autopost_signal_at_parent_end(SIGKILL) }
  }

  /// What a process may use.
  public enum Resource: String, Sendable {
    /// Bytes.
    case addressSpace = "the memory"
    /// Seconds.
    case processorTime = "the processor time"
    case openFiles = "the open files"
    /// Bytes.
    case coreDump = "the core dump"
  }

  /// How many bytes a file of this process may have; nil without a limit.
  public static var fileSizeLimit: UInt64? {
    var held = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &held) == 0 else { return nil }
    return held.rlim_cur == rlim_t.max ? nil : UInt64(held.rlim_cur)
  }

  /// Ends this process with an exit code.
  public static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

  /// Lowers a limit of this process, for good.
  public static func limit(_ resource: Resource, to value: UInt64) throws(FilesystemError) {
    let kind =
      switch resource {
      case .addressSpace: RLIMIT_AS
      case .processorTime: RLIMIT_CPU
      case .openFiles: RLIMIT_NOFILE
      case .coreDump: RLIMIT_CORE
      }
    var held = rlimit()
    let path = FilePath(resource.rawValue)
    try attempt(.limit, path) { unsafe getrlimit(__rlimit_resource_t(kind.rawValue), &held) }
    held.rlim_max = min(held.rlim_max, rlim_t(value))
    held.rlim_cur = held.rlim_max
    try attempt(.limit, path) { unsafe setrlimit(__rlimit_resource_t(kind.rawValue), &held) }
  }
}
