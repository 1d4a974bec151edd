internal import Glibc

/// What `/proc` tells about files that processes have open: the second way, for file systems without leases.
enum OpenFiles {
  static func writers(of file: borrowing FileDescriptor) -> FileDescriptor.Writers {
    do {
      let facts = try file.facts()
      let own = getpid()
      for process in try Disk.names(in: "/proc") where process.bytes.allSatisfy({ (48...57).contains($0) }) {
        let folder = FilePath("/proc").appending(process)
        for number in try readable(folder.appending("fd")) {
          if process.description == String(own), number.description == String(file.number) { continue }
          let entry = folder.appending("fd").appending(number)
          var found = stat()
          guard (unsafe entry.withCString { unsafe stat($0, &found) }) == 0 else { continue }
          let other = FileFacts(found)
          guard other.inode == facts.inode, other.device == facts.device else { continue }
          if try isForWriting(folder.appending("fdinfo").appending(number)) { return .some }
        }
      }
      // Other users' processes are not ours to look into, unless we are root.
      return geteuid() == 0 ? .none : .unknown
    } catch {
      return .unknown
    }
  }

  /// Nothing for a process that has ended or belongs to someone else.
  private static func readable(_ folder: FilePath) throws(FilesystemError) -> [FilePath] {
    do { return try Disk.names(in: folder) } catch  where error.code == .missing || error.code.isAboutRights {
      return []
    }
  }

  /// The line `flags:` holds the open flags in octal; the lowest two bits are 0 for reading only.
  private static func isForWriting(_ path: FilePath) throws(FilesystemError) -> Bool {
    let lines: [UInt8]
    do { lines = try Disk.read(path, limit: 4_096) } catch  where error.code == .missing { return false }
    for line in lines.split(separator: UInt8(ascii: "\n")) where line.starts(with: "flags:".utf8) {
      return ((line.last ?? 48) & 3) != 0
    }
    return false
  }
}
