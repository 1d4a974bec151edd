import Accounting
import Findings
import PostingRules
import QBXML
import Settings
import Testing

/// One rule that holds an invoice, and the words it says it with.
struct Holding: Sendable, CustomTestStringConvertible {
  var id: FindingID
  var problem: String
  var remedy: String
  var change: @Sendable (inout World) -> Void
  var testDescription: String { "\(id): \(problem.prefix(60))" }

  init(
    _ id: FindingID, _ problem: String, _ remedy: String, _ change: @escaping @Sendable (inout World) -> Void
  ) {
    (self.id, self.problem, self.remedy, self.change) = (id, problem, remedy, change)
  }
}

@Suite("Each rule holds an invoice in its own words")
struct HoldingTests {
  static let long = "Larkspur Dental and Orthodontic Associates of Albany"

  static let arrivals: [Holding] = [
    Holding(
      .voided, "invoice 8491 is voided in Autotask",
      "Nothing is to be done: a voided invoice is not transferred."
    ) { $0.set(invoice: "isVoided", "true") },
    Holding(
      .fieldInvalid, "invoice 8491: the field invoiceTotal \"95,00\" is not a decimal number such as 1250.00",
      "Correct invoiceTotal in Autotask, or in the exporting program, and export the record again."
    ) { $0.set(invoice: "invoiceTotal", "95,00") },
    Holding(
      .fieldInvalid, "billing item 26101: the field quantity \"99999999999.99\" is too large",
      "Correct quantity in Autotask, or in the exporting program, and export the record again."
    ) { $0.set(line: "quantity", "99999999999.99") },
    Holding(
      .fieldInvalid,
      "billing item 26101: the field itemDate \"soon\" is not a date such as 2026-10-01 or"
        + " 2026-10-01T00:00:00Z",
      "Correct itemDate in Autotask, or in the exporting program, and export the record again."
    ) { $0.set(line: "itemDate", "soon") },
    Holding(
      .fieldInvalid, "organization 201: the field isTaxExempt \"perhaps\" is neither true nor false",
      "Correct isTaxExempt in Autotask, or in the exporting program, and export the record again."
    ) { $0.set(organization: "isTaxExempt", "perhaps") },
    Holding(
      .fieldInvalid, "invoice 8491 has no invoice date (invoiceDateTime)",
      "Export the invoice again with the field invoiceDateTime."
    ) { $0.set(invoice: "invoiceDateTime", nil) },
    Holding(
      .organizationMissing, "invoice 8491 names no organization (companyID)",
      "Export the invoice again with the field companyID."
    ) { $0.set(invoice: "companyID", nil) },
    Holding(
      .organizationMissing, "organization 201 of invoice 8491 has not arrived in any export",
      "Export Companies with organization 201 and drop the file into inbox/; the invoice then goes by itself."
    ) { $0.organization = nil },
    Holding(
      .organizationMissing, "organization 201 of invoice 8491 has not arrived in any export",
      "Export Companies with organization 201 and drop the file into inbox/; the invoice then goes by itself."
    ) { $0.set(organization: "companyName", nil) },
    Holding(
      .totalMissing, "invoice 8491 has no total (invoiceTotal)",
      "Export the invoice again with the field invoiceTotal."
    ) { $0.set(invoice: "invoiceTotal", nil) },
    Holding(
      .linesMissing, "no line of invoice 8491 (total 95.00) has arrived in any export",
      "Export BillingItems with invoiceID 8491 and drop the file into inbox/; the invoice then goes by itself."
    ) { $0.lines = [:] },
    Holding(
      .linesMissing, "no line of invoice 8491 (total 0.00) has arrived in any export",
      "Export BillingItems with invoiceID 8491 and drop the file into inbox/; the invoice then goes by itself."
    ) {
      $0.lines = [:]
      $0.set(invoice: "invoiceTotal", "0.0000")
    },
    Holding(
      .doesNotReconcile,
      "the one line of invoice 8491 does not add up to its total 250.00 (sums: totalAmount 95.00, extendedPrice 95.00)",
      "Export all BillingItems with invoiceID 8491 again; if the sums still differ, correct the invoice in Autotask,"
        + " or enter it by hand and run autopost resolve invoice:8491 --by-hand --reason TEXT."
    ) { $0.set(invoice: "invoiceTotal", "250.0000") },
    Holding(
      .billingCodeMissing, "billing item 26101 \"Work on site\" has no billing code",
      "Choose a billing code in Autotask, then export the invoice again."
    ) { $0.set(line: "billingCodeID", nil) },
    Holding(
      .billingCodeUnknown,
      "billing code 12 of billing item 26101 \"Work on site\" has not arrived in any export",
      "Export BillingCodes with billing code 12 and drop the file into inbox/; the invoice then goes by itself."
    ) { $0.set(line: "billingCodeID", "12") },
  ]

