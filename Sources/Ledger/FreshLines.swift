import Autotask

/// Lines that were just put into the mirror, so that judging them need not read them again.
///
/// Only those count whose row was new, so that it holds what the record says, and that nothing changed since then. Of a
/// load that is too large for them it keeps none: the few that it could would not be worth their memory.
struct FreshLines {
  private var lines: [Int64: [Record]] = [:]
  /// Bytes of their texts.
  private var size = 0
  private var isFull = false
  private static let capacity = 32_000_000

  mutating func add(_ line: Record, to invoice: Int64) {
    if isFull { return }
    size += line.size
    if size > FreshLines.capacity {
      forgetAll()
      isFull = true
      return
    }
    lines[invoice, default: []].append(line)
  }

  /// `invoice` as the mirror has it.
  mutating func forget(_ invoice: String?) {
    guard let number = invoice.flatMap({ Int64($0) }) else { return }
    _ = take(number)
  }

  /// The lines of an invoice as far as they are known, which are given away by that.
  mutating func take(_ invoice: Int64) -> [Record]? {
    let found = lines.removeValue(forKey: invoice)
    for line in found ?? [] { size -= line.size }
    return found
  }

  mutating func forgetAll() {
    lines = [:]
    size = 0
    isFull = false
  }
}

extension Ledger {
  /// Ends what `records` knows without reading; to be called before anybody else may write.
  public func forgetFreshLines() { freshLines.forgetAll() }
}
