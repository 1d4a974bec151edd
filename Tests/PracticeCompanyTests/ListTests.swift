import PracticeCompany
import Testing
import XML

@Suite struct ListTests {
  @Test func aNewCustomerHasWhatQuickBooksFillsIn() throws {
    var practice = try company()
    let ret = try practice.object(
      customer(
        "  Contoso &amp; Søn  ",
        "<BillAddress><Addr1>Contoso</Addr1><City>Troy</City><State>NY</State></BillAddress>"))
    #expect(ret.name == "CustomerRet")
    #expect(ret.at("Name") == "Contoso & Søn")
    #expect(ret.at("FullName") == "Contoso & Søn")
    #expect(ret.at("SalesTaxCodeRef", "FullName") == "Tax")
    #expect(ret.at("ItemSalesTaxRef", "FullName") == "State Tax")
    #expect(ret.at("BillAddressBlock", "Addr2") == "Troy, NY")
    #expect(ret.at("Sublevel") == "0")
    #expect(ret.at("EditSequence") == "1795280400")
    #expect(ret.at("TimeCreated") == "2026-11-21T12:00:00-05:00")
    #expect(ret.at("ListID")?.hasSuffix("-1795280400") == true)
  }

  @Test func ajobStandsUnderItsCustomer() throws {
    var practice = try busyCompany()
    let ret = try practice.object(customer("Roof", "<ParentRef><FullName>fabrikam</FullName></ParentRef>"))
    #expect(ret.at("FullName") == "Fabrikam:Roof")
    #expect(ret.at("ParentRef", "FullName") == "Fabrikam")
    #expect(ret.at("Sublevel") == "1")
  }

