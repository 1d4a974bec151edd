import Ledger
import QBXML
import XML

/// Ends doubt by what QuickBooks says it has.
struct RecoveryResponder {
  private let settlement: Settlement

  init(_ settlement: Settlement) { self.settlement = settlement }

  mutating func end(
    _ request: inout RequestRow, _ objects: [XMLElement], _ head: ResponseHead, _ verdict: StatusCode
  ) throws {}

  mutating func finish() throws {}
}
