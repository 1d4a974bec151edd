import PracticeCompany
import Testing
import XML

@Suite struct BeliefTests {
  static let words: [(String, String)] = [
    (
      "colour=red",
      "there is no belief \"colour\"; there are \(PracticeBeliefs.names.joined(separator: ", "))"
    ),
    ("ref-number", "\"ref-number\" is not of the form name=value"),
    ("ref-number=maybe", "\"ref-number=maybe\" needs one of numbered, blank"),
    ("sales-tax=no", "\"sales-tax=no\" needs on or off"),
    ("closing-date=soon", "\"closing-date=soon\" needs a day like 2026-09-30, or none"),
    ("hresult=400", "\"hresult=400\" needs a code like 0x80040400"),
    ("hresult=0x80040400,later", "\"hresult=0x80040400,later\" has a part \"later\" that is not known"),
    ("torn-after=-1", "\"torn-after=-1\" needs a count of requests"),
  ]

  @Test("refuses a word", arguments: words)
  func refusesAWord(word: String, message: String) {
    #expect { try PracticeBeliefs(words: [word]) } throws: { "\($0)" == message }
  }

  @Test func wordsAreReadAndWrittenAlike() throws {
    let words = [
      "ref-number=blank", "repeated-set=execute", "partial-500=keep", "single-missing=3120",
      "outside-1252=question-mark", "absent-request-id=blank", "line-ends=crlf", "conflict-3100=same-kind",
      "sales-tax=off", "classes=off", "multi-currency=on", "inventory=off", "time-tracking=off",
      "closing-date=2026-09-30", "company-name=Other Inc",
      "hresult=0x8004040A,set=2,containing=Invoice,applied",
      "torn-after=3,set=4,stopped",
    ]
    #expect(try PracticeBeliefs(words: words).words == words)
    #expect(words.map { String($0.prefix { $0 != "=" }) } == PracticeBeliefs.names)
    #expect(
      try PracticeBeliefs(words: words + ["closing-date=none", "hresult=none", "torn-after=none"]).words.count
        == 14)
  }

  @Test func aNumberLeftOutMayStayBlank() throws {
    var practice = try busyCompany("ref-number=blank")
    #expect(try practice.object(invoice()).child("RefNumber") == nil)
    #expect(practice.books.map(\.number) == [nil])
  }

  @Test func aMissingKeyMayDropOrKeepTheOthers() throws {
    let keys = "<CustomerQueryRq><FullName>Fabrikam</FullName><FullName>Nobody</FullName></CustomerQueryRq>"
    for (word, count) in [("drop", 0), ("keep", 1)] {
      var practice = try busyCompany("partial-500=\(word)")
      let answer = try #require(try practice.ask(keys).first)
      #expect(answer.attribute("statusCode") == "500")
      #expect(answer.attribute("statusSeverity") == "Warn")
      #expect(
        answer.attribute("statusMessage")
          == "The query request has not been fully completed. There was a required element (\"Nobody\") that could not be found in QuickBooks."
      )
      #expect(answer.children.count == count)
    }
  }

  @Test func aMissingOnlyKeyMayBeAWarningOrAnError() throws {
    let key = "<InvoiceQueryRq><TxnID>1-1</TxnID></InvoiceQueryRq>"
    var practice = try company()
    #expect(try practice.codes(key) == ["500"])
    try practice.beliefs.set("single-missing=3120")
    #expect(try practice.codes(key) == ["3120"])
  }

  static let conflicts: [(String, String, String, [String])] = [
    (
      "vendor", customer("New"), "<EntityQueryRq><FullName>New</FullName></EntityQueryRq>",
      ["VendorRet", "true"]
    ),
    (
      "inactive", customer("New"), "<CustomerQueryRq><FullName>New</FullName></CustomerQueryRq>",
      ["CustomerRet", "false"]
    ),
    (
      "same-kind", customer("New"), "<CustomerQueryRq><FullName>New</FullName></CustomerQueryRq>",
      ["CustomerRet", "true"]
    ),
    (
      "vendor", service("New"), "<ItemQueryRq><FullName>New</FullName></ItemQueryRq>",
      ["ItemNonInventoryRet", "true"]
    ),
    (
      "same-kind", service("New"), "<ItemQueryRq><FullName>New</FullName></ItemQueryRq>",
      ["ItemServiceRet", "true"]
    ),
  ]

  @Test("someone may have the name", arguments: conflicts)
  func someoneMayHaveTheName(word: String, add: String, query: String, who: [String]) throws {
    var practice = try company("conflict-3100=\(word)")
    #expect(try practice.codes(add) == ["3100"])
    let ret = try practice.object(query)
    #expect([ret.name, ret.at("IsActive") ?? ""] == who)
  }

  static let preferences: [(String, String, [String])] = [
    ("classes=off", invoice("<ClassRef><FullName>Services</FullName></ClassRef>"), ["3250"]),
    ("classes=off", invoice("", lines: line("<ClassRef><FullName>Services</FullName></ClassRef>")), ["3250"]),
    (
      "classes=off", "<ClassAddRq><ClassAdd><Name>A</Name></ClassAdd></ClassAddRq><ClassQueryRq/>",
      ["3250", "1"]
    ),
    (
      "sales-tax=off",
      invoice("", lines: line("<SalesTaxCodeRef><FullName>Non</FullName></SalesTaxCodeRef>")), ["3250"]
    ),
    ("sales-tax=off", customer("A", "<SalesTaxCodeRef><FullName>Tax</FullName></SalesTaxCodeRef>"), ["3250"]),
    ("sales-tax=off", "<SalesTaxCodeQueryRq/><ItemSalesTaxQueryRq/>" + invoice(), ["1", "1", "0"]),
    (
      "inventory=off",
      "<ItemInventoryAddRq><ItemInventoryAdd><Name>A</Name></ItemInventoryAdd></ItemInventoryAddRq>", ["3250"]
    ),
    ("multi-currency=off", invoice("<ExchangeRate>1.1</ExchangeRate>"), ["3250"]),
    ("multi-currency=off", customer("A", "<CurrencyRef><FullName>Euro</FullName></CurrencyRef>"), ["3250"]),
    ("multi-currency=on", customer("A", "<CurrencyRef><FullName>Euro</FullName></CurrencyRef>"), ["0"]),
    (
      "closing-date=2026-11-20",
      invoice("<TxnDate>2026-11-20</TxnDate>") + invoice("<TxnDate>2026-11-21</TxnDate>"), ["3171", "0"]
    ),
    ("outside-1252=question-mark", customer("\u{4E2D}"), ["0"]),
  ]

  @Test("a preference decides", arguments: preferences)
  func aPreferenceDecides(word: String, requests: String, codes: [String]) throws {
    var practice = try busyCompany(word)
    #expect(try practice.codes(requests) == codes)
  }

  @Test func withoutSalesTaxNothingIsTaxed() throws {
    var practice = try busyCompany("sales-tax=off")
    let ret = try practice.object(invoice())
    #expect(ret.at("SalesTaxTotal") == "0.00")
    #expect(ret.child("SalesTaxPercentage") == nil)
    #expect(ret.child("InvoiceLineRet")?.child("SalesTaxCodeRef") == nil)
    #expect(try practice.object("<PreferencesQueryRq/>").child("SalesTaxPreferences") == nil)
  }

  @Test func preferencesAndCompanyAreShown() throws {
    var practice = try busyCompany("closing-date=2026-09-30", "multi-currency=on", "company-name=Wrong Inc")
    let preferences = try practice.object("<PreferencesQueryRq/>")
    #expect(preferences.at("AccountingPreferences", "ClosingDate") == "2026-09-30")
    #expect(preferences.at("AccountingPreferences", "IsUsingClassTracking") == "true")
    #expect(preferences.at("MultiCurrencyPreferences", "HomeCurrencyRef", "FullName") == "US Dollar")
    #expect(preferences.at("SalesTaxPreferences", "DefaultTaxableSalesTaxCodeRef", "FullName") == "Tax")
    #expect(try practice.object("<CompanyQueryRq/>").at("CompanyName") == "Wrong Inc")
    #expect(practice.name == "Contoso Inc")
    let host = try practice.object("<HostQueryRq/>")
    #expect(host.at("ProductName") == "Practice company file, not QuickBooks")
    #expect(host.children(named: "SupportedQBXMLVersion").map(\.text).contains("13.0"))
  }

  @Test func acompanyIsKnownAgainByItsStamp() throws {
    let owner = "{57F3B9B6-86F1-4FCC-B1FF-966DE1813D20}"
    var practice = try company()
    let ask = "<CompanyQueryRq><OwnerID>\(owner.lowercased())</OwnerID></CompanyQueryRq>"
    #expect(try practice.object(ask).child("DataExtRet") == nil)
    let put =
      "<DataExtAddRq><DataExtAdd><OwnerID>\(owner)</OwnerID><DataExtName>FileID</DataExtName><OtherDataExtType>Company</OtherDataExtType><DataExtValue>42</DataExtValue></DataExtAdd></DataExtAddRq>"
    #expect(try practice.codes(put) == ["0"])
    #expect(try practice.object(ask).at("DataExtRet", "DataExtValue") == "42")
    #expect(try practice.object("<CompanyQueryRq/>").child("DataExtRet") == nil)
  }

  @Test func awholeSetMayBeRefused() throws {
    var practice = try busyCompany("hresult=0x80040414,containing=InvoiceAdd")
    #expect(try practice.codes("<HostQueryRq/>") == ["0"])
    #expect(
      practice.answer(messageSet(invoice()), now: noon)
        == .hresult(
          code: "0x80040414", message: "A modal dialog box is showing in the QuickBooks user interface.",
          reason: "the belief hresult=0x80040414,containing=InvoiceAdd"))
    #expect(practice.books.isEmpty)
    try practice.beliefs.set("hresult=0x80040402,set=4,applied")
    #expect(try practice.codes(invoice()) == ["0"])
    #expect(throws: Refused(code: "0x80040402")) { try practice.text(messageSet(invoice())) }
    #expect(practice.books.count == 2)
  }

  static let tears: [(String, Int, Int)] = [
    ("torn-after=0", 0, 2), ("torn-after=1", 1, 2), ("torn-after=2", 2, 2), ("torn-after=1,stopped", 1, 1),
  ]

  @Test("an answer may break off", arguments: tears)
  func anAnswerMayBreakOff(word: String, whole: Int, invoices: Int) throws {
    var practice = try busyCompany(word)
    guard
      case .response(let bytes, let tornAt) = practice.answer(messageSet(invoice() + invoice()), now: noon)
    else {
      Issue.record("the set was refused")
      return
    }
    #expect(tornAt == whole)
    #expect(practice.books.count == invoices)
    #expect(throws: XMLProblem.self) { try XMLElement.parse(bytes) }
    #expect(String(decoding: bytes, as: UTF8.self).ranges(of: "</InvoiceAddRs>").count == whole)
  }
}
