/// The limits in words, the same for every format.
extension ArchiveProblem {
  static func tooLarge(_ size: Int64, _ limits: ArchiveLimits) -> ArchiveProblem {
    ArchiveProblem(
      .tooLarge, "is \(ShownText.count(size)) bytes long; \(ShownText.count(limits.archiveBytes)) are allowed"
    )
  }

  static func tooManyEntries(_ limits: ArchiveLimits) -> ArchiveProblem {
    ArchiveProblem(.tooManyEntries, "holds more than \(ShownText.count(Int64(limits.entries))) entries")
  }

  static func entryTooLarge(_ entry: String, size: Int64, _ limits: ArchiveLimits) -> ArchiveProblem {
    ArchiveProblem(
      .entryTooLarge, entry: entry,
      "unpacks to \(ShownText.count(size)) bytes; \(ShownText.count(limits.entryBytes)) are allowed")
  }

  static func totalTooLarge(_ limits: ArchiveLimits) -> ArchiveProblem {
    ArchiveProblem(.totalTooLarge, "unpacks to more than \(ShownText.count(limits.totalBytes)) bytes")
  }

  static func ratio(_ entry: String?, _ limits: ArchiveLimits) -> ArchiveProblem {
    ArchiveProblem(.ratio, entry: entry, "unpacks to more than \(limits.ratio) times its packed size")
  }
}