  static let eligibility: [Holding] = [
    Holding(
      .negativeTotal, "invoice 8491 has the negative total -54.45",
      "Enter a credit memo of 54.45 for the customer in QuickBooks (Customers > Create Credit Memos/Refunds), then"
        + " run autopost resolve invoice:8491 --by-hand --reason TEXT."
    ) {
      $0.set(invoice: "invoiceTotal", "-45.0000")
      $0.set(invoice: "totalTaxValue", "-9.4500")
      for field in ["rate", "totalAmount", "extendedPrice"] { $0.set(line: field, "-45.0000") }
    },
    Holding(
      .beforeStart, "invoice 8491 is dated 2026-10-31, before transfer-from 2026-11-01",
      "Leave it if it is in QuickBooks already; else run autopost ready invoice:8491, or write an earlier transfer-from"
        + " below connector main in autopost.yaml, from which on all invoices go."
    ) { $0.set(invoice: "invoiceDateTime", "2026-10-31T00:00:00Z") },
    Holding(
      .periodClosed, "invoice 8491 is dated 2026-11-02, and the company file is closed up to 2026-11-02",
      "In QuickBooks open the period (Edit > Preferences > Accounting > Company Preferences > Set Date/Password) and"
        + " run autopost run --refresh lists, or void the invoice in Autotask and bill it anew with a later date."
    ) { $0.lists?.preferences.closingDate = CalendarDate("2026-11-02") },
    Holding(
      .billedTwice, "billing item 26101 of invoice 8491 stands in invoice:8400 already",
      "Look at both invoices in Autotask and void the wrong one; when invoice:8400 was voided, void it in QuickBooks"
        + " too and run autopost resolve invoice:8400 --not-in-quickbooks --reason TEXT."
    ) { $0.billedElsewhere = [BillingItemID(26101): ItemKey(invoice: InvoiceID(8400))] },
    Holding(
      .foreignCurrency, "invoice 8491 is in EUR, and the customer in QuickBooks has the home currency",
      "Create the customer with the currency EUR in QuickBooks (Customers > Customer Center > New Customer) and map"
        + " it in mappings/organizations.csv; the invoice goes after the next lists answer, which"
        + " autopost run --refresh lists asks for at once."
    ) {
      ($0.currencies, $0.houseCurrency) = ([1: "USD", 2: "EUR"], 1)
      $0.lists?.preferences.isMultiCurrency = true
      $0.set(organization: "currencyID", "2")
    },
    Holding(
      .featureOff,
      "multiple currencies are turned off in the company file of connector main, and invoices in EUR need them",
      "If they are to go to QuickBooks, turn them on (Edit > Preferences > Multiple Currencies > Company Preferences;"
        + " QuickBooks never lets you turn them off again), create the customers with that currency, map them in"
        + " mappings/organizations.csv and run autopost run --refresh lists; else enter each invoice by hand and run"
        + " autopost resolve ITEM --by-hand --reason TEXT."
    ) {
      ($0.currencies, $0.houseCurrency) = ([1: "USD", 2: "EUR"], 1)
      $0.set(organization: "currencyID", "2")
    },
    Holding(
      .foreignCurrency, "invoice 8491 is in EUR, and QuickBooks has no customer of that currency yet",
      "Create the customer with the currency EUR in QuickBooks (Customers > Customer Center > New Customer) and map"
        + " it in mappings/organizations.csv; the invoice goes after the next lists answer, which"
        + " autopost run --refresh lists asks for at once."
    ) {
      ($0.currencies, $0.houseCurrency) = ([1: "USD", 2: "EUR"], 1)
      $0.lists?.preferences.isMultiCurrency = true
      $0.set(organization: "currencyID", "2")
      $0.set(organization: "companyName", "Zephyr GmbH")
    },
    Holding(
      .foreignCurrency, "invoice 8491 is in the house currency, and the customer in QuickBooks has Euro",
      "In mappings/organizations.csv write a customer of the currency US Dollar in the row of organization 201 (like 201,,,NAME), or"
        + " correct the organization's currency in Autotask."
    ) {
      ($0.currencies, $0.houseCurrency) = ([1: "USD", 2: "EUR"], 1)
      $0.lists?.preferences.isMultiCurrency = true
      $0.lists?.preferences.homeCurrency = "US Dollar"
      var customer = World.entry("C-1", "Larkspur Dental")
      customer.currency = "Euro"
      $0.lists?.customers.add(customer)
    },
    Holding(
      .foreignCurrency,
      "organization 201 \"Larkspur Dental\" has the currency number 2, and no export says which currency that is",
      "Export Currencies and drop the file into inbox/; the invoice then goes by itself."
    ) {
      $0.lists?.preferences.isMultiCurrency = true
      $0.set(organization: "currencyID", "2")
    },
    Holding(
      .numberMissing,
      "invoice 8491 has no invoice number in Autotask, from where the settings take it (invoice-numbers: autotask)",
      "Number the invoice in Autotask and export it again, or write invoice-numbers: quickbooks below connector main"
        + " in autopost.yaml."
    ) {
      $0.connector.invoiceNumbers = .autotask
      $0.set(invoice: "invoiceNumber", "  ")
    },
    Holding(
      .numberTooLong,
      "the number \"2026-00000046\" of invoice 8491 has 13 characters, and QuickBooks holds 11",
      "Shorten the number in Autotask and export the invoice again, or write invoice-numbers: quickbooks below"
        + " connector main in autopost.yaml."
    ) {
      $0.connector.invoiceNumbers = .autotask
      $0.set(invoice: "invoiceNumber", "2026-00000046")
    },
  ]

