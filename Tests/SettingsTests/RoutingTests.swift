import Accounting
import Settings
import Testing

private let main = ConnectorName("main")
private let west = ConnectorName("west")

@Suite("Everything belongs to one company file, and unmapped things to the default")
struct RoutingTests {
  private let routing: Routing = {
    let both = Settings(connectors: [Connector(name: main), Connector(name: west)])
    let files = [
      (
        "organizations.csv",
        "organizationID,organization,connector,customer\n174,Contoso,west,\n175,Fabrikam,,\n"
      ),
      ("resources.csv", "resourceID,resource,connector,vendor,employee\n9,Betty,west,,\n10,Carl,main,,\n"),
    ]
    return Routing(
      Mappings.read(files: files.map { (name: $0.0, bytes: Array($0.1.utf8)) }, settings: both).mappings)
  }()

  @Test(
    "An invoice goes by the organization that is billed, a parent for its subs; what names none goes to the default",
    arguments: [(174, west), (175, main), (999, main), (nil, main)] as [(Int64?, ConnectorName)])
  func invoices(organization: Int64?, connector: ConnectorName) {
    #expect(routing.connector(billing: organization.map { OrganizationID($0) }) == connector)
  }

  @Test(
    "A purchase order goes by the organization it is for, and stock to the default",
    arguments: [(174, west), (175, main), (nil, main)] as [(Int64?, ConnectorName)])
  func orders(organization: Int64?, connector: ConnectorName) {
    #expect(routing.connector(purchaseFor: organization.map { OrganizationID($0) }) == connector)
  }

  @Test(
    "Timesheets and expense reports go by who handed them in",
    arguments: [(9, west), (10, main), (11, main), (nil, main)] as [(Int64?, ConnectorName)])
  func work(resource: Int64?, connector: ConnectorName) {
    #expect(routing.connector(ofWorkBy: resource.map { ResourceID($0) }) == connector)
  }

  @Test(
    "A line names its customer only in the company file that serves it; else it goes without, and that is said"
  )
  func lines() {
    let contoso = OrganizationID(174)
    #expect(routing.customer(ofLineFor: contoso, on: west) == .organization(contoso))
    #expect(routing.customer(ofLineFor: contoso, on: main) == .elsewhere(contoso, west))
    #expect(
      routing.customer(ofLineFor: OrganizationID(999), on: west) == .elsewhere(OrganizationID(999), main))
    #expect(routing.customer(ofLineFor: OrganizationID(999), on: main) == .organization(OrganizationID(999)))
    #expect(routing.customer(ofLineFor: nil, on: main) == .nobody)
    #expect(
      routing.customer(ofLineFor: contoso, on: main).words(line: "line 3", organization: "Contoso")
        == "line 3 goes without a customer, for organization 174 Contoso belongs to connector west")
    #expect(
      routing.customer(ofLineFor: contoso, on: main).words(line: "line 3", organization: nil)
        == "line 3 goes without a customer, for organization 174 belongs to connector west")
    #expect(
      routing.customer(ofLineFor: contoso, on: west).words(line: "line 3", organization: "Contoso") == nil)
    #expect(routing.customer(ofLineFor: nil, on: west).words(line: "line 3", organization: nil) == nil)
  }
}
