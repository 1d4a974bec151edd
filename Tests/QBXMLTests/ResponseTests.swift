import Accounting
import QBXML
import Testing
import XML

private let answer = """

  <?xml version="1.0" ?>
  <QBXML>
  <QBXMLMsgsRs newMessageSetID="a1" messageSetStatusCode="0">
  <HostQueryRs requestID="12-1" statusCode="0" statusSeverity="Info" statusMessage="Status OK">
  <HostRet><ProductName>QuickBooks Enterprise</ProductName><MajorVersion>34</MajorVersion><Country>US</Country>
  <SupportedQBXMLVersion>12.0</SupportedQBXMLVersion><SupportedQBXMLVersion>13.0</SupportedQBXMLVersion>
  <QBFileMode>SingleUser</QBFileMode></HostRet>
  </HostQueryRs>
  <InvoiceAddRs requestID="" statusCode="530" statusSeverity="Warn" statusMessage="The field &quot;X&quot; is not supported.">
  <InvoiceRet><TxnID>43-1</TxnID><TimeCreated>2026-11-21T08:00:00-05:00</TimeCreated><EditSequence>1763730000</EditSequence>
  <CustomerRef><ListID>80-1</ListID><FullName>A:B</FullName></CustomerRef><TxnDate>2026-11-21</TxnDate><RefNumber>1042</RefNumber>
  <Subtotal>100</Subtotal><SalesTaxPercentage>18.0%</SalesTaxPercentage><SalesTaxTotal>+8.5</SalesTaxTotal>
  <AppliedAmount>-55.00</AppliedAmount><BalanceRemaining>53.50</BalanceRemaining><Future>?</Future><IsPaid>false</IsPaid>
  <ExternalGUID>{12345678-1234-1234-1234-1234567890ab}</ExternalGUID>
  <LinkedTxn><TxnID>44-1</TxnID><TxnType>ReceivePayment</TxnType><TxnDate>2026-11-22</TxnDate><LinkType>AMTTYPE</LinkType><Amount>-55.00</Amount></LinkedTxn>
  <InvoiceLineRet><TxnLineID>45-1</TxnLineID><ItemRef><FullName>Labor</FullName></ItemRef><Quantity>1.5</Quantity><Rate>40</Rate><Amount>60.00</Amount></InvoiceLineRet>
  <InvoiceLineGroupRet><TxnLineID>46-1</TxnLineID><TotalAmount>40.00</TotalAmount><InvoiceLineRet><TxnLineID>47-1</TxnLineID><Amount>40.00</Amount></InvoiceLineRet></InvoiceLineGroupRet>
  </InvoiceRet>
  <ErrorRecovery><TxnID>43-1</TxnID></ErrorRecovery>
  </InvoiceAddRs>
  <CustomerQueryRs statusCode="1" statusSeverity="Info" statusMessage="none" retCount="0" />
  <InvoiceAddRs requestID="12-4" statusCode="3140" statusSeverity="Error" statusMessage="There is an invalid reference."/>
  </QBXMLMsgsRs>
  </QBXML>

  """

