import Accounting
import Exchange
import Filesystem
import Ledger
import TestSupport
import Testing

@Suite("A pass sends each invoice into the company file of the organization that is billed")
struct PassRoutingTests {
  private static let settings = Rehearsal.settingsWithNorth

  /// Alder Freight is a customer of north; Juniper Law, which nobody mapped, is a sub-organization of it.
  private func run(_ invoices: [Export.Invoice]) throws -> Rehearsal {
    let rehearsal = try Rehearsal(settings: PassRoutingTests.settings)
    try rehearsal.temporary.write("organizationID,connector\n201,north\n", to: "mappings/organizations.csv")
    var export = FirstContactTests.export
    export.companies[1].more = ["\"parentCompanyID\":201"]
    export.invoices = invoices
    try rehearsal.drop(export)
    try rehearsal.run()
    return rehearsal
  }

  private func connectors(_ rehearsal: Rehearsal) throws -> [String] {
    try rehearsal.items().sorted { $0.key < $1.key }.map { "\($0.key.reference) \($0.connector)" }
  }

  @Test(
    "A parent that is billed for its sub-organization: the parent's company file and customer, the sub in the text"
  )
  func parent() throws {
    let rehearsal = try run([Export.Invoice(8_601, [Export.Line(1, "10", company: 202)])])
    #expect(try connectors(rehearsal) == ["8601 north"])
    let set = try #require(try rehearsal.openSets().first(where: \.isTransfer))
    #expect(set.path.description.contains("/outbox/north/requests/"))
    #expect(set.text.contains("<FullName>Alder Freight</FullName>"))
    #expect(!set.text.contains("<FullName>Juniper Law</FullName>"))
    #expect(set.text.contains("<Desc>Juniper Law: Work on site</Desc>"))
  }

  @Test("A sub-organization that is billed itself: its own company file, whatever its parent's is")
  func sub() throws {
    let rehearsal = try run([Export.Invoice(8_601, company: 202, [Export.Line(1, "10", company: 202)])])
    #expect(try connectors(rehearsal) == ["8601 main"])
  }

  @Test(
    "What names no organization, and what Autotask's extension transferred, belongs to the default or its mapping"
  )
  func legacy() throws {
    let rehearsal = try run([
      Export.Invoice(8_601, [Export.Line(1, "10")], more: ["\"companyID\":null"]),
      Export.Invoice(
        8_602, company: 202, [Export.Line(2, "20")], more: ["\"webServiceDate\":\"2026-11-02T10:00:00Z\""]),
      Export.Invoice(8_603, [Export.Line(3, "30")], more: ["\"webServiceDate\":\"2026-11-02T10:00:00Z\""]),
    ])
    #expect(try connectors(rehearsal) == ["8601 main", "8602 main", "8603 north"])
  }

  @Test("A message set never mixes company files")
  func apart() throws {
    let rehearsal = try run([
      Export.Invoice(8_601, [Export.Line(1, "10")]),
      Export.Invoice(8_602, company: 202, [Export.Line(2, "20")]),
      Export.Invoice(8_603, [Export.Line(3, "30")]),
      Export.Invoice(8_604, company: 202, [Export.Line(4, "40")]),
    ])
    let sets = try rehearsal.openSets().filter(\.isTransfer)
    #expect(sets.count == 2)
    for set in sets {
      let isNorth = set.path.description.contains("/north/")
      #expect(set.text.contains("<FullName>Alder Freight</FullName>") == isNorth)
      #expect(set.text.contains("<FullName>Juniper Law</FullName>") == !isNorth)
    }
  }
}
