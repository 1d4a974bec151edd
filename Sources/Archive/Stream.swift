/// The content of a gzip or zstd file, or a plain file as it is, in pieces; proved at its end.
final class Stream {
  private let source: ByteSource
  private let limits: ArchiveLimits
  private let file: FileFeed
  /// Nil for a plain file.
  private let unpacker: LibraryArchive?
  private let member: GzipMember?
  private var started = false
  private var unpacked: Int64 = 0
  private var sum = CRC32()

  init(_ source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits) throws(ArchiveProblem) {
    self.source = source
    self.limits = limits
    let file = FileFeed(source)
    self.file = file
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

  var isPacked: Bool { unpacker != nil }

  /// Good until the next call; nil when the end is reached and the sums are right.
  func next() throws(ArchiveProblem) -> UnsafeRawBufferPointer? {
    guard let piece = unsafe try nextPiece() else {
      try member?.check(sum, unpacked: unpacked, consumed: unpacker?.consumed ?? 0, size: source.size)
      return nil
    }
    unpacked += Int64(piece.count)
    if member != nil { unsafe sum.update(piece) }
    if isPacked {
      if limits.exceedsRatio(unpacked: unpacked, packed: source.size) { throw .ratio(nil, limits) }
      // Headers and padding are no content; entries of no bytes cost a kilobyte each.
      if unpacked - (256 << 20) > limits.totalBytes { throw .totalTooLarge(limits) }
    }
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
        guard try unpacker.next() != nil else { return nil }
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
