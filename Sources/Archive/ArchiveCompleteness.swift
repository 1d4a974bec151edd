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
      case .tar, .tarGzip:
        var limits = ArchiveLimits()
        limits.archiveBytes = .max
        return try tar(source, format: format, limits: limits)
      }
      return .complete
    } catch {
      return .unproven(error.detail)
    }
  }

  /// Problems of single entries are no sign of a file still on its way.
  private static func tar(
    _ source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits
  ) throws(ArchiveProblem) -> ArchiveCompleteness {
    if format == .tar {
      let proof = try Preflight(source, format: format, limits: limits)
      guard let fatal = proof.problems.last, !proof.isReadable else { return .complete }
      return .unproven(fatal.detail)
    }
    // The length of a tar is whole blocks: most cut files are told by that alone.
    let member = try GzipMember(source)
    guard member.length.isMultiple(of: UInt32(TarHeader.size)) else {
      return .unproven("ends too early: no check sum of a tar stands at its end")
    }
    try TarFeed(source, format: format, limits: limits).finish()
    return .complete
  }
}
