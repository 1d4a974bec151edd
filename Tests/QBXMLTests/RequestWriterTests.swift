import QBXML
import Testing

private func invoice(_ head: String, line: String? = nil) -> String {
  let line = line.map { "<InvoiceLineAdd>\($0)</InvoiceLineAdd>" } ?? ""
  return
    "<InvoiceAddRq><InvoiceAdd><CustomerRef><FullName>A</FullName></CustomerRef>\(head)\(line)</InvoiceAdd></InvoiceAddRq>"
}
private func memo(_ count: Int) -> String { "<Memo>\(String(repeating: "x", count: count))</Memo>" }
private func customer(_ name: String) -> String {
  "<CustomerAddRq><CustomerAdd><Name>\(name)</Name></CustomerAdd></CustomerAddRq>"
}
private func time(_ duration: String) -> String {
  "<TimeTrackingAddRq><TimeTrackingAdd><EntityRef><FullName>A</FullName></EntityRef><Duration>\(duration)</Duration></TimeTrackingAdd></TimeTrackingAddRq>"
}

/// Requests as others would write them, and what they are refused for.
private let probes: [(String, QBXMLProblem.Code?)] = [
  (invoice(""), nil),
  ("<InvoiceAddRq><InvoiceAdd><CustomerRef></CustomerRef></InvoiceAdd></InvoiceAddRq>", .choice),
  (
    "<InvoiceAddRq><InvoiceAdd><CustomerRef><ListID>1</ListID><FullName>A</FullName></CustomerRef></InvoiceAdd></InvoiceAddRq>",
    .choice
  ),
  (
    "<InvoiceAddRq><InvoiceAdd><CustomerRef><FullName>A</FullName><ListID>1</ListID></CustomerRef></InvoiceAdd></InvoiceAddRq>",
    .order
  ),
  ("<InvoiceAddRq><InvoiceAdd><TxnDate>2026-11-21</TxnDate></InvoiceAdd></InvoiceAddRq>", .missing),
  ("<InvoiceAddRq><InvoiceAdd/></InvoiceAddRq>", .missing),
  ("<InvoiceAddRq/>", .missing),
  ("<InvoiceModRq/>", .unknownMessage),
  (invoice("<RefNumber>12345678901</RefNumber>"), nil),
  (invoice("<RefNumber>123456789012</RefNumber>"), .tooLong),
  (invoice("<RefNumber>ÄÖÜÄÖÜÄÖÜÄÖ</RefNumber>"), nil),
  (invoice("<RefNumber>ÄÖÜÄÖÜÄÖÜÄÖÜ</RefNumber>"), .tooLong),
  (invoice("<RefNumber>1</RefNumber><TxnDate>2024-01-05</TxnDate>"), .order),
  (invoice("<Foo>1</Foo>"), .unknownElement),
  (invoice("<Memo>1</Memo><Memo>2</Memo>"), .repeated),
  (invoice(memo(4_095)), nil),
  (invoice(memo(4_096)), .tooLong),
  (invoice("<Memo>\(String(repeating: "x", count: 4_093))\n</Memo>"), nil),
  (invoice("<Memo>\(String(repeating: "x", count: 4_094))\n</Memo>"), .tooLong),
  (invoice("<Memo>\(String(repeating: "x", count: 4_092))&#13;\n</Memo>"), .tooLong),
  (invoice("<TxnDate>2024-1-5</TxnDate>"), .format),
  (invoice("<TxnDate>2024-01-05Z</TxnDate>"), .format),
  (invoice("<TxnDate>2024-02-30</TxnDate>"), .format),
  (invoice("<TxnDate>2024-01-05T00:00:00</TxnDate>"), .format),
  (invoice("<IsPending>True</IsPending>"), .format),
  (invoice("<IsPending>1</IsPending>"), nil),
  (invoice("<IsTaxIncluded>true</IsTaxIncluded>"), .otherEdition),
  (invoice("<ExternalGUID>{12345678-1234-1234-1234-1234567890ab}</ExternalGUID>"), nil),
  (invoice("<ExternalGUID>12345678-1234-1234-1234-1234567890ab</ExternalGUID>"), .format),
  (invoice("<BillAddress><Addr1>\(String(repeating: "x", count: 42))</Addr1></BillAddress>"), .tooLong),
  (invoice("<BillAddress><Addr1>a\nb</Addr1></BillAddress>"), .character),
  (invoice("<PONumber>あ</PONumber>"), .windows1252),
  (invoice("<PONumber>€ – \"q\" Ÿ</PONumber>"), nil),
  (invoice("<PONumber>&#133;</PONumber>"), .character),
  (invoice("", line: "<Amount>10</Amount>"), nil),
  (invoice("", line: "<Amount>-10.50</Amount>"), nil),
  (invoice("", line: "<Amount>10.5</Amount>"), .format),
  (invoice("", line: "<Amount>10.555</Amount>"), .format),
  (invoice("", line: "<Amount>1,000.00</Amount>"), .format),
  (invoice("", line: "<Amount>.50</Amount>"), .format),
  (invoice("", line: "<Amount> 10.00 </Amount>"), .format),
  (invoice("", line: "<Amount>12345678901234.00</Amount>"), .format),
  (invoice("", line: "<Amount>1e3</Amount>"), .format),
  (invoice("", line: "<Quantity>1.123456</Quantity>"), .format),
  (invoice("", line: "<Quantity>1.12345</Quantity>"), nil),
  (invoice("", line: "<Rate>12345678901</Rate>"), .format),
  (invoice("", line: "<Rate>1</Rate><RatePercent>1</RatePercent>"), .choice),
  (invoice("", line: "<Amount>1.00</Amount><Quantity>1</Quantity>"), .order),
  ("<PurchaseOrderAddRq><PurchaseOrderAdd/></PurchaseOrderAddRq>", .missing),
  (
    "<PurchaseOrderAddRq><PurchaseOrderAdd><PurchaseOrderLineAdd/></PurchaseOrderAdd></PurchaseOrderAddRq>",
    nil
  ),
  ("<ItemServiceAddRq><ItemServiceAdd><Name>A</Name></ItemServiceAdd></ItemServiceAddRq>", .choice),
  (
    "<ItemServiceAddRq><ItemServiceAdd><Name>A</Name><SalesOrPurchase/></ItemServiceAdd></ItemServiceAddRq>",
    nil
  ),
  (
    "<ItemServiceAddRq><ItemServiceAdd><Name>\(String(repeating: "x", count: 32))</Name></ItemServiceAdd></ItemServiceAddRq>",
    .tooLong
  ),
  (time("PT2H30M"), nil), (time("PT2.5H"), .format), (time("PT"), .format), (time("PT150M"), nil),
  (time("PT30M2H"), .format), (time("2:30"), .format),
  ("<CustomerQueryRq><FromModifiedDate>2026-01-05T10:00:00Z</FromModifiedDate></CustomerQueryRq>", .format),
  ("<CustomerQueryRq><FromModifiedDate>2026-01-05T10:00:00.5</FromModifiedDate></CustomerQueryRq>", .format),
  ("<CustomerQueryRq><FromModifiedDate>2026-01-05</FromModifiedDate></CustomerQueryRq>", nil),
  ("<CustomerQueryRq><ModifiedDateRangeFilter/></CustomerQueryRq>", .unknownElement),
  ("<CustomerQueryRq><ListID>1</ListID><ListID>2</ListID></CustomerQueryRq>", nil),
  ("<CustomerQueryRq><ListID>1</ListID><FullName>2</FullName></CustomerQueryRq>", .choice),
  ("<CustomerQueryRq><MaxReturned>0</MaxReturned></CustomerQueryRq>", .format),
  ("<CustomerQueryRq><ActiveStatus>Every</ActiveStatus></CustomerQueryRq>", .format),
  ("<ClassQueryRq><OwnerID>0</OwnerID></ClassQueryRq>", .unknownElement),
  (
    "<ReceivePaymentQueryRq><IncludeLinkedTxns>true</IncludeLinkedTxns></ReceivePaymentQueryRq>",
    .unknownElement
  ),
  ("<InvoiceQueryRq><PaidStatus>Maybe</PaidStatus></InvoiceQueryRq>", .format),
  (
    "<InvoiceQueryRq><TxnID>1</TxnID><TxnDateRangeFilter><FromTxnDate>2026-01-01</FromTxnDate></TxnDateRangeFilter></InvoiceQueryRq>",
    .choice
  ),
  ("<InvoiceQueryRq><RefNumber>123456789012</RefNumber></InvoiceQueryRq>", .tooLong),
  (
    "<InvoiceQueryRq><IncludeRetElement>TxnID</IncludeRetElement><IncludeLineItems>true</IncludeLineItems></InvoiceQueryRq>",
    .order
  ),
  ("<TxnDelRq><TxnDelType>PurchaseOrder</TxnDelType><TxnID>1</TxnID></TxnDelRq>", nil),
  ("<TxnDelRq><TxnID>1</TxnID><TxnDelType>PurchaseOrder</TxnDelType></TxnDelRq>", .missing),
  (
    "<BillAddRq><BillAdd><VendorRef><FullName>A</FullName></VendorRef><SalesTaxCodeRef/></BillAdd></BillAddRq>",
    .otherEdition
  ),
  (customer(String(repeating: "x", count: 41)), nil),
  (customer(String(repeating: "x", count: 42)), .tooLong),
  (customer(""), .missing),
  (customer("A:B"), .colon),
]

