import PracticeCompany
import Testing
import XML

private func query(_ rest: String) -> String {
  "<InvoiceQueryRq>\(rest)<IncludeLinkedTxns>true</IncludeLinkedTxns></InvoiceQueryRq>"
}

@Suite struct PaymentTests {
  let later = moment("2026-11-25T09:00:00-05:00")

  /// A company with invoice 1001 of 101.65.
  private func invoiced() throws -> (PracticeCompany, String) {
    var practice = try busyCompany()
    let id = try #require(try practice.object(invoice()).at("TxnID"))
    return (practice, id)
  }

  @Test func aPaymentClosesTheInvoiceButDoesNotTouchIt() throws {
    var (practice, id) = try invoiced()
    let payment = try practice.enterPayment(
      invoice: "1001", date: "2026-11-24", reference: "CHK 9", now: later)
    let ret = try practice.object(query("<TxnID>\(id)</TxnID>"))
    #expect(ret.at("IsPaid") == "true")
    #expect(ret.at("BalanceRemaining") == "0.00")
    #expect(ret.at("AppliedAmount") == "-101.65")
    #expect(ret.at("TimeModified") == "2026-11-21T12:00:00-05:00")
    #expect(ret.at("LinkedTxn", "TxnID") == payment)
    #expect(ret.at("LinkedTxn", "TxnType") == "ReceivePayment")
    #expect(ret.at("LinkedTxn", "TxnDate") == "2026-11-24")
    #expect(ret.at("LinkedTxn", "RefNumber") == "CHK 9")
    #expect(ret.at("LinkedTxn", "LinkType") == "AMTTYPE")
    #expect(ret.at("LinkedTxn", "Amount") == "-101.65")
    let range =
      "<ModifiedDateRangeFilter><FromModifiedDate>2026-11-25</FromModifiedDate></ModifiedDateRangeFilter>"
    #expect(try practice.codes("<InvoiceQueryRq>\(range)</InvoiceQueryRq>") == ["1"])
    let received = try practice.object(
      "<ReceivePaymentQueryRq>\(range)<IncludeLineItems>true</IncludeLineItems></ReceivePaymentQueryRq>")
    #expect(received.at("TxnID") == payment)
    #expect(received.at("TotalAmount") == "101.65")
    #expect(received.at("AppliedToTxnRet", "TxnID") == id)
    #expect(received.at("AppliedToTxnRet", "TxnType") == "Invoice")
    #expect(received.at("AppliedToTxnRet", "RefNumber") == "1001")
    #expect(received.at("AppliedToTxnRet", "Amount") == "101.65")
  }

  @Test func linesOfPaymentsAreShownOnlyWhenAskedFor() throws {
    var (practice, _) = try invoiced()
    try practice.enterPayment(invoice: "1001", date: "2026-11-24", now: later)
    #expect(try practice.object("<ReceivePaymentQueryRq/>").child("AppliedToTxnRet") == nil)
  }

  @Test func aPartPaymentLeavesTheRestOpen() throws {
    var (practice, id) = try invoiced()
    try practice.enterPayment(invoice: id, cents: 10_000, date: "2026-11-24", now: later)
    #expect(practice.books.map(\.balanceCents) == [165])
    #expect(practice.books.map(\.isPaid) == [false])
    try practice.applyCredit(invoice: id, date: "2026-11-30", now: later)
    #expect(practice.books.map(\.isPaid) == [true])
    let types = try practice.object(query("<TxnID>\(id)</TxnID>")).children(named: "LinkedTxn").map {
      $0.at("TxnType")
    }
    #expect(types == ["ReceivePayment", "CreditMemo"])
  }

  @Test func aDiscountCountsAsPaid() throws {
    var (practice, id) = try invoiced()
    try practice.enterPayment(invoice: id, discountCents: 165, date: "2026-11-24", now: later)
    let ret = try practice.object(query("<TxnID>\(id)</TxnID>"))
    #expect(ret.at("IsPaid") == "true")
    #expect(ret.at("LinkedTxn", "Amount") == "-100.00")
    let received = try practice.object(
      "<ReceivePaymentQueryRq><IncludeLineItems>true</IncludeLineItems></ReceivePaymentQueryRq>")
    #expect(received.at("AppliedToTxnRet", "DiscountAmount") == "1.65")
  }

  @Test func aPaymentTakenBackOpensTheInvoiceAgain() throws {
    var (practice, id) = try invoiced()
    let payment = try practice.enterPayment(invoice: id, date: "2026-11-24", now: later)
    try practice.removePayment(payment, now: later)
    #expect(practice.books.map(\.isPaid) == [false])
    let gone = try practice.object(
      "<TxnDeletedQueryRq><TxnDelType>ReceivePayment</TxnDelType></TxnDeletedQueryRq>")
    #expect(gone.at("TxnID") == payment)
    #expect(try practice.codes("<ReceivePaymentQueryRq/>") == ["1"])
  }

