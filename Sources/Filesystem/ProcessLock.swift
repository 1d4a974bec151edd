internal import Glibc

/// A lock that one process holds, until it ends or lets go; killed processes lose it too.
public struct ProcessLock: ~Copyable {
  private let file: FileDescriptor

  /// Nil when another process holds it. The file stays for ever and holds the owner's process number.
  public init?(_ path: FilePath) throws(FilesystemError) {
    let number = try attempt(.lock, path) {
      unsafe path.withCString { unsafe open($0, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644) }
    }
    let opened = FileDescriptor(path: path, number: number)
    do {
      try attempt(.lock, path) { flock(number, LOCK_EX | LOCK_NB) }
    } catch  where error.code == .wouldBlock {
      return nil
    }
    try attempt(.write, path) { ftruncate(number, 0) }
    try opened.write(Array("\(getpid())\n".utf8))
    file = opened
  }

  /// The process number that the owner wrote; nil when there is none.
  public static func owner(_ path: FilePath) throws(FilesystemError) -> Int? {
    do {
      let note = try Disk.read(path, limit: 64)
      return Int(String(decoding: note.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    } catch  where error.code == .missing {
      return nil
    }
  }
}
