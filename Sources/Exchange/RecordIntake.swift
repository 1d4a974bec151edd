import Autotask
import Ledger

/// Takes the records of one entity into the mirror and remembers what they touched.
final class RecordIntake {
  let entity: Entity
  private var writer: MirrorWriter
  /// Records that changed the mirror.
  private(set) var changed = 0
  /// Invoices whose record or lines changed; organizations that changed.
  private(set) var touched: Set<Int64> = []
  /// Invoices that came twice with different totals, and nothing says which is the newer one.
  private(set) var contradicted: Set<Int64> = []
  /// Of records, and of rows of the invoice export or a table.
  private var totals: [Bool: [Int64: Int64]] = [:]
  private var lastParent: Int64 = 0

  init(_ entity: Entity, ledger: Ledger) throws(LedgerError) {
    self.entity = entity
    writer = try ledger.mirrorWriter(entity)
  }

  /// `asOf` is the time of the export, for records that do not say when they were changed.
  func take(_ taken: TakenRecord, asOf: Int64) throws(LedgerError) {
    let time = taken.modified ?? asOf
    if let total = taken.total, time == asOf {
      if let earlier = totals[taken.isRow]?[taken.record.id], earlier != total {
        contradicted.insert(taken.record.id)
      }
      totals[taken.isRow, default: [:]][taken.record.id] = total
    }
    if try writer.write(taken.record, asOf: time) { note(taken) }
  }

  /// Writes what waits for others; without it the last records are missing.
  func finish() throws(LedgerError) { try writer.finish() }

  private func note(_ taken: TakenRecord) {
    changed += 1
    switch entity {
    case .invoices, .companies: touched.insert(taken.record.id)
    case .billingItems:
      // Lines of one invoice mostly follow each other.
      if let parent = taken.parent, parent != lastParent {
        touched.insert(parent)
        lastParent = parent
      }
    default: break
    }
  }
}
