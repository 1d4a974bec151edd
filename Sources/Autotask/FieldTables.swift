extension EntityTable {
  static func of(_ entity: Entity) -> EntityTable {
    switch entity {
    case .companies: companies
    case .invoices: invoices
    case .billingItems: billingItems
    case .billingCodes: billingCodes
    case .countries: countries
    case .currencies: currencies
    case .organizationalLevel1s: level1s
    case .organizationalLevel2s: level2s
    case .organizationalLevelAssociations: associations
    case .services: services
    case .serviceBundles: serviceBundles
    case .roles: roles
    case .products: products
    case .ticketCharges: ticketCharges
    case .projectCharges: projectCharges
    case .contractCharges: contractCharges
    case .contracts: contracts
    case .contractMilestones: contractMilestones
    case .taxes: taxes
    case .taxRegions: taxRegions
    case .taxCategories: taxCategories
    case .paymentTerms: paymentTerms
    case .invoiceTemplates: invoiceTemplates
    case .resources: resources
    }
  }

  private static let companies = EntityTable(
    .companies, modified: "lastTrackedModifiedDateTime",
    [
      (.time, "lastTrackedModifiedDateTime"), (.text, "companyName"), (.text, "companyNumber"),
      (.flag, "isActive"), (.text, "phone"), (.text, "fax"),
      (.text, "address1"), (.text, "address2"), (.text, "additionalAddressInformation"), (.text, "city"),
      (.text, "state"), (.text, "postalCode"), (.reference, "countryID"), (.text, "country"),
      (.text, "billingAddress1"), (.text, "billingAddress2"), (.text, "billToAdditionalAddressInformation"),
      (.text, "billToAttention"), (.text, "billToCity"), (.text, "billToState"), (.text, "billToZipCode"),
      (.reference, "billToCountryID"), (.flag, "isTaxExempt"), (.picklist, "invoiceMethod"),
      (.reference, "currencyID"), (.reference, "parentCompanyID"), (.text, "billing_country"),
    ])

  private static let invoices = EntityTable(
    .invoices, parents: ["companyID"],
    [
      (.reference, "companyID"), (.reference, "batchID"), (.date, "invoiceDateTime"),
      (.time, "createDateTime"), (.text, "invoiceNumber"), (.decimal, "invoiceTotal"),
      (.decimal, "totalTaxValue"), (.text, "orderNumber"), (.reference, "paymentTerm"), (.date, "dueDate"),
      (.flag, "isVoided"), (.date, "voidedDate"), (.date, "paidDate"), (.time, "webServiceDate"),
      (.text, "taxRegionName"), (.date, "fromDate"), (.date, "toDate"),
      (.text, "invoiceTaxMethodExternalCode"),
      (.text, "payment_term_name"), (.flag, "invoice_transferred_flag"),
      (.text, "business_division_subdivision_name"), (.text, "companyName"),
      (.text, "quickBooksTransferDate"), (.reference, "invoiceEditorTemplateID"), (.reference, "taxGroup"),
    ], sticks: ["isVoided", "voidedDate"])

  private static let billingItems = EntityTable(
    .billingItems, parents: ["invoiceID"],
    [
      (.reference, "invoiceID"), (.reference, "companyID"), (.picklist, "billingItemType"),
      (.picklist, "subType"), (.text, "itemName"), (.text, "description"), (.text, "lineItemFullDescription"),
      (.text, "lineItemGroupDescription"), (.decimal, "quantity"), (.decimal, "rate"),
      (.decimal, "totalAmount"), (.decimal, "extendedPrice"), (.decimal, "taxDollars"), (.date, "itemDate"),
      (.reference, "billingCodeID"), (.reference, "roleID"), (.reference, "timeEntryID"),
      (.reference, "expenseItemID"), (.reference, "ticketChargeID"), (.reference, "projectChargeID"),
      (.reference, "contractChargeID"), (.reference, "milestoneID"), (.reference, "serviceID"),
      (.reference, "serviceBundleID"), (.reference, "contractBlockID"), (.flag, "nonBillable"),
      (.text, "purchaseOrderNumber"), (.reference, "organizationalLevelAssociationID"),
      (.reference, "sortOrderID"), (.reference, "lineItemID"), (.reference, "contractID"),
      (.reference, "taxCategoryID"),
      (.text, "type_of_transaction"), (.text, "derived_description"), (.decimal, "derived_rate"),
      (.text, "role_name"), (.text, "service_name"), (.reference, "service_or_bundle_id"),
      (.text, "tax_category_name"), (.text, "business_division_subdivision_name"),
      (.text, "billingCodeName"), (.text, "milestone_title"), (.text, "subscription_name"),
    ])

  private static let billingCodes = EntityTable(
    .billingCodes,
    [
      (.text, "name"), (.text, "externalNumber"), (.picklist, "useType"), (.picklist, "billingCodeType"),
      (.flag, "isActive"), (.reference, "taxCategoryID"), (.picklist, "generalLedgerAccount"),
      (.text, "description"), (.flag, "allocation_code_taxable"),
    ])

  private static let countries = EntityTable(
    .countries, [(.text, "name"), (.text, "displayName"), (.text, "countryCode")])

  private static let currencies = EntityTable(
    .currencies, modified: "lastModifiedDateTime",
    [(.text, "name"), (.flag, "isInternalCurrency"), (.time, "lastModifiedDateTime")])

  private static let resources = EntityTable(
    .resources,
    [
      (.text, "firstName"), (.text, "lastName"), (.text, "userName"), (.text, "email"), (.flag, "isActive"),
      (.picklist, "licenseType"), (.picklist, "payrollType"), (.reference, "defaultServiceDeskRoleID"),
    ])

  private static let level1s = EntityTable(.organizationalLevel1s, [(.text, "name"), (.flag, "isActive")])

  private static let level2s = EntityTable(.organizationalLevel2s, [(.text, "name"), (.flag, "isActive")])

  private static let associations = EntityTable(
    .organizationalLevelAssociations,
    [(.reference, "organizationalLevel1ID"), (.reference, "organizationalLevel2ID")])
}
