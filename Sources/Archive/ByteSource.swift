import Glibc

/// The file of an archive, read at any place without moving the caller's position.
final class ByteSource {
  private let descriptor: Int32
  /// In bytes, when it was opened.
  let size: Int64

  init(descriptor: Int32) throws(ArchiveProblem) {
    self.descriptor = descriptor
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw ByteSource.unreadable(errno) }
    size = Int64(status.st_size)
  }

  /// Fills as much of the buffer as there is; 0 at the end.
  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveProblem) -> Int {
    var filled = 0
    while filled < buffer.count, let base = buffer.baseAddress {
      let count = unsafe pread(descriptor, base + filled, buffer.count - filled, off_t(offset) + filled)
      if count > 0 {
        filled += count
      } else if count == 0 {
        break
      } else if errno != EINTR {
        throw ByteSource.unreadable(errno)
      }
    }
    return filled
  }

  /// Exactly so many bytes; nil where the file does not have them.
  func bytes(at offset: Int64, count: Int) throws(ArchiveProblem) -> [UInt8]? {
    guard offset >= 0, count >= 0, offset <= size, Int64(count) <= size - offset else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    var result: Result<Int, ArchiveProblem> = .success(0)
    unsafe bytes.withUnsafeMutableBytes { buffer in
      do throws(ArchiveProblem) {
        result = .success(unsafe try read(at: offset, into: buffer))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get() == count ? bytes : nil
  }

  private static func unreadable(_ code: Int32) -> ArchiveProblem {
    let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return ArchiveProblem(.unreadable, "cannot be read: \(words)")
  }
}