  static let customers: [Holding] = [
    Holding(
      .customerMappingUnknown,
      "organization 201 \"Larkspur Dental\" is mapped to the customer \"Larkspur\", which QuickBooks does not have",
      "Correct the customer in mappings/organizations.csv, or create \"Larkspur\" in QuickBooks (Customers > Customer"
        + " Center > New Customer); the invoice goes after the next lists answer, which"
        + " autopost run --refresh lists asks for at once."
    ) {
      $0.mappings = ["organizations.csv": "organizationID,organization,connector,customer\n201,,,Larkspur\n"]
    },
    Holding(
      .customerNearMatch,
      "organization 201 \"Larkspur Dental, LLC\" has no customer of exactly that name in QuickBooks, but a similar"
        + " one: \"Larkspur Dental\"",
      "In mappings/organizations.csv write the customer's name in the row of organization 201 (like 201,,,NAME), or the word new to"
        + " have \"Larkspur Dental, LLC\" created."
    ) { $0.set(organization: "companyName", "Larkspur Dental, LLC") },
    Holding(
      .customerNearMatch,
      "organization 201 \"Larkspur-Dental~North\" stands below \"Larkspur-Dental\", of which QuickBooks has only a"
        + " similar one: \"Larkspur Dental\"",
      "In mappings/organizations.csv write the customer's name in the row of organization 201 (like 201,,,NAME), or the word new to"
        + " have \"Larkspur-Dental:North\" created."
    ) { $0.set(organization: "companyName", "Larkspur-Dental~North") },
    Holding(
      .customerNameTooLong,
      "organization 201 \"\(long)\" has a name of 52 characters, and QuickBooks holds 41",
      "In mappings/organizations.csv write the name of an existing QuickBooks customer in the row of organization"
        + " 201 (like 201,,,NAME), or shorten the name in Autotask and export the organization again."
    ) { $0.set(organization: "companyName", long) },
    Holding(
      .customerNameTooLong,
      "organization 201 \"\(long)\" has a name of 52 characters, and QuickBooks holds 41",
      "In mappings/organizations.csv write the name of an existing QuickBooks customer in the row of organization"
        + " 201 (like 201,,main,NAME), or shorten the name in Autotask and export the organization again."
    ) {
      $0.set(organization: "companyName", long)
      $0.mappings = ["organizations.csv": "organizationID,organization,connector,customer\n201,,main,\n"]
    },
    Holding(
      .customerNameUnusable,
      "organization 201 \"A~B~C~D~E~F\" has a name of 6 levels, and QuickBooks holds five",
      "In mappings/organizations.csv write the name of an existing QuickBooks customer in the row of organization"
        + " 201 (like 201,,,NAME), or take out a ~ from the name in Autotask and export the organization again."
    ) { $0.set(organization: "companyName", "A~B~C~D~E~F") },
    Holding(
      .customerNameUnusable, "organization 201 \"Larkspur~\" has an empty part beside a ~ in its name",
      "Fill in the name in Autotask and export the organization again."
    ) { $0.set(organization: "companyName", "Larkspur~") },
    Holding(
      .customerNameUnusable,
      "organization 201 \"東 Dental\" has the character \"東\" (U+6771) in its name, which QuickBooks cannot keep",
      "In mappings/organizations.csv write the name of an existing QuickBooks customer in the row of organization"
        + " 201 (like 201,,,NAME), or take the character out of the name in Autotask and export it again."
    ) { $0.set(organization: "companyName", "東 Dental") },
    Holding(
      .nameTaken,
      "the name \"Fabrikam\" of organization 201 belongs to a vendor in QuickBooks, and a customer cannot have it"
        + " too",
      "Create a customer under another name in QuickBooks, such as \"Fabrikam (C)\", and write that name in"
        + " mappings/organizations.csv in the row of organization 201 (like 201,,,NAME)."
    ) {
      $0.set(organization: "companyName", "Fabrikam")
      $0.lists?.vendors.add(World.entry("V-1", "FABRIKAM"))
    },
    Holding(
      .nameTaken,
      "the name \"Fabrikam\" of organization 201 belongs to an employee or other name in QuickBooks (inactive), and a"
        + " customer cannot have it too",
      "Create a customer under another name in QuickBooks, such as \"Fabrikam (C)\", and write that name in"
        + " mappings/organizations.csv in the row of organization 201 (like 201,,,NAME)."
    ) {
      $0.set(organization: "companyName", "Fabrikam~Plant 2")
      var entry = World.entry("E-1", "Fabrikam")
      entry.isActive = false
      $0.lists?.otherNames.add(entry)
    },
    Holding(
      .customerCreationOff,
      "QuickBooks has no customer \"Fabrikam\", and the settings do not let customers be created",
      "Create \"Fabrikam\" in QuickBooks (Customers > Customer Center > New Customer), or add customers to create: of"
        + " connector main in autopost.yaml."
    ) {
      $0.set(organization: "companyName", "Fabrikam")
      $0.connector.create = [.items]
    },
    Holding(
      .emailAddressMissing,
      "invoice 8491 is to be e-mailed, and the customer \"Larkspur Dental\" has no e-mail address in QuickBooks",
      "Enter the address in QuickBooks (Customers > Customer Center > Larkspur Dental > Edit > Main Email) and run"
        + " autopost run --refresh lists, or change the organization's transmission method in Autotask."
    ) {
      $0.set(organization: "invoiceMethod", "2")
      $0.labels = ["2": "E-mail"]
    },
    Holding(
      .emailAddressMissing,
      "invoice 8491 is to be e-mailed, and QuickBooks has no customer \"Fabrikam\" yet, so no address for it",
      "Create the customer with its Main Email in QuickBooks (Customers > Customer Center > New Customer) and run"
        + " autopost run --refresh lists, or change the organization's transmission method in Autotask."
    ) {
      $0.connector.transmission = .email
      $0.set(organization: "companyName", "Fabrikam")
    },
    Holding(
      .textUnfit,
      "the address of organization 201 has characters that QuickBooks cannot keep: \"東\" (U+6771),"
        + " \"京\" (U+4EAC)",
      "Take them out of the text in Autotask and export the record again."
    ) { $0.set(organization: "city", "東京") },
  ]

