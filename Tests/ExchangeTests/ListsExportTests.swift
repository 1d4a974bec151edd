import Accounting
import Exchange
import Filesystem
import Findings
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("QuickBooks' lists as tables for Autotask, and the names of both sides compared")
struct ListsExportTests {
  private static let export = Export(
    companies: [
      Export.Company(id: 201, name: "Alder Freight"), Export.Company(id: 202, name: "Juniper Law, LLP"),
      Export.Company(id: 203, name: "Foxglove Film~Studio B"),
      Export.Company(id: 204, name: "Copper Wire Supply"),
      Export.Company(id: 205, name: "Maple Hotel"), Export.Company(id: 206, name: "Quarry Road Bakery"),
    ],
    codes: [
      Export.Code(id: 11, name: "Labor"), Export.Code(id: 12, name: "Managed~Backup"),
      Export.Code(id: 13, name: "Hardware and Accessories of any kind"),
    ],
    invoices: [Export.Invoice(8_601, [Export.Line(1, "10")])])

  /// A company file with lists of its own, and an export, before anything is posted.
  private func met(_ settings: String = Rehearsal.settings("readiness: manual")) throws -> Rehearsal {
    let rehearsal = try Rehearsal(settings: settings)
    let now = rehearsal.practiceTime
    for name in ["alder freight", "Juniper Law", "Foxglove Film", "Foxglove Film:Studio B", "=Odd, Inc"] {
      try rehearsal.company.addCustomer(name: name, now: now)
    }
    try rehearsal.company.addCustomer(name: "Gone Long Ago", isActive: false, now: now)
    try rehearsal.company.addVendor(name: "Copper Wire Supply", now: now)
    try rehearsal.company.addItem(kind: .service, name: "Labor", price: "95", description: "Hours", now: now)
    try rehearsal.company.addItem(kind: .service, name: "Managed", now: now)
    try rehearsal.company.addItem(kind: .service, name: "Managed:Back-Up", price: "12.5", now: now)
    try rehearsal.company.addItem(
      kind: .inventory, name: "Laptop 14", price: "900", description: "Thin", now: now)
    try rehearsal.company.addItem(kind: .otherCharge, name: "Freight", now: now)
    try rehearsal.company.addItem(kind: .nonInventory, name: "Hardware and Accessories of any", now: now)
    try rehearsal.drop(ListsExportTests.export)
    try rehearsal.settle()
    return rehearsal
  }

  private func write(_ rehearsal: Rehearsal, onlyMissing: Bool = false) throws -> [ExportedLists] {
    try rehearsal.look { try $0.exportLists(of: nil, onlyMissing: onlyMissing, now: rehearsal.now) }
  }

  private func lines(_ rehearsal: Rehearsal, _ name: FilePath) throws -> [String] {
    try rehearsal.temporary.text(FilePath("outbox/main/lists").appending(name)).split(separator: "\r\n").map(
      String.init)
  }

