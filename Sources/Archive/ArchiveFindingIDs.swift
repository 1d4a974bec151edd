public import Findings

extension FindingID {
  public static let archiveBadCRC = FindingID("archive-bad-crc")
  public static let archiveDamaged = FindingID("archive-damaged")
  public static let archiveDoubleDirectory = FindingID("archive-double-directory")
  public static let archiveDuplicateName = FindingID("archive-duplicate-name")
  public static let archiveEmpty = FindingID("archive-empty")
  public static let archiveEncrypted = FindingID("archive-encrypted")
  public static let archiveEntryTooLarge = FindingID("archive-entry-too-large")
  public static let archiveGap = FindingID("archive-gap")
  public static let archiveGzipTrailer = FindingID("archive-gzip-trailer")
  public static let archiveHeaderMismatch = FindingID("archive-header-mismatch")
  public static let archiveLeadingData = FindingID("archive-leading-data")
  public static let archiveMultiVolume = FindingID("archive-multi-volume")
  public static let archiveNameTooDeep = FindingID("archive-name-too-deep")
  public static let archiveNameTooLong = FindingID("archive-name-too-long")
  public static let archiveNestedArchive = FindingID("archive-nested-archive")
  public static let archiveNotARegularFile = FindingID("archive-not-a-regular-file")
  public static let archiveNotATar = FindingID("archive-not-a-tar")
  public static let archiveOverlap = FindingID("archive-overlap")
  public static let archiveRatio = FindingID("archive-ratio")
  public static let archiveTooLarge = FindingID("archive-too-large")
  public static let archiveTooManyEntries = FindingID("archive-too-many-entries")
  public static let archiveTotalTooLarge = FindingID("archive-total-too-large")
  public static let archiveTrailingData = FindingID("archive-trailing-data")
  public static let archiveTruncated = FindingID("archive-truncated")
  public static let archiveUnreadable = FindingID("archive-unreadable")
  public static let archiveUnsafeName = FindingID("archive-unsafe-name")
  public static let archiveUnsupportedMethod = FindingID("archive-unsupported-method")
  public static let archiveWrongEntryCount = FindingID("archive-wrong-entry-count")
}

extension ArchiveProblem.Reason {
  /// The finding that says it, for ever.
  public var findingID: FindingID {
    switch self {
    case .badCRC: .archiveBadCRC
    case .damaged: .archiveDamaged
    case .doubleDirectory: .archiveDoubleDirectory
    case .duplicateName: .archiveDuplicateName
    case .empty: .archiveEmpty
    case .encrypted: .archiveEncrypted
    case .entryTooLarge: .archiveEntryTooLarge
    case .gap: .archiveGap
    case .gzipTrailer: .archiveGzipTrailer
    case .headerMismatch: .archiveHeaderMismatch
    case .leadingData: .archiveLeadingData
    case .multiVolume: .archiveMultiVolume
    case .nameTooDeep: .archiveNameTooDeep
    case .nameTooLong: .archiveNameTooLong
    case .nestedArchive: .archiveNestedArchive
    case .notARegularFile: .archiveNotARegularFile
    case .notATar: .archiveNotATar
    case .overlap: .archiveOverlap
    case .ratio: .archiveRatio
    case .tooLarge: .archiveTooLarge
    case .tooManyEntries: .archiveTooManyEntries
    case .totalTooLarge: .archiveTotalTooLarge
    case .trailingData: .archiveTrailingData
    case .truncated: .archiveTruncated
    case .unreadable: .archiveUnreadable
    case .unsafeName: .archiveUnsafeName
    case .unsupportedMethod: .archiveUnsupportedMethod
    case .wrongEntryCount: .archiveWrongEntryCount
    }
  }
}
