import Autotask
import Testing

@Suite("A file of a bundle is told by its name")
struct EntryKindTests {
  @Test(
    "Names that people and programs give",
    arguments: [
      ("Invoices.json", EntryKind.records(.invoices)),
      ("invoices.JSON", .records(.invoices)),
      ("Invoice.json", .records(.invoices)),
      ("Invoices (1).json", .records(.invoices)),
      ("Invoices-page2.json", .records(.invoices)),
      ("Invoices_2026.json", .records(.invoices)),
      ("Invoices.2.json", .records(.invoices)),
      ("Invoices2.json", .records(.invoices)),
      ("Invoices/page-1.json", .records(.invoices)),
      ("march/export/BillingItems.ndjson", .records(.billingItems)),
      ("BillingItems.jsonl", .records(.billingItems)),
      ("Accounts.json", .records(.companies)),
      ("Organizations.json", .records(.companies)),
      ("Clients.json", .records(.companies)),
      ("AllocationCodes.json", .records(.billingCodes)),
      ("Countries.json", .records(.countries)),
      ("Currencies.json", .records(.currencies)),
      ("OrganizationalLevel1s.json", .records(.organizationalLevel1s)),
      ("OrganizationalLevel1.json", .records(.organizationalLevel1s)),
      ("organizationallevel2s-2.json", .records(.organizationalLevel2s)),
      ("OrganizationalLevelAssociations.json", .records(.organizationalLevelAssociations)),
      ("TimeEntries.json", .unused("TimeEntries")),
      ("Contact.json", .unused("Contact")),
      ("PurchaseOrders.json", .unused("PurchaseOrders")),
      ("entityInformation/Companies.json", .fieldInformation("Companies")),
      ("entityInformation/Accounts.json", .fieldInformation("Companies")),
      ("Companies.fields.json", .fieldInformation("Companies")),
      ("entityInformation/Tickets.json", .fieldInformation("Tickets")),
      ("manifest.json", .manifest),
      ("export/Manifest.JSON", .manifest),
      ("Transfer.csv", .transferTable),
      ("transfer.CSV", .transferTable),
      ("export.json", .unnamed),
      ("2026-10.json", .unnamed),
      ("2026-10 Billing Items (2).json", .records(.billingItems)),
      ("Contoso_Invoices_October.csv", .records(.invoices)),
      ("Contoso Company Invoices.csv", .records(.invoices)),
      ("Invoices and BillingItems.json", .records(.invoices)),
      ("All Invoices and BillingItems.json", .unnamed),
      ("Invoices.csv", .records(.invoices)),
      ("billingcodes.TSV", .records(.billingCodes)),
      ("Contacts.csv", .unused("Contacts")),
      ("Invoices.xml", .unnamed),
      ("notes.txt", .unnamed),
      ("Invoices.xlsx", .other),
      ("logo.png", .other),
      ("Invoices", .other),
      ("", .other),
      ("__MACOSX/._Invoices.json", .other),
      (".DS_Store", .other),
      ("export/.Invoices.json.swp", .other),
    ])
  func names(path: String, kind: EntryKind) { #expect(EntryKind(path: path) == kind) }

  @Test(
    "A record a line by the ending",
    arguments: [("a.ndjson", true), ("a.JSONL", true), ("a.json", false), ("ndjson", false)])
  func lines(path: String, isLines: Bool) { #expect(EntryKind.isLines(path: path) == isLines) }
}

@Suite("Records of an unnamed file are told by their fields")
struct RecognitionTests {
  @Test(arguments: [
    (["id", "companyID", "invoiceTotal", "invoiceDateTime"], Entity?.some(.invoices)),
    (["ID", "COMPANYID", "INVOICETOTAL"], .invoices),
    (["id", "invoiceID", "extendedPrice", "quantity"], .billingItems),
    (["id", "companyName", "phone"], .companies),
    (["id", "name", "useType", "billingCodeType"], .billingCodes),
    (["id", "countryCode", "displayName"], .countries),
    (["id", "name", "isInternalCurrency"], .currencies),
    (["id", "organizationalLevel1ID", "organizationalLevel2ID"], .organizationalLevelAssociations),
    (["id", "name", "invoiceDescription", "billingCodeID", "vendorCompanyID"], .services),
    (
      ["id", "name", "invoiceDescription", "billingCodeID", "percentageDiscount", "unitDiscount"],
      .serviceBundles
    ),
    (["id", "name", "invoiceDescription"], nil),
    (["id", "name", "hourlyFactor", "hourlyRate"], .roles),
    (["id", "name", "productBillingCodeID", "unitPrice"], .products),
    (["id", "ticketID", "name", "productID", "unitQuantity", "billingCodeID"], .ticketCharges),
    (["id", "projectID", "name", "productID", "unitQuantity", "billingCodeID"], .projectCharges),
    (["id", "contractID", "name", "productID", "unitQuantity", "billingCodeID"], .contractCharges),
    (["id", "contractName", "companyID", "contractType"], .contracts),
    (["id", "contractID", "title", "isInitialPayment", "dateDue"], .contractMilestones),
    (["id", "taxName", "taxRate", "taxCategoryID"], .taxes),
    (["id", "name", "paymentDueInDays"], .paymentTerms),
    (["id", "name", "groupBy", "currencyPositiveFormat", "itemizeServicesAndBundles"], .invoiceTemplates),
    (["id", "name"], nil),
    (["id", "summaryNotes", "hoursWorked"], nil),
    ([], nil),
  ])
  func fields(names: [String], entity: Entity?) { #expect(Entity.recognised(byFields: names) == entity) }

  @Test("Every table fits into 62 bits, its parents are fields of it, and no field stands twice")
  func tables() {
    for entity in Entity.allCases {
      let table = entity.table
      #expect(table.fields.count <= 62)
      #expect(Set(table.fields.map { $0.name.lowercased() }).count == table.fields.count)
      for parent in table.parents { #expect(table.index(of: parent) != nil) }
      if let modified = table.modified { #expect(table.index(of: modified) != nil) }
      #expect(table.index(of: "id") == nil)
      #expect(Entity.named(entity.rawValue) == entity)
    }
  }

  @Test("Fields are found whatever their capitals")
  func capitals() throws {
    let table = Entity.companies.table
    #expect(table.index(of: "CompanyName") == table.index(of: "companyname"))
    #expect(table.index(of: "companyNames") == nil)
  }
}
