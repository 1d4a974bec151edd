public import Findings

/// Why an archive is refused. One is enough: nothing of that archive may be used.
public struct ArchiveProblem: Error, Hashable, Sendable {
  /// Stable codes for reports and settings.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    case badCRC = "bad-crc"
    case damaged
    case doubleDirectory = "double-directory"
    case duplicateName = "duplicate-name"
    case empty
    case encrypted
    case entryTooLarge = "entry-too-large"
    case gap
    case gzipTrailer = "gzip-trailer"
    case headerMismatch = "header-mismatch"
    case leadingData = "leading-data"
    case multiVolume = "multi-volume"
    case nameTooDeep = "name-too-deep"
    case nameTooLong = "name-too-long"
    case nestedArchive = "nested-archive"
    case notARegularFile = "not-a-regular-file"
    case notATar = "not-a-tar"
    case overlap
    case ratio
    case tooLarge = "too-large"
    case tooManyEntries = "too-many-entries"
    case totalTooLarge = "total-too-large"
    case trailingData = "trailing-data"
    case truncated
    /// The system could not read the file: nothing is known of the archive, so it must not be refused for it.
    case unreadable
    case unsafeName = "unsafe-name"
    case unsupportedMethod = "unsupported-method"
    case wrongEntryCount = "wrong-entry-count"
  }

  public let reason: Reason
  /// The entry it is about, escaped where it holds what cannot be shown; nil for the whole archive.
  public let entry: String?
  /// What was seen, as the predicate of a sentence: `ends too early`.
  public let detail: String

  init(_ reason: Reason, entry: String? = nil, _ detail: String) {
    self.reason = reason
    self.entry = entry
    self.detail = detail
  }

  /// One sentence without a full stop.
  public var problem: String { (entry.map { "entry '\($0)'" } ?? "the archive") + " " + detail }

  /// One sentence that says what to do.
  public var remedy: String {
    switch reason {
    case .badCRC, .damaged, .doubleDirectory, .empty, .gap, .gzipTrailer, .headerMismatch, .leadingData,
      .overlap,
      .trailingData, .truncated, .wrongEntryCount:
      "Make or copy the archive again, and drop the new file into inbox/."
    case .duplicateName, .nameTooDeep, .nameTooLong, .unsafeName:
      "Give every file in it a short name of its own, pack them again, and drop the new archive into inbox/."
    case .encrypted:
      "Pack the files again without a password, and drop the new archive into inbox/."
    case .entryTooLarge, .tooLarge, .tooManyEntries, .totalTooLarge, .ratio:
      "Export a shorter period into each archive, or let the administrator raise this limit in autopost.yaml."
    case .multiVolume:
      "Pack the files again into one archive that is not split, and drop it into inbox/."
    case .nestedArchive, .notATar, .unsupportedMethod:
      "Pack the files themselves as an ordinary zip, tar, tar.gz, tar.zst or 7z, and drop it into inbox/."
    case .notARegularFile:
      "Pack the files themselves, without links or devices, and drop the new archive into inbox/."
    case .unreadable:
      "Let the administrator check the disk and the rights on inbox/; the file is tried again in the next run."
    }
  }

  /// The refusal in the form of reports; `path` is the archive as people see it, `march.zip`.
  public func finding(path: String) -> Finding {
    let place = Place(path: entry.map { "\(path)/\($0)" } ?? path)
    return Finding(reason.findingID, .refused, problem: problem, remedy: remedy, place: place)
  }
}
