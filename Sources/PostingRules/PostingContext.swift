public import Accounting
public import Autotask
import QBXML
public import Settings

/// Everything an invoice is judged by that is not the invoice itself; one for all invoices of a connector.
public final class PostingContext: Sendable {
  public let connector: Connector
  public let mappings: Mappings
  /// What the company file holds; nil before its first lists answer.
  public let lists: CompanyLists?
  public let billingCodes: [BillingCodeID: BillingCode]
  /// `Division > Line` by the id of the association.
  public let linesOfBusiness: [Int64: String]
  /// Currency names by id, and which of them is the house currency.
  public let currencies: [Int64: String]
  public let houseCurrency: Int64?
  /// The labels of `Companies.invoiceMethod` by value, where the export carried them.
  public let transmissionLabels: [String: String]
  /// Customers that are made by our own sets, or are about to be.
  public let newCustomers: NewCustomers
  /// What lines refer to besides billing codes.
  public var sources: LineSources { finder.sources }
  let finder: ItemFinder
  /// Whether any line of business goes to a class.
  let mapsClasses: Bool
  /// The codes that lines bear; nil where QuickBooks does not know sales tax, or has not answered yet.
  let salesTaxCodes: (taxable: Reference?, nonTaxable: Reference?)?

  public init(
    connector: Connector, mappings: Mappings, lists: CompanyLists?,
    billingCodes: [BillingCodeID: BillingCode], linesOfBusiness: [Int64: String] = [:],
    currencies: [Int64: String] = [:], houseCurrency: Int64? = nil,
    transmissionLabels: [String: String] = [:], sources: LineSources = LineSources()
  ) {
    self.connector = connector
    self.mappings = mappings
    self.lists = lists
    self.billingCodes = billingCodes
    self.linesOfBusiness = linesOfBusiness
    self.currencies = currencies
    self.houseCurrency = houseCurrency
    self.transmissionLabels = transmissionLabels
    newCustomers = NewCustomers()
    mapsClasses = mappings.rows(of: .classes).contains {
      $0.connector == connector.name && !$0["class"].isEmpty
    }
    salesTaxCodes = lists.flatMap { lists in
      let preferences = lists.preferences
      guard preferences.usesSalesTax else { return nil }
      return (
        preferences.taxableCode.map { .fullName($0) }, preferences.nonTaxableCode.map { .fullName($0) }
      )
    }
    finder = ItemFinder(
      connector: connector, mappings: mappings, lists: lists, billingCodes: billingCodes, sources: sources)
  }

  /// The same beside customers that are made by our own sets, or are about to be.
  public init(_ context: PostingContext, beside newCustomers: NewCustomers) {
    connector = context.connector
    mappings = context.mappings
    lists = context.lists
    billingCodes = context.billingCodes
    linesOfBusiness = context.linesOfBusiness
    currencies = context.currencies
    houseCurrency = context.houseCurrency
    transmissionLabels = context.transmissionLabels
    self.newCustomers = newCustomers
    finder = context.finder
    mapsClasses = context.mapsClasses
    salesTaxCodes = context.salesTaxCodes
  }

  /// The income account of items that no mapping sends elsewhere, as Autotask's own extension calls it.
  public static let defaultAccount = "Autotask Other"

  /// The item of the line that bears Autotask's tax, and its name in `accounts.csv`.
  public static let taxItem = "Autotask Tax"
}

/// An invoice with all that is known about it when it is judged.
public struct InvoiceCase: Sendable {
  public var invoice: Invoice
  /// In the order of their ids.
  public var lines: [BillingItem]
  public var organization: Organization?
  /// The customer that this organization's earlier invoices went to.
  public var knownCustomer: ListID?
  /// Whether a person said `ready` for this very item.
  public var isMadeReady: Bool
  /// Whether it may go although an export says that it was transferred before.
  public var isRetransfer: Bool
  /// Billing items of this invoice that stand in another invoice of the company file already.
  public var billedElsewhere: [BillingItemID: ItemKey]
  /// The charges that lines name, as far as they have arrived.
  public var charges: [ChargeID: Charge] = [:]
  /// The names of organizations that lines name besides the invoice's own, as far as they have arrived.
  public var otherOrganizations: [OrganizationID: String] = [:]
  /// Another invoice of the company file with the same number, which goes before this one.
  public var numberHolder: ItemKey?

  public init(
    invoice: Invoice, lines: [BillingItem], organization: Organization?, knownCustomer: ListID? = nil,
    isMadeReady: Bool = false, isRetransfer: Bool = false, billedElsewhere: [BillingItemID: ItemKey] = [:]
  ) {
    self.invoice = invoice
    self.lines = lines
    self.organization = organization
    self.knownCustomer = knownCustomer
    self.isMadeReady = isMadeReady
    self.isRetransfer = isRetransfer
    self.billedElsewhere = billedElsewhere
  }

  public var key: ItemKey { ItemKey(invoice: invoice.id) }
}

extension PostingContext {
  /// A row of mappings/organizations.csv as a person writes it, in the connector that it names already: `208,,south,NAME`.
  func row(_ organization: OrganizationID, _ customer: String) -> String {
    "\(organization),,\(mappings.row(of: organization)?["connector"] ?? ""),\(customer)"
  }
}