  @Test func nobodyPaysMoreThanIsDue() throws {
    var (practice, id) = try invoiced()
    #expect {
      try practice.enterPayment(invoice: id, cents: 10_166, date: "2026-11-24", now: later)
    } throws: { error in
      "\(error)"
        == "The \"AppliedToTxnAdd payment amount\" field has an invalid value \"101.66\".  QuickBooks error message: You cannot pay more than the amount due."
    }
  }

  @Test func anUnclearNumberIsNotGuessed() throws {
    var (practice, id) = try invoiced()
    let other = try practice.enterInvoice(
      customer: "Fabrikam", number: "1001", date: "2026-11-22", item: "Labor", cents: 500, now: later)
    #expect { try practice.enterPayment(invoice: "1001", date: "2026-11-24", now: later) } throws: { error in
      "\(error)" == "2 invoices have the number 1001: name one by its TxnID, \(id), \(other)"
    }
    #expect { try practice.voidInvoice("77", now: later) } throws: { "\($0)" == "there is no invoice 77" }
  }

  @Test func avoidedInvoiceIsWorthNothing() throws {
    var (practice, id) = try invoiced()
    try practice.enterPayment(invoice: id, date: "2026-11-24", now: later)
    try practice.voidInvoice(id, now: later)
    let ret = try practice.object(query("<TxnID>\(id)</TxnID><IncludeLineItems>true</IncludeLineItems>"))
    #expect(ret.at("Subtotal") == "0.00")
    #expect(ret.at("Memo") == "VOID:")
    #expect(ret.at("IsPaid") == "true")
    #expect(ret.child("LinkedTxn") == nil)
    #expect(ret.at("InvoiceLineRet", "Amount") == "0.00")
    #expect(ret.at("TimeModified") == "2026-11-25T09:00:00-05:00")
    #expect(ret.at("EditSequence") == "1795615200")
    #expect(practice.books.map(\.isVoided) == [true])
  }

  @Test func aDeletedInvoiceIsGone() throws {
    var (practice, id) = try invoiced()
    let payment = try practice.enterPayment(invoice: id, date: "2026-11-24", now: later)
    #expect(throws: PracticeError.self) { try practice.deleteInvoice(id, now: later) }
    try practice.removePayment(payment, now: later)
    try practice.deleteInvoice(id, now: later)
    #expect(practice.books.isEmpty)
    #expect(try practice.codes(query("<TxnID>\(id)</TxnID>")) == ["500"])
    #expect(try practice.codes(query("<RefNumber>1001</RefNumber>")) == ["1"])
  }

  @Test func anInvoiceChangedByHandShowsIt() throws {
    var (practice, id) = try invoiced()
    try practice.changeInvoice("1001", number: "2001", memo: "see note", firstLineCents: 20_000, now: later)
    let ret = try practice.object(
      query("<RefNumber>2001</RefNumber><IncludeLineItems>true</IncludeLineItems>"))
    #expect(ret.at("TxnID") == id)
    #expect(ret.at("Subtotal") == "200.00")
    #expect(ret.at("SalesTaxTotal") == "14.00")
    #expect(ret.at("InvoiceLineRet", "Rate") == "200.00")
    #expect(ret.at("Memo") == "see note")
    #expect(try practice.codes(query("<RefNumber>1001</RefNumber>")) == ["1"])
  }

  @Test func programsVoidAndDeleteToo() throws {
    var (practice, id) = try invoiced()
    #expect(
      try practice.codes(
        "<TxnVoidRq><TxnVoidType>Invoice</TxnVoidType><TxnID>\(id)</TxnID></TxnVoidRq><TxnDelRq><TxnDelType>Invoice</TxnDelType><TxnID>\(id)</TxnID></TxnDelRq><TxnDelRq><TxnDelType>Invoice</TxnDelType><TxnID>\(id)</TxnID></TxnDelRq>"
      ) == ["0", "0", "3120"])
  }

  @Test func customersOweWhatIsOpen() throws {
    var (practice, _) = try invoiced()
    try practice.addCustomer(name: "Fabrikam:Roof", now: noon)
    _ = try practice.object(invoice().replacing("Fabrikam", with: "Fabrikam:Roof"))
    let ret = try practice.object("<CustomerQueryRq/>")
    #expect(ret.at("Balance") == "101.65")
    #expect(ret.at("TotalBalance") == "203.30")
  }

  static let filters: [(String, [String])] = [
    ("<PaidStatus>PaidOnly</PaidStatus>", ["1001"]),
    ("<PaidStatus>NotPaidOnly</PaidStatus>", ["1002", "77"]),
    (
      "<TxnDateRangeFilter><FromTxnDate>2026-11-01</FromTxnDate><ToTxnDate>2026-11-21</ToTxnDate></TxnDateRangeFilter>",
      ["1001", "1002"]
    ),
    ("<EntityFilter><FullName>Wingtip</FullName></EntityFilter>", ["77"]),
    (
      "<RefNumberFilter><MatchCriterion>StartsWith</MatchCriterion><RefNumber>100</RefNumber></RefNumberFilter>",
      ["1001", "1002"]
    ),
    ("<RefNumber>77</RefNumber><RefNumber>1001</RefNumber><RefNumber>5</RefNumber>", ["77", "1001"]),
    ("<RefNumberCaseSensitive>77</RefNumberCaseSensitive>", ["77"]),
    (
      "<ModifiedDateRangeFilter><FromModifiedDate>2026-11-25T09:00:00</FromModifiedDate><ToModifiedDate>2026-11-25T09:00:00</ToModifiedDate></ModifiedDateRangeFilter>",
      ["77"]
    ),
  ]

  @Test("filters invoices", arguments: filters)
  func filtersInvoices(filter: String, numbers: [String]) throws {
    var (practice, id) = try invoiced()
    _ = try practice.object(invoice())
    try practice.addCustomer(name: "Wingtip", now: noon)
    try practice.enterInvoice(
      customer: "Wingtip", number: "77", date: "2026-11-22", item: "Labor", cents: 500, now: later)
    try practice.enterPayment(invoice: id, date: "2026-11-24", now: later)
    let answer = try #require(try practice.ask("<InvoiceQueryRq>\(filter)</InvoiceQueryRq>").first)
    #expect(answer.children.map { $0.at("RefNumber") } == numbers)
    #expect(answer.children.allSatisfy { $0.child("InvoiceLineRet") == nil && $0.child("LinkedTxn") == nil })
  }
}
