import PracticeCompany
import Testing
import XML

@Suite struct StateTests {
  private func used() throws -> PracticeCompany {
    var practice = try busyCompany("ref-number=numbered", "line-ends=crlf")
    try practice.addCustomer(name: "Søn & \"Co\"", now: noon)
    try practice.addCustomer(name: "Søn & \"Co\":Jób", isActive: false, now: noon)
    practice.stamp(ownerID: "{57F3B9B6-86F1-4FCC-B1FF-966DE1813D20}", name: "FileID", value: "1")
    _ = try practice.text(
      messageSet(
        invoice(
          "<Memo>one&#13;&#10;two</Memo>",
          lines: line("<Quantity>1.5</Quantity>") + line("", item: "Subtotal")),
        attributes: " newMessageSetID=\"S1\""))
    try practice.enterPayment(
      invoice: "1001", cents: 100, discountCents: 5, date: "2026-11-24", reference: "9", now: noon)
    let gone = try practice.enterInvoice(
      customer: "Fabrikam", number: nil, date: "2026-11-22", item: "Labor", cents: 1, now: noon)
    try practice.deleteInvoice(gone, now: noon)
    try practice.enterInvoice(
      customer: "Fabrikam", number: "X", date: "2026-11-22", item: "Labor", cents: 1, now: noon)
    try practice.voidInvoice("X", now: noon)
    return practice
  }

  @Test func asavedCompanyGoesOnWhereItStopped() throws {
    var practice = try used()
    let bytes = practice.encoded()
    var again = try PracticeCompany(decoding: bytes)
    #expect(again.encoded() == bytes)
    #expect(again.books == practice.books)
    #expect(again.beliefs == practice.beliefs)
    #expect(bytes.allSatisfy { $0 < 128 })
    let lists =
      "<CompanyQueryRq><OwnerID>{57F3B9B6-86F1-4FCC-B1FF-966DE1813D20}</OwnerID></CompanyQueryRq><EntityQueryRq><ActiveStatus>All</ActiveStatus></EntityQueryRq><ItemQueryRq/><AccountQueryRq/><InvoiceQueryRq><IncludeLineItems>true</IncludeLineItems><IncludeLinkedTxns>true</IncludeLinkedTxns></InvoiceQueryRq><ReceivePaymentQueryRq/><TxnDeletedQueryRq><TxnDelType>Invoice</TxnDelType></TxnDeletedQueryRq>"
    for requests in [lists, invoice(), customer("Next"), invoice()] {
      #expect(try again.text(messageSet(requests)) == practice.text(messageSet(requests)))
    }
    let recovery = messageSet("", attributes: " oldMessageSetID=\"S1\"")
    #expect(try again.text(recovery) == practice.text(recovery))
  }

  static let broken: [(String, String)] = [
    ("", "the saved company file is not whole: the document is empty"),
    ("<A/>", "this is not a saved practice company file"),
    ("<PracticeCompany version=\"1\"/>", "the saved company file has a PracticeCompany without name"),
    (
      "<PracticeCompany version=\"1\" name=\"A\"><Belief>x</Belief></PracticeCompany>",
      "\"x\" is not of the form name=value"
    ),
    (
      "<PracticeCompany version=\"1\" name=\"A\"><Invoice id=\"1-1\"/></PracticeCompany>",
      "the saved company file has a Invoice without created"
    ),
    (
      "<PracticeCompany version=\"1\" name=\"A\"><Invoice id=\"1-1\" created=\"x\"/></PracticeCompany>",
      "the saved company file has a Invoice whose created is no time: x"
    ),
    (
      "<PracticeCompany version=\"1\" name=\"A\"><Record kind=\"Cat\"/></PracticeCompany>",
      "the saved company file has a list that is not known: Cat"
    ),
  ]

  @Test("a broken save is refused", arguments: broken)
  func abrokenSaveIsRefused(text: String, message: String) {
    #expect { try PracticeCompany(decoding: Array(text.utf8)) } throws: { error in
      text.isEmpty ? error is PracticeError : "\(error)" == message
    }
  }

  @Test func aCutSaveIsRefused() throws {
    let bytes = try used().encoded()
    #expect(throws: PracticeError.self) { try PracticeCompany(decoding: Array(bytes.dropLast(20))) }
  }

  @Test func booksReadAsABookkeeperReads() throws {
    let books = try used().books
    #expect(books.map(\.number) == ["1001", "X"])
    #expect(books[0].customer == "Fabrikam")
    #expect(books[0].date == "2026-11-21")
    #expect(books[0].subtotalCents == 14_250)
    #expect(books[0].balanceCents == 14_250 + 998 - 105)
    #expect(books[0].lines.map(\.cents) == [14_250, 14_250])
    #expect(books[0].lines.map(\.quantity) == ["1.5", nil])
    #expect(books[0].lines.map(\.rate) == ["95", nil])
    #expect(books[0].lines.map(\.item) == ["Labor", "Subtotal"])
    #expect(books[0].lines[0].description == "Work by the hour")
    #expect(books[1].isVoided)
  }

  static let times: [(String, String?)] = [
    ("2026-11-21T12:14:00", "2026-11-21T12:14:00-05:00"),
    ("2026-02-28T23:59:59+01:30", "2026-02-28T23:59:59+01:30"),
    ("1969-12-31T01:02:03-05:00", "1969-12-31T01:02:03-05:00"), ("2026-11-21", nil),
    ("2026-11-21T12:14:00Z", nil),
    ("2026-13-01T00:00:00", nil), ("2026-11-21T24:00:00", nil), ("2026-11-21 12:14:00", nil),
  ]

  @Test("reads the clock", arguments: times)
  func readsTheClock(text: String, shown: String?) {
    #expect(PracticeTime(text)?.description == shown)
  }
}