  static let names: [(String, String)] = [
    (customer("FABRIKAM"), "3100 The name \"FABRIKAM\" of the list element is already in use."),
    (customer("Tailspin"), "3100 The name \"Tailspin\" of the list element is already in use."),
    (customer("Wingtip"), "3100 The name \"Wingtip\" of the list element is already in use."),
    (customer("Ann Lee"), "3100 The name \"Ann Lee\" of the list element is already in use."),
    (customer("Petty cash"), "3100 The name \"Petty cash\" of the list element is already in use."),
    (service("Labor"), "3100 The name \"Labor\" of the list element is already in use."),
    (service("Discount"), "3100 The name \"Discount\" of the list element is already in use."),
    (service("Onsite", parent: "Labor"), "0 Status OK"), (customer("Labor"), "0 Status OK"),
    (customer("Tailspin", "<ParentRef><FullName>Fabrikam</FullName></ParentRef>"), "0 Status OK"),
    (
      customer("Job", "<ParentRef><FullName>Nobody</FullName></ParentRef>"),
      "3130 There is an invalid reference to a parent \"Nobody\" in the Customer list.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
    (
      customer("Job", "<ParentRef><FullName>Tailspin</FullName></ParentRef>"),
      "3130 There is an invalid reference to a parent \"Tailspin\" in the Customer list.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
    (
      customer("A:B"),
      "3090 There was an error when storing \"A:B\" in the \"customer name\" field.  QuickBooks error message: Names in this list cannot contain a colon.The colon is a special character used to indicate a parent/child relationship."
    ),
    (
      customer("New", "<TermsRef><FullName>Net 45</FullName></TermsRef>"),
      "3140 There is an invalid reference to QuickBooks Terms \"Net 45\" in the Customer.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    ),
  ]

  @Test("judges the name", arguments: names)
  func judgesTheName(request: String, status: String) throws {
    var practice = try busyCompany()
    try practice.addVendor(name: "Tailspin", now: noon)
    try practice.addCustomer(name: "Wingtip", isActive: false, now: noon)
    try practice.addEmployee(name: "Ann Lee", now: noon)
    try practice.addOtherName(name: "Petty cash", now: noon)
    #expect(try practice.status(request) == status)
  }

  @Test func atMostFiveLevelsDeep() throws {
    var practice = try company()
    var requests = customer("1")
    var parent = "1"
    for level in 2...6 {
      requests += customer("\(level)", "<ParentRef><FullName>\(parent)</FullName></ParentRef>")
      parent += ":\(level)"
    }
    #expect(try practice.codes(requests) == ["0", "0", "0", "0", "0", "3130"])
  }

  static let items: [(String, String)] = [
    (service("A", "<SalesOrPurchase/>"), "3270"),
    (
      service(
        "A",
        "<SalesAndPurchase><IncomeAccountRef><FullName>Sales</FullName></IncomeAccountRef></SalesAndPurchase>"
      ), "3270"
    ),
    (
      service(
        "A", "<SalesOrPurchase><AccountRef><FullName>Nowhere</FullName></AccountRef></SalesOrPurchase>"),
      "3140"
    ),
    ("<ItemInventoryAddRq><ItemInventoryAdd><Name>A</Name></ItemInventoryAdd></ItemInventoryAddRq>", "3270"),
    (
      "<ItemInventoryAddRq><ItemInventoryAdd><Name>A</Name><IncomeAccountRef><FullName>Sales</FullName></IncomeAccountRef><COGSAccountRef><FullName>Cost of Goods Sold</FullName></COGSAccountRef><AssetAccountRef><FullName>Inventory Asset</FullName></AssetAccountRef></ItemInventoryAdd></ItemInventoryAddRq>",
      "0"
    ),
    (
      "<ItemOtherChargeAddRq><ItemOtherChargeAdd><Name>Autotask Tax</Name><SalesTaxCodeRef><FullName>Non</FullName></SalesTaxCodeRef><SalesOrPurchase><AccountRef><FullName>Sales Tax Payable</FullName></AccountRef></SalesOrPurchase></ItemOtherChargeAdd></ItemOtherChargeAddRq>",
      "0"
    ),
  ]

  @Test("wants to know where an item is posted", arguments: items)
  func wantsToKnowWhereAnItemIsPosted(request: String, code: String) throws {
    var practice = try company()
    #expect(try practice.codes(request) == [code])
  }

  static let requests: [(String, [String])] = [
    ("<CustomerQueryRq/>", ["Fabrikam"]),
    ("<CustomerQueryRq><ActiveStatus>All</ActiveStatus></CustomerQueryRq>", ["Fabrikam", "Wingtip"]),
    ("<CustomerQueryRq><ActiveStatus>InactiveOnly</ActiveStatus></CustomerQueryRq>", ["Wingtip"]),
    ("<CustomerQueryRq><FullName>wingtip</FullName></CustomerQueryRq>", ["Wingtip"]),
    ("<EntityQueryRq><FullName>Tailspin</FullName></EntityQueryRq>", ["Tailspin"]),
    (
      "<CustomerQueryRq><ActiveStatus>All</ActiveStatus><NameFilter><MatchCriterion>EndsWith</MatchCriterion><Name>TIP</Name></NameFilter></CustomerQueryRq>",
      ["Wingtip"]
    ),
    (
      "<CustomerQueryRq><ActiveStatus>All</ActiveStatus><NameRangeFilter><FromName>g</FromName></NameRangeFilter></CustomerQueryRq>",
      ["Wingtip"]
    ),
    (
      "<CustomerQueryRq><MaxReturned>1</MaxReturned><ActiveStatus>All</ActiveStatus></CustomerQueryRq>",
      ["Fabrikam"]
    ),
    ("<CustomerQueryRq><FromModifiedDate>2026-11-21T12:00:01</FromModifiedDate></CustomerQueryRq>", []),
    ("<CustomerQueryRq><ToModifiedDate>2026-11-21T12:00:00</ToModifiedDate></CustomerQueryRq>", ["Fabrikam"]),
    ("<ItemQueryRq/>", ["State Tax", "Labor", "Untaxed", "Discount", "Subtotal"]),
    ("<ItemServiceQueryRq/>", ["Labor", "Untaxed"]),
    ("<TermsQueryRq/>", ["Due on receipt", "Net 15", "Net 30", "Net 60"]),
    ("<SalesTaxCodeQueryRq/>", ["Tax", "Non"]), ("<ItemSalesTaxQueryRq/>", ["State Tax"]),
    ("<ShipMethodQueryRq/>", ["UPS", "FedEx", "US Mail"]), ("<ClassQueryRq/>", ["Services", "Hardware"]),
    ("<AccountQueryRq><AccountType>Bank</AccountType></AccountQueryRq>", ["Checking"]),
    ("<PayrollItemWageQueryRq/>", ["Hourly Regular", "Hourly Overtime"]), ("<EmployeeQueryRq/>", []),
  ]

  @Test("finds", arguments: requests)
  func finds(request: String, names: [String]) throws {
    var practice = try busyCompany()
    try practice.addCustomer(name: "Wingtip", isActive: false, now: noon)
    try practice.addVendor(name: "Tailspin", now: noon)
    let answer = try #require(try practice.ask(request).first)
    #expect(answer.children.map { $0.at("Name") } == names)
    #expect(answer.attribute("statusCode") == (names.isEmpty ? "1" : "0"))
  }

  @Test func countsWithoutShowing() throws {
    var practice = try busyCompany()
    let answer = try #require(try practice.ask("<ItemQueryRq metaData=\"MetaDataOnly\"/>").first)
    #expect(answer.attribute("retCount") == "5")
    #expect(answer.children.isEmpty)
  }

  @Test func showsOnlyTheElementsAskedFor() throws {
    var practice = try busyCompany()
    let ret = try practice.object(
      "<CustomerQueryRq><IncludeRetElement>Name</IncludeRetElement></CustomerQueryRq>")
    #expect(ret.children.map(\.name) == ["Name"])
  }

  @Test func goesThroughAListPageByPage() throws {
    var practice = try busyCompany()
    let first = try #require(
      try practice.ask("<ItemQueryRq iterator=\"Start\"><MaxReturned>3</MaxReturned></ItemQueryRq>").first)
    #expect(first.attribute("iteratorRemainingCount") == "2")
    let id = try #require(first.attribute("iteratorID"))
    let second = try #require(
      try practice.ask(
        "<ItemQueryRq iterator=\"Continue\" iteratorID=\"\(id)\"><MaxReturned>3</MaxReturned></ItemQueryRq>"
      ).first)
    #expect(second.children.map { $0.at("Name") } == ["Discount", "Subtotal"])
    #expect(second.attribute("iteratorRemainingCount") == "0")
    #expect(
      try practice.codes(
        "<ItemQueryRq iterator=\"Continue\" iteratorID=\"\(id)\"><MaxReturned>3</MaxReturned></ItemQueryRq>")
        == ["3120"])
  }
}
