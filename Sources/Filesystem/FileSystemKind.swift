internal import CSystem

/// The file system below a path.
public struct FileSystemKind: Hashable, Sendable {
  /// The number of statfs(2).
  public let rawValue: Int64
  /// Bytes a process without privileges can still write.
  public let available: UInt64
  public let total: UInt64

  public init(of path: FilePath) throws(FilesystemError) {
    var kind: Int64 = 0
    var available: UInt64 = 0
    var total: UInt64 = 0
    try attempt(.look, path) {
      unsafe path.withCString { unsafe autopost_file_system($0, &kind, &available, &total) }
    }
    // 32-bit magic numbers with the highest bit set may come sign-extended.
    rawValue = kind & 0xffff_ffff
    self.available = available
    self.total = total
  }

  /// Nil on a disk of this machine; else the name of what it is. Locks do not hold there.
  public var sharedName: String? {
    switch rawValue {
    case 0x6969: "NFS"
    case 0xff53_4d42, 0xfe53_4d42, 0x517b: "SMB"
    case 0x6573_5546: "FUSE"
    case 0x0102_1997: "9P"
    case 0x5346_414f: "AFS"
    case 0x00c3_6400: "Ceph"
    case 0x7461_636f: "OCFS2"
    case 0x0116_1970: "GFS2"
    case 0x786f_4256: "a VirtualBox shared folder"
    case 0x0bd0_0bd0: "Lustre"
    default: nil
    }
  }
}
