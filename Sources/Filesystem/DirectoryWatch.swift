internal import CSystem
internal import Glibc

/// Wakes when something happens in a folder, or a signal comes.
///
/// Only a hint: what other machines change on a share wakes nobody, and where inotify is not to be had only time
/// and signals wake. One in a process.
public struct DirectoryWatch: ~Copyable {
  public enum Wake: Hashable, Sendable {
    case changed
    case timeout
    case signalled(Int32)
  }

  /// Signals that `watch` lives with.
  public static let endSignals: [Int32] = [SIGTERM, SIGINT]
  public static let reloadSignal: Int32 = SIGHUP
  public static let childSignal: Int32 = SIGCHLD

  private let folder: FilePath
  private let reading: FileDescriptor
  private let writing: FileDescriptor
  private var events: FileDescriptor?
  /// Set for the time being only: tried again at each wait.
  private var isWatching = false

  /// From now on the signals no longer end the process.
  public init(_ folder: FilePath, signals: [Int32]) throws(FilesystemError) {
    var ends: [Int32] = [-1, -1]
    try attempt(.watch, folder) { unsafe pipe(&ends) }
    let reading = FileDescriptor(path: "the signals", number: ends[0])
    let writing = FileDescriptor(path: "the signals", number: ends[1])
    for end in ends {
      try attempt(.watch, folder) { fcntl(end, F_SETFL, O_NONBLOCK) }
      try attempt(.watch, folder) { fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    for signal in signals {
      try attempt(.watch, folder) { autopost_signal_to(signal, ends[1]) }
    }
    self.folder = folder
    self.reading = reading
    self.writing = writing
    let number = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    events = number >= 0 ? FileDescriptor(path: folder, number: number) : nil
  }

  /// False when only time and signals wake.
  public var isNotified: Bool { isWatching }

  /// Waits at most that long.
  public mutating func wait(milliseconds: Int) throws(FilesystemError) -> Wake {
    startWatching()
    var number: Int32 = -1
    if isWatching, let watched = numberOfEvents() { number = watched }
    // "If this field is negative, then the corresponding events field is ignored."
    var waiting = [
      pollfd(fd: reading.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: number, events: Int16(POLLIN), revents: 0),
    ]
    let limit = Int32(clamping: milliseconds)
    let ready: Int32
    do {
      ready = try attemptOnce { unsafe poll(&waiting, 2, limit) }
    } catch  where error.code == .interrupted {
      // A signal has written into the pipe; it is found at the next call.
      return try drainSignals() ?? .timeout
    }
    if ready == 0 { return .timeout }
    if waiting[0].revents != 0, let signal = try drainSignals() { return signal }
    if waiting[1].revents != 0 { try drainEvents() }
    return .changed
  }

  private func attemptOnce(_ call: () -> Int32) throws(FilesystemError) -> Int32 {
    let result = call()
    if result < 0 { throw FilesystemError(.watch, folder, .last) }
    return result
  }

  private func numberOfEvents() -> Int32? {
    switch events {
    case .some(let file): file.number
    case .none: nil
    }
  }

  private mutating func startWatching() {
    guard !isWatching, let number = numberOfEvents() else { return }
    let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
    // Not to be had is no error: time wakes too.
    isWatching = unsafe folder.withCString { unsafe inotify_add_watch(number, $0, mask) } >= 0
  }

  private func drainSignals() throws(FilesystemError) -> Wake? {
    var buffer: [UInt8] = [0]
    do {
      return try reading.read(into: &buffer) == 1 ? .signalled(Int32(buffer[0])) : nil
    } catch  where error.code == .wouldBlock {
      return nil
    }
  }

  private mutating func drainEvents() throws(FilesystemError) {
    guard let number = numberOfEvents() else { return }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
      if count <= 0 {
        if count == 0 || ErrorCode.last == .wouldBlock { break }
        if ErrorCode.last == .interrupted { continue }
        throw FilesystemError(.watch, folder, .last)
      }
      // Head of an event: watch, mask, cookie, length of the name, four bytes each.
      var index = 0
      while index + 16 <= count {
        let mask =
          UInt32(buffer[index + 4]) | UInt32(buffer[index + 5]) << 8 | UInt32(buffer[index + 6]) << 16
        let length = Int(buffer[index + 12]) | Int(buffer[index + 13]) << 8
        // The folder was moved, removed or unmounted: look for it anew at the next wait.
        if mask & UInt32(IN_IGNORED | IN_UNMOUNT | IN_MOVE_SELF | IN_DELETE_SELF) != 0 { isWatching = false }
        index += 16 + length
      }
    }
  }
}
