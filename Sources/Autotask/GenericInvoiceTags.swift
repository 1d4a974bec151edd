/// What the elements of the generic invoice export are called, and which field of which entity each one is.
///
/// Where the export holds what no field of the REST interface holds, the field bears the element's own name: so a
/// record from the one never takes the place of a record from the other.
enum GenericInvoiceTags {
  static let root = "invoice_batch_generic"
  static let namespace = "http://tempuri.org/invoice_batch_generic.xsd"

  /// What an element that holds others is.
  enum Container {
    case root, batch, account, invoice, item, taxRegion, other
  }

  static let containers: [(String, Container)] = [
    (root, .root), ("invoice_batch", .batch), ("account", .account), ("invoice", .invoice),
    ("invoice_item", .item), ("taxregion", .taxRegion),
  ]

  /// Organizations (Companies).
  static let account: [(String, String)] = [
    ("cust_name", "companyName"), ("cust_id", "companyNumber"), ("phone", "phone"), ("fax", "fax"),
    ("addr1", "address1"), ("addr2", "address2"), ("city", "city"), ("account_region", "state"),
    ("postal_code", "postalCode"), ("country", "country"), ("billing_addr1", "billingAddress1"),
    ("billing_addr2", "billingAddress2"), ("billing_city", "billToCity"), ("billing_region", "billToState"),
    ("billing_postal_code", "billToZipCode"), ("billing_country", "billing_country"),
    ("billing_attention", "billToAttention"), ("tax_id", "taxID"), ("parent_id", "parentCompanyID"),
    ("account_invoice_email_recipient", "account_invoice_email_recipient"),
  ]

  static let invoice: [(String, String)] = [
    ("account_id", "companyID"), ("invoice_date", "invoiceDateTime"), ("entry_time_stamp", "createDateTime"),
    ("invoice_number", "invoiceNumber"), ("invoice_total", "invoiceTotal"),
    ("total_tax_value", "totalTaxValue"), ("date_range_from", "fromDate"), ("date_range_to", "toDate"),
    ("purchase_order_number", "orderNumber"), ("batch_id", "batchID"), ("payment_due_date", "dueDate"),
    ("payment_term_name", "payment_term_name"), ("invoice_transferred_flag", "invoice_transferred_flag"),
    ("business_division_subdivision_name", "business_division_subdivision_name"),
  ]

  static let item: [(String, String)] = [
    ("invoice_id", "invoiceID"), ("item_name", "itemName"), ("item_date", "itemDate"),
    ("type_of_transaction", "type_of_transaction"), ("allocation_code_id", "billingCodeID"),
    ("allocation_code_non_billable", "nonBillable"), ("extended_price", "extendedPrice"),
    ("quantity", "quantity"), ("gross_amount", "totalAmount"), ("total_tax_amount", "taxDollars"),
    ("line_item_id", "lineItemID"), ("role_name", "role_name"), ("service_name", "service_name"),
    ("service_or_bundle_id", "service_or_bundle_id"), ("contract_name", "contract_name"),
    ("project_name", "project_name"), ("task_or_ticket_number", "task_or_ticket_number"),
    ("task_or_ticket_title", "task_or_ticket_title"), ("external_product_id", "external_product_id"),
    ("department", "department"), ("expense_type", "expense_type"), ("milestone_title", "milestone_title"),
    ("subscription_name", "subscription_name"),
    ("tax_category_name", "tax_category_name"),
    ("business_division_subdivision_name", "business_division_subdivision_name"),
  ]

  static let billingCode: [(String, String)] = [
    ("allocation_code_name", "name"), ("allocation_code_external_number", "externalNumber"),
    ("allocation_code_taxable", "allocation_code_taxable"),
  ]

  /// What is printed beside the item, by kind of line; the first that says something.
  static let texts = [
    "time_entry_summary_notes", "service_invoice_description", "cost_description", "expense_description",
    "milestone_description", "subscription_desc",
  ]

  static let others =
    ["taxable", "invoice_item_id", "item_id", "tax_region_name", "hourly_billing_rate", "service_unit_price"]
    + texts

  /// Every name that means something, each once.
  static let names: [String] = {
    var names = containers.map(\.0)
    for name in (account + invoice + item + billingCode).map(\.0) + others where !names.contains(name) {
      names.append(name)
    }
    return names
  }()

  static func place(_ name: String) -> Int {
    guard let place = names.firstIndex(of: name) else { preconditionFailure("no element \(name)") }
    return place
  }

  /// The columns of an entity by the place of the element's name; -1 for none. An entity's table decides what is kept.
  static func columns(_ pairs: [(String, String)], _ entity: Entity) -> [Int] {
    var columns = [Int](repeating: -1, count: names.count)
    for (name, field) in pairs { columns[place(name)] = entity.table.index(of: field) ?? -1 }
    return columns
  }
}
