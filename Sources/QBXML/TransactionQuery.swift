public import Accounting

/// Which transactions a query asks for; identifiers, numbers and filters exclude one another.
public enum TransactionSelection: Hashable, Sendable {
  /// One missing among several may hide the others: ask one by one.
  case txnIDs([TxnID])
  /// Compared without regard to case; not unique.
  case refNumbers([String])
  /// By date of the transaction, both ends included.
  case filter(entity: Reference?, from: CalendarDate?, to: CalendarDate?)
  /// By time of change, local time of QuickBooks' computer, both ends included.
  case modified(from: WrittenTime?, to: WrittenTime?)

  func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    switch self {
    case .txnIDs(let ids): for id in ids { try writer.text("TxnID", id.rawValue) }
    case .refNumbers(let numbers): for number in numbers { try writer.text("RefNumber", number) }
    case .filter(let entity, let from, let to):
      if from != nil || to != nil {
        try writer.begin("TxnDateRangeFilter")
        try writer.date("FromTxnDate", from)
        try writer.date("ToTxnDate", to)
        try writer.end()
      }
      try writer.reference("EntityFilter", entity)
    case .modified(let from, let to):
      try writer.begin("ModifiedDateRangeFilter")
      try writer.time("FromModifiedDate", from)
      try writer.time("ToModifiedDate", to)
      try writer.end()
    }
  }
}

/// Asks for invoices, purchase orders, bills or credit memos.
public struct TransactionQuery: QBXMLRequest, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case invoice = "Invoice"
    case creditMemo = "CreditMemo"
    case purchaseOrder = "PurchaseOrder"
    case bill = "Bill"
  }

  public var kind: Kind
  public var selection: TransactionSelection
  public var includesLines: Bool
  public var includesLinks: Bool
  /// The elements of an answer that are wanted, in QuickBooks' names; empty means all of them.
  public var returned: [String]

  public init(
    _ kind: Kind, _ selection: TransactionSelection, includesLines: Bool = false, includesLinks: Bool = false,
    returned: [String] = []
  ) {
    self.kind = kind
    self.selection = selection
    self.includesLines = includesLines
    self.includesLinks = includesLinks
    self.returned = returned
  }

  public var message: String { kind.rawValue + "QueryRq" }

  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try selection.write(to: &writer)
    if includesLines { try writer.flag("IncludeLineItems", true) }
    if includesLinks { try writer.flag("IncludeLinkedTxns", true) }
    for name in returned { try writer.text("IncludeRetElement", name) }
  }
}

/// Asks for payments; with lines, also for what each was applied to.
public struct ReceivePaymentQuery: QBXMLRequest, Hashable {
  public var selection: TransactionSelection
  public var includesLines: Bool

  public init(_ selection: TransactionSelection, includesLines: Bool = true) {
    self.selection = selection
    self.includesLines = includesLines
  }

  public var message: String { "ReceivePaymentQueryRq" }

  public func write(to writer: inout RequestWriter) throws(QBXMLProblem) {
    try selection.write(to: &writer)
    if includesLines { try writer.flag("IncludeLineItems", true) }
  }
}
