/// The four kinds of item that travel.
public enum ItemType: String, CaseIterable, Sendable, Hashable {
  case invoice
  case purchaseOrder = "purchase-order"
  case expenseReport = "expense-report"
  case timesheet

  /// The word of `transfer:` in the settings.
  public var settingsName: String {
    switch self {
    case .invoice: "invoices"
    case .purchaseOrder: "purchase-orders"
    case .expenseReport: "expense-reports"
    case .timesheet: "timesheets"
    }
  }
}

/// How people and files name an item: `invoice:8491`, `timesheet:29682899/2026-09-27`.
public struct ItemKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let type: ItemType
  /// The part after the colon.
  public let reference: String

  public init(type: ItemType, reference: String) {
    self.type = type
    self.reference = reference
  }

  public init(invoice: InvoiceID) { self.init(type: .invoice, reference: String(invoice.rawValue)) }

  /// Reads what `description` writes; nil for anything else.
  public init?(_ text: String) {
    let lead = ItemKey.invoiceLead
    // Most items are invoices, and their numbers short.
    if text.utf8.starts(with: lead), ItemKey.isShortNumber(text.utf8.span, after: lead.count) {
      let number = text[text.utf8.index(text.startIndex, offsetBy: lead.count)...]
      self.init(type: .invoice, reference: String(number))
      return
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
      let type = ItemType(rawValue: String(text[..<colon]))
    else { return nil }
    let reference = String(text[text.utf8.index(after: colon)...])
    func isNumber(_ part: some StringProtocol) -> Bool {
      // Eighteen digits always fit; only of more it matters which they are.
      let digits = part.utf8
      guard !digits.isEmpty, digits.allSatisfy({ $0 &- 48 <= 9 }) else { return false }
      return digits.count <= 18 || Int64(part) != nil
    }
    if type == .timesheet {
      let parts = reference.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, isNumber(parts[0]), CalendarDate(String(parts[1])) != nil else { return nil }
    } else {
      guard isNumber(reference) else { return nil }
    }
    self.init(type: type, reference: reference)
  }

  private static let invoiceLead = Array("invoice:".utf8)

  /// Whether nothing but digits follows, so few that they fit in any case.
  private static func isShortNumber(_ text: Span<UInt8>, after start: Int) -> Bool {
    if text.count <= start || text.count > start + 18 { return false }
    for index in start..<text.count where text[index] &- 48 > 9 { return false }
    return true
  }

  /// The reference tells nearly all apart.
  public func hash(into hasher: inout Hasher) { hasher.combine(reference) }

  /// Autotask's number of the record; nil for a timesheet, which has none.
  public var number: Int64? { Int64(reference) }

  public var description: String { type.rawValue + ":" + reference }

  public static func < (left: ItemKey, right: ItemKey) -> Bool {
    if left.type != right.type { return left.type.rawValue < right.type.rawValue }
    if let one = left.number, let other = right.number { return one < other }
    return left.reference < right.reference
  }
}
