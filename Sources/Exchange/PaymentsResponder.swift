import Ledger
import QBXML
import XML

/// Takes what QuickBooks says about payments.
struct PaymentsResponder {
  private let settlement: Settlement

  init(_ settlement: Settlement) { self.settlement = settlement }

  mutating func end(
    _ request: inout RequestRow, _ objects: [XMLElement], _ head: ResponseHead, _ verdict: StatusCode
  ) throws {}

  mutating func finish() throws {}
}
