import Accounting
import Ledger
import Settings

/// Parts a set that QuickBooks could not read, so that a bad request stops only itself.
struct Halving {
  let pass: Pass
  let connector: Connector

  /// The note of a set whose items wait for their half.
  static let mark = "QuickBooks could not read it (0x80040400); it is to be published again in halves"
  /// The note afterwards.
  static let done = "QuickBooks could not read it (0x80040400); it was published again in halves"

  /// Each set to be parted, with the items of its halves in the order of the set.
  func pending() throws(LedgerError) -> [(set: SetNumber, halves: [[ItemKey]])] {
    var pending: [(set: SetNumber, halves: [[ItemKey]])] = []
    for set in try pass.ledger.sets(.refused, connector.name) where set.note == Halving.mark {
      let keys = try pass.ledger.requests(of: set.number).filter { $0.purpose == .post }.compactMap(\.item)
      let middle = (keys.count + 1) / 2
      pending.append((set.number, [Array(keys.prefix(middle)), Array(keys.dropFirst(middle))]))
    }
    return pending
  }

  /// Notes that the halves are published; part of the caller's step.
  static func noteDone(_ number: SetNumber, in ledger: Ledger) throws(LedgerError) {
    guard var set = try ledger.set(number), set.note == mark else { return }
    set.note = done
    try ledger.save(set)
  }
}
