public import Accounting

/// Which company file each thing belongs to.
///
/// An organization has one connector, and so has a resource; what no row of the mapping tables sends elsewhere, and
/// what nobody is named for, belongs to the default.
public struct Routing: Sendable {
  private let mappings: Mappings

  public init(_ mappings: Mappings) { self.mappings = mappings }

  /// The connector of an invoice: that of the organization that is billed.
  ///
  /// Where a parent is billed for a sub-organization, the invoice names the parent, and the parent's connector counts.
  public func connector(billing organization: OrganizationID?) -> ConnectorName {
    organization.map(mappings.connector(of:)) ?? mappings.defaultConnector
  }

  /// The connector of a purchase order: that of the organization it is for; for stock, the default.
  public func connector(purchaseFor organization: OrganizationID?) -> ConnectorName {
    organization.map(mappings.connector(of:)) ?? mappings.defaultConnector
  }

  /// The connector of a timesheet or an expense report: that of whoever handed it in.
  public func connector(ofWorkBy resource: ResourceID?) -> ConnectorName {
    resource.map(mappings.connector(of:)) ?? mappings.defaultConnector
  }

  /// Whether a line of a timesheet, an expense report or a purchase order may name its customer.
  ///
  /// `connector` is where the whole of it goes.
  public func customer(
    ofLineFor organization: OrganizationID?, on connector: ConnectorName
  ) -> LineCustomer {
    guard let organization else { return .nobody }
    let own = mappings.connector(of: organization)
    return own == connector ? .organization(organization) : .elsewhere(organization, own)
  }
}

/// Whom a line names as its customer.
public enum LineCustomer: Hashable, Sendable {
  case organization(OrganizationID)
  /// It is for no organization.
  case nobody
  /// Its organization is a customer of another company file, so the line goes without.
  case elsewhere(OrganizationID, ConnectorName)

  /// What the history says where a line goes without its customer; nil where nothing is left out.
  ///
  /// - `line`: how people call it: `line 3`. `name`: the organization's.
  public func words(line: String, organization name: String?) -> String? {
    guard case .elsewhere(let organization, let connector) = self else { return nil }
    let shown = name.map { "\(organization) \($0)" } ?? "\(organization)"
    return "\(line) goes without a customer, for organization \(shown) belongs to connector \(connector)"
  }
}