  static let items: [Holding] = [
    Holding(
      .itemNameUnusable,
      "billing code 11 \"Labor~\" cannot become an item name: it has an empty part beside a ~",
      "Rename it in Autotask and export BillingCodes again, or name its item in mappings/items.csv."
    ) { $0.codes = [11: ["name": "Labor~"]] },
    Holding(
      .itemNameUnusable,
      "billing code 11 \"a~b~c~d~e~f\" cannot become an item name: it has 6 levels, and QuickBooks holds five",
      "Rename it in Autotask and export BillingCodes again, or name its item in mappings/items.csv."
    ) { $0.codes = [11: ["name": "a~b~c~d~e~f"]] },
    Holding(
      .itemNameUnusable,
      "billing code 11 \"Labor 🚀\" cannot become an item name: it has the character \"🚀\" (U+1F680), which QuickBooks"
        + " cannot keep",
      "Rename it in Autotask and export BillingCodes again, or name its item in mappings/items.csv."
    ) { $0.codes = [11: ["name": "Labor 🚀"]] },
    Holding(
      .itemNameCollision,
      "cut to the 31 characters QuickBooks holds, \"Managed Workstation Service, Standard\" and \"Managed Workstation"
        + " Service, Stark\" become one item \"Managed Workstation Service, St\"",
      "Rename one of them in Autotask so that the first 31 characters differ, and export BillingCodes again, or name the"
        + " item of each in mappings/items.csv."
    ) {
      $0.codes = [
        11: ["name": "Managed Workstation Service, Standard"],
        12: ["name": "Managed Workstation Service, Stark"],
      ]
    },
    Holding(
      .itemNameCollision,
      "cut to the 31 characters QuickBooks holds, \"Managed Workstation Service, Standard\" and \"Managed Workstation"
        + " Service, Stark\" become one item \"Managed Workstation Service, St\"",
      "Rename one of them in Autotask so that the first 31 characters differ, and export BillingCodes again, or name the"
        + " item of each in mappings/items.csv."
    ) {
      $0.codes = [
        11: ["name": "Managed Workstation Service, Standard ~ Day"],
        12: ["name": "Managed Workstation Service, Stark~Night"],
      ]
    },
    Holding(
      .itemKindUnusable,
      "billing code 11 \"Labor\" belongs to the QuickBooks item \"Labor\", which is of the kind ItemSubtotal and cannot"
        + " stand on an invoice line of its own",
      "Rename the item in QuickBooks (Lists > Item List), or name another one in mappings/items.csv."
    ) { $0.lists?.items.add(World.entry("I-1", "Labor", kind: "ItemSubtotal")) },
    Holding(
      .itemCreationOff,
      "the company file of connector main has no item \"Travel\" for billing code 11 \"Travel\", and the settings do not let"
        + " items be created",
      "Create the item in QuickBooks (Lists > Item List > New) and run autopost run --refresh lists, or add items to"
        + " create: of connector main in autopost.yaml; what waits for it then goes by itself."
    ) {
      $0.codes = [11: ["name": "Travel"]]
      $0.connector.create = [.customers]
    },
    Holding(
      .accountMissing,
      "the company file of connector main has no account \"Autotask Other\", which new items need",
      "Create an Income account \"Autotask Other\" in QuickBooks (Lists > Chart of Accounts > Account > New) and run"
        + " autopost run --refresh lists; what waits for it then goes by itself."
    ) {
      $0.codes = [11: ["name": "Travel"]]
      $0.lists?.accounts = EntryList()
    },
    Holding(
      .classMissing,
      "the line of business \"East > Field\" is mapped to the class \"Field\", which the company file of connector main does"
        + " not have",
      "Create the class in QuickBooks (Lists > Class List > New) and run autopost run --refresh lists, or correct"
        + " mappings/classes.csv; what waits for it then goes by itself."
    ) {
      $0.lists?.preferences.usesClasses = true
      $0.mappings = ["classes.csv": "connector,line of business,class\n,East > Field,Field\n"]
      $0.linesOfBusiness = [5: "East > Field"]
      $0.set(line: "organizationalLevelAssociationID", "5")
    },
    Holding(
      .lineOfBusinessUnknown,
      "line of business 5 of billing item 26101 \"Work on site\" has not arrived in any export, so its class is not"
        + " known",
      "Export OrganizationalLevelAssociations, OrganizationalLevel1s and OrganizationalLevel2s and drop the files into"
        + " inbox/; the invoice then goes by itself."
    ) {
      $0.lists?.preferences.usesClasses = true
      $0.mappings = ["classes.csv": "connector,line of business,class\n,East > Field,Field\n"]
      $0.set(line: "organizationalLevelAssociationID", "5")
    },
    Holding(
      .textUnfit,
      "the description of billing item 26101 has a character that QuickBooks cannot keep: \"🚀\" (U+1F680)",
      "Take it out of the text in Autotask and export the record again."
    ) { $0.set(line: "description", "Launch 🚀🚀") },
  ]

