/// Words that stand over columns where the REST interface has another name: of the older interface, of labels, and of
/// Autotask's own pages.
enum TableAliases {
  /// Fields by folded word.
  static func fields(of entity: Entity) -> [String: String] { made[entity] ?? [:] }

  /// Every word as a person writes it.
  static func shown(of entity: Entity) -> [String] {
    ["id"] + entity.table.fields.map(\.name) + aliases(of: entity).flatMap { [$0.0] }
  }

  private static let made: [Entity: [String: String]] = Dictionary(
    uniqueKeysWithValues: Entity.allCases.map { entity in
      var fields: [String: String] = ["id": "id"]
      for field in entity.table.fields { fields[TableRules.folded(field.name)] = field.name }
      for (word, field) in aliases(of: entity) where fields[TableRules.folded(word)] == nil {
        fields[TableRules.folded(word)] = field
      }
      return (entity, fields)
    })

  /// A word and its field; a word that is a field's own name means that field.
  private static func aliases(of entity: Entity) -> [(String, String)] {
    switch entity {
    case .companies:
      [
        ("Organization ID", "id"), ("Company ID", "id"), ("Client ID", "id"), ("Account ID", "id"),
        ("Organization", "companyName"), ("Organization Name", "companyName"), ("Company", "companyName"),
        ("Account", "companyName"), ("Account Name", "companyName"), ("Client Name", "companyName"),
        ("Organization Number", "companyNumber"), ("Client Number", "companyNumber"),
        ("Account Number", "companyNumber"), ("Active", "isActive"), ("Account Active", "isActive"),
        ("Tax Exempt", "isTaxExempt"), ("Transmission Method", "invoiceMethod"),
        ("Parent Client", "parentCompanyID"), ("Parent Account ID", "parentCompanyID"),
        ("Bill To Address 1", "billingAddress1"), ("Bill To Address 2", "billingAddress2"),
        ("Bill To County", "billToState"), ("Bill To Postal Code", "billToZipCode"), ("County", "state"),
        ("Zip Code", "postalCode"), ("Zip", "postalCode"), ("Address", "address1"),
        ("Currency ID", "currencyID"),
        ("Last Modified Date", "lastTrackedModifiedDateTime"),
      ]
    case .invoices:
      [
        ("Invoice ID", "id"), ("Organization ID", "companyID"), ("Company ID", "companyID"),
        ("Client ID", "companyID"), ("Account ID", "companyID"), ("Organization", "companyName"),
        ("Organization Name", "companyName"), ("Company", "companyName"), ("Account", "companyName"),
        ("Account Name", "companyName"), ("Client Name", "companyName"), ("Client", "companyName"),
        ("Invoice Date", "invoiceDateTime"), ("Total", "invoiceTotal"), ("Tax Total", "totalTaxValue"),
        ("Total Tax", "totalTaxValue"), ("Web Service Use Date", "webServiceDate"),
        ("Sync Date", "webServiceDate"), ("Purchase Order Number", "orderNumber"),
        ("PO Number", "orderNumber"),
        ("Voided", "isVoided"), ("Payment Due Date", "dueDate"), ("Payment Term ID", "paymentTerm"),
        ("Create Date", "createDateTime"), ("Transferred", "invoice_transferred_flag"),
      ]
    case .billingItems:
      [
        ("Billing Item ID", "id"), ("Organization ID", "companyID"), ("Company ID", "companyID"),
        ("Client ID", "companyID"), ("Account ID", "companyID"), ("Type", "billingItemType"),
        ("Allocation Code ID", "billingCodeID"), ("Billing Code", "billingCodeName"),
        ("Allocation Code", "billingCodeName"), ("Work Type", "billingCodeName"),
        ("Billed Amount", "totalAmount"), ("Hourly Billing Rate", "rate"), ("Unit Price", "rate"),
        ("Total Tax", "taxDollars"), ("Ticket Cost ID", "ticketChargeID"),
        ("Project Cost ID", "projectChargeID"), ("Contract Cost ID", "contractChargeID"),
        ("Invoice Line Item ID", "lineItemID"),
        ("Business Division Subdivision ID", "organizationalLevelAssociationID"),
        ("Line of Business", "business_division_subdivision_name"), ("Role", "role_name"),
        ("PO Number", "purchaseOrderNumber"), ("Item", "itemName"), ("Date", "itemDate"),
      ]
    case .billingCodes:
      [
        ("Billing Code ID", "id"), ("Allocation Code ID", "id"), ("Billing Code", "name"),
        ("Allocation Code", "name"), ("Billing Code Name", "name"), ("Allocation Code Name", "name"),
        ("Number", "externalNumber"), ("Active", "isActive"), ("Allocation Code Type", "billingCodeType"),
        ("General Ledger Code", "generalLedgerAccount"),
      ]
    case .countries: [("Country ID", "id"), ("ISO Standard Name", "name"), ("Country", "displayName")]
    case .currencies:
      [("Currency ID", "id"), ("Currency Name", "name"), ("Last Modified Time", "lastModifiedDateTime")]
    case .resources:
      [
        ("Resource ID", "id"), ("First Name", "firstName"), ("Last Name", "lastName"),
        ("Resource First Name", "firstName"), ("Resource Last Name", "lastName"), ("Active", "isActive"),
      ]
    default: []
    }
  }
}
