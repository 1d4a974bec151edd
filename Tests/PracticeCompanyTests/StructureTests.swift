import PracticeCompany
import Testing

private let long = String(repeating: "x", count: 4_096)
private let head = "<CustomerRef><FullName>A</FullName></CustomerRef>"

private func add(_ rest: String) -> String {
  "<InvoiceAddRq><InvoiceAdd>\(head)\(rest)</InvoiceAdd></InvoiceAddRq>"
}

private func row(_ rest: String) -> String { add("<InvoiceLineAdd>\(rest)</InvoiceLineAdd>") }

private func time(_ duration: String) -> String {
  "<TimeTrackingAddRq><TimeTrackingAdd><EntityRef><FullName>A</FullName></EntityRef><Duration>\(duration)</Duration></TimeTrackingAdd></TimeTrackingAddRq>"
}

@Suite struct StructureTests {
  /// What is built wrongly costs the whole message set.
  static let refused: [(String, String)] = [
    (
      add("").replacing(head, with: "<CustomerRef><FullName>A</FullName><ListID>1-1</ListID></CustomerRef>"),
      "FullName before ListID"
    ),
    (add("<RefNumber>1</RefNumber><TxnDate>2026-01-05</TxnDate>"), "RefNumber before TxnDate"),
    (add("<Colour>red</Colour>"), "an unknown element"),
    (add("<Memo>a</Memo><Memo>b</Memo>"), "a second Memo"),
    (row("<Rate>1</Rate><RatePercent>2</RatePercent>"), "Rate and RatePercent"),
    (row("<Amount>1.00</Amount><Quantity>1</Quantity>"), "Amount before Quantity"),
    ("<InvoiceAddRq><InvoiceAdd></InvoiceAdd></InvoiceAddRq>", "no CustomerRef"),
    (
      "<PurchaseOrderAddRq><PurchaseOrderAdd></PurchaseOrderAdd></PurchaseOrderAddRq>",
      "an order without lines"
    ),
    (
      "<ItemServiceAddRq><ItemServiceAdd><Name>A</Name></ItemServiceAdd></ItemServiceAddRq>",
      "an item without prices"
    ),
    ("<CustomerAddRq><CustomerAdd></CustomerAdd></CustomerAddRq>", "a customer without a name"),
    ("<CustomerQueryRq><ModifiedDateRangeFilter/></CustomerQueryRq>", "a transaction's filter on a list"),
    ("<AccountQueryRq iterator=\"Start\"/>", "an iterator on accounts"),
    (
      "<ReceivePaymentQueryRq><IncludeLinkedTxns>true</IncludeLinkedTxns></ReceivePaymentQueryRq>",
      "links of payments"
    ),
    ("<InvoiceQueryRq><TxnID>1-1</TxnID><TxnDateRangeFilter/></InvoiceQueryRq>", "a key and a filter"),
    (
      "<InvoiceQueryRq><IncludeRetElement>A</IncludeRetElement><IncludeLineItems>1</IncludeLineItems></InvoiceQueryRq>",
      "IncludeRetElement before IncludeLineItems"
    ),
    ("<TxnDelRq><TxnID>1-1</TxnID><TxnDelType>Invoice</TxnDelType></TxnDelRq>", "TxnID before its type"),
    ("<HostQueryRq colour=\"red\"/>", "an unknown attribute"),
    ("<HostQueryRq>text</HostQueryRq>", "text among elements"),
    ("<HostQueryRq><IncludeRetElement><A/></IncludeRetElement></HostQueryRq>", "an element in a value"),
    ("<CustomerQueryRq iterator=\"Begin\"/>", "an iterator's word"),
    ("<WishAddRq/>", "an unknown request"),
    (
      add("<TxnDate>2026-01-05</TxnDate>").replacing("</InvoiceAdd>", with: ""),
      "an element that is not closed"
    ),
  ]

  @Test("is refused whole", arguments: refused)
  func isRefusedWhole(requests: String, what: String) throws {
    var practice = try company()
    #expect(throws: Refused(code: "0x80040400"), "\(what)") { try practice.text(messageSet(requests)) }
    #expect(practice.books.isEmpty)
  }

