public import Accounting
public import Findings

/// One item as every report shows it.
public struct ItemRow: Hashable, Sendable {
  public var item: ItemKey
  /// What people call it: the invoice number, the order number, the report's or the person's name.
  public var name: String
  /// The organization, for time and expenses the resource; nil while unknown.
  public var organization: String?
  /// Its own date: the invoice date, the first day of a period; nil while unknown.
  public var date: CalendarDate?
  /// Nil while nothing says to which company file it belongs.
  public var connector: ConnectorName?
  public var state: TransferState
  public var shown: ShownTransfer
  public var needsResync: Bool
  /// QuickBooks' number of it.
  public var number: String?
  public var txnID: TxnID?
  /// What it comes to; nil where it has no amount (time) or none is known.
  public var total: Amount?
  /// What QuickBooks says is still to be paid.
  public var balance: Amount?
  public var paidDate: CalendarDate?
  /// How often it was sent.
  public var attempts: Int
  public var findings: [Finding]
  /// Autotask's invoice batch.
  public var batch: String?
  /// The currency, where it is not the company's own: amounts of two currencies are never added.
  public var currency: String?
  /// The message set it is in, while that is open or in doubt.
  public var set: SetNumber?

  public init(
    item: ItemKey, name: String, organization: String?, connector: ConnectorName?, state: TransferState,
    shown: ShownTransfer, needsResync: Bool = false, number: String? = nil, txnID: TxnID? = nil,
    total: Amount? = nil, balance: Amount? = nil, paidDate: CalendarDate? = nil, attempts: Int = 0,
    findings: [Finding] = [], batch: String? = nil, currency: String? = nil, set: SetNumber? = nil,
    date: CalendarDate? = nil
  ) {
    self.item = item
    self.name = name
    self.organization = organization
    self.connector = connector
    self.state = state
    self.shown = shown
    self.needsResync = needsResync
    self.number = number
    self.txnID = txnID
    self.total = total
    self.balance = balance
    self.paidDate = paidDate
    self.attempts = attempts
    self.findings = findings
    self.batch = batch
    self.currency = currency
    self.set = set
    self.date = date
  }
}

extension ItemRow {
  /// The total for people, with the currency where it is not the company's own: `250.00 EUR`.
  var amountText: String { (total?.grouped ?? "") + (currency.map { " \($0)" } ?? "") }
}
