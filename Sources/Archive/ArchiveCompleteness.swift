/// Whether an archive proves by itself that it has arrived whole.
public enum ArchiveCompleteness: Hashable, Sendable {
  case complete
  /// What is missing, as the predicate of a sentence: `ends too early: …`.
  case unproven(String)

  /// Looks at the records of the format that only a whole file has: the directory of a zip, the end mark of a tar,
  /// the last block of zstd, the header at the end of a 7z.
  ///
  /// None of them needs the content, except gzip, whose sum at the end says nothing until all is unpacked: that is
  /// done here, at some 200 MB/s. Whether the content is right is another question, which reading answers.
  public static func of(descriptor: Int32, format: ArchiveFormat) -> ArchiveCompleteness {
    do throws(ArchiveProblem) {
      let source = try ByteSource(descriptor: descriptor)
      guard source.size > 0 else { return .unproven("is an empty file") }
      switch format {
      case .zip: try ZipEnd(source).checkPlace(source)
      case .sevenZip: try SevenZipStart.check(source)
      case .tarZstd: try ZstdFrame.check(source)
      case .tarGzip:
        let stream = try Stream(source, format: format, limits: ArchiveLimits())
        while unsafe try stream.next() != nil {}
      case .tar:
        var limits = ArchiveLimits()
        limits.archiveBytes = .max
        let proof = try Preflight(source, format: format, limits: limits)
        // Problems of single entries are no sign of a file still on its way.
        if !proof.isReadable, let last = proof.problems.last { return .unproven(last.detail) }
      }
      return .complete
    } catch {
      return .unproven(error.detail)
    }
  }
}
