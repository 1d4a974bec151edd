public import Accounting
public import Autotask
import QBXML
public import Settings

/// Everything an invoice is judged by that is not the invoice itself.
public struct PostingContext: Sendable {
  public var connector: Connector
  public var mappings: Mappings
  /// What the company file holds; nil before its first lists answer.
  public var lists: CompanyLists?
  public var billingCodes: [BillingCodeID: BillingCode]
  /// `Division > Line` by the id of the association.
  public var linesOfBusiness: [Int64: String]
  /// Currency names by id, and which of them is the house currency.
  public var currencies: [Int64: String]
  public var houseCurrency: Int64?
  /// The labels of `Companies.invoiceMethod` by value, where the export carried them.
  public var transmissionLabels: [String: String]
  /// Customers that are made by our own sets, or are about to be.
  public var newCustomers = NewCustomers()
  /// What each billing code is in QuickBooks; the same for all lines, so found once.
  let itemMatches: [BillingCodeID: ItemMatch]
  /// Whether any line of business goes to a class.
  let mapsClasses: Bool
  /// The item of the line that takes up what rounding leaves over.
  let roundingItem: ItemMatch

  public init(
    connector: Connector, mappings: Mappings, lists: CompanyLists?,
    billingCodes: [BillingCodeID: BillingCode], linesOfBusiness: [Int64: String] = [:],
    currencies: [Int64: String] = [:], houseCurrency: Int64? = nil,
    transmissionLabels: [String: String] = [:]
  ) {
    self.connector = connector
    self.mappings = mappings
    self.lists = lists
    self.billingCodes = billingCodes
    self.linesOfBusiness = linesOfBusiness
    self.currencies = currencies
    self.houseCurrency = houseCurrency
    self.transmissionLabels = transmissionLabels
    mapsClasses = mappings.rows(of: .classes).contains {
      $0.connector == connector.name && !$0["class"].isEmpty
    }
    let matching = ItemMatching(
      connector: connector, mappings: mappings, lists: lists,
      colliding: ItemNaming.collisions(among: billingCodes.values.map(\.name)))
    itemMatches = billingCodes.compactMapValues { $0.name.isEmpty ? nil : matching.match($0) }
    roundingItem = matching.match(
      "Rounding", words: "the rounding line", kind: .otherCharge, account: PostingContext.defaultAccount)
  }

  /// The income account of items that no mapping sends elsewhere, as Autotask's own extension calls it.
  public static let defaultAccount = "Autotask Other"
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
