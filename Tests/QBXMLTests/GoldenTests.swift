import Accounting
import Foundation
import QBXML
import Testing

@Suite struct Golden {
  private static let address = Address(
    lines: ["Contoso & Söhne", "1 Main St", "", "Floor 2"], city: "Albany", state: "NY", postalCode: "12203",
    country: "USA", note: "back door")

  private static var invoice: InvoiceAdd {
    var invoice = InvoiceAdd(customer: .listID(ListID("80000035-1785958998")))
    invoice.class = .fullName("West:Service")
    invoice.receivablesAccount = .fullName("Accounts Receivable")
    invoice.template = .fullName("Intuit Service Invoice")
    invoice.date = CalendarDate("2026-11-21")
    invoice.refNumber = "INV-0001042"
    invoice.billAddress = address
    invoice.shipAddress = Address(lines: ["Dock"])
    invoice.poNumber = "PO 77"
    invoice.terms = .fullName("Net 30")
    invoice.dueDate = CalendarDate("2026-12-21")
    invoice.taxItem = .fullName("NY Sales Tax")
    invoice.memo = "Invoice 8491 of Autotask"
    invoice.isToBePrinted = false
    invoice.isToBeEmailed = true
    invoice.customerSalesTaxCode = .fullName("Tax")
    invoice.exchangeRate = Rate("1.25")
    invoice.externalGUID = "{12345678-1234-1234-1234-1234567890ab}"
    invoice.lines = [
      InvoiceLine(
        item: .fullName("Labor"), description: "Replaced disk – 1½ h\nand <tested> it",
        quantity: Quantity("1.5"),
        rate: Rate("95"), class: .fullName("West"), serviceDate: CalendarDate("2026-11-03"),
        salesTaxCode: .fullName("Tax"), overrideAccount: .fullName("Sales:Labor")),
      InvoiceLine(item: .listID(ListID("80000007-1")), quantity: Quantity("-2"), amount: Amount("-0.50")),
      InvoiceLine(
        item: .fullName("Parts"), quantity: Quantity("0.33333"), rate: Rate("0.00001"), amount: Amount("0")),
      InvoiceLine(description: "continued"),
    ]
    return invoice
  }

  private static var requests: [any QBXMLRequest] {
    var customer = CustomerAdd(name: "New York office", parent: .fullName("Contoso & Söhne"))
    customer.companyName = "Contoso & Söhne"
    customer.billAddress = address
    customer.phone = "+1 518 555 0100"
    customer.email = "ap@contoso.example"
    customer.terms = .fullName("Net 30")
    customer.externalGUID = "{00000000-0000-0000-0000-000000000001}"
    var vendor = VendorAdd(name: "Fabrikam")
    vendor.address = address
    vendor.notes = "made by autopost"
    var service = ItemAdd(
      kind: .service, name: "Labor", account: .fullName("Sales"), parent: .fullName("Work"))
    service.description = "Work by the hour"
    service.salesTaxCode = .fullName("Non")
    var part = ItemAdd(kind: .nonInventory, name: "Disk", account: .fullName("Sales"))
    part.purchase = ItemAdd.Purchase(
      expenseAccount: .fullName("Cost of Goods Sold"), description: "disk", cost: Rate("12.345"),
      vendor: .fullName("Fabrikam"))
    part.manufacturerPartNumber = "D-1"
    part.price = Rate("20")
    let other = ItemAdd(kind: .otherCharge, name: "Rounding", account: .fullName("Autotask Other"))
    var account = AccountAdd(name: "Autotask Tax", type: .otherCurrentLiability)
    account.description = "Tax as Autotask billed it"
    let morning = WrittenTime("2026-11-20T08:05:09")
    var requests: [any QBXMLRequest] = [
      HostQuery(), CompanyQuery(ownerID: "{11111111-2222-3333-4444-555555555555}"), PreferencesQuery(),
      account,
      customer, vendor, service, part, other, invoice,
      TransactionQuery(.invoice, .txnIDs([TxnID("43-1789510995")]), includesLines: true, includesLinks: true),
      TransactionQuery(.invoice, .refNumbers(["INV-0001042"]), includesLinks: true),
      TransactionQuery(
        .invoice,
        .filter(
          entity: .listID(ListID("80000035-1785958998")), from: CalendarDate("2026-11-01"),
          to: CalendarDate("2026-11-30"))),
      TransactionQuery(.purchaseOrder, .txnIDs([TxnID("50-1")]), includesLines: true, includesLinks: true),
      ReceivePaymentQuery(.modified(from: morning, to: nil)),
      ListQuery(.entity, .fullNames(["Contoso & Söhne"])), ListQuery(.customer, .listIDs([ListID("80-1")])),
      ListQuery(.account, .filter(.all, modifiedFrom: morning), ownerIDs: ["0"]),
    ]
    for kind in ListQuery.Kind.allCases { requests.append(ListQuery(kind)) }
    return requests
  }

  /// `RECORD=1` writes the file anew, and fails.
  @Test func `every kind of request goes out as it always did`() throws {
    let rendered = try Golden.requests.map { try $0.rendered() }
    let set = try MessageSet.assemble(
      requests: rendered, requestIDs: rendered.indices.map { RequestID("000012-\($0)") },
      newMessageSetID: "AB1F2395", oldMessageSetID: "AB1F2394")
    #expect(try MessageSet.isRead(set.meaning, from: set.bytes))
    #expect(rendered.filter(\.writes).map(\.message).count == 7)
    try Schema.validate(set.bytes, named: "golden")
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Golden/every-request.qbxml")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(set.bytes).write(to: file)
      Issue.record("recorded anew: \(file.lastPathComponent)")
    }
    let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let written = String(decoding: set.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (number, (line, should)) in zip(written, golden).enumerated() where line != should {
      Issue.record("line \(number + 1): \"\(line)\" where \"\(should)\" was")
      break
    }
    #expect(written.count == golden.count)
  }

  @Test(arguments: [
    (["a", "a"], "m", QBXMLProblem.Code.messageSet), (["", "b"], "m", .messageSet),
    (["a", "b c"], "m", .messageSet), (["a", String(repeating: "x", count: 51)], "m", .tooLong),
    (["a", "b"], String(repeating: "x", count: 24), .tooLong), (["a", "b"], "<", .messageSet),
  ])
  func `ids that QuickBooks would refuse never leave`(
    ids: [String], set: String, code: QBXMLProblem.Code
  ) throws {
    let host = try HostQuery().rendered()
    let problem = #expect(throws: QBXMLProblem.self) {
      try MessageSet.assemble(
        requests: [host, host], requestIDs: ids.map { RequestID($0) }, newMessageSetID: set)
    }
    #expect(problem?.code == code)
  }

  @Test func `a changed byte is seen when a set is read back`() throws {
    let set = try MessageSet.assemble(
      requests: [Golden.invoice.rendered()], requestIDs: [RequestID("1")], newMessageSetID: nil)
    let text = String(decoding: set.bytes, as: UTF8.self)
    for (old, new) in [("95.00", "95.01"), ("<Desc>continued", "<Desc> continued"), ("Tax</", "Non</")] {
      let changed = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
      #expect(changed != set.bytes)
      #expect(try !MessageSet.isRead(set.meaning, from: changed))
    }
    #expect(throws: QBXMLProblem.self) {
      try MessageSet.isRead(set.meaning, from: Array(set.bytes.dropLast(4)))
    }
    #expect(throws: QBXMLProblem.self) {
      try MessageSet.isRead(set.meaning, from: Array(text.replacing("13.0", with: "12.0").utf8))
    }
  }
}
