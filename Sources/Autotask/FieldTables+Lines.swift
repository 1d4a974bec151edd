/// The entities that say what a billing item is called, how it is taxed and when it is due.
extension EntityTable {
  static let services = EntityTable(
    .services,
    [
      (.text, "name"), (.text, "description"), (.text, "invoiceDescription"), (.reference, "billingCodeID"),
      (.flag, "isActive"), (.reference, "vendorCompanyID"),
    ])

  static let serviceBundles = EntityTable(
    .serviceBundles,
    [
      (.text, "name"), (.text, "description"), (.text, "invoiceDescription"), (.reference, "billingCodeID"),
      (.flag, "isActive"), (.decimal, "percentageDiscount"), (.decimal, "unitDiscount"),
    ])

  static let roles = EntityTable(
    .roles,
    [(.text, "name"), (.text, "description"), (.flag, "isActive"), (.decimal, "hourlyFactor")])

  static let products = EntityTable(
    .products,
    [
      (.text, "name"), (.text, "description"), (.text, "sku"), (.flag, "isActive"),
      (.reference, "productBillingCodeID"), (.text, "manufacturerProductName"),
    ])

  private static func charges(_ entity: Entity, of parent: String) -> EntityTable {
    EntityTable(
      entity,
      [
        (.reference, parent), (.text, "name"), (.text, "description"), (.reference, "productID"),
        (.reference, "billingCodeID"), (.reference, "organizationalLevelAssociationID"),
        (.decimal, "unitQuantity"),
      ])
  }

  static let ticketCharges = charges(.ticketCharges, of: "ticketID")
  static let projectCharges = charges(.projectCharges, of: "projectID")
  static let contractCharges = charges(.contractCharges, of: "contractID")

  static let contracts = EntityTable(
    .contracts,
    [
      (.text, "contractName"), (.text, "contractNumber"), (.picklist, "contractType"),
      (.reference, "companyID"), (.reference, "organizationalLevelAssociationID"),
      (.reference, "setupFeeBillingCodeID"),
    ])

  static let contractMilestones = EntityTable(
    .contractMilestones,
    [
      (.reference, "contractID"), (.text, "title"), (.text, "description"), (.reference, "billingCodeID"),
      (.reference, "organizationalLevelAssociationID"), (.flag, "isInitialPayment"), (.date, "dateDue"),
    ])

  static let taxes = EntityTable(
    .taxes,
    [
      (.text, "taxName"), (.decimal, "taxRate"), (.reference, "taxCategoryID"), (.reference, "taxRegionID"),
      (.flag, "isCompounded"),
    ])

  static let taxRegions = EntityTable(.taxRegions, [(.text, "name"), (.flag, "isActive")])

  static let taxCategories = EntityTable(
    .taxCategories, [(.text, "name"), (.text, "description"), (.flag, "isActive")])

  static let paymentTerms = EntityTable(
    .paymentTerms,
    [(.text, "name"), (.text, "description"), (.flag, "isActive"), (.text, "paymentDueInDays")])

  static let invoiceTemplates = EntityTable(
    .invoiceTemplates,
    [
      (.text, "name"), (.picklist, "groupBy"), (.flag, "itemizeItemsInEachGroup"),
      (.flag, "itemizeServicesAndBundles"), (.reference, "paymentTerms"),
    ])
}
