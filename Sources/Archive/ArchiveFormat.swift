/// What is read, told by content and never by name.
public enum ArchiveFormat: String, CaseIterable, Hashable, Sendable {
  case zip
  case tar
  case tarGzip = "tar.gz"
  case tarZstd = "tar.zst"
  case sevenZip = "7z"

  /// What the first 512 or more bytes of a file say; nil when it is none of these archives.
  ///
  /// Any gzip or zstd file is taken for a compressed tar; when it is none, reading refuses it as `not-a-tar`.
  /// A file of zeros is an empty tar.
  public static func recognise(head: [UInt8]) -> ArchiveFormat? {
    // A local entry, the directory of an empty archive, the mark of a split one.
    let zip: [[UInt8]] = [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]]
    if zip.contains(where: { head.starts(with: $0) }) { return .zip }
    if head.starts(with: SevenZipStart.signature) { return .sevenZip }
    if head.starts(with: GzipMember.signature) { return .tarGzip }
    if head.starts(with: ZstdFrame.signature) || ZstdFrame.isSkippable(head) { return .tarZstd }
    guard head.count >= TarHeader.size else { return nil }
    let block = Array(head[..<TarHeader.size])
    return TarHeader.hasChecksum(block) || block.allSatisfy({ $0 == 0 }) ? .tar : nil
  }
}
