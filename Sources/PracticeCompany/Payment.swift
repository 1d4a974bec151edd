/// Money, or a credit, that a person applied to invoices.
struct Payment: Hashable, Sendable {
  /// qbXML's word for what it is.
  enum Kind: String, Sendable { case receivePayment = "ReceivePayment", creditMemo = "CreditMemo" }

  /// Its part for one invoice.
  struct Application: Hashable, Sendable {
    var invoice: String
    /// Cents.
    var amount: Int64
    /// Cents let off.
    var discount: Int64
  }

  var id: String
  var kind: Kind
  var created: PracticeTime
  var modified: PracticeTime
  var editSequence: Int64
  var number: Int64
  /// ListID.
  var customer: String
  var date: String
  var refNumber: String?
  /// Cents.
  var total: Int64
  var applications: [Application]
  var isDeleted = false
}

/// What is left of a deleted transaction.
struct Removal: Hashable, Sendable {
  var type: String
  var id: String
  var created: PracticeTime
  var deleted: PracticeTime
  var refNumber: String?
}
