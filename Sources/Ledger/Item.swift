public import Accounting
public import Findings

/// What a person said about an item.
public enum Wish: String, Sendable, Hashable {
  case ready
  case notReady = "not-ready"
}

/// An item on its way to QuickBooks, as the ledger keeps it.
public struct Item: Sendable, Hashable {
  public let key: ItemKey
  public var connector: ConnectorName
  public var organization: OrganizationID?
  public var organizationName = ""
  /// Autotask's invoice batch.
  public var batch: Int64?
  public var date: CalendarDate?
  /// Autotask's figures, to the cent; nil until they are known.
  public var net: Amount?
  public var tax: Amount?
  public var state: TransferState
  public var wish: Wish?
  /// Whether something it depends on changed since it was judged last.
  public var isDirty = true
  /// 1 for the first transfer, one more for each retransfer; part of its ExternalGUID.
  public var transfer: Int64 = 1
  /// Message sets it was in.
  public var attempts: Int64 = 0
  public var wasRefused = false
  /// When QuickBooks confirmed it, or when Autotask says another program transferred it.
  public var transferredAt: Timestamp?
  public var isByHand = false
  public var set: SetNumber?
  /// Whether Autotask's tax went along as a line when it was sent last; nil when it never was.
  public var isTaxSent: Bool?
  /// Of settings, mappings and lists when it was refused last; a difference makes it go again.
  public var fingerprint: String?
  /// Retries by itself: the day of the last sending and how often on that day.
  public var lastSentDay: CalendarDate?
  public var sentThatDay: Int64 = 0
  /// Whether it goes again in a set of its own: by a code that says so, by `run --retry` or by `ready`.
  public var isToRetry = false
  public var txnID: TxnID?
  public var editSequence: String?
  /// QuickBooks' number.
  public var number: String?
  /// The customer it was posted to.
  public var customer: ListID?
  public var subtotal: Amount?
  public var salesTax: Amount?
  public var balance: Amount?
  public var paidDate: CalendarDate?
  /// The paid date that was given back to Autotask last.
  public var paidWritten: CalendarDate?
  /// Whether Autotask had a paid date before we gave one: it is not overwritten.
  public var isPaidLocked = false
  /// Whether its number is found no more, so that it is asked for by TxnID.
  public var isAskedByTxnID = false
  /// From the rules, made anew each time it is judged.
  public var findings: [Finding] = []
  /// From QuickBooks' answers; they stay until another answer.
  public var answerFindings: [Finding] = []

  public init(key: ItemKey, connector: ConnectorName, state: TransferState) {
    self.key = key
    self.connector = connector
    self.state = state
  }

  /// `Invoice 8491`.
  public var name: String { key.name }

  /// Net and tax together; nil until both are known.
  public var total: Amount? { net?.adding(tax ?? .zero) }
}

extension ItemKey {
  /// `Invoice 8491`.
  public var name: String {
    switch type {
    case .invoice: "Invoice " + reference
    case .purchaseOrder: "Purchase order " + reference
    case .expenseReport: "Expense report " + reference
    case .timesheet: "Timesheet " + reference
    }
  }
}
