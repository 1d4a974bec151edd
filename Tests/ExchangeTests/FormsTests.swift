import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("The form in which a month was exported does not show in what goes to QuickBooks")
struct FormsTests {
  /// Taxed and untaxed lines, a class, two addresses, two invoices of one organization, a zero, a refund, a service.
  static let month: [Export.File] = {
    var export = Export()
    export.companies = [
      Export.Company(id: 201, name: "Alder Freight", more: ["\"countryID\":237"]),
      Export.Company(
        id: 202, name: "Café Röstwerk & Söhne ~ Plant 2",
        more: [
          "\"billToAttention\":\"Ann Lee\"", "\"billingAddress1\":\"PO Box 7\"", "\"billToCity\":\"Troy\"",
          "\"billToState\":\"NY\"", "\"billToZipCode\":\"02180\"", "\"billToCountryID\":61",
          "\"isTaxExempt\":true", "\"companyNumber\":\"0042\"", "\"countryID\":237",
        ]),
    ]
    export.codes = [
      Export.Code(id: 11, name: "Labor"), Export.Code(id: 12, name: "Managed~Backup"),
      Export.Code(id: 13, name: "Hardware"),
    ]
    let taxed = ["\"taxDollars\":8.0000", "\"taxCategoryID\":1"]
    export.invoices = [
      Export.Invoice(
        8_601,
        [
          Export.Line(1, "Line one\nLine two; \"quoted\", and a comma", quantity: "2.5", rate: "95", "237.5"),
          Export.Line(
            2, code: 12, "Backup", quantity: "4", rate: "25", "100", more: taxed + ["\"serviceID\":77"]),
        ], more: ["\"totalTaxValue\":8.0000", "\"orderNumber\":\"PO-7\""]),
      Export.Invoice(
        8_602, date: "2026-11-03",
        [
          Export.Line(3, "Two thirds", quantity: "3", rate: "3.3333", "9.9999", date: "2026-10-30"),
          Export.Line(
            4, "In the field", quantity: "1.5", rate: "80", "120",
            more: ["\"organizationalLevelAssociationID\":5"]),
          Export.Line(5, code: 13, "Discount", "-20.005"),
        ]),
      Export.Invoice(
        8_603, company: 202, date: "2026-11-04", [Export.Line(6, code: 12, "Free of charge", "0")]),
      Export.Invoice(8_604, company: 202, date: "2026-11-05", [Export.Line(7, "Refund", "-45.0000")]),
      Export.Invoice(
        8_605, company: 202, date: "2026-11-05", [Export.Line(8, "Edited", "100")], total: "90.0000"),
      Export.Invoice(
        8_606, date: "2026-11-05", [Export.Line(9, "Sent before", "10")],
        more: ["\"webServiceDate\":\"2026-11-05T10:00:00Z\""]),
    ]
    return export.files + [
      Export.File(
        name: "Countries.json",
        text: Export.envelope([
          "{\"id\":237,\"displayName\":\"United States\"}", "{\"id\":61,\"displayName\":\"Denmark\"}",
        ])),
      Export.File(
        name: "OrganizationalLevel1s.json", text: Export.envelope(["{\"id\":1,\"name\":\"East\"}"])),
      Export.File(
        name: "OrganizationalLevel2s.json", text: Export.envelope(["{\"id\":2,\"name\":\"Field\"}"])),
      Export.File(
        name: "OrganizationalLevelAssociations.json",
        text: Export.envelope(["{\"id\":5,\"organizationalLevel1ID\":1,\"organizationalLevel2ID\":2}"])),
    ]
  }()

  static let forms: ExportForms = {
    do { return try ExportForms(month) } catch { preconditionFailure("\(error)") }
  }()

