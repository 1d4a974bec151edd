internal import Glibc

/// What the file system knows about a file.
public struct FileFacts: Hashable, Sendable {
  public enum Kind: Sendable, Hashable {
    case regular
    case folder
    case symbolicLink
    /// A pipe, a socket or a device.
    case special
  }

  public let kind: Kind
  /// In bytes.
  public let size: Int64
  /// Nanoseconds since 1970.
  public let modified: Int64
  /// When content, name or rights last changed, which nobody can set: nanoseconds since 1970.
  public let changed: Int64
  public let device: UInt64
  public let inode: UInt64
  /// How many names the file has.
  public let links: UInt64
  /// Rights, such as 0o644.
  public let permissions: UInt32

  init(_ facts: stat) {
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      default: .special
      }
    size = Int64(facts.st_size)
    modified = Int64(facts.st_mtim.tv_sec) * 1_000_000_000 + Int64(facts.st_mtim.tv_nsec)
    changed = Int64(facts.st_ctim.tv_sec) * 1_000_000_000 + Int64(facts.st_ctim.tv_nsec)
    device = UInt64(facts.st_dev)
    inode = UInt64(facts.st_ino)
    links = UInt64(facts.st_nlink)
    permissions = UInt32(facts.st_mode & 0o7777)
  }
}
