import Accounting
import Autotask
import Findings
import PostingRules
import QBXML
import Settings
import Testing

@Suite("An invoice becomes a request to QuickBooks")
struct PostingTests {
  private func posting(_ change: (inout World) -> Void = { _ in }) throws -> InvoicePosting {
    var world = World()
    change(&world)
    return try #require(world.posting, "\(world.held.map(\.text))")
  }

  @Test("Customer, date, bill-to, print and e-mail flags, and the line")
  func whole() throws {
    let posting = try posting()
    var invoice = InvoiceAdd(customer: .listID(ListID("C-1")))
    invoice.date = CalendarDate("2026-11-02")
    invoice.billAddress = Address(
      lines: ["Larkspur Dental", "1 Mill Street"], city: "Albany", state: "NY", postalCode: "12207")
    invoice.isToBePrinted = false
    invoice.isToBeEmailed = false
    invoice.lines = [
      InvoiceLine(
        item: .listID(ListID("I-1")), description: "Replaced disk", quantity: Quantity("1"), rate: Rate("95"),
        serviceDate: CalendarDate("2026-10-30"))
    ]
    #expect(posting.request == invoice)
    #expect(posting.ensures.isEmpty)
    #expect(posting.notices.isEmpty)
    #expect(posting.net == Amount("95"))
    #expect(posting.billingItems == [BillingItemID(26101)])
  }

  // MARK: Lines

  @Test(
    "Quantity and rate where they give the billed amount to the cent, else quantity and amount",
    arguments: [
      ("1.0000", "95.0000", "95.0000", Rate("95"), Amount?.none),
      ("1.5000", "63.3333", "95.0000", Rate("63.3333"), nil),
      ("3.1750", "100.0000", "386.6450", nil, Amount("386.65")),
      ("0.3333", "285.0000", "95.0000", nil, Amount("95")),
      ("2.0000", "0.0000", "95.0000", nil, Amount("95")),
      ("-2.0000", "-47.5000", "95.0000", Rate("-47.5"), nil),
    ])
  func amounts(quantity: String, rate: String, billed: String, sentRate: Rate?, sent: Amount?) throws {
    let posting = try posting {
      $0.set(line: "quantity", quantity)
      $0.set(line: "rate", rate)
      $0.set(line: "totalAmount", billed)
      $0.set(line: "extendedPrice", billed)
      $0.set(invoice: "invoiceTotal", billed)
    }
    let line = posting.request.lines[0]
    #expect(line.quantity == Quantity(quantity))
    #expect(line.rate == sentRate)
    #expect(line.amount == sent)
  }

  @Test("A quantity of nothing is left out, as users type it for discounts")
  func noQuantity() throws {
    let line = try posting { $0.set(line: "quantity", "0.0000") }.request.lines[0]
    #expect(line.quantity == nil)
    #expect(line.rate == nil)
    #expect(line.amount == Amount("95"))
  }

  @Test("A discount item goes without quantity and rate, for QuickBooks takes none")
  func discount() throws {
    let line = try posting { $0.lists?.items.add(World.entry("I-1", "Labor", kind: "ItemDiscount")) }.request
      .lines[0]
    #expect(line.quantity == nil)
    #expect(line.rate == nil)
    #expect(line.amount == Amount("95"))
  }

  @Test(
    "The description is the printed one, else the line's own, else its name",
    arguments: [
      ("Printed", "Own", "Name", "Printed"), (nil, "Own", "Name", "Own"), ("", "Own", "Name", "Own"),
      (nil, nil, "Name", "Name"), (nil, nil, nil, nil),
    ] as [(String?, String?, String?, String?)])
  func descriptions(full: String?, own: String?, name: String?, sent: String?) throws {
    let posting = try posting {
      $0.set(line: "lineItemFullDescription", full)
      $0.set(line: "description", own)
      $0.set(line: "itemName", name)
    }
    #expect(posting.request.lines[0].description == sent)
  }

  @Test("A description over 4,095 characters goes on in lines of text")
  func continuation() throws {
    let words = String(repeating: "Replaced the disk of a workstation. ", count: 250)
    let lines = try posting { $0.set(line: "description", words) }.request.lines
    #expect(lines.count == 3)
    #expect(lines.map(\.item) == [.listID(ListID("I-1")), nil, nil])
    #expect(lines.dropFirst().allSatisfy { $0.amount == nil && $0.quantity == nil && $0.salesTaxCode == nil })
    let sent = lines.compactMap(\.description)
    #expect(sent.allSatisfy { $0.utf16.count <= 4_095 })
    #expect(sent.joined(separator: " ") == words.dropLast() || sent.joined(separator: " ") == words)
  }