  /// All message sets from first contact to the last answer, and what is held.
  static func play(_ above: String = "", _ drop: (Rehearsal) throws -> Void) throws -> Outcome {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings(above: above), beliefs: ["sales-tax=on", "classes=on"])
    try rehearsal.temporary.write(
      "connector,line of business,class\n,East > Field,Field\n", to: "mappings/classes.csv")
    try rehearsal.company.addClass(name: "Field", now: rehearsal.practiceTime)
    try drop(rehearsal)
    try rehearsal.settle()
    return Outcome(
      sets: try rehearsal.keptSets(), states: try rehearsal.states(),
      findings: rehearsal.findings.filter { $0.severity != .notice }.map { "\($0.problem) [\($0.id)]" },
      refused: try rehearsal.files(in: "outbox/quarantine"))
  }

  struct Outcome: Equatable {
    var sets: [String: [UInt8]]
    var states: [String]
    var findings: [String]
    var refused: [String]
  }

  /// What the month comes to as REST records, with which every other form is compared.
  static let expected: Outcome = {
    do {
      let outcome = try play { try $0.drop(Packing.zip(month), as: "rest.zip") }
      precondition(outcome.sets.count > 2)
      return outcome
    } catch { preconditionFailure("\(error)") }
  }()

  @Test("The month itself: four invoices go, the rest says why not")
  func month() {
    #expect(
      FormsTests.expected.states == [
        "8601 confirmed", "8602 confirmed", "8603 confirmed", "8604 held negative-total",
        "8605 held does-not-reconcile", "8606 held",
      ])
    #expect(FormsTests.expected.refused == [])
    #expect(FormsTests.expected.findings == [])
  }

  private func compare(_ outcome: Outcome) {
    #expect(outcome.states == FormsTests.expected.states)
    #expect(outcome.findings == [])
    #expect(outcome.refused == [])
    #expect(outcome.sets.keys.sorted() == FormsTests.expected.sets.keys.sorted())
    for (name, bytes) in outcome.sets.sorted(by: { $0.key < $1.key }) {
      let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      let should = String(decoding: FormsTests.expected.sets[name] ?? [], as: UTF8.self).split(
        separator: "\n")
      guard text != should else { continue }
      let (line, other) = zip(text, should).first { $0 != $1 } ?? ("", "")
      Issue.record("\(name): “\(line)” where “\(other)” was")
    }
  }

  typealias Layout = ExportForms.Layout

  static let layouts: [Layout] =
    [
      Layout("as Autotask writes it"),
      Layout("indented") { $0.indented = true },
      Layout("without namespace") { $0.namespace = false },
      Layout("with a declaration") { $0.declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n" },
      Layout("with the declaration of another encoding") {
        $0.declaration = "<?xml version=\"1.0\" encoding=\"utf-16\"?>"
      },
      Layout("with a byte order mark") { $0.declaration = "\u{FEFF}" },
      Layout("account under invoice_batch") { $0.account = .batch },
      Layout("account under batch_data, no namespace, two batches") {
        ($0.account, $0.namespace, $0.batches) = (.batchData, false, 2)
      },
      Layout("two batches") { $0.batches = 2 },
      Layout("an account for each invoice") { $0.accountPerInvoice = true },
      Layout("taxregioncategory under the root") { $0.taxesAtRoot = true },
    ]
    + [
      "start_time", "end_time", "service_or_bundle_id", "service_period_start_date",
      "service_period_end_date",
      "UDF", "taxes", "taxregioncategory", "batch_data", "create_date", "account_invoice_email_recipient",
      "attention",
      "contract_period_type", "serial_number", "invoice_item_id", "comments", "tax_group", "gl_code_name",
    ].map { name in Layout("without \(name)") { $0.without = [name] } }

  @Test("The generic invoice XML, loose, in every layout", arguments: layouts)
  func invoiceExport(layout: Layout) throws {
    compare(try FormsTests.play { try $0.drop(FormsTests.forms.xml(layout), as: "Export 0311.xml") })
  }

  @Test("The answers of InvoiceMarkupXml, bare and wrapped in JSON, one a file")
  func markup() throws {
    let ids = ["8601", "8602", "8603", "8604", "8605", "8606"]
    func wrapped(_ id: String) -> String {
      let xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?>" + FormsTests.forms.xml(invoices: [id])
      return """
        {"id":\(id),"contentType":"text/xml","fileName":"\(id).xml","fileSize":\(xml.utf8.count),"data":\(Export.string(xml))}
        """
    }
    compare(
      try FormsTests.play { rehearsal in
        for id in ids.prefix(2) { try rehearsal.drop(FormsTests.forms.xml(invoices: [id]), as: FilePath(id)) }
        for id in ids[2...3] { try rehearsal.drop(wrapped(id), as: FilePath("\(id).json")) }
        let rest = ids[4...].map(wrapped).joined(separator: ",\n")
        try rehearsal.drop(
          Packing.zip([Export.File(name: "InvoiceMarkupXml.json", text: "[\(rest)]")]), as: "m.zip")
      })
  }

  @Test("Records and the invoice export of the same month join by id, whichever comes first")
  func joined() throws {
    let records = FormsTests.month.filter { !$0.name.hasPrefix("BillingItems") }
    let xml = Export.File(name: "Export.xml", text: FormsTests.forms.xml())
    for names in [("a.zip", "b.zip"), ("b.zip", "a.zip")] {
      compare(
        try FormsTests.play { rehearsal in
          try rehearsal.drop(Packing.zip(records), as: FilePath(names.0))
          try rehearsal.drop(Packing.zip([xml]), as: FilePath(names.1))
        })
    }
  }

  @Test("What was sent from one form has not changed when the other form tells it in other words")
  func otherWords() throws {
    let rehearsal = try Rehearsal()
    let forms = try ExportForms(FirstContactTests.export.files)
    let worded = forms.xml().replacing(
      "<service_invoice_description />",
      with: "<service_invoice_description>Other words</service_invoice_description>"
    ).replacing("<time_entry_summary_notes>", with: "<time_entry_summary_notes>In short: ")
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    try rehearsal.drop(worded, as: "later.xml")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 confirmed", "8603 confirmed"])

    let other = try Rehearsal()
    try other.drop(worded, as: "first.xml")
    try other.settle()
    try other.drop(FirstContactTests.export)
    try other.settle()
    #expect(try other.states() == ["8601 confirmed", "8602 confirmed", "8603 confirmed"])
    // A change is still one.
    try other.drop(worded.replacing("In short: ", with: "In brief: "), as: "second.xml")
    try other.drop("[{\"id\":1,\"description\":\"All new\"}]", as: "BillingItems.json")
    try other.settle()
    #expect(try other.states()[0] == "8601 confirmed changed-after-sending")
  }

  @Test("An XML file that is not the export, or not whole, is named")
  func otherDocuments() throws {
    let rehearsal = try Rehearsal()
    let whole = FormsTests.forms.xml()
    try rehearsal.drop(
      Packing.zip([Export.File(name: "torn.xml", text: String(whole.dropLast(40)))]), as: "torn.zip")
    try rehearsal.drop(
      whole.replacing("invoice_batch_generic.xsd", with: "invoice_batch_sage.xsd"), as: "foreign.xml")
    try rehearsal.drop("<invoices><invoice/></invoices>", as: "other.xml")
    try rehearsal.run()
    #expect(
      try rehearsal.files(in: "outbox/quarantine").sorted() == ["foreign.xml", "other.xml", "torn.zip"])
    #expect(try rehearsal.items().isEmpty)
    #expect(
      rehearsal.findings.map(\.problem).sorted()
        == [
          "the XML ends too early, inside <invoice_batch_generic>",
          "the XML is not the invoice export of Autotask: its root is <invoice_batch_generic> of the namespace"
            + " http://tempuri.org/invoice_batch_sage.xsd",
          "the file is neither an Autotask export (zip, tar, 7z, JSON, XML, CSV) nor an answer of QuickBooks",
        ].sorted())
  }

  // MARK: Tables

  /// A way in which tables are written.
  struct TableWay: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var form = ExportForms.Table()
    var ending = "csv"
    var settings = ""
    var manifest: String?
    var encode: @Sendable (String) -> [UInt8] = { Array($0.utf8) }

    init(_ description: String, _ change: (inout TableWay) -> Void = { _ in }) {
      testDescription = description
      change(&self)
    }
  }

  /// Dates as a page shows them to its user.
  private static func shown(_ date: String, monthFirst: Bool, mark: String = "/") -> String {
    let parts = date.prefix(10).split(separator: "-")
    let (year, month, day) = (parts[0], parts[1], parts[2])
    return (monthFirst ? [month, day, year] : [day, month, year]).joined(separator: mark)
  }

  private static func isDate(_ value: String) -> Bool { value.hasSuffix("T00:00:00Z") }

  /// As Autotask's own pages call the columns.
  private static let labels = [
    "companyID": "Client ID", "invoiceDateTime": "Invoice Date", "invoiceTotal": "Invoice Total",
    "totalTaxValue": "Total Tax", "webServiceDate": "Web Service Use Date", "orderNumber": "PO Number",
    "isVoided": "Voided", "billingCodeID": "Allocation Code ID", "totalAmount": "Billed Amount",
    "rate": "Hourly Billing Rate", "isTaxExempt": "Tax Exempt", "billToZipCode": "Bill To Postal Code",
    "invoiceNumber": "Invoice #", "itemDate": "Item Date",
  ]

  @Sendable private static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  static let tableWays: [TableWay] = [
    TableWay("as the standard has it"),
    TableWay("semicolons, a byte order mark, plain line ends") {
      ($0.form.separator, $0.form.mark, $0.form.lineEnd) = (";", "\u{FEFF}", "\n")
    },
    TableWay("tabs") { ($0.form.separator, $0.ending) = ("\t", "tsv") },
    TableWay("Excel's Unicode text") {
      ($0.form.separator, $0.ending) = ("\t", "csv")
      $0.encode = utf16
    },
    TableWay("Excel's own code page") {
      $0.encode = { text in text.unicodeScalars.map { UInt8($0.value) } }
    },
    TableWay("Autotask's labels, American dates and sums, the order in the settings") { way in
      way.settings = "date-format: MM/dd/yyyy"
      way.form.header = { labels[$0] ?? $0.uppercased() }
      way.form.cell = { name, value in
        guard let value else { return "" }
        if isDate(value) { return shown(value, monthFirst: true) + " 12:00 AM" }
        if name == "invoiceTotal" { return value.hasPrefix("-") ? "($\(value.dropFirst()))" : "$\(value)" }
        return value == "true" ? "Yes" : value == "false" ? "No" : value
      }
    },
    TableWay("European dates and sums, the order in the manifest, which goes before the settings") { way in
      way.settings = "date-format: MM/dd/yyyy"
      way.manifest = "{\"version\":1,\"dateFormat\":\"dd/MM/yyyy\"}"
      way.form.separator = ";"
      way.form.cell = { name, value in
        guard let value else { return "" }
        if isDate(value) { return shown(value, monthFirst: false, mark: ".") }
        let isMoney = ["invoiceTotal", "totalTaxValue", "totalAmount", "extendedPrice", "rate"].contains(name)
        // Three digits after the comma would be thousands to a reader.
        let full = value.contains(".") && value.split(separator: ".").last?.count == 3 ? value + "0" : value
        return isMoney ? full.replacing(".", with: ",") : value
      }
    },
    TableWay("headers of the tenant's own") { way in
      way.settings = """
        csv-headers:
          Invoices: {Summe netto: invoiceTotal, Kunde: companyID}
          BillingItems: {'Betrag (EUR)': totalAmount}
        """
      way.form.header = {
        ["invoiceTotal": "Summe netto", "companyID": "Kunde", "totalAmount": "Betrag (EUR)"][$0] ?? $0
      }
    },
  ]

  @Test("Tables, in every way in which they are written", arguments: tableWays)
  func tables(way: TableWay) throws {
    var files = FormsTests.forms.tables(way.form, ending: way.ending).map { file in
      var loose = Shape.Loose(file.name, "")
      loose.bytes = way.encode(file.text)
      return loose
    }
    if let manifest = way.manifest { files.append(Shape.Loose("manifest.json", manifest)) }
    compare(try FormsTests.play(way.settings) { try $0.drop(Packing.zip(files), as: "tables.zip") })
  }

  @Test("Tables, loose, by their names")
  func looseTables() throws {
    compare(
      try FormsTests.play { rehearsal in
        for file in FormsTests.forms.tables() { try rehearsal.drop(file.text, as: FilePath(file.name)) }
      })
  }

  @Test("Tables, loose, by their headers alone, where these tell enough")
  func unnamedTables() throws {
    compare(
      try FormsTests.play { rehearsal in
        for (number, file) in FormsTests.forms.tables().enumerated() {
          let tells =
            !file.name.hasPrefix("OrganizationalLevel") && !file.name.hasPrefix("BillingCodes")
            && !file.name.hasPrefix("Countries")
          try rehearsal.drop(file.text, as: FilePath(tells ? "download (\(number)).txt" : file.name))
        }
      })
  }

  @Test("Organizations and billing codes by name, where the grid shows no number, whichever file comes first")
  func byName() throws {
    var forms = FormsTests.forms
    func name(_ entity: String, _ id: String?) -> String? {
      forms.records(entity).first { ExportForms.value($0, "id") == id }?
        .first { $0.name == "companyName" || $0.name == "name" }?.value
    }
    forms.entities = forms.entities.map { entity in
      let named = entity.records.map { record in
        record.map { field in
          switch (entity.name, field.name) {
          case ("Invoices", "companyID"):
            (name: "Organization", value: name("Companies", field.value)?.uppercased())
          case ("BillingItems", "billingCodeID"):
            (name: "Billing Code", value: name("BillingCodes", field.value))
          default: field
          }
        }
      }
      return (entity.name, named)
    }
    let files = forms.tables()
    compare(try FormsTests.play { try $0.drop(Packing.zip(files), as: "a.zip") })
    compare(
      try FormsTests.play { rehearsal in
        try rehearsal.drop(Packing.zip(files.filter { $0.name != "Companies.csv" }), as: "a.zip")
        try rehearsal.drop(Packing.zip(files.filter { $0.name == "Companies.csv" }), as: "b.zip")
      })
    let rehearsal = try Rehearsal()
    try rehearsal.drop(Packing.zip(files.filter { $0.name != "Companies.csv" }), as: "a.zip")
    try rehearsal.run()
    #expect(
      try rehearsal.item(8_601)?.findings.map(\.problem) == [
        "invoice 8601 names the organization \"ALDER FREIGHT\", and no organization of that name, or more than one,"
          + " has arrived"
      ])
    try rehearsal.drop(Packing.zip(files.filter { $0.name == "Companies.csv" }), as: "b.zip")
    try rehearsal.settle()
    #expect(try rehearsal.states().first == "8601 confirmed")
  }

  // MARK: All together

  @Test(
    "A month in three parts, records, tables and invoice export, in any order",
    arguments: DeterminismTests.orders)
  func mixed(order: [Int]) throws {
    let tables = FormsTests.forms.tables().filter {
      !$0.name.hasPrefix("Invoices") && !$0.name.hasPrefix("BillingItems")
    }
    let export = [
      Export.File(name: "batch.xml", text: FormsTests.forms.xml(invoices: ["8601", "8602", "8604"]))
    ]
    let records = FormsTests.month.filter {
      $0.name.hasPrefix("Invoices") || $0.name.hasPrefix("BillingItems") || $0.name.hasPrefix("Companies")
    }
    let parts = [tables, export, records]
    compare(
      try FormsTests.play { rehearsal in
        for (number, part) in order.enumerated() {
          try rehearsal.drop(Packing.zip(parts[part]), as: FilePath("\(number).zip"))
        }
      })
    // The same with a pass after each part, and a person's word at the end.
    func played(_ parts: [[Export.File]]) throws -> Outcome {
      try FormsTests.play("readiness: manual") { rehearsal in
        // The company file's ids tell the minute in which they were given.
        rehearsal.wait(minutes: Int64(3 - parts.count))
        for (number, part) in parts.enumerated() {
          try rehearsal.drop(Packing.zip(part), as: FilePath("\(number).zip"))
          try rehearsal.run()
        }
        let rows = (8_601...8_606).map { "invoice:\($0),ready\n" }.joined()
        try rehearsal.drop("item,transfer\n" + rows, as: "Transfer.csv")
      }
    }
    let whole = try played([FormsTests.month])
    let parted = try played(order.map { parts[$0] })
    #expect(parted == whole)
    #expect(parted.states == FormsTests.expected.states)
    #expect(parted.sets.count > 2)
  }

  // MARK: What cannot be used says how to export again

  private func problems(_ name: String, _ text: String, settings: String = "") throws -> [String] {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings(above: settings))
    try rehearsal.drop(text, as: FilePath(name))
    try rehearsal.run()
    return rehearsal.findings.map { "\($0.problem) [\($0.id)]" }
  }

  @Test("Records that PowerShell wrote as text, in the ways in which it does")
  func depth() throws {
    let words =
      "PowerShell has written the records as text (\"@{…}\"), because ConvertTo-Json goes only two levels deep"
      + " [records-as-text]"
    #expect(try problems("Invoices.json", "{\"items\":[\"@{id=8491; companyID=201}\"]}") == [words])
    #expect(try problems("Invoices.json", "[\"@{id=8491}\"]") == [words])
    #expect(
      try problems("Invoices.json", "{\"items\":\"@{id=8491} @{id=8492}\",\"pageDetails\":\"@{count=2}\"}")
        == [words])
  }

  @Test("Fields of a record that PowerShell wrote as text do no harm where nobody reads them")
  func shallow() throws {
    let rehearsal = try Rehearsal()
    var files = FirstContactTests.export.files
    files[0].text = files[0].text.replacing(
      "\"isActive\":true", with: "\"isActive\":true,\"userDefinedFields\":\"@{name=CRM ID; value=1}\"")
    try rehearsal.drop(Packing.zip(files), as: "export.zip")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 confirmed", "8603 confirmed"])
  }

  @Test("A record a line is read so whatever the file is called")
  func lines() throws {
    compare(
      try FormsTests.play { rehearsal in
        for file in FormsTests.month {
          let records = file.text.split(separator: "\n").dropFirst().dropLast().map {
            $0.hasSuffix(",") ? String($0.dropLast()) : String($0)
          }
          try rehearsal.drop(records.joined(separator: "\n") + "\n", as: FilePath(file.name))
        }
      })
  }

  @Test("What is not recognised is named with the nearest guess")
  func nearest() throws {
    #expect(
      try problems("data.json", "[{\"id\":1,\"name\":\"Labor\",\"externalNumber\":\"4\"}]") == [
        "nothing tells what these records are; their fields are id, name, externalNumber; the nearest is BillingCodes"
          + " [entity-unknown]"
      ])
    #expect(
      try problems("Invoices.csv", "id,Invoice Totl\n1,2\n") == [
        "the column \"Invoice Totl\" is not known; did you mean \"invoiceTotal\"? [column-unknown]"
      ])
  }

  @Test("78: what csv-headers names must be read, or nothing is taken")
  func csvHeaders() throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings(
        above:
          "csv-headers: {Invoice5: {a: b, c: d}, Invoices: {'Bill No.': invoiceNumbr, Netto: invoiceTotal}}"))
    try rehearsal.drop("id,Netto\n1,2\n", as: "Invoices.csv")
    do {
      try rehearsal.run()
      Issue.record("nothing was refused")
    } catch ExchangeError.settings(let findings) {
      #expect(
        findings.map { "\($0.place?.text ?? ""): \($0.problem)" } == [
          "autopost.yaml:3:15: csv-headers names \"Invoice5\", which is no entity that is read; did you mean"
            + " \"Invoices\"?",
          "autopost.yaml:3:62: csv-headers lets \"Bill No.\" mean \"invoiceNumbr\", which is no field of Invoices that is"
            + " read; did you mean \"invoiceNumber\"?",
        ])
    }
    #expect(try rehearsal.files(in: "inbox") == ["Invoices.csv"])
  }

  @Test("Two columns of one meaning are one while they agree; a row in which they differ is not taken")
  func doubleColumns() throws {
    #expect(try problems("Invoices.csv", "id,Total,invoiceTotal\n1,2,2\n").isEmpty)
    #expect(
      try problems("Invoices.csv", "id,Total,Notes,invoiceTotal\n1,2,x,2\n2,3,y,4\n") == [
        "the columns \"Total\" and \"invoiceTotal\" mean the same and hold \"3\" and \"4\", so the row says nothing"
          + " [columns-contradict]"
      ])
  }

  @Test("A number that may be thousands or a fraction holds its invoice, or refuses a table that shows both")
  func numbers() throws {
    func held(_ table: String) throws -> [String] {
      let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
      var export = FirstContactTests.export
      export.invoices = [Export.Invoice(8_601, [Export.Line(1, "12.5")])]
      try rehearsal.drop(export)
      rehearsal.wait(minutes: 1)
      try rehearsal.drop(table, as: "Invoices.csv")
      try rehearsal.run()
      let item = try #require(try rehearsal.item(8_601))
      return item.findings.map(\.problem)
    }
    #expect(
      try held("id;companyID;invoiceDateTime;invoiceTotal;totalTaxValue\n8601;201;2026-11-02;1.250;0\n") == [
        "invoice 8601: the field invoiceTotal \"1.250 (1250 or 1.25)\" is not a decimal number such as 1250.00"
      ])
    #expect(
      try problems("Invoices.csv", "id,invoiceTotal,totalTaxValue\n1,1.250,0\n2,\"12,50\",0\n") == [
        "\"1.250\" in the column invoiceTotal may be thousands or a fraction, for the table has decimal commas further"
          + " down [number-ambiguous]"
      ])
  }

  @Test("A table that was just written waits two seconds, or for its marker")
  func admission() throws {
    let rehearsal = try Rehearsal(at: Timestamp(milliseconds: SystemClock.now()))
    try rehearsal.drop("id,companyName\n1,A\n", as: "Companies.csv")
    try rehearsal.run(after: 0)
    #expect(try rehearsal.files(in: "inbox") == ["Companies.csv"])
    #expect(rehearsal.findings.map(\.id.rawValue) == ["not-yet-settled"])
    try rehearsal.drop("", as: "Companies.csv.done")
    try rehearsal.run(after: 0)
    #expect(try rehearsal.files(in: "inbox") == [], "\(rehearsal.findings.map(\.text))")
    let archived = try rehearsal.files(in: "state/archive")
    #expect(archived == ["Companies.csv", "Companies.csv.done"], "\(rehearsal.findings.map(\.text))")
  }
}
