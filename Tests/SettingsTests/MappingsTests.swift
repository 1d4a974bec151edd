import Accounting
import Findings
import Settings
import Testing

private let main = ConnectorName("main")
private let west = ConnectorName("west")
private let both = Settings(connectors: [Connector(name: main), Connector(name: west)])

/// The mappings of files that must be free of findings.
private func mappings(_ files: [(String, String)]) -> Mappings {
  let (mappings, findings) = Mappings.read(
    files: files.map { (name: $0.0, bytes: Array($0.1.utf8)) }, settings: both)
  #expect(findings.map(\.text) == [])
  return mappings
}

@Suite("Mapping tables say where things belong and what they are called there")
struct MappingsTests {
  @Test("Organizations and resources have one connector, the default without a row")
  func routing() {
    let mappings = mappings([
      (
        "organizations.csv",
        "organizationID,organization,connector,customer\n174,Contoso,west,\n175,Fabrikam,,new\n"
      ),
      (
        "resources.csv",
        "resourceID,resource,connector,vendor,employee\n9,\"Decker, Betty\",west,v-Decker,Betty D\n"
      ),
    ])
    #expect(mappings.connector(of: OrganizationID(174)) == west)
    #expect(mappings.connector(of: OrganizationID(175)) == main)
    #expect(mappings.connector(of: OrganizationID(176)) == main)
    #expect(mappings.connector(of: ResourceID(9)) == west)
    #expect(mappings.connector(of: ResourceID(10)) == main)
    #expect(mappings.vendor(west, ResourceID(9)) == "v-Decker" && mappings.vendor(main, ResourceID(9)) == nil)
    #expect(
      mappings.employee(west, ResourceID(9)) == "Betty D" && mappings.employee(west, ResourceID(1)) == nil)
  }

  @Test(
    "A connector may be written with capitals, as spreadsheets like to write it", arguments: ["West", "WEST"])
  func capitals(cell: String) {
    let mappings = mappings([
      ("organizations.csv", "organizationID,organization,connector,customer\n174,Contoso,\(cell),\n")
    ])
    #expect(mappings.connector(of: OrganizationID(174)) == west)
  }

  @Test("A customer is a full name, or new, or left to its name")
  func customers() {
    let mappings = mappings([
      (
        "organizations.csv",
        "organizationID,organization,connector,customer\n1,A,,\" Contoso : East \"\n2,B,west,NEW\n3,C,west,\n"
      )
    ])
    #expect(mappings.customer(main, OrganizationID(1)) == .fullName("Contoso:East"))
    #expect(mappings.customer(west, OrganizationID(1)) == nil)
    #expect(mappings.customer(west, OrganizationID(2)) == .new)
    #expect(mappings.customer(west, OrganizationID(3)) == nil)
  }

  @Test("Items are found by kind and name, whatever their capitals; a row without kind counts for all kinds")
  func items() {
    let mappings = mappings([
      (
        "items.csv",
        "connector,kind,name,item\n,labor,Remote Support,Services:Remote\n,,Remote support,Other\nwest,labor,x,\n"
      )
    ])
    #expect(mappings.item(main, .labor, "remote support ") == "Services:Remote")
    #expect(mappings.item(main, .charge, "Remote Support") == "Other")
    #expect(mappings.item(west, .labor, "Remote Support") == nil)
    #expect(mappings.item(west, .labor, "x") == nil)
  }

  @Test("Accounts and classes are found for their connector")
  func accountsAndClasses() {
    let mappings = mappings([
      (
        "accounts.csv",
        "connector,billing code,account\n,Consulting,Income:Consulting\nwest,Consulting,Sales\n"
      ),
      ("classes.csv", "connector,line of business,class\n,IT>Managed,IT:Managed\n,,Overhead\nwest,,\n"),
    ])
    #expect(mappings.account(main, billingCode: "consulting") == "Income:Consulting")
    #expect(mappings.account(west, billingCode: "Consulting") == "Sales")
    #expect(mappings.account(west, billingCode: "Other") == nil)
    #expect(mappings.className(main, lineOfBusiness: "IT > Managed") == "IT:Managed")
    #expect(mappings.className(main, lineOfBusiness: nil) == "Overhead")
    #expect(mappings.className(west, lineOfBusiness: nil) == nil)
    #expect(mappings.rows(of: .classes).map(\.line) == [2, 3, 4])
  }

  @Test(
    "The account of an expense is that of the row that says most",
    arguments: [
      ("Meals", true, true, "A"), ("Meals", true, false, "B"), ("Meals", false, true, "C"),
      ("Meals", false, false, "D"), ("Travel", true, true, "E"), ("Travel", false, false, "F"),
    ])
  func expenses(category: String, isBillable: Bool, isReimbursable: Bool, account: String) {
    let mappings = mappings([
      (
        "expense-accounts.csv",
        """
        connector,category,billable,reimbursable,account
        ,Meals,yes,yes,A
        ,Meals,Yes,,B
        ,Meals,,true,C
        ,Meals,,,D
        ,*,yes,,E
        ,*,,,F
        """
      )
    ])
    #expect(
      mappings.expenseAccount(
        main, category: category, isBillable: isBillable, isReimbursable: isReimbursable)
        == account)
  }

  @Test("A payroll item is that of the first category that has one, else that of the star")
  func payroll() {
    let mappings = mappings([
      ("payroll-items.csv", "connector,category,payroll item\n,Overtime,OT\n,*,Hourly\nwest,Vacation,PTO\n")
    ])
    #expect(mappings.payrollItem(main, categories: ["Vacation", "Overtime"]) == "OT")
    #expect(mappings.payrollItem(main, categories: []) == "Hourly")
    #expect(mappings.payrollItem(west, categories: ["Overtime"]) == nil)
  }

  @Test(
    "What spreadsheets do to a table does not matter",
    arguments: [
      "\u{FEFF}organizationID;organization;connector;customer\r\n174;\"Contoso; Inc\";west;Contoso\r\n;;;\r\n\r\n",
      "Organization ID\tOrganization\tConnector\tCustomer\t\r174\tContoso\twest\tContoso\t\r",
      "customer,connector,organization_id\n Contoso ,west, 174\u{A0}\n",
      "sep=,\norganizationID,connector,customer,organization\n174,west,Contoso\n",
    ])
  func spreadsheets(text: String) {
    let mappings = mappings([("Organizations.CSV", text)])
    #expect(mappings.connector(of: OrganizationID(174)) == west)
    #expect(mappings.customer(west, OrganizationID(174)) == .fullName("Contoso"))
  }

  @Test("Leading zeros stay where they are part of a name, and do not matter in an id")
  func zeros() {
    let mappings = mappings([
      ("items.csv", "name,item\n\"=\"\"0042\"\"\",0042\n042,042\n"),
      ("organizations.csv", "organizationID,connector\n00174,west\n\"=\"\"0175\"\"\",west\n"),
    ])
    #expect(mappings.item(main, .charge, "0042") == "0042")
    #expect(mappings.item(main, .charge, "042") == "042")
    #expect(mappings.item(main, .charge, "42") == nil)
    #expect(mappings.connector(of: OrganizationID(174)) == west)
    #expect(mappings.connector(of: OrganizationID(175)) == west)
  }

  @Test("The tables of a new folder are headers, and read back as nothing")
  func empty() {
    let texts = Mappings.emptyTables.map { "\($0.name): \(String(decoding: $0.bytes, as: UTF8.self))" }
    #expect(
      texts == [
        "organizations.csv: \u{FEFF}organizationID,organization,connector,customer\r\n",
        "resources.csv: \u{FEFF}resourceID,resource,connector,vendor,employee\r\n",
        "items.csv: \u{FEFF}connector,kind,name,item\r\n",
        "accounts.csv: \u{FEFF}connector,billing code,account\r\n",
        "classes.csv: \u{FEFF}connector,line of business,class\r\n",
        "expense-accounts.csv: \u{FEFF}connector,category,billable,reimbursable,account\r\n",
        "payroll-items.csv: \u{FEFF}connector,category,payroll item\r\n",
      ])
    let (mappings, findings) = Mappings.read(files: Mappings.emptyTables, settings: both)
    #expect(findings.map(\.text) == [])
    #expect(mappings == Mappings(defaultConnector: main))
  }

  @Test("Names that look like formulas survive a spreadsheet")
  func formulas() {
    let rows = [["", "charge", "=Cable, 5\"", "-Misc-"], ["west", "", "@home", "'x"]]
    let text = String(decoding: MappingTable.items.bytes(rows: rows), as: UTF8.self)
    #expect(
      text == "\u{FEFF}connector,kind,name,item\r\n,charge,\"'=Cable, 5\"\"\",'-Misc-\r\nwest,,'@home,'x\r\n")
    let mappings = mappings([("items.csv", text)])
    #expect(mappings.item(main, .charge, "=Cable, 5\"") == "-Misc-")
    #expect(mappings.item(west, .block, "@home") == "'x")
  }

  @Test("Editors' own files are left alone")
  func strangers() {
    let files = [".~lock.items.csv#", "~$items.csv", "items.xlsx", ".hidden.csv", "items.csv~"]
    #expect(mappings(files.map { ($0, "junk") }) == Mappings(defaultConnector: main))
  }
}

