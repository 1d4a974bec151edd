/// What is proved of an archive before its content is read.
struct Preflight {
  private(set) var problems: [ArchiveProblem] = []
  /// Whether reading the content can find more.
  private(set) var isReadable = true
  private(set) var zip: ZipDirectory?

  /// Throws only when the file itself cannot be read.
  init(_ source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits) throws(ArchiveProblem) {
    do throws(ArchiveProblem) {
      guard source.size > 0 else { throw ArchiveProblem(.empty, "is an empty file") }
      guard source.size <= limits.archiveBytes else { throw .tooLarge(source.size, limits) }
      switch format {
      case .zip:
        let directory = try ZipDirectory(source, limits: limits)
        problems = directory.problems
        isReadable = directory.isReadable
        zip = directory
      case .tar: try walk(source, limits: limits)
      case .tarGzip: _ = try GzipMember(source)
      case .tarZstd: try ZstdFrame.check(source)
      case .sevenZip: try SevenZipStart.check(source)
      }
    } catch {
      if error.reason == .unreadable { throw error }
      problems.append(error)
      isReadable = false
    }
  }

  /// Only the headers of a plain tar are read; the content is passed over.
  private mutating func walk(_ source: ByteSource, limits: ArchiveLimits) throws(ArchiveProblem) {
    var walker = TarWalker(limits: limits)
    var position: Int64 = 0
    do throws(ArchiveProblem) {
      while position < source.size {
        let passed = min(walker.passable, source.size - position)
        walker.pass(passed)
        position += passed
        let count = Int(min(4096, source.size - position))
        guard let bytes = try source.bytes(at: position, count: count) else { break }
        try Preflight.take(bytes, &walker)
        position += Int64(count)
      }
      try walker.finish(isPacked: false)
      problems += walker.problems
    } catch {
      problems += walker.problems
      throw error
    }
  }

  private static func take(_ bytes: [UInt8], _ walker: inout TarWalker) throws(ArchiveProblem) {
    var result: Result<Void, ArchiveProblem> = .success(())
    unsafe bytes.withUnsafeBytes { buffer in
      do throws(ArchiveProblem) { unsafe try walker.take(buffer) } catch { result = .failure(error) }
    }
    try result.get()
  }
}
