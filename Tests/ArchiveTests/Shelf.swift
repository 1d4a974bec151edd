import Archive
import Filesystem
import TestSupport
import Testing

/// A folder in which archives are made by the programs people use, and read by ours.
final class Shelf {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The files of the shelf, read to the end.
  struct Contents: Equatable {
    var names: [String] = []
    var bytes: [String: [UInt8]] = [:]
  }

  func write(_ bytes: [UInt8], to name: String) throws { try folder.write(bytes, to: FilePath(name)) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// Runs a line of shell in the folder.
  func shell(_ line: String) throws {
    let outcome = try Program("/bin/sh").run("-c", "cd '\(folder.path)' && \(line)")
    try #require(outcome.code == 0, "\(line): \(outcome)")
  }

  /// What a line of shell made.
  func made(_ name: String, by line: String) throws -> [UInt8] {
    try shell(line)
    return try Disk.read(folder.appending(FilePath(name)))
  }

  /// Reads all of an archive.
  func contents(
    _ archive: [UInt8], _ format: ArchiveFormat, limits: ArchiveLimits = ArchiveLimits()
  ) throws -> Contents {
    let file = try FileDescriptor(reading: try folder.write(archive, to: "archive"))
    var contents = Contents()
    var reader = try ArchiveReader(descriptor: file.number, format: format, limits: limits)
    while let entry = try reader.next() {
      contents.names.append(entry.isDirectory ? entry.name + "/" : entry.name)
      guard !entry.isDirectory else { continue }
      var bytes: [UInt8] = []
      try reader.read { piece in
        for index in piece.indices { bytes.append(piece[index]) }
      }
      contents.bytes[entry.name] = bytes
      #expect(entry.size == Int64(bytes.count))
    }
    return contents
  }

  /// The times of the entries, in order.
  func times(_ archive: [UInt8], _ format: ArchiveFormat) throws -> [EntryTime?] {
    let file = try FileDescriptor(reading: try folder.write(archive, to: "archive"))
    var reader = try ArchiveReader(descriptor: file.number, format: format)
    var times: [EntryTime?] = []
    while let entry = try reader.next() { times.append(entry.modified) }
    return times
  }

  /// `reason: sentence` of the problem that ends reading; nil when there is none.
  func refusal(
    _ archive: [UInt8], _ format: ArchiveFormat, limits: ArchiveLimits = ArchiveLimits()
  ) throws -> String? {
    do {
      _ = try contents(archive, format, limits: limits)
      return nil
    } catch let problem as ArchiveProblem {
      return Shelf.line(problem)
    }
  }

  /// All problems, one line each.
  func problems(
    _ archive: [UInt8], _ format: ArchiveFormat, limits: ArchiveLimits = ArchiveLimits()
  ) throws -> [String] {
    let file = try FileDescriptor(reading: try folder.write(archive, to: "archive"))
    return ArchiveReader.problems(descriptor: file.number, format: format, limits: limits).map(Shelf.line)
  }

  func completeness(_ archive: [UInt8], _ format: ArchiveFormat) throws -> ArchiveCompleteness {
    let file = try FileDescriptor(reading: try folder.write(archive, to: "archive"))
    return ArchiveCompleteness.of(descriptor: file.number, format: format)
  }

  static func line(_ problem: ArchiveProblem) -> String { "\(problem.reason.rawValue): \(problem.problem)" }
}