  @Test("What has not arrived whole waits", arguments: arrivals)
  func waits(holding: Holding) { check(holding) }

  @Test("What may not go is held", arguments: eligibility)
  func mayNotGo(holding: Holding) { check(holding) }

  @Test("A customer in doubt is not guessed", arguments: customers)
  func customerInDoubt(holding: Holding) { check(holding) }

  @Test("An item, an account or a class in doubt is not guessed", arguments: items)
  func itemInDoubt(holding: Holding) { check(holding) }

  private func check(_ holding: Holding) {
    var world = World()
    #expect(world.held == [], "the case itself has nothing against it")
    holding.change(&world)
    #expect(
      world.held == [
        Finding(holding.id, .held, problem: holding.problem, remedy: holding.remedy, item: "invoice:8491")
      ])
  }

  @Test("All that stands against an invoice is said at once")
  func together() {
    var world = World()
    world.set(invoice: "invoiceDateTime", "2026-10-31T00:00:00Z")
    world.set(line: "billingCodeID", nil)
    world.lists?.preferences.closingDate = CalendarDate("2026-12-31")
    world.set(organization: "companyName", HoldingTests.long)
    #expect(
      world.held.map(\.id) == [.beforeStart, .periodClosed, .customerNameTooLong, .billingCodeMissing])
  }

  @Test(
    "What no export has brought is not taken for nothing",
    arguments: [
      ("isVoided", "isVoided"), ("invoiceDateTime", "invoiceDateTime"), ("invoiceTotal", "invoiceTotal"),
      ("totalTaxValue", "totalTaxValue"), ("companyID", "companyID"),
    ])
  func leftOut(field: String, words: String) {
    var world = World()
    world.invoice.removeValue(forKey: field)
    if field == "isVoided" { world.invoice.removeValue(forKey: "voidedDate") }
    #expect(
      world.held == [
        Finding(
          .fieldsLeftOut, .held, problem: "no export has brought the field \(words) of invoice 8491",
          remedy:
            "Export Invoices again without IncludeFields, or with \(words) among them, and drop the file into"
            + " inbox/; the invoice then goes by itself.", item: "invoice:8491")
      ])
  }

  @Test("Fields that every line lacks are said once")
  func leftOutOfLines() {
    var world = World()
    for id in Int64(1)...5 { world.lines[id] = ["invoiceID": "8491", "totalAmount": "1", "rate": "1"] }
    world.lines[26101] = nil
    #expect(
      world.held.map(\.problem) == [
        "no export has brought the fields billingCodeID, taxDollars of billing items 1, 2, 3 and 2 more of invoice 8491"
      ])
  }

  @Test("What another program transferred does not go again, unless a person wants the duplicate")
  func transferredBefore() {
    var world = World()
    world.set(invoice: "webServiceDate", "2026-11-03T08:12:00Z")
    guard case .transferredBefore(let when, let finding) = world.judgement else {
      Issue.record("it is \(world.judgement)")
      return
    }
    #expect(when == "2026-11-03T08:12:00Z")
    #expect(
      finding
        == Finding(
          .alreadyTransferred, .notice,
          problem:
            "invoice 8491 was transferred before, says Autotask (Web Service Use Date 2026-11-03T08:12:00Z)",
          remedy:
            "Nothing is to be done; to post it again although that makes a duplicate, run autopost retransfer"
            + " --duplicate invoice:8491.", item: "invoice:8491"))
    world.isRetransfer = true
    #expect(world.posting != nil)
  }

  @Test("A filled invoice number alone is no transfer")
  func number() {
    var world = World()
    world.set(invoice: "invoiceNumber", "1042")
    #expect(world.posting?.request.refNumber == nil)
    #expect(world.held == [])
  }

  @Test("What is dated before the start goes when a person makes it ready")
  func madeReady() {
    var world = World()
    world.set(invoice: "invoiceDateTime", "2026-10-31T00:00:00Z")
    world.isMadeReady = true
    #expect(world.posting?.request.date == CalendarDate("2026-10-31"))
  }

  @Test(
    "The day after the closing date, the start day and a total of nothing are no obstacles",
    arguments: ["2026-11-01", "2026-11-02"])
  func edges(date: String) {
    var world = World()
    world.set(invoice: "invoiceDateTime", "\(date)T00:00:00Z")
    world.lists?.preferences.closingDate = CalendarDate("2026-10-31")
    world.set(invoice: "invoiceTotal", "0.0000")
    for field in ["rate", "totalAmount", "extendedPrice"] { world.set(line: field, "0.0000") }
    #expect(world.posting?.net == .zero)
  }
}