  /// A bad value costs one request only, with a code of its own.
  static let values: [(String, String)] = [
    (add("<RefNumber>123456789012</RefNumber>"), "3070"), (add("<Memo>\(long)</Memo>"), "3070"),
    (add("<Memo>\(String(repeating: "x", count: 4_092))&#13;&#10;y</Memo>"), "3070"),
    (add("<TxnDate>2024-1-5</TxnDate>"), "3020"), (add("<TxnDate>2024-01-05Z</TxnDate>"), "3020"),
    (add("<TxnDate>2024-02-30</TxnDate>"), "3020"), (row("<Amount>10.5</Amount>"), "3040"),
    (row("<Amount>10.555</Amount>"), "3040"), (row("<Amount>1,000.00</Amount>"), "3040"),
    (row("<Amount>.50</Amount>"), "3040"), (row("<Quantity>1.123456</Quantity>"), "3043"),
    (row("<Rate>1e3</Rate>"), "3041"), (add("<IsPending>True</IsPending>"), "3010"),
    (add("<ExternalGUID>12</ExternalGUID>"), "3045"), (time("PT2.5H"), "3035"), (time("PT"), "3035"),
    (add("").replacing(">A<", with: ">\(String(repeating: "x", count: 210))<"), "3070"),
    (add("").replacing("<FullName>A</FullName>", with: "<ListID>1</ListID>"), "3000"),
    ("<InvoiceQueryRq><TxnID>bogus</TxnID></InvoiceQueryRq>", "3000"),
    ("<InvoiceQueryRq><PaidStatus>Paid</PaidStatus></InvoiceQueryRq>", "3110"),
    ("<TxnVoidRq><TxnVoidType>PurchaseOrder</TxnVoidType><TxnID>1-1</TxnID></TxnVoidRq>", "3110"),
    ("<CustomerQueryRq><FromModifiedDate>2026-01-01T00:00:00Z</FromModifiedDate></CustomerQueryRq>", "3020"),
    ("<CustomerQueryRq><FromModifiedDate>2026-01-01T00:00:00.5</FromModifiedDate></CustomerQueryRq>", "3020"),
    ("<CustomerQueryRq><MaxReturned>0</MaxReturned></CustomerQueryRq>", "3060"),
    ("<HostQueryRq requestID=\"\(long.prefix(51))\"/>", "1060"),
    (add("<IsTaxIncluded>true</IsTaxIncluded>"), "3250"), (row("<TaxAmount>1.00</TaxAmount>"), "3250"),
    (customer(String(repeating: "x", count: 42)), "3070"), (customer(" "), "3090"), (customer("A:B"), "3090"),
    (service(String(repeating: "x", count: 32)), "3070"),
  ]

  @Test("has a code of its own", arguments: values)
  func hasACodeOfItsOwn(requests: String, code: String) throws {
    var practice = try company()
    #expect(try practice.codes(requests + "<HostQueryRq requestID=\"2\"/>") == [code, "0"])
  }

  /// What qbXML allows although it looks odd.
  static let accepted = [
    invoice("", lines: ""), invoice("<RefNumber>12345678901</RefNumber>"),
    invoice("<Memo>\(long.dropLast())</Memo>"),
    invoice("", lines: line("<Amount>10</Amount>")), invoice("", lines: line("<Amount> 10.00 </Amount>")),
    invoice("", lines: line("<Quantity>1.12345</Quantity>")), invoice("<IsPending>1</IsPending>"),
    invoice("<ClassRef></ClassRef>"), invoice("<TxnDate></TxnDate>"),
    customer(String(repeating: "x", count: 41)),
    "<CustomerQueryRq iterator=\"Start\"><MaxReturned>9</MaxReturned></CustomerQueryRq>",
    "<CustomerQueryRq><FromModifiedDate>2026-01-01</FromModifiedDate></CustomerQueryRq>",
    "<CustomerQueryRq><FromModifiedDate>2026-01-01T10:30</FromModifiedDate></CustomerQueryRq>",
    "<CustomerQueryRq><IncludeRetElement>Name</IncludeRetElement></CustomerQueryRq>",
  ]

  @Test("is taken", arguments: accepted)
  func isTaken(requests: String) throws {
    var practice = try busyCompany()
    #expect(try practice.codes(requests) == ["0"])
  }

  /// Envelopes that QuickBooks does not open.
  static let envelopes: [([UInt8], String)] = [
    (messageSet("<HostQueryRq/>", onError: ""), "0x80040400"),
    (messageSet("<HostQueryRq/>", onError: "rollbackOnError"), "0x80040413"),
    (messageSet("<HostQueryRq/>", version: "17.0"), "0x80040404"),
    (messageSet("<HostQueryRq/>", attributes: " colour=\"red\""), "0x80040400"),
    (
      Array("<?xml version=\"1.0\"?><QBXML><QBXMLMsgsRq onError=\"stopOnError\"/></QBXML>".utf8), "0x80040400"
    ),
    (Array(" ".utf8) + messageSet("<HostQueryRq/>"), "0x80040400"),
    (
      Array(
        String(decoding: messageSet("<HostQueryRq/>"), as: UTF8.self).replacing(
          "<QBXML>", with: "<QBXML xmlns=\"u\">"
        ).utf8),
      "0x80040400"
    ),
    (messageSet(customer("\u{4E2D}")), "0x80040400"),
  ]

  @Test("opens only a sound envelope", arguments: envelopes)
  func opensOnlyASoundEnvelope(set: [UInt8], code: String) throws {
    var practice = try company()
    #expect(throws: Refused(code: code)) { try practice.text(set) }
  }

  @Test func anEmptySetIsAnsweredEmpty() throws {
    var practice = try company()
    #expect(
      try practice.text(messageSet(""))
        == "<?xml version=\"1.0\" ?>\n<QBXML>\n<QBXMLMsgsRs>\n</QBXMLMsgsRs>\n</QBXML>\n")
  }
}
