import PracticeCompany
import Testing
import XML

@Suite struct InvoiceTests {
  @Test func anInvoiceIsWorkedOutToTheCent() throws {
    var practice = try busyCompany()
    let ret = try practice.object(
      invoice(
        "<TxnDate>2026-11-20</TxnDate><PONumber>PO 7</PONumber><TermsRef><FullName>net 30</FullName></TermsRef><Memo>Thanks</Memo><ExternalGUID>{12345678-1234-1234-1234-123456789abc}</ExternalGUID>",
        lines: line(
          "<Desc>On site</Desc><Quantity>1.5</Quantity><ClassRef><FullName>Services</FullName></ClassRef><ServiceDate>2026-11-02</ServiceDate>"
        )
          + line("<Quantity>3</Quantity><Rate>0.335</Rate>", item: "Untaxed")
          + "<InvoiceLineAdd><Desc>for Tailspin</Desc></InvoiceLineAdd>"))
    #expect(ret.name == "InvoiceRet")
    #expect(ret.at("RefNumber") == "1001")
    #expect(ret.at("CustomerRef", "FullName") == "Fabrikam")
    #expect(ret.at("ARAccountRef", "FullName") == "Accounts Receivable")
    #expect(ret.at("TxnDate") == "2026-11-20")
    #expect(ret.at("DueDate") == "2026-12-20")
    #expect(ret.at("Subtotal") == "143.51")
    #expect(ret.at("SalesTaxPercentage") == "7.00")
    #expect(ret.at("SalesTaxTotal") == "9.98")
    #expect(ret.at("AppliedAmount") == "0.00")
    #expect(ret.at("BalanceRemaining") == "153.49")
    #expect(ret.at("IsPaid") == "false")
    #expect(ret.at("Memo") == "Thanks")
    #expect(ret.at("ExternalGUID") == "{12345678-1234-1234-1234-123456789abc}")
    let lines = ret.children(named: "InvoiceLineRet")
    #expect(lines.map { $0.at("Quantity") } == ["1.5", "3", nil])
    #expect(lines.map { $0.at("Rate") } == ["95.00", "0.335", nil])
    #expect(lines.map { $0.at("Amount") } == ["142.50", "1.01", nil])
    #expect(lines.map { $0.at("Desc") } == ["On site", nil, "for Tailspin"])
    #expect(lines.map { $0.at("SalesTaxCodeRef", "FullName") } == ["Tax", "Non", nil])
    #expect(Set(lines.map { $0.at("TxnLineID") } + [ret.at("TxnID")]).count == 4)
    #expect(practice.books.map(\.taxCents) == [998])
    #expect(practice.books.first?.lines.first?.className == "Services")
  }

  static let amounts: [(String, String, String?, String?)] = [
    (line("<Quantity>2</Quantity>"), "190.00", "2", "95.00"),
    (line(""), "95.00", nil, "95.00"),
    (line("<Rate>12.345</Rate>"), "12.35", nil, "12.345"),
    (line("<Amount>33.34</Amount>"), "33.34", nil, "33.34"),
    (line("<Quantity>3</Quantity><Amount>100.00</Amount>"), "100.00", "3", "33.33333"),
    (line("<Quantity>0.5</Quantity><Rate>0.01</Rate>"), "0.01", "0.5", "0.01"),
    (line("<Quantity>3</Quantity><Rate>33.33</Rate><Amount>99.99</Amount>"), "99.99", "3", "33.33"),
    (line("<Quantity>-1</Quantity>") + line("<Quantity>2</Quantity>"), "-95.00", "-1", "95.00"),
  ]

  @Test("works out a line", arguments: amounts)
  func worksOutALine(lines: String, amount: String, quantity: String?, rate: String?) throws {
    var practice = try busyCompany()
    let first = try #require(try practice.object(invoice("", lines: lines)).child("InvoiceLineRet"))
    #expect([first.at("Amount"), first.at("Quantity"), first.at("Rate")] == [amount, quantity, rate])
  }

