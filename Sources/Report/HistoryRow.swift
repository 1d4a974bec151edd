public import Accounting

/// One thing that happened: to an item, to a message set, or to a file.
public struct HistoryRow: Hashable, Sendable {
  /// Its place in the ledger's chain of events, counted from 1; all of one pass have one time.
  public var event: Int64
  public var connector: ConnectorName?
  /// The path of the company file, where something told it.
  public var companyFile: String?
  /// Nil where a message set or a file was meant.
  public var item: ItemKey?
  public var name: String
  public var organization: String?
  /// What was done: `add`, `query`, `modify`, `delete`, `ready`, `hold`, `resolve`, …
  public var action: String
  public var time: Timestamp
  /// What came of it: `applied`, `refused`, `in doubt`, `recorded`, …
  public var result: String
  public var set: SetNumber?
  public var txnID: TxnID?
  public var number: String?
  public var amountAutotask: Amount?
  public var amountQuickBooks: Amount?
  /// QuickBooks' status code or an HRESULT, as it was answered.
  public var statusCode: String?
  public var severity: String?
  public var message: String?
  /// Which attempt, counted from 1; nil for what is no attempt.
  public var attempt: Int?
  /// Who did it, where a person did.
  public var user: String?

  public init(
    event: Int64, connector: ConnectorName? = nil, companyFile: String? = nil, item: ItemKey?, name: String,
    organization: String? = nil, action: String, time: Timestamp, result: String, set: SetNumber? = nil,
    txnID: TxnID? = nil, number: String? = nil, amountAutotask: Amount? = nil,
    amountQuickBooks: Amount? = nil,
    statusCode: String? = nil, severity: String? = nil, message: String? = nil, attempt: Int? = nil,
    user: String? = nil
  ) {
    self.event = event
    self.connector = connector
    self.companyFile = companyFile
    self.item = item
    self.name = name
    self.organization = organization
    self.action = action
    self.time = time
    self.result = result
    self.set = set
    self.txnID = txnID
    self.number = number
    self.amountAutotask = amountAutotask
    self.amountQuickBooks = amountQuickBooks
    self.statusCode = statusCode
    self.severity = severity
    self.message = message
    self.attempt = attempt
    self.user = user
  }
}
