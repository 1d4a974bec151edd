import Accounting
import Archive
import Filesystem
import Ledger
import Settings
import Sodium
import Spool

extension ExchangeFolder {
  /// Keeps the exact bytes of sets before anybody else has them.
  ///
  /// A leftover of a pass that was killed before it wrote the set down is replaced: nobody ever saw it.
  func keepSets(_ sets: [(number: SetNumber, bytes: [UInt8])]) throws(SpoolError) {
    try replace(sets.map { (path: archivedSet($0.number.rawValue), bytes: $0.bytes) })
  }

  /// The exact bytes of a set, from wherever they still are what the ledger knows: the archive, the outbox, the folder
  /// of the answer; nil when they are nowhere.
  func keptSet(_ set: SetRow) throws -> [UInt8]? {
    let places = [
      archivedSet(set.number.rawValue),
      request(set.connector.rawValue, set: set.number.rawValue, kind: set.kind.rawValue),
      answered(set.connector.rawValue, set: set.number.rawValue).appending("request.qbxml"),
    ]
    for path in places {
      guard let facts = try Disk.facts(of: path), facts.kind == .regular, facts.size == set.size,
        let bytes = try content(of: path), SetRow.digest(of: bytes) == set.digest
      else { continue }
      return bytes
    }
    return nil
  }
}

extension Pass {
  var archiveLimits: ArchiveLimits {
    var limits = ArchiveLimits()
    limits.archiveBytes = settings.limits.archive
    limits.entryBytes = settings.limits.entry
    limits.totalBytes = settings.limits.total
    limits.ratio = Int64(settings.limits.ratio)
    limits.ratioFromBytes = settings.limits.ratioAfter
    limits.entries = settings.limits.entries
    limits.nameBytes = settings.limits.nameBytes
    limits.nameSegments = settings.limits.nameParts
    limits.segmentBytes = settings.limits.namePartBytes
    return limits
  }
}