@Suite("What changes a posting changes its fingerprint")
struct PostingFingerprintTests {
  private let table = "connector,billing code,account\nwest,B,Two\n,A,One\nwest,A,\"x, y\"\n"

  @Test("The text names every rule and each row of the connector")
  func text() throws {
    let mappings = mappings([
      ("accounts.csv", table),
      (
        "organizations.csv", "organizationID,organization,connector,customer\n174,Contoso,west,Contoso:East\n"
      ),
    ])
    #expect(
      both.postingFingerprintText(of: west, mappings: mappings).split(separator: "\r\n").map(String.init) == [
        "time-zone,America/New_York", "date-format,", "edition,US", "invoice-numbers,quickbooks",
        "terms,quickbooks", "taxes,quickbooks", "transmission,none", "item-names,labor,billing-code",
        "item-names,service,name", "item-names,product,name", "item-names,charge,billing-code",
        "item-names,milestone,billing-code", "item-names,block,billing-code",
        "item-names,retainer,billing-code",
        "item-names,ticket,billing-code", "item-names,subscription,billing-code",
        "item-names,expense,billing-code", "item-names,setup-fee,billing-code",
        "item-names,rolled-up,generic", "decrement-inventory,yes",
        "time-customers,no", "create,customers,vendors,items", "organizations,174,Contoso:East",
        "accounts,A,\"x, y\"", "accounts,B,Two",
      ])
  }

  @Test("A row that waits to be filled in, as map export writes it, changes nothing")
  func unfilled() {
    func text(_ rows: String) -> String {
      both.postingFingerprintText(of: west, mappings: mappings([("accounts.csv", table + rows)]))
    }
    #expect(text("west,C,\n") == text(""))
    #expect(text("west,C,One\n") != text(""))
  }

  @Test("The order of rows, labels and pace do not change it, a target does")
  func changes() {
    func fingerprint(_ text: String, _ change: (inout Connector) -> Void = { _ in }) -> String {
      var settings = both
      change(&settings.connectors[1])
      return settings.postingFingerprintText(of: west, mappings: mappings([("accounts.csv", text)]))
    }
    let first = fingerprint(table)
    #expect(fingerprint("account,billing code,connector\n\"x, y\",A,west\nTwo,B,west\n") == first)
    #expect(fingerprint(table) { $0.messageSets.writes = 5 } == first)
    #expect(fingerprint(table) { $0.itemNames = [.labor: .billingCode] } == first)
    #expect(fingerprint(table) { $0.itemNames = [.labor: .role] } != first)
    #expect(fingerprint(table + "west,C,Three\n") != first)
    #expect(fingerprint(table + "main,C,Three\n") == first)
  }
}
