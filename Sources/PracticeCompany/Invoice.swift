/// An invoice in the books.
struct Invoice: Hashable, Sendable {
  var id: String
  var created: PracticeTime
  var modified: PracticeTime
  var editSequence: Int64
  var number: Int64
  /// ListID.
  var customer: String
  var date: String
  var refNumber: String?
  /// The header as sent, references filled in.
  var fields: [Node]
  var lines: [InvoiceLine]
  /// Cents.
  var subtotal: Int64
  /// Hundred-thousandths of a percent; nil while sales tax is off.
  var taxPercent: Int64?
  /// Cents.
  var tax: Int64
  var isVoided = false
  var isDeleted = false

  var total: Int64 { subtotal + tax }
}

/// One line of an invoice.
struct InvoiceLine: Hashable, Sendable {
  var id: String
  /// ListID; nil for a line of text.
  var item: String?
  /// Hundred-thousandths.
  var quantity: Int64?
  /// Hundred-thousandths.
  var rate: Int64?
  /// Cents; nil for a line of text.
  var amount: Int64?
  var isTaxable: Bool
  /// Whether the amount only repeats the sum of lines above.
  var isSubtotal: Bool
  /// The rest of the line as sent, references filled in.
  var fields: [Node]
}
