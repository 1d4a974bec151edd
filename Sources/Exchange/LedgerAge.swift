import Accounting
import Filesystem
import Ledger
import Settings
import Spool

/// A ledger that was lost, or put back from an older copy, would send again what it does not know of.
enum LedgerAge {
  /// - Throws: `LedgerError.older` when the outbox has a message set that the ledger knows nothing of; a set appears
  ///   there only after the ledger has written it down.
  static func check(_ folder: ExchangeFolder, _ ledger: Ledger) throws {
    let next = try ledger.nextSetNumber().rawValue
    for connector in try names(in: folder.outbox) {
      for part in ["requests", "answered"] {
        let place = folder.outbox.appending(connector).appending(FilePath(part))
        for name in try names(in: place) {
          let text = name.description
          guard
            text.utf8.count == 6 || text.utf8.count > 6 && text.utf8.dropFirst(6).first == UInt8(ascii: "-"),
            let number = SetNumber(String(text.prefix(6))), number.rawValue >= next
          else { continue }
          throw LedgerError.older(
            "it knows message sets up to \(SetNumber(next - 1)), and \(folder.shown(place.appending(name))) is there"
          )
        }
      }
    }
  }

  private static func names(in path: FilePath) throws -> [FilePath] {
    try Disk.facts(of: path)?.kind == .folder ? try Disk.names(in: path) : []
  }
}
