/// The bytes of a tar, unpacked and proved while libarchive's tar reader takes them.
final class TarFeed: Feed {
  private let stream: Stream
  private var ended = false
  private(set) var walker: TarWalker
  /// What stopped it.
  private(set) var problem: ArchiveProblem?

  init(_ source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits) throws(ArchiveProblem) {
    stream = try Stream(source, format: format, limits: limits)
    walker = TarWalker(limits: limits)
  }

  func read() -> UnsafeRawBufferPointer? {
    guard problem == nil else { return nil }
    do throws(ArchiveProblem) {
      return unsafe try advance() ?? UnsafeRawBufferPointer(start: nil, count: 0)
    } catch {
      problem = error
      return nil
    }
  }

  func seek(to offset: Int64, from whence: Int32) -> Int64? { nil }

  /// Reads to the end without anyone taking the bytes; throws unless all is proved.
  func finish() throws(ArchiveProblem) {
    if let problem { throw problem }
    while unsafe try advance() != nil {}
  }

  /// The next piece; nil when the end is reached and proved.
  private func advance() throws(ArchiveProblem) -> UnsafeRawBufferPointer? {
    guard !ended else { return nil }
    guard let piece = unsafe try stream.next() else {
      ended = true
      try walker.finish(isPacked: stream.isPacked)
      return nil
    }
    do throws(ArchiveProblem) {
      unsafe try walker.take(piece)
    } catch {
      // Where the packing itself is damaged, what it holds means nothing.
      if stream.isPacked { while unsafe try stream.next() != nil {} }
      throw error
    }
    return unsafe piece
  }
}
