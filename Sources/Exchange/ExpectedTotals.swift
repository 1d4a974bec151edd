import Accounting
import Ledger
import Settings

extension Item {
  /// What QuickBooks must show as Subtotal: with Autotask's tax where that went as a line.
  func expectedSubtotal(_ connector: Connector) -> Amount? {
    guard connector.taxes == .autotask, let net, let tax else { return net }
    return net.adding(tax)
  }
}
