public import Accounting

/// What a message set is made for; the last part of its file's name.
extension SetKind {
  /// What running it does, for a person who decides when.
  public var purpose: String {
    switch self {
    case .lists: "reads QuickBooks' lists, changes nothing"
    case .transfer: "writes items into QuickBooks"
    case .orders: "asks about purchase orders, changes nothing"
    case .paidDates: "asks what was paid, changes nothing"
    case .recover: "asks about what is in doubt, changes nothing"
    case .audit: "asks which invoices are there, changes nothing"
    case .status: "asks for an answer that was lost, changes nothing"
    }
  }
}

/// A published message set that has no answer yet.
public struct OpenSetRow: Hashable, Sendable {
  public var number: SetNumber
  public var connector: ConnectorName
  public var kind: SetKind
  public var published: Timestamp
  /// How many items it carries.
  public var items: Int
  /// What they come to; nil when the set carries none.
  public var amount: Amount?
  /// Whether it is the trial of a company file, behind which all others wait.
  public var isTrial = false
  /// Path below the exchange folder: `outbox/main/requests/000012-transfer.qbxml`.
  public var file: String
  /// When Web Connector fetched it; nil when it did not.
  public var fetched: Timestamp?
  /// One imperative sentence, where something other than running it is to be done.
  public var toDo: String?

  public init(
    number: SetNumber, connector: ConnectorName, kind: SetKind, published: Timestamp, items: Int,
    amount: Amount? = nil, file: String, fetched: Timestamp? = nil, toDo: String? = nil
  ) {
    self.number = number
    self.connector = connector
    self.kind = kind
    self.published = published
    self.items = items
    self.amount = amount
    self.file = file
    self.fetched = fetched
    self.toDo = toDo
  }
}