  static let refusals: [(String, String)] = [
    (
      invoice().replacing("Fabrikam", with: "Nobody"),
      "3140 There is an invalid reference to QuickBooks Customer \"Nobody\" in the Invoice.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
    (
      invoice().replacing(
        "<FullName>Fabrikam</FullName>", with: "<ListID>8000FFFF-1</ListID><FullName>Fabrikam</FullName>"),
      "3140 There is an invalid reference to QuickBooks Customer \"8000FFFF-1\" in the Invoice.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
    (
      invoice().replacing("<FullName>Fabrikam</FullName>", with: ""),
      "3140 There is an invalid reference to QuickBooks Customer \"\" in the Invoice.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
    (
      invoice("", lines: line("", item: "Nothing")),
      "3140 There is an invalid reference to QuickBooks Item \"Nothing\" in the Invoice line.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
    (
      invoice("", lines: line("<ClassRef><FullName>Nowhere</FullName></ClassRef>")),
      "3140 There is an invalid reference to QuickBooks Class \"Nowhere\" in the Invoice line.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
    (
      invoice("<ARAccountRef><FullName>Checking</FullName></ARAccountRef>"),
      "3140 There is an invalid reference to QuickBooks Account \"Checking\" in the Invoice.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
    (
      invoice("", lines: line("<Quantity>1</Quantity><Amount>5.00</Amount>", item: "Discount")),
      "3210 The \"Quantity\" field has an invalid value \"1\".  QuickBooks error message: You cannot set the quantity for items of this type."
    ),
    (
      invoice("", lines: line("<Amount>5.00</Amount>", item: "Subtotal")),
      "3210 The \"Amount\" field has an invalid value \"5.00\".  QuickBooks error message: You cannot set the quantity for items of this type."
    ),
    (
      invoice("", lines: "<InvoiceLineAdd><Desc>x</Desc><Amount>5.00</Amount></InvoiceLineAdd>"),
      "3210 The \"Amount\" field has an invalid value \"5.00\".  QuickBooks error message: An amount needs an item."
    ),
    (
      invoice("", lines: line("<Amount>-5.00</Amount>", item: "Untaxed")),
      "3210 The \"Total\" field has an invalid value \"-5.00\".  QuickBooks error message: The total of this transaction may not be negative."
    ),
    (
      invoice("", lines: line("<Quantity>2</Quantity><Rate>3</Rate><Amount>7.00</Amount>")),
      "3210 The \"Amount\" field has an invalid value \"7.00\".  QuickBooks error message: The amount is not the quantity times the rate."
    ),
    (
      invoice("<IsToBeEmailed>true</IsToBeEmailed>").replacing("Fabrikam", with: "Silent"),
      "3180 There was an error when saving a Invoice.  QuickBooks error message: The customer \"Silent\" has no e-mail address, so this form cannot be sent by e-mail."
    ),
    (
      invoice("<CustomerMsgRef><FullName>Hello</FullName></CustomerMsgRef>"),
      "3140 There is an invalid reference to QuickBooks CustomerMsg \"Hello\" in the Invoice.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
  ]

  @Test("refuses", arguments: refusals)
  func refuses(request: String, status: String) throws {
    var practice = try busyCompany()
    try practice.addCustomer(name: "Silent", now: noon)
    #expect(try practice.status(request) == status)
    #expect(practice.books.isEmpty)
    #expect(try practice.object(invoice()).at("RefNumber") == "1001")
  }

  @Test func aDiscountTakesOffAndASubtotalRepeats() throws {
    var practice = try busyCompany()
    let ret = try practice.object(
      invoice(
        "",
        lines: line("<Quantity>1</Quantity>") + line("<Amount>5.00</Amount>", item: "Untaxed")
          + line("", item: "Subtotal")
          + line("<RatePercent>-10</RatePercent>", item: "Discount")))
    #expect(
      ret.children(named: "InvoiceLineRet").map { $0.at("Amount") } == ["95.00", "5.00", "100.00", "-10.00"])
    #expect(ret.at("Subtotal") == "90.00")
  }

  @Test func anInactiveCustomerStillGetsItsInvoice() throws {
    var practice = try busyCompany()
    let id = try practice.addCustomer(name: "Wingtip", isActive: false, now: noon)
    let ret = try practice.object(
      invoice().replacing("<FullName>Fabrikam</FullName>", with: "<ListID>\(id)</ListID>"))
    #expect(ret.at("CustomerRef", "FullName") == "Wingtip")
  }

  @Test func aTaxExemptCustomerIsNotTaxed() throws {
    var practice = try busyCompany()
    try practice.addCustomer(name: "Charity", taxCode: "Non", now: noon)
    let ret = try practice.object(invoice().replacing("Fabrikam", with: "Charity"))
    #expect(ret.at("SalesTaxTotal") == "0.00")
  }

  @Test func numbersGoOnFromTheLastAndMayRepeat() throws {
    var practice = try busyCompany()
    var numbers: [String?] = []
    for header in [
      "", "<RefNumber>500</RefNumber>", "", "<RefNumber>A-1</RefNumber>", "", "<RefNumber>501</RefNumber>",
    ] {
      numbers.append(try practice.object(invoice(header)).at("RefNumber"))
    }
    #expect(numbers == ["1001", "500", "501", "A-1", "502", "501"])
  }

  @Test func namesAreFoundWhateverTheirCapitals() throws {
    var practice = try busyCompany()
    let ret = try practice.object(
      invoice("", lines: line("", item: "LABOR")).replacing("Fabrikam", with: "fabrikam"))
    #expect(ret.child("InvoiceLineRet")?.at("ItemRef", "FullName") == "Labor")
  }

  @Test func anInvoiceInForeignMoneyShowsItsCurrency() throws {
    var practice = try busyCompany("multi-currency=on")
    try practice.addCustomer(name: "Paris SA", currency: "Euro", now: noon)
    let ret = try practice.object(invoice().replacing("Fabrikam", with: "Paris SA"))
    #expect(ret.at("CurrencyRef", "FullName") == "Euro")
    #expect(ret.at("ExchangeRate") == "1.1")
  }
}
