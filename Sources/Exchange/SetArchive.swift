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

  /// The exact bytes of a set, if they are those that the ledger knows.
  func keptSet(_ set: SetRow) throws -> [UInt8] {
    guard let bytes = try content(of: archivedSet(set.number.rawValue)),
      SHA256.digest(of: bytes).hex == set.digest
    else {
      throw LedgerError.damaged(
        "state/archive/sets/\(set.number).qbxml is missing or not what was kept of message set \(set.number)")
    }
    return bytes
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
