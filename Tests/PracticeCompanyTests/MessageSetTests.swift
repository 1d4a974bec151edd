import PracticeCompany
import Testing
import XML

private let id = " newMessageSetID=\"AB1F2395\""

@Suite struct MessageSetTests {
  let both = " oldMessageSetID=\"AB1F2395\" newMessageSetID=\"AB1F2395\""

  @Test func aLostAnswerIsGivenAgainAndNothingIsDoneTwice() throws {
    var practice = try busyCompany()
    let first = try practice.text(messageSet(invoice(), attributes: id))
    #expect(first.contains("<QBXMLMsgsRs newMessageSetID=\"AB1F2395\" messageSetStatusCode=\"0\">"))
    #expect(try practice.text(messageSet(invoice(), attributes: both)) == first)
    #expect(practice.books.count == 1)
  }

  static let codes: [(String, String, String)] = [
    (invoice("<Memo>other</Memo>"), " oldMessageSetID=\"AB1F2395\" newMessageSetID=\"AB1F2395\"", "9001"),
    (invoice("<Memo>other</Memo>"), " newMessageSetID=\"AB1F2395\"", "9001"),
    ("", " oldMessageSetID=\"unknown\"", "600"),
    (invoice(), " newMessageSetID=\"123456789012345678901234\"", "9004"),
    (invoice(), " newMessageSetID=\"12345678901234567890123\"", "0"),
    (invoice(), " oldMessageSetID=\"unknown\" newMessageSetID=\"next\"", "0"),
    ("", " newMessageSetID=\"\" oldMessageSetID=\"AB1F2395\"", "0"),
  ]

  @Test("has a status of its own", arguments: codes)
  func hasAStatusOfItsOwn(requests: String, attributes: String, code: String) throws {
    var practice = try busyCompany()
    _ = try practice.text(messageSet(invoice(), attributes: id))
    let envelope = try practice.envelope(messageSet(requests, attributes: attributes))
    #expect(envelope.attribute("messageSetStatusCode") == code)
    #expect(envelope.children.isEmpty == (code != "0" || requests.isEmpty))
    #expect(practice.books.count == (code == "0" && !requests.isEmpty ? 2 : 1))
  }

  @Test func anEmptySetWithTheOldIDAnswersAndForgets() throws {
    var practice = try busyCompany()
    _ = try practice.text(messageSet(invoice(), attributes: id))
    let check = messageSet("", attributes: " oldMessageSetID=\"AB1F2395\"")
    #expect(try practice.envelope(check).children.first?.name == "InvoiceAddRs")
    #expect(try practice.envelope(check).attribute("messageSetStatusCode") == "600")
  }

  static let repeated: [(String, Int, Int)] = [
    ("repeated-set=answer", 1, 1), ("repeated-set=status", 0, 1), ("repeated-set=execute", 1, 2),
  ]

  @Test("believes of a repeated id", arguments: repeated)
  func believesOfARepeatedID(word: String, answers: Int, invoices: Int) throws {
    var practice = try busyCompany(word)
    _ = try practice.text(messageSet(invoice(), attributes: id))
    let again = try practice.envelope(messageSet(invoice(), attributes: id))
    #expect(again.children.count == answers)
    #expect(again.attribute("messageSetStatusCode") == "0")
    #expect(practice.books.count == invoices)
  }

  @Test func continueOnErrorGoesOnAndStopOnErrorStops() throws {
    var practice = try busyCompany()
    let requests = customer("A") + customer("A") + customer("B")
    #expect(try practice.codes(requests) == ["0", "3100", "0"])
    #expect(
      try practice.codes(customer("C") + requests + customer("D"), onError: "stopOnError") == [
        "0", "3100", "3231", "3231", "3231",
      ])
    #expect(practice.names(in: "Customer") == ["Fabrikam", "A", "B", "C"])
  }

  @Test func requestIDsComeBack() throws {
    var practice = try company()
    let requests = "<HostQueryRq requestID=\"7 &lt;x&gt;\"/><CompanyQueryRq/>"
    #expect(try practice.ask(requests).map { $0.attribute("requestID") } == ["7 <x>", nil])
    try practice.beliefs.set("absent-request-id=blank")
    #expect(try practice.ask(requests).map { $0.attribute("requestID") } == ["7 <x>", ""])
  }

  @Test func dataCanBeLeftOut() throws {
    var practice = try busyCompany()
    let envelope = try practice.envelope(messageSet(invoice(), attributes: " responseData=\"includeNone\""))
    #expect(envelope.children.first?.children.isEmpty == true)
    #expect(practice.books.count == 1)
  }

  @Test func answersLookLikeQuickBooks() throws {
    var practice = try company()
    let text = try practice.text(
      messageSet(
        customer("Søn &#8220;A&#8221; &amp; Co", "<Notes>one&#10;two</Notes>")
          + "<VendorQueryRq requestID=\"2\"/>"))
    #expect(
      text.hasPrefix(
        "<?xml version=\"1.0\" ?>\n<QBXML>\n<QBXMLMsgsRs>\n<CustomerAddRs requestID=\"c\" statusCode=\"0\" statusSeverity=\"Info\" statusMessage=\"Status OK\">\n<CustomerRet>\n<ListID>"
      ))
    #expect(text.contains("<Name>S&#248;n &#8220;A&#8221; &amp; Co</Name>\n"))
    #expect(text.contains("<Notes>one\ntwo</Notes>"))
    #expect(
      text.contains(
        "<VendorQueryRs requestID=\"2\" statusCode=\"1\" statusSeverity=\"Info\" statusMessage=\"A query request did not find a matching object in QuickBooks\"/>\n"
      ))
    #expect(text.utf8.allSatisfy { $0 < 128 })
    try practice.beliefs.set("line-ends=crlf")
    #expect(try practice.text(messageSet("")).hasPrefix("<?xml version=\"1.0\" ?>\r\n<QBXML>\r\n"))
  }

  @Test func aQuoteInAMessageIsEscaped() throws {
    var practice = try busyCompany()
    #expect(try practice.text(messageSet(customer("Fabrikam"))).contains("The name &quot;Fabrikam&quot; of"))
  }
}
