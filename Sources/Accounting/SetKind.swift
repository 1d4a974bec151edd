/// What a message set is for.
public enum SetKind: String, CaseIterable, Sendable, Hashable {
  /// Reads QuickBooks' lists.
  case lists
  /// Writes items.
  case transfer
  /// Asks about purchase orders.
  case orders
  /// Asks what was paid.
  case paidDates = "paid-dates"
  /// Asks about what is in doubt.
  case recover
  /// Asks which invoices QuickBooks has in a period.
  case audit
  /// Asks for the stored answer of another set.
  case status
}
