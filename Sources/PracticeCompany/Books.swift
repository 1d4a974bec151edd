/// An invoice as a bookkeeper reads it. Amounts are cents.
public struct PracticeInvoice: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    /// FullName; nil for a line of text.
    public var item: String?
    public var description: String
    /// Decimal text without needless zeros; nil when none was given.
    public var quantity: String?
    /// Decimal text without needless zeros.
    public var rate: String?
    public var cents: Int64
    public var className: String?
    public var taxCode: String?
    public var serviceDate: String?
  }

  public var txnID: String
  /// FullName.
  public var customer: String
  /// `YYYY-MM-DD`.
  public var date: String
  public var number: String?
  public var purchaseOrder: String?
  public var externalGUID: String?
  public var lines: [Line]
  public var subtotalCents: Int64
  public var taxCents: Int64
  public var balanceCents: Int64
  public var isPaid: Bool
  public var isVoided: Bool
}

extension PracticeCompany {
  /// Every invoice that stands in the books, in the order of entry.
  public var books: [PracticeInvoice] {
    sales.invoices.filter { !$0.isDeleted }.map { invoice in
      func text(_ name: String) -> String? { invoice.fields.first { $0.name == name }?.text }
      let balance = sales.balance(of: invoice)
      return PracticeInvoice(
        txnID: invoice.id, customer: lists[invoice.customer]?.fullName ?? "", date: invoice.date,
        number: invoice.refNumber, purchaseOrder: text("PONumber"), externalGUID: text("ExternalGUID"),
        lines: invoice.lines.map(line), subtotalCents: invoice.subtotal, taxCents: invoice.tax,
        balanceCents: balance, isPaid: balance == 0, isVoided: invoice.isVoided)
    }
  }

  private func line(_ line: InvoiceLine) -> PracticeInvoice.Line {
    func field(_ name: String) -> Node? { line.fields.first { $0.name == name } }
    return PracticeInvoice.Line(
      item: line.item.flatMap { lists[$0]?.fullName }, description: field("Desc")?.text ?? "",
      quantity: line.quantity.map { Decimals.fineText($0) }, rate: line.rate.map { Decimals.fineText($0) },
      cents: line.amount ?? 0, className: field("ClassRef")?.text("FullName"),
      taxCode: field("SalesTaxCodeRef")?.text("FullName"), serviceDate: field("ServiceDate")?.text)
  }

  /// FullNames of one of the lists, in the order of entry; the word is qbXML's, `Customer`.
  public func names(in list: String) -> [String] {
    guard let kind = ListKind(rawValue: list) else { return [] }
    return lists.all([kind]).map(\.fullName)
  }
}
