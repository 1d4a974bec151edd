import Accounting
import Autotask
import Findings
import PostingRules
import QBXML
import Settings

/// One invoice of one organization and all that it is judged by; a case changes what it is about.
///
/// Invoice 8491 of Larkspur Dental (organization 201), dated 2026-11-02, of one line: 26101, one hour of Labor for
/// 95.00. QuickBooks has the customer, the item and the account of new items.
struct World: Sendable {
  var invoice: [String: String?] = [
    "companyID": "201", "invoiceDateTime": "2026-11-02T00:00:00Z", "invoiceTotal": "95.0000",
    "totalTaxValue": "0.0000", "isVoided": "false", "voidedDate": nil, "webServiceDate": nil,
  ]
  /// By id.
  var lines: [Int64: [String: String?]] = [26101: World.line]
  var organization: [String: String?]? = [
    "companyName": "Larkspur Dental", "phone": "518-555-0100", "address1": "1 Mill Street", "city": "Albany",
    "state": "NY", "postalCode": "12207", "isTaxExempt": "false",
  ]
  var codes: [Int64: [String: String?]] = [11: ["name": "Labor"]]
  var connector: Connector = {
    var connector = Connector(name: ConnectorName("main"))
    connector.transferFrom = CalendarDate("2026-11-01")
    return connector
  }()
  /// Files of mappings/, by name.
  var mappings: [String: String] = [:]
  var lists: CompanyLists? = World.lists
  var linesOfBusiness: [Int64: String] = [:]
  var currencies: [Int64: String] = [:]
  var houseCurrency: Int64?
  var labels: [String: String] = [:]
  var knownCustomer: ListID?
  var isMadeReady = false
  var isRetransfer = false
  var billedElsewhere: [BillingItemID: ItemKey] = [:]
  var sources = LineSources()
  var charges: [ChargeID: Charge] = [:]
  var otherOrganizations: [OrganizationID: String] = [:]
  var numberHolder: ItemKey?

  static let line: [String: String?] = [
    "invoiceID": "8491", "companyID": "201", "itemName": "Work on site", "description": "Replaced disk",
    "quantity": "1.0000", "rate": "95.0000", "totalAmount": "95.0000", "extendedPrice": "95.0000",
    "taxDollars": "0.0000", "itemDate": "2026-10-30T00:00:00Z", "billingCodeID": "11",
  ]

  static var lists: CompanyLists {
    var lists = CompanyLists()
    lists.customers.add(entry("C-1", "Larkspur Dental"))
    lists.items.add(entry("I-1", "Labor", kind: "ItemService"))
    lists.accounts.add(entry("A-1", "Autotask Other", kind: "Income"))
    return lists
  }

  static func entry(_ id: String, _ name: String, kind: String = "") -> ListEntry {
    ListEntry(listID: ListID(id), fullName: name, kind: kind)
  }

  mutating func set(line field: String, _ value: String?, of id: Int64 = 26101) {
    lines[id, default: World.line].updateValue(value, forKey: field)
  }

  mutating func set(invoice field: String, _ value: String?) { invoice.updateValue(value, forKey: field) }

  mutating func set(organization field: String, _ value: String?) {
    organization?.updateValue(value, forKey: field)
  }

  /// A line of that billing code and amount; the total is not changed.
  mutating func add(_ id: Int64, code: Int64 = 11, _ amount: String, _ more: [String: String?] = [:]) {
    var line = World.line
    line["billingCodeID"] = String(code)
    for field in ["rate", "totalAmount", "extendedPrice"] { line[field] = amount }
    for (name, value) in more { line.updateValue(value, forKey: name) }
    lines[id] = line
  }

  // MARK: What the rules see

  static func record(_ entity: Entity, _ id: Int64, _ fields: [String: String?]) -> Record {
    let table = entity.table
    var values = [String?](repeating: nil, count: table.fields.count)
    var present: UInt64 = 0
    for (name, value) in fields {
      guard let column = table.index(of: name) else { preconditionFailure("no field \(name)") }
      values[column] = value
      present |= 1 << UInt64(column)
    }
    return Record(table: table, id: id, values: values, present: present)
  }

  var billingItems: [BillingItem] {
    lines.sorted { $0.key < $1.key }.map {
      BillingItem(World.record(.billingItems, $0.key, $0.value), zone: .utc)
    }
  }

  var theInvoice: Invoice { Invoice(World.record(.invoices, 8491, invoice), zone: .utc) }

  var source: InvoiceCase {
    var source = InvoiceCase(
      invoice: theInvoice, lines: billingItems,
      organization: organization.map {
        Organization(World.record(.companies, 201, $0), zone: .utc, countries: [237: "United States"])
      }, knownCustomer: knownCustomer, isMadeReady: isMadeReady, isRetransfer: isRetransfer,
      billedElsewhere: billedElsewhere)
    source.charges = charges
    source.otherOrganizations = otherOrganizations
    source.numberHolder = numberHolder
    return source
  }

  var context: PostingContext {
    let settings = Settings(connectors: [connector])
    let (read, findings) = Mappings.read(
      files: mappings.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }, settings: settings)
    precondition(findings.isEmpty, findings.map(\.text).joined(separator: "\n"))
    var billingCodes: [BillingCodeID: BillingCode] = [:]
    for (id, fields) in codes {
      let code = BillingCode(World.record(.billingCodes, id, fields))
      billingCodes[code.id] = code
    }
    return PostingContext(
      connector: connector, mappings: read, lists: lists, billingCodes: billingCodes,
      linesOfBusiness: linesOfBusiness, currencies: currencies, houseCurrency: houseCurrency,
      transmissionLabels: labels, sources: sources)
  }

  var judgement: Judgement { InvoiceRules.judge(source, in: context) }

  /// What holds the invoice; empty when nothing does.
  var held: [Finding] {
    guard case .held(let findings) = judgement else { return [] }
    return findings
  }

  var posting: InvoicePosting? {
    guard case .postable(let posting) = judgement else { return nil }
    return posting
  }
}