@Suite struct Answers {
  @Test(arguments: [1, 7, 64, Int.max])
  func `an answer is told in its order, whatever the pieces`(size: Int) throws {
    var told: [String] = []
    for event in try events(answer, pieces: size) {
      switch event {
      case .set(let head):
        told.append("set \(head.newMessageSetID ?? "-") \(head.messageSetStatusCode ?? -1)")
      case .response(let head):
        told.append("\(head.message) \(head.requestID?.rawValue ?? "-") \(head.statusCode ?? -1)")
      case .object(let object): told.append("  \(object.name)")
      case .end(let head): told.append("end \(head.message)")
      }
    }
    #expect(
      told == [
        "set a1 0", "HostQueryRs 12-1 0", "  HostRet", "end HostQueryRs", "InvoiceAddRs - 530",
        "  InvoiceRet",
        "  ErrorRecovery", "end InvoiceAddRs", "CustomerQueryRs - 1", "end CustomerQueryRs",
        "InvoiceAddRs 12-4 3140",
        "end InvoiceAddRs",
      ])
  }

  @Test func `an invoice is read with all that the ledger keeps`() throws {
    let objects = try events(answer).compactMap { if case .object(let object) = $0 { object } else { nil } }
    let invoice = try InvoiceRet(try #require(objects.first { $0.name == "InvoiceRet" }))
    #expect(invoice.txnID == TxnID("43-1"))
    #expect(invoice.editSequence == "1763730000")
    #expect(invoice.timeCreated == WrittenTime("2026-11-21T08:00:00-05:00"))
    #expect(invoice.customer == ObjectRef(listID: ListID("80-1"), fullName: "A:B"))
    #expect(invoice.date == CalendarDate("2026-11-21"))
    #expect(invoice.refNumber == "1042")
    #expect(invoice.subtotal == Amount("100.00"))
    #expect(invoice.salesTaxTotal == Amount("8.50"))
    #expect(invoice.appliedAmount == Amount("-55.00"))
    #expect(invoice.balanceRemaining == Amount("53.50"))
    #expect(invoice.isPaid == false)
    #expect(invoice.externalGUID == "{12345678-1234-1234-1234-1234567890ab}")
    #expect(invoice.linkedTxns.map(\.type) == ["ReceivePayment"])
    #expect(invoice.linkedTxns.map(\.amount) == [Amount("-55.00")])
    #expect(invoice.lines.map(\.txnLineID.rawValue) == ["45-1", "47-1"])
    #expect(invoice.lines.map(\.groupLineID?.rawValue) == [nil, "46-1"])
    #expect(invoice.lines[0].quantity == Quantity("1.5"))
    #expect(invoice.unread == [])
    let host = HostRet(try #require(objects.first))
    #expect(host.supportedVersions == ["12.0", "13.0"])
    #expect(host.country == "US")
  }

  @Test func `a strange number does not hide the transaction`() throws {
    let element = try XMLElement.parse(
      Array(
        "<InvoiceRet><TxnID>1</TxnID><Subtotal>1,000.00</Subtotal><IsPaid>maybe</IsPaid></InvoiceRet>".utf8))
    let invoice = try InvoiceRet(element)
    #expect(invoice.subtotal == nil)
    #expect(invoice.unread == ["Subtotal: 1,000.00", "IsPaid: maybe"])
    let problem = #expect(throws: QBXMLProblem.self) {
      try InvoiceRet(XMLElement(name: "InvoiceRet", line: 7))
    }
    #expect(problem?.words == "line 7: the InvoiceRet that QuickBooks answered has no TxnID")
  }

  @Test func `entries of lists are read by what they share and by what they are`() throws {
    func element(_ xml: String) throws -> XMLElement { try XMLElement.parse(Array(xml.utf8)) }
    let item = try ItemRet(
      element(
        "<ItemServiceRet><ListID>1</ListID><TimeModified>2026-01-01T00:00:00</TimeModified><EditSequence>2</EditSequence><Name>B</Name><FullName>A:B</FullName><IsActive>false</IsActive><ParentRef><ListID>3</ListID><FullName>A</FullName></ParentRef><SalesOrPurchase><Desc>d</Desc><Price>95.125</Price><AccountRef><FullName>Income</FullName></AccountRef></SalesOrPurchase></ItemServiceRet>"
      ))
    #expect(item.kind == .service)
    #expect(item.entry.fullName == "A:B")
    #expect(item.entry.parent?.fullName == "A")
    #expect(!item.entry.isActive)
    #expect(item.price == Rate("95.125"))
    #expect(item.account?.fullName == "Income")
    let other = try ItemRet(
      element(
        "<ItemInventoryRet><ListID>1</ListID><Name>P</Name><SalesTaxCodeRef><FullName>Tax</FullName></SalesTaxCodeRef><SalesDesc>s</SalesDesc><SalesPrice>1</SalesPrice><IncomeAccountRef><FullName>I</FullName></IncomeAccountRef></ItemInventoryRet>"
      ))
    #expect(other.kind == .inventory)
    #expect(other.entry.fullName == "P")
    #expect(other.entry.isActive)
    #expect(other.description == "s")
    let account = try AccountRet(
      element(
        "<AccountRet><ListID>1</ListID><Name>N</Name><FullName>N</FullName><AccountType>OtherCurrentLiability</AccountType><AccountNumber>200</AccountNumber></AccountRet>"
      ))
    #expect(account.type == .otherCurrentLiability)
    #expect(account.number == "200")
    let entity = try EntityRet(element("<VendorRet><ListID>1</ListID><Name>V</Name></VendorRet>"))
    #expect(entity.kind == .vendor)
    let payment = try ReceivePaymentRet(
      element(
        "<ReceivePaymentRet><TxnID>9</TxnID><TxnDate>2026-02-03</TxnDate><TotalAmount>5.00</TotalAmount><AppliedToTxnRet><TxnID>1</TxnID><TxnType>Invoice</TxnType><Amount>5.00</Amount></AppliedToTxnRet></ReceivePaymentRet>"
      ))
    #expect(payment.applications.map(\.txnID.rawValue) == ["1"])
  }

  @Test func `preferences say what may be sent`() throws {
    let preferences = PreferencesRet(
      try XMLElement.parse(
        Array(
          "<PreferencesRet><AccountingPreferences><IsUsingClassTracking>true</IsUsingClassTracking><ClosingDate>2026-06-30</ClosingDate></AccountingPreferences><MultiCurrencyPreferences><IsMultiCurrencyOn>true</IsMultiCurrencyOn><HomeCurrencyRef><FullName>US Dollar</FullName></HomeCurrencyRef></MultiCurrencyPreferences><SalesTaxPreferences><DefaultTaxableSalesTaxCodeRef><FullName>Tax</FullName></DefaultTaxableSalesTaxCodeRef><DefaultNonTaxableSalesTaxCodeRef><FullName>Non</FullName></DefaultNonTaxableSalesTaxCodeRef></SalesTaxPreferences></PreferencesRet>"
            .utf8)))
    #expect(preferences.isUsingClassTracking)
    #expect(preferences.closingDate == CalendarDate("2026-06-30"))
    #expect(preferences.isUsingSalesTax)
    #expect(preferences.taxableCode?.fullName == "Tax")
    #expect(preferences.nonTaxableCode?.fullName == "Non")
    #expect(preferences.isMultiCurrencyOn)
    #expect(preferences.homeCurrency?.fullName == "US Dollar")
    #expect(!preferences.isUsingInventory)
    #expect(!preferences.isTrackingTime)
  }

  @Test func `a company file is known by its name and by what is stamped on it`() throws {
    let company = CompanyRet(
      try XMLElement.parse(
        Array(
          "<CompanyRet><IsSampleCompany>false</IsSampleCompany><CompanyName>Contoso Inc</CompanyName><DataExtRet><OwnerID>{AB}</OwnerID><DataExtName>FileID</DataExtName><DataExtType>STR255TYPE</DataExtType><DataExtValue>{F}</DataExtValue></DataExtRet></CompanyRet>"
            .utf8)))
    #expect(company.companyName == "Contoso Inc")
    #expect(company.fileID(ownerID: "{ab}") == "{F}")
    #expect(company.fileID(ownerID: "{cd}") == nil)
  }

  @Test(arguments: [
    ("<QBXML><QBXMLMsgsRq onError='x'/></QBXML>", QBXMLProblem.Code.notAnAnswer),
    ("<QBXML/>", .notAnAnswer), ("<Invoices/>", .notAnAnswer), ("", .xml),
    ("<QBXML><QBXMLMsgsRs><InvoiceAddRs statusCode='0'>", .xml),
    ("<QBXML><QBXMLMsgsRs><HostQueryRs><HostRet>\u{3}</HostRet></HostQueryRs></QBXMLMsgsRs></QBXML>", .xml),
  ])
  func `what is no whole answer is refused`(xml: String, code: QBXMLProblem.Code) throws {
    let problem = #expect(throws: QBXMLProblem.self) { try events(xml) }
    #expect(problem?.code == code)
  }

  @Test func `an answer cut anywhere is seen as cut`() throws {
    let bytes = Array(answer.utf8)
    let last = bytes.count - 2
    for count in stride(from: 0, to: last, by: 17) {
      let problem = #expect(throws: QBXMLProblem.self, "cut at \(count)") {
        try events(String(decoding: bytes[..<count], as: UTF8.self))
      }
      #expect(problem?.xml?.code == .endsTooEarly)
    }
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\" ?>\r\n<QBXML>\r\n<QBXMLMsgsRs>", QBXMLKind.response),
    ("\u{FEFF}<?xml version='1.0'?><!-- > --><?qbxml version='13.0'?><QBXML><QBXMLMsgsRq onError=", .request),
    ("<QBXML><!-- x --><QBXMLMsgsRs/>", .response), ("<QBXML>", nil), ("<QBXMLMsgsRs>", nil), ("{}", nil),
    ("", nil),
    ("<QBWCXML>", nil), ("<QBXML><Other>", nil),
  ])
  func `request and answer are told apart by their first bytes`(text: String, kind: QBXMLKind?) {
    let bytes = Array(text.utf8)
    let found = QBXMLKind.of(prefix: bytes.span)
    #expect(found == kind)
  }
}
