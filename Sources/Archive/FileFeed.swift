import Glibc

/// The file itself, in pieces of 128 KB.
@safe final class FileFeed: Feed {
  private let source: ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  private var position: Int64 = 0
  /// Why reading stopped, where the system is to blame.
  private(set) var problem: ArchiveProblem?

  init(_ source: ByteSource) {
    self.source = source
    unsafe buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 64)
  }

  deinit { unsafe buffer.deallocate() }

  func read() -> UnsafeRawBufferPointer? {
    do throws(ArchiveProblem) {
      let count = unsafe try source.read(at: position, into: buffer)
      position += Int64(count)
      return unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count])
    } catch {
      problem = error
      return nil
    }
  }

  func seek(to offset: Int64, from whence: Int32) -> Int64? {
    let base: Int64 = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : source.size
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0, target <= source.size else { return nil }
    position = target
    return target
  }
}
