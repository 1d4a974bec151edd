internal import CSystem
internal import Glibc

/// An open file, closed once.
public struct FileDescriptor: ~Copyable {
  /// Who has the file open for writing.
  public enum Writers: Sendable, Hashable {
    case none
    case some
    /// The file system or the rights do not let us know.
    case unknown
  }

  public let path: FilePath
  /// For libraries that take one; good as long as this lives.
  public internal(set) var number: Int32

  init(path: FilePath, number: Int32) {
    self.path = path
    self.number = number
  }

  /// Opens for reading, without following a link and without waiting for the other end of a pipe.
  public init(reading path: FilePath) throws(FilesystemError) {
    number = try attempt(.open, path) {
      unsafe path.withCString { unsafe Glibc.open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    }
    self.path = path
  }

  /// Creates a file that must not exist.
  public init(creating path: FilePath, permissions: UInt32 = 0o666) throws(FilesystemError) {
    number = try attempt(.create, path) {
      unsafe path.withCString {
        unsafe Glibc.open($0, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(permissions))
      }
    }
    self.path = path
  }

  /// Opens a file that exists, to be read and to be written at its end.
  public init(appendingTo path: FilePath) throws(FilesystemError) {
    number = try attempt(.open, path) {
      unsafe path.withCString { unsafe Glibc.open($0, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC) }
    }
    self.path = path
  }

  deinit {
    // Only of files that were read, or that are given up: whoever wrote calls `close()`.
    if number >= 0 { Glibc.close(number) }
  }

  /// Reports what the file system tells only at the end.
  public consuming func close() throws(FilesystemError) { try closeNow() }

  mutating func closeNow() throws(FilesystemError) {
    let closing = number
    number = -1
    // Linux frees the number even when a signal interrupts; a second close could hit a stranger's file.
    if Glibc.close(closing) != 0, ErrorCode.last != .interrupted {
      throw FilesystemError(.close, path, .last)
    }
  }

  public borrowing func facts() throws(FilesystemError) -> FileFacts {
    var facts = stat()
    let number = self.number
    try attempt(.look, path) { unsafe fstat(number, &facts) }
    return FileFacts(facts)
  }

  /// Reads on into the buffer, from its start; the number of bytes, 0 at the end of the file.
  public borrowing func read(into buffer: inout [UInt8]) throws(FilesystemError) -> Int {
    let number = self.number
    return try attempt(.read, path) {
      unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
    }
  }

  /// Gives the rest of the file in pieces of at most that size, each valid only during the call.
  public borrowing func readPieces<Failure: Error>(
    size: Int = 1 << 18, failure: (FilesystemError) -> Failure,
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var buffer = [UInt8](repeating: 0, count: size)
    while true {
      let count: Int
      do { count = try read(into: &buffer) } catch { throw failure(error) }
      if count == 0 { return }
      let piece = buffer
      try body(piece.span.extracting(0..<count))
    }
  }

  /// The bytes at that place, fewer only at the end of the file.
  public borrowing func read(at offset: Int64, count: Int) throws(FilesystemError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    var filled = 0
    let number = self.number
    while filled < count {
      let start = filled
      let got = try attempt(.read, path) {
        unsafe buffer.withUnsafeMutableBytes {
          unsafe pread(
            number, UnsafeMutableRawBufferPointer(rebasing: $0[start...]).baseAddress, count - start,
            off_t(offset) + off_t(start))
        }
      }
      if got == 0 { break }
      filled += got
    }
    buffer.removeLast(count - filled)
    return buffer
  }

  /// Starts reading anew from that place.
  public borrowing func seek(to offset: Int64) throws(FilesystemError) {
    let number = self.number
    try attempt(.read, path) { lseek(number, off_t(offset), SEEK_SET) }
  }

  public borrowing func write(_ bytes: Span<UInt8>) throws(FilesystemError) {
    var written = 0
    let number = self.number
    while written < bytes.count {
      let rest = bytes.extracting(droppingFirst: written)
      written += try attempt(.write, path) {
        unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
      }
    }
  }

  public borrowing func write(_ bytes: [UInt8]) throws(FilesystemError) { try write(bytes.span) }

  /// Waits until everything written is on the disk.
  ///
  /// After a failure the kernel forgets what it could not write: throw the file away, never try again.
  public borrowing func synchronize() throws(FilesystemError) {
    let number = self.number
    try attempt(.synchronize, path) { fsync(number) }
  }

  /// Has the kernel begin with what `synchronize` will wait for.
  borrowing func beginSynchronizing() {
    // Only a hint: some file systems do not take it, and whatever goes wrong `synchronize` says again.
    _ = autopost_begin_writing(number)
  }

  /// Whether any process of this machine has this regular file open for writing.
  public borrowing func writers() -> Writers {
    switch autopost_is_open_for_writing(number) {
    case 0: .none
    case 1: .some
    default: OpenFiles.writers(of: self)
    }
  }
}
