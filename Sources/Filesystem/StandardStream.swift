internal import Glibc

/// Where a program writes for whoever called it.
public enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  public var isTerminal: Bool { isatty(rawValue) == 1 }

  private var path: FilePath { self == .output ? "standard output" : "standard error" }

  /// Writes everything, or says why not: `brokenPipe` when SIGPIPE is ignored and nobody reads, `diskFull`.
  public func write(_ bytes: Span<UInt8>) throws(FilesystemError) {
    var written = 0
    while written < bytes.count {
      let rest = bytes.extracting(droppingFirst: written)
      do {
        written += try attempt(.write, path) {
          unsafe rest.withUnsafeBytes { unsafe Glibc.write(rawValue, $0.baseAddress, $0.count) }
        }
      } catch  where error.code == .wouldBlock {
        // Someone else made it non-blocking; wait until it takes more.
        var waiting = [pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)]
        try attempt(.write, path) { unsafe poll(&waiting, 1, -1) }
      }
    }
  }

  public func write(_ text: String) throws(FilesystemError) { try write(text.utf8.span) }
}