@Suite struct RequestChecks {
  @Test(arguments: probes)
  func `a request is taken or refused as QuickBooks would`(xml: String, code: QBXMLProblem.Code?) throws {
    #expect(try refusal(xml)?.code == code)
  }

  @Test(arguments: [
    (
      invoice("<RefNumber>123456789012</RefNumber>"),
      "InvoiceAdd/RefNumber has 12 characters, and QuickBooks takes 11: \"123456789012\""
    ),
    (
      invoice("<RefNumber>1</RefNumber><TxnDate>2024-01-05</TxnDate>"),
      "InvoiceAdd/TxnDate comes after RefNumber, and QuickBooks wants it before"
    ),
    (
      invoice("", line: "<Desc>a</Desc>").replacing(
        "</InvoiceAdd>", with: "<InvoiceLineAdd><Desc>あ</Desc></InvoiceLineAdd></InvoiceAdd>"),
      "InvoiceAdd/InvoiceLineAdd[2]/Desc holds \"あ\" (U+3042), which QuickBooks cannot keep (it keeps Windows-1252): \"あ\""
    ),
    (
      "<InvoiceAddRq><InvoiceAdd/></InvoiceAddRq>", "InvoiceAdd/CustomerRef is missing"
    ),
    (
      "<ItemServiceAddRq><ItemServiceAdd><Name>A</Name></ItemServiceAdd></ItemServiceAddRq>",
      "ItemServiceAdd has none of SalesOrPurchase, SalesAndPurchase"
    ),
    (invoice("<IsTaxIncluded>1</IsTaxIncluded>"), "InvoiceAdd/IsTaxIncluded is not taken by a US QuickBooks"),
    (customer("A:B"), "CustomerAdd/Name holds a colon, which parts parent and child in QuickBooks: \"A:B\""),
  ])
  func `a refusal names the element, the value and the limit`(xml: String, words: String) throws {
    let problem = try refusal(xml)
    #expect(problem?.words == words)
  }

  @Test func `control characters are refused in every text`() throws {
    for value in ["a\u{1}", "a\0", "a\u{7F}", "a\u{85}"] {
      var writer = try RequestWriter("CustomerAddRq")
      try writer.begin("CustomerAdd")
      let problem = #expect(throws: QBXMLProblem.self) { try writer.text("Name", value) }
      #expect(problem?.code == .character)
    }
  }
}
