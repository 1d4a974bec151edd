/// The bytes of a tar, unpacked and proved while libarchive's tar reader takes them.
final class TarFeed: Feed {
  private let source: ByteSource
  private let limits: ArchiveLimits
  private let file: FileFeed
  /// Nil for a plain tar.
  private let unpacker: LibraryArchive?
  private let member: GzipMember?
  private var started = false
  private var ended = false
  private var unpacked: Int64 = 0
  private var sum = CRC32()
  private(set) var walker: TarWalker
  /// What stopped it.
  private(set) var problem: ArchiveProblem?

  init(_ source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits) throws(ArchiveProblem) {
    self.source = source
    self.limits = limits
    let file = FileFeed(source)
    self.file = file
    walker = TarWalker(limits: limits)
    member = format == .tarGzip ? try GzipMember(source) : nil
    if format == .tarZstd { try ZstdFrame.check(source) }
    do throws(ArchiveProblem) {
      unpacker =
        switch format {
        case .tarGzip: try LibraryArchive(.gzip, feed: file)
        case .tarZstd: try LibraryArchive(.zstd, feed: file)
        case .tar, .zip, .sevenZip: nil
        }
    } catch {
      throw file.problem ?? error
    }
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
    guard let piece = unsafe try nextPiece() else {
      ended = true
      try walker.finish()
      try member?.check(sum, unpacked: unpacked, consumed: unpacker?.consumed ?? 0, size: source.size)
      return nil
    }
    unpacked += Int64(piece.count)
    if member != nil { unsafe sum.update(piece) }
    if unpacker != nil {
      if limits.exceedsRatio(unpacked: unpacked, packed: source.size) { throw .ratio(nil, limits) }
      // Headers and padding are no content; entries of no bytes cost a kilobyte each.
      if unpacked - (256 << 20) > limits.totalBytes { throw .totalTooLarge(limits) }
    }
    unsafe try walker.take(piece)
    return unsafe piece
  }

  private func nextPiece() throws(ArchiveProblem) -> UnsafeRawBufferPointer? {
    guard let unpacker else {
      guard let piece = unsafe file.read() else {
        throw file.problem ?? ArchiveProblem(.damaged, "cannot be read")
      }
      return unsafe piece.isEmpty ? nil : piece
    }
    do throws(ArchiveProblem) {
      if !started {
        started = true
        guard try unpacker.next() != nil else { throw ArchiveProblem(.empty, "holds nothing") }
      }
      while let piece = unsafe try unpacker.piece(entry: nil) {
        if unsafe !piece.bytes.isEmpty { return unsafe piece.bytes }
      }
      return nil
    } catch {
      throw file.problem ?? error
    }
  }
}