  @Test("Active customers, vendors, parts and services, under the names that Autotask gives back")
  func imports() throws {
    let rehearsal = try met()
    let written = try write(rehearsal)
    #expect(
      written.flatMap(\.files).map { "\($0.path) \($0.rows)" } == [
        "outbox/main/lists/customers.csv 5", "outbox/main/lists/vendors.csv 1",
        "outbox/main/lists/products.csv 2",
        "outbox/main/lists/services.csv 3", "outbox/main/lists/name-match.csv 16",
      ])
    #expect(
      try lines(rehearsal, "customers.csv") == [
        "Name,Number,Address 1,Address 2,City,State,Zip Code,Country,Additional Address Information,Phone,Fax,"
          + "Organization Type",
        "\"=Odd, Inc\",,,,,,,,,,,Customer", "Foxglove Film,,,,,,,,,,,Customer",
        "Foxglove Film~Studio B,,,,,,,,,,,Customer", "Juniper Law,,,,,,,,,,,Customer",
        "alder freight,,,,,,,,,,,Customer",
      ])
    #expect(try lines(rehearsal, "vendors.csv").last == "Copper Wire Supply,,,,,,,,,,,Vendor")
    let products = try lines(rehearsal, "products.csv")
    #expect(
      products == [
        "Product Name,Product Description,Unit Cost,Unit Price", "Hardware and Accessories of any,,,0",
        "Laptop 14,Thin,,900",
      ])
    let services = try lines(rehearsal, "services.csv")
    #expect(
      services == [
        "Name,Description,Invoice Description,Period Type,Unit Cost,Unit Price",
        "Labor,Hours,Hours,Monthly,,95",
        "Managed,,,Monthly,,0", "Managed~Back-Up,,,Monthly,,12.5",
      ])
    #expect(written.map(\.withoutPhone) == [6])
  }

  @Test("What Autotask has under the same or nearly the same name is left out on request")
  func missing() throws {
    let rehearsal = try met()
    _ = try write(rehearsal, onlyMissing: true)
    #expect(
      try lines(rehearsal, "customers.csv").dropFirst().map { $0.prefix { $0 != "," } } == [
        "\"=Odd", "Foxglove Film",
      ])
    #expect(try lines(rehearsal, "vendors.csv").count == 1)
    #expect(try lines(rehearsal, "products.csv").dropFirst() == ["Laptop 14,Thin,,900"])
    #expect(try lines(rehearsal, "services.csv").dropFirst() == ["Managed,,,Monthly,,0"])
  }

  @Test("The comparison begins with what is nearly the same, and every name of both sides stands in it")
  func matches() throws {
    let rehearsal = try met()
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n205,,,Foxglove Film\n",
      to: "mappings/organizations.csv")
    let written = try write(rehearsal)
    #expect(
      try lines(rehearsal, "name-match.csv") == [
        "\u{FEFF}list,match,QuickBooks,kind,active,Autotask,id,note",
        "customers,near,Juniper Law,,yes,\"Juniper Law, LLP\",organization 202,",
        "customers,only in QuickBooks,\"'=Odd, Inc\",,yes,,,",
        "customers,only in QuickBooks,Gone Long Ago,,no,,,",
        "customers,only in Autotask,,,,Quarry Road Bakery,organization 206,",
        "customers,exact,alder freight,,yes,Alder Freight,organization 201,",
        "customers,exact,Foxglove Film,,yes,Maple Hotel,organization 205,mapped in mappings/organizations.csv",
        "customers,exact,Foxglove Film:Studio B,,yes,Foxglove Film~Studio B,organization 203,",
        "vendors,exact,Copper Wire Supply,,yes,Copper Wire Supply,organization 204,",
        "items,near,Managed:Back-Up,Service,yes,Managed~Backup,billing code 12,",
        "items,only in QuickBooks,Freight,OtherCharge,yes,,,",
        "items,only in QuickBooks,Laptop 14,Inventory,yes,,,",
        "items,only in QuickBooks,Managed,Service,yes,,,",
        "items,only in QuickBooks,State Tax,SalesTax,yes,,,",
        "items,exact,Hardware and Accessories of any,NonInventory,yes,Hardware and Accessories of any kind,"
          + "billing code 13,cut to QuickBooks' 31 characters a level",
        "items,exact,Labor,Service,yes,Labor,billing code 11,",
      ])
    #expect(
      written.flatMap(\.matches).map {
        "\($0.list) \($0.exact) \($0.near) \($0.onlyInQuickBooks) \($0.onlyInAutotask)"
      } == ["customers 3 1 2 1", "vendors 1 0 0 0", "items 2 1 4 0"])
  }

  @Test("Telephone and address come from the answer; without its bytes the names remain")
  func details() throws {
    // What autopost itself made in QuickBooks has them.
    let rehearsal = try met(Rehearsal.settings())
    var options = PassOptions()
    options.refresh = [.lists]
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n201,,,new\n", to: "mappings/organizations.csv")
    try rehearsal.drop(
      Export(
        companies: ListsExportTests.export.companies, codes: ListsExportTests.export.codes,
        invoices: [Export.Invoice(8_602, company: 205, [Export.Line(2, "20")])]), as: "more.zip")
    try rehearsal.settle()
    try rehearsal.settle(options)
    _ = try write(rehearsal)
    func hotel() throws -> String? { try lines(rehearsal, "customers.csv").first { $0.hasPrefix("Maple") } }
    #expect(try hotel() == "Maple Hotel,,205 Mill Street,,Albany,NY,12207,,,555-0205,,Customer")
    for name in try Disk.names(in: rehearsal.folder.archive) where name.description.hasPrefix("answer") {
      try Disk.remove(rehearsal.folder.archive.appending(name))
    }
    _ = try write(rehearsal)
    #expect(try hotel()?.hasSuffix("555-0205,,Customer") == true)
    let answered = rehearsal.folder.connector("main").appending("answered")
    for set in try Disk.names(in: answered) {
      try Disk.remove(answered.appending(set).appending("answer.qbxml"))
    }
    _ = try write(rehearsal)
    #expect(try hotel() == "Maple Hotel,,,,,,,,,,,Customer")
  }

  @Test("Before the lists have arrived there is nothing to export, in words")
  func tooEarly() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.run()
    #expect(
      try rehearsal.refusal {
        _ = try $0.exportLists(of: nil, onlyMissing: false, now: $1)
        return []
      }
        == "command-not-possible: QuickBooks' lists of connector main have not arrived, so there is nothing to export"
    )
  }
}
