public import Autotask

/// What billing items refer to besides billing codes, by Autotask's numbers.
public struct LineSources: Sendable {
  public var services: [Int64: NamedRecord] = [:]
  public var serviceBundles: [Int64: NamedRecord] = [:]
  public var roles: [Int64: NamedRecord] = [:]
  public var products: [Int64: NamedRecord] = [:]
  public var milestones: [Int64: NamedRecord] = [:]
  /// The line of business of a contract (OrganizationalLevelAssociations).
  public var contractLines: [Int64: Int64] = [:]
  /// The labels of `BillingItems.billingItemType` and `subType` by value, where the export carried them.
  public var typeLabels: [String: String] = [:]
  public var subTypeLabels: [String: String] = [:]
  /// Names of payment terms, and the labels of `Invoices.paymentTerm`.
  public var paymentTerms: [Int64: NamedRecord] = [:]
  public var paymentTermLabels: [String: String] = [:]
  /// The payment terms of an invoice template.
  public var templateTerms: [Int64: Int64] = [:]
  public var taxRegions: [Int64: NamedRecord] = [:]
  public var taxCategories: [Int64: NamedRecord] = [:]
  /// The tax categories on which a tax of more than nothing stands; nil where no taxes have arrived.
  public var taxedCategories: Set<Int64>?

  public init() {}

  /// Whether something of the category is taxed, as far as it is known.
  func isTaxed(category: Int64) -> Bool { taxedCategories?.contains(category) ?? true }

  /// The same by name, as the invoice export says it.
  func isTaxed(categoryNamed name: String) -> Bool {
    guard let taxedCategories else { return true }
    let known = taxCategories.filter { ItemNames.folded($0.value.name) == ItemNames.folded(name) }.keys
    return known.isEmpty || known.contains { taxedCategories.contains($0) }
  }
}