  @Test("Lines stand in the order of print")
  func order() throws {
    let posting = try posting {
      $0.set(invoice: "invoiceTotal", "100.0000")
      $0.set(line: "description", "last")
      $0.add(26104, "1.0000", ["description": "first", "sortOrderID": "1"])
      $0.add(26103, "2.0000", ["description": "third", "sortOrderID": "3"])
      $0.add(26102, "2.0000", ["description": "second", "sortOrderID": "2"])
    }
    #expect(posting.request.lines.map(\.description) == ["first", "second", "third", "last"])
  }

  @Test("What rounding leaves over is one line, not taxable, to the account Autotask Other")
  func rounding() throws {
    let posting = try posting {
      $0.lists?.preferences.usesSalesTax = true
      $0.lists?.preferences.taxableCode = "Tax"
      $0.lists?.preferences.nonTaxableCode = "Non"
      $0.lines = [:]
      for id in 1...3 { $0.add(Int64(id), "10.0050") }
      $0.set(invoice: "invoiceTotal", "30.0150")
    }
    #expect(posting.net == Amount("30.02"))
    #expect(posting.request.lines.map(\.amount) == [nil, nil, nil, Amount("-0.01")])
    #expect(posting.request.lines.prefix(3).allSatisfy { $0.rate == Rate("10.005") }, "three times 10.01")
    #expect(
      posting.request.lines[3]
        == InvoiceLine(
          item: .fullName("Rounding"), description: "Rounding", amount: Amount("-0.01"),
          salesTaxCode: .fullName("Non")))
    #expect(posting.ensures.map(\.key) == ["item:rounding"])
    let add = try #require(posting.ensures[0].creation as? ItemAdd)
    #expect(add == ItemAdd(kind: .otherCharge, name: "Rounding", account: .listID(ListID("A-1"))))
  }

  // MARK: Items

  @Test("A tilde makes sub-items; those above are made first, and exist by their ListID")
  func subItems() throws {
    let posting = try posting {
      $0.codes = [11: ["name": "Tech ~ On-Site: Service~Non-Billable"]]
      $0.lists?.items.add(World.entry("I-7", "TECH", kind: "ItemService"))
    }
    #expect(posting.request.lines[0].item == .fullName("Tech:On-Site- Service:Non-Billable"))
    let adds = posting.ensures.compactMap { $0.creation as? ItemAdd }
    #expect(adds.map(\.name) == ["On-Site- Service", "Non-Billable"])
    #expect(adds.map(\.parent) == [.listID(ListID("I-7")), .fullName("Tech:On-Site- Service")])
    #expect(adds.allSatisfy { $0.kind == .service && $0.account == .listID(ListID("A-1")) })
    #expect(posting.ensures.map(\.lookUp.message) == ["ItemQueryRq", "ItemQueryRq"])
  }

  @Test("New items go to the account that accounts.csv says for their billing code")
  func account() throws {
    let posting = try posting {
      $0.codes = [11: ["name": "Travel"]]
      $0.lists?.accounts.add(World.entry("A-2", "Travel Income", kind: "Income"))
      $0.mappings = ["accounts.csv": "connector,billing code,account\n,travel,Travel Income\n"]
    }
    #expect(posting.ensures.compactMap { ($0.creation as? ItemAdd)?.account } == [.listID(ListID("A-2"))])
  }

  @Test("Accounts are made only where the settings ask for it")
  func newAccount() throws {
    let posting = try posting {
      $0.codes = [11: ["name": "Travel"]]
      $0.lists?.accounts = EntryList()
      $0.connector.create = [.customers, .items, .accounts]
    }
    #expect(posting.ensures.map(\.key) == ["account:autotask other", "item:travel"])
    #expect(
      posting.ensures[0].creation as? AccountAdd == AccountAdd(name: "Autotask Other", type: .income))
  }

  @Test("A name over 31 characters is cut, trailing blanks off, and said")
  func cut() throws {
    let posting = try posting { $0.codes = [11: ["name": "Managed Workstation Services a month"]] }
    #expect(posting.request.lines[0].item == .fullName("Managed Workstation Services a"))
    #expect(
      posting.notices == [
        Finding(
          .itemNameCut, .notice,
          problem: "billing code 11 \"Managed Workstation Services a month\" is longer than the 31 characters"
            + " QuickBooks holds; its item is \"Managed Workstation Services a\"",
          remedy: "Shorten the name in Autotask if the item must show all of it.", item: "invoice:8491")
      ])
  }

  // MARK: Customers

  @Test(
    "The customer is the stored one, else the mapped, else the one of exactly that name",
    arguments: [
      (ListID?.some(ListID("C-9")), "Larkspur HQ", "C-9"), (nil, "larkspur hq ", "C-8"),
      (ListID("C-GONE"), "", "C-1"), (nil, "", "C-1"),
    ])
  func customer(known: ListID?, mapped: String, listID: String) throws {
    let posting = try posting {
      $0.set(organization: "companyName", "  LARKSPUR Dental ")
      $0.lists?.customers.add(World.entry("C-8", "Larkspur HQ"))
      $0.lists?.customers.add(World.entry("C-9", "Something else"))
      $0.knownCustomer = known
      if !mapped.isEmpty {
        $0.mappings = [
          "organizations.csv": "organizationID,organization,connector,customer\n201,,,\(mapped)\n"
        ]
      }
    }
    #expect(posting.request.customer == .listID(ListID(listID)))
  }

  @Test("An inactive customer still gets its invoice")
  func inactive() throws {
    let posting = try posting {
      var customer = World.entry("C-1", "Larkspur Dental")
      customer.isActive = false
      $0.lists?.customers.add(customer)
    }
    #expect(posting.request.customer == .listID(ListID("C-1")))
  }

  @Test("A new customer is made with address, phones and tax flag; the parents of a job come first")
  func newCustomer() throws {
    let posting = try posting {
      $0.organization = [
        "companyName": "Fabrikam ~ Plant 2", "phone": "+1 (518) 555-0100 ext. 4711", "fax": "518-555-0101",
        "address1": "9 Dock Road", "city": "Troy", "isTaxExempt": "true", "billToAttention": "Ann Lee",
        "billingAddress1": "PO Box 7", "billToCity": "Albany", "billToState": "NY", "billToZipCode": "12201",
        "billToCountryID": "237",
      ]
      $0.lists?.preferences.usesSalesTax = true
      $0.lists?.preferences.taxableCode = "Tax"
      $0.lists?.preferences.nonTaxableCode = "Non"
    }
    #expect(posting.request.customer == .fullName("Fabrikam:Plant 2"))
    #expect(posting.ensures.map(\.key) == ["customer:fabrikam", "customer:fabrikam:plant 2"])
    let adds = posting.ensures.compactMap { $0.creation as? CustomerAdd }
    #expect(adds[0] == CustomerAdd(name: "Fabrikam"))
    var job = CustomerAdd(name: "Plant 2", parent: .fullName("Fabrikam"))
    job.companyName = "Plant 2"
    job.billAddress = Address(
      lines: ["Plant 2", "Attn: Ann Lee", "PO Box 7"], city: "Albany", state: "NY", postalCode: "12201",
      country: "United States")
    job.phone = "+1(518)555-0100ext.47"
    job.fax = "518-555-0101"
    job.salesTaxCode = .fullName("Non")
    #expect(adds[1] == job)
    #expect(posting.request.billAddress == job.billAddress)
  }

  @Test("A job below a customer that exists names its parent by ListID")
  func job() throws {
    let posting = try posting { $0.set(organization: "companyName", "Larkspur Dental~North") }
    #expect(
      posting.ensures.compactMap { ($0.creation as? CustomerAdd)?.parent } == [.listID(ListID("C-1"))])
  }

  @Test("The word new makes a customer although a similar one exists")
  func new() throws {
    let posting = try posting {
      $0.set(organization: "companyName", "Larkspur Dental, LLC")
      $0.mappings = ["organizations.csv": "organizationID,organization,connector,customer\n201,,,new\n"]
    }
    #expect(posting.request.customer == .fullName("Larkspur Dental, LLC"))
  }

  @Test("Before the first lists answer everything goes by exact name, with all that makes it")
  func atOnce() throws {
    let posting = try posting {
      $0.lists = nil
      $0.set(organization: "companyName", "Contoso~Job 5")
      $0.codes = [11: ["name": "Labor~Night"]]
    }
    #expect(posting.request.customer == .fullName("Contoso:Job 5"))
    #expect(posting.request.lines[0].item == .fullName("Labor:Night"))
    #expect(
      posting.ensures.map(\.key) == [
        "customer:contoso", "customer:contoso:job 5", "item:labor", "item:labor:night",
      ])
    #expect(posting.request.lines[0].salesTaxCode == nil)
    #expect(
      posting.ensures.compactMap { ($0.creation as? ItemAdd)?.account }
        == [.fullName("Autotask Other"), .fullName("Autotask Other")])
  }

  // MARK: Header

  @Test("An address of more than five lines is cut, and said")
  func longAddress() throws {
    let posting = try posting {
      $0.set(organization: "billToAttention", "Accounts Payable Department")
      $0.set(organization: "address1", "The Old Mill Building, Suite 400, East Entrance")
      $0.set(organization: "address2", "1 Mill Street")
      $0.set(organization: "additionalAddressInformation", "behind the station")
      $0.set(organization: "state", "New York State of the Union")
    }
    #expect(
      posting.request.billAddress?.lines == [
        "Larkspur Dental", "Attn: Accounts Payable Department", "The Old Mill Building, Suite 400, East",
        "Entrance", "1 Mill Street",
      ])
    #expect(posting.request.billAddress?.state == "New York State of the")
    #expect(
      posting.notices.map(\.problem) == [
        "the bill-to address of organization 201 \"Larkspur Dental\" is longer than QuickBooks holds; cut: street,"
          + " state"
      ])
    #expect(posting.notices.map(\.id) == [.addressCut])
  }

  @Test(
    "The purchase order number is the invoice's, else the one its lines agree on; cut to 25 and said",
    arguments: [
      ("PO 77", ["A", "B"], "PO 77"), (nil, ["A", "A"], "A"), (nil, ["A", nil], "A"), (nil, ["A", "B"], nil),
      (nil, [nil, nil], nil), ("PO-2026-0000000000000000000077", [nil, nil], "PO-2026-00000000000000000"),
    ] as [(String?, [String?], String?)])
  func orderNumber(own: String?, lines: [String?], sent: String?) throws {
    let posting = try posting {
      $0.set(invoice: "orderNumber", own)
      $0.set(invoice: "invoiceTotal", "100.0000")
      $0.set(line: "purchaseOrderNumber", lines[0])
      $0.add(26102, "5.0000", ["purchaseOrderNumber": lines[1]])
    }
    #expect(posting.request.poNumber == sent)
    #expect(posting.notices.map(\.id) == ((own?.count ?? 0) > 25 ? [.purchaseOrderNumberCut] : []))
  }

  @Test(
    "Print and e-mail as the organization says, else the settings",
    arguments: [
      (String?.none, Transmission.none, false, false), (nil, .print, true, false), (nil, .both, true, true),
      ("1", .none, true, false), ("2", .none, false, true), ("3", .none, true, true),
      ("4", .both, false, false),
      ("Print", .none, true, false), ("0", .print, true, false),
    ])
  func transmission(method: String?, setting: Transmission, prints: Bool, mails: Bool) throws {
    let posting = try posting {
      $0.connector.transmission = setting
      $0.set(organization: "invoiceMethod", method)
      $0.labels = ["1": "Print", "2": "Email", "3": "Print and E-mail", "4": "Do Not Transmit"]
      var customer = World.entry("C-1", "Larkspur Dental")
      customer.hasEmail = true
      $0.lists?.customers.add(customer)
    }
    #expect(posting.request.isToBePrinted == prints)
    #expect(posting.request.isToBeEmailed == mails)
    #expect(posting.notices.isEmpty)
  }

  @Test("A transmission method without its label is said, and the settings decide")
  func label() throws {
    let posting = try posting {
      $0.connector.transmission = .print
      $0.set(organization: "invoiceMethod", "7")
    }
    #expect(posting.request.isToBePrinted == true)
    #expect(
      posting.notices == [
        Finding(
          .transmissionUnknown, .notice,
          problem:
            "organization 201 \"Larkspur Dental\" has the transmission method 7, whose label has not arrived, so"
            + " the settings' transmission print counts",
          remedy:
            "Add entityInformation/Companies.json (the answer of Companies/entityInformation/fields) to the"
            + " export.", item: "invoice:8491")
      ])
  }

  @Test(
    "invoice-numbers: autotask sends the number of Autotask, to eleven characters",
    arguments: ["1", "2020.0046", "  0042 ", "12345678901"])
  func numbers(number: String) throws {
    let posting = try posting {
      $0.connector.invoiceNumbers = .autotask
      $0.set(invoice: "invoiceNumber", number)
    }
    #expect(posting.request.refNumber == String(number.drop { $0 == " " }.prefix { $0 != " " }))
  }

  @Test("Notes, terms, due date and template do not travel")
  func nothingElse() throws {
    let request = try posting().request
    #expect(request.memo == nil)
    #expect(request.terms == nil)
    #expect(request.dueDate == nil)
    #expect(request.template == nil)
    #expect(request.receivablesAccount == nil)
  }

  // MARK: Preferences

  @Test(
    "Tax codes are the preferences' two, and only where sales tax is on",
    arguments: [
      // Invoice tax, line tax, tax category, sales tax on, code sent.
      ("0.0000", "0.0000", String?.none, true, String?.some("Non")), ("7.6000", "7.6000", nil, true, "Tax"),
      ("7.6000", "0.0000", "3", true, "Non"), ("0.0000", "0.0000", "3", true, "Tax"),
      ("7.6000", "7.6000", nil, false, nil),
    ])
  func taxCodes(tax: String, lineTax: String, category: String?, isOn: Bool, code: String?) throws {
    let posting = try posting {
      $0.set(invoice: "totalTaxValue", tax)
      $0.set(line: "taxDollars", lineTax)
      $0.set(line: "taxCategoryID", category)
      $0.lists?.preferences.usesSalesTax = isOn
      $0.lists?.preferences.taxableCode = "Tax"
      $0.lists?.preferences.nonTaxableCode = "Non"
    }
    #expect(posting.request.lines[0].salesTaxCode == code.map { .fullName($0) })
    #expect(posting.request.customerSalesTaxCode == nil, "an existing customer's is never overridden")
  }

  @Test(
    "Classes only where class tracking is on and the line of business is mapped",
    arguments: [
      (true, String?.some("5"), ListID?.some(ListID("K-1"))), (true, nil, ListID("K-2")), (true, "6", nil),
      (false, "5", nil),
    ])
  func classes(isOn: Bool, business: String?, listID: ListID?) throws {
    let posting = try posting {
      $0.lists?.preferences.usesClasses = isOn
      $0.lists?.classes.add(World.entry("K-1", "Field"))
      $0.lists?.classes.add(World.entry("K-2", "Office"))
      $0.linesOfBusiness = [5: "East > Field", 6: "West > Field"]
      $0.mappings = [
        "classes.csv": "connector,line of business,class\n,East > Field,field\n,,Office\n,West > Field,\n"
      ]
      $0.set(line: "organizationalLevelAssociationID", business)
    }
    #expect(posting.request.lines[0].class == listID.map { .listID($0) })
  }

  @Test(
    "A customer of the same currency gets its invoice, however QuickBooks spells it",
    arguments: [("EUR", "Euro"), ("EUR", "EUR"), ("CHF", "Swiss Franc"), ("GBP", "British Pound Sterling")])
  func currency(code: String, name: String) throws {
    let posting = try posting {
      ($0.currencies, $0.houseCurrency) = ([1: "USD", 2: code], 1)
      $0.set(organization: "currencyID", "2")
      var customer = World.entry("C-1", "Larkspur Dental")
      customer.currency = name
      $0.lists?.customers.add(customer)
    }
    #expect(posting.request.customer == .listID(ListID("C-1")))
  }

  // MARK: Text

  @Test("Characters that QuickBooks cannot keep are replaced, and said")
  func replaced() throws {
    let posting = try posting {
      $0.set(line: "description", "Router → Switch\r\n½ hour\u{2028}done\t✓ café")
      $0.set(organization: "address1", "1 Mill Street → rear")
    }
    #expect(posting.request.lines[0].description == "Router -> Switch\n½ hour\ndone [x] café")
    #expect(posting.request.billAddress?.lines.last == "1 Mill Street -> rear")
    #expect(
      posting.notices.map(\.problem) == [
        "in the address of organization 201 characters that QuickBooks cannot keep are replaced: \"→\" (U+2192) by"
          + " \"->\"",
        "in the description of billing item 26101 characters that QuickBooks cannot keep are replaced: \"→\" (U+2192)"
          + " by \"->\", U+2028 by a line end, \"✓\" (U+2713) by \"[x]\"",
      ])
    #expect(Set(posting.notices.map(\.id)) == [.textReplaced])
  }

  @Test("A character that only looks like a tilde or a colon parts no name")
  func lookalikes() throws {
    let posting = try posting {
      $0.codes = [11: ["name": "Labor ≈ 2：1"]]
      $0.set(organization: "companyName", "North\u{2028}Wind ∼ Co")
    }
    #expect(posting.request.lines[0].item == .fullName("Labor - 2-1"))
    #expect(posting.request.customer == .fullName("North Wind - Co"))
  }
}
