import Accounting
import Ledger
import Settings

extension Item {
  /// Whether Autotask's tax stands as a line on the invoice: by the settings with which it was sent, for they may have
  /// changed since; by those of today where it is not on its way and was never taken.
  func bearsTax(_ connector: Connector) -> Bool {
    (set == nil ? nil : isTaxSent) ?? (connector.taxes == .autotask)
  }

  /// What QuickBooks must show as Subtotal: with Autotask's tax where that went as a line.
  func expectedSubtotal(_ connector: Connector) -> Amount? {
    guard bearsTax(connector), let net, let tax else { return net }
    return net.adding(tax)
  }
}
