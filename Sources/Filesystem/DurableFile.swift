internal import Glibc
import Synchronization

/// A file that comes into being whole: written under another name, synced, read again, then given its own.
///
/// A kill at any point leaves the old state and perhaps a leftover among the temporaries.
public struct DurableFile: ~Copyable {
  /// What happens to a file that already has the name.
  public enum Mode: Sendable {
    /// Nothing: the error says `exists`.
    case new
    /// It is replaced at once.
    case replacing
  }

  /// Tells apart what two threads make at the same moment.
  private static let made = Atomic(0)

  private let target: FilePath
  private let temporary: FilePath
  private var file: FileDescriptor
  private var sum = Checksum()
  /// All that the file is to hold, where it was given at once.
  private var whole: [UInt8]?
  private var isPublished = false

  /// The folder of temporaries must be on the target's file system; hidden from those who read the target's.
  public init(_ target: FilePath, temporaries: FilePath) throws(FilesystemError) {
    self.target = target
    let serial = DurableFile.made.add(1, ordering: .relaxed).oldValue
    temporary = temporaries.appending("\(getpid())-\(SystemClock.monotonicNanoseconds())-\(serial)")
    file = try FileDescriptor(creating: temporary)
  }

  deinit {
    // What was not published is given up. A leftover is removed by the next start.
    if !isPublished { unsafe _ = temporary.withCString { unsafe unlink($0) } }
  }

  public mutating func write(_ bytes: Span<UInt8>) throws(FilesystemError) {
    try file.write(bytes)
    sum.add(bytes)
  }

  /// Writes all that the file is to hold.
  mutating func write(whole bytes: [UInt8]) throws(FilesystemError) {
    try file.write(bytes.span)
    whole = bytes
  }

  /// Makes what was written be on its way to the disk while other files are written.
  func beginSynchronizing() { file.beginSynchronizing() }

  public consuming func publish(_ mode: Mode) throws(FilesystemError) {
    let folder = target.parent
    try publishUnsynchronized(mode)
    try Disk.synchronizeFolder(folder)
  }

  private func holdsWhatWasWritten() throws(FilesystemError) -> Bool {
    var buffer = [UInt8](repeating: 0, count: min(1 << 16, max(4_096, (whole?.count ?? 1 << 16) + 1)))
    var found = Checksum()
    var place = 0
    while true {
      let count = try file.read(into: &buffer)
      if count == 0 { break }
      if let whole {
        guard place + count <= whole.count,
          unsafe buffer.withUnsafeBytes({ found in
            unsafe whole.withUnsafeBytes { wanted in
              // Both have a first byte: count is above 0.
              guard let found = found.baseAddress, let wanted = wanted.baseAddress else { return false }
              return unsafe memcmp(found, wanted + place, count) == 0
            }
          })
        else { return false }
      } else {
        found.add(buffer.span.extracting(0..<count))
      }
      place += count
    }
    return whole.map { $0.count == place } ?? (found == sum)
  }

  /// Gives the file its name; it survives a power cut only once its folder is synced.
  consuming func publishUnsynchronized(_ mode: Mode) throws(FilesystemError) {
    try file.synchronize()
    try file.seek(to: 0)
    guard try holdsWhatWasWritten() else { throw FilesystemError(.verify, target, .inputOutput) }
    try file.closeNow()
    switch mode {
    case .new: try Disk.rename(temporary, new: target)
    case .replacing: try Disk.rename(temporary, over: target)
    }
    // The temporaries' folder is not synced: a name that comes back there is a leftover, removed by the next start.
    isPublished = true
  }
}

/// One of several files that wait for their names; an array holds only what can be copied.
private final class WrittenFile {
  var file: DurableFile?

  init(_ file: consuming DurableFile) { self.file = consume file }
}

/// Tells apart what was written and what is read again, not what an adversary made.
///
/// It goes by words of eight bytes and is the same wherever the pieces begin and end.
private struct Checksum: Equatable {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325
  /// The bytes that make no whole word yet.
  private var rest: UInt64 = 0
  private var count = 0

  mutating func add(_ bytes: Span<UInt8>) {
    var index = 0
    while index < bytes.count, count & 7 != 0 {
      add(bytes[index])
      index += 1
    }
    var value = self.value
    let start = index
    while bytes.count - index >= 8 {
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      value = Checksum.mixed(value, UInt64(littleEndian: word))
      index += 8
    }
    self.value = value
    count += index - start
    while index < bytes.count {
      add(bytes[index])
      index += 1
    }
  }

  private mutating func add(_ byte: UInt8) {
    rest |= UInt64(byte) << UInt64(8 * (count & 7))
    count += 1
    if count & 7 == 0 {
      value = Checksum.mixed(value, rest)
      rest = 0
    }
  }

  /// No two words lead from one value to the same.
  private static func mixed(_ value: UInt64, _ word: UInt64) -> UInt64 {
    let product = (value ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product ^ product >> 32
  }
}

extension Disk {
  public static func writeDurably(
    _ bytes: [UInt8], to target: FilePath, _ mode: DurableFile.Mode, temporaries: FilePath
  ) throws(FilesystemError) {
    var file = try DurableFile(target, temporaries: temporaries)
    try file.write(whole: bytes)
    try file.publish(mode)
  }

  /// Several files of one folder, each durable, the folder synced once at the end.
  ///
  /// All are written before the first is waited for: a journaling file system then syncs most of them together.
  public static func writeDurably(
    _ files: [(target: FilePath, bytes: [UInt8])], _ mode: DurableFile.Mode, temporaries: FilePath
  ) throws(FilesystemError) {
    var written: [WrittenFile] = []
    for (target, bytes) in files {
      var file = try DurableFile(target, temporaries: temporaries)
      try file.write(whole: bytes)
      file.beginSynchronizing()
      written.append(WrittenFile(file))
    }
    for each in written {
      if let file = each.file.take() { try file.publishUnsynchronized(mode) }
    }
    var folders: [FilePath] = []
    for (target, _) in files where !folders.contains(target.parent) { folders.append(target.parent) }
    for folder in folders { try synchronizeFolder(folder) }
  }

  /// Copies the bytes, in pieces.
  public static func copyDurably(
    _ source: FilePath, to target: FilePath, _ mode: DurableFile.Mode, temporaries: FilePath
  ) throws(FilesystemError) {
    let from = try FileDescriptor(reading: source)
    var file = try DurableFile(target, temporaries: temporaries)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try from.read(into: &buffer)
      if count == 0 { break }
      let piece = buffer
      try file.write(piece.span.extracting(0..<count))
    }
    try file.publish(mode)
  }
}
