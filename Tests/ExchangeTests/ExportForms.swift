import JSON

/// An export as records, from which each form that Autotask writes is made.
///
/// What the forms have in common is the meaning, not the words: the invoice export gives names where the records give
/// numbers, net amounts, dates in Eastern time, and an element where a record has a field of another name.
struct ExportForms {
  typealias Fields = [(name: String, value: String?)]

  /// By entity, in the order of the export; values as text, nil for null.
  var entities: [(name: String, records: [Fields])]

  init(_ files: [Export.File]) throws {
    entities = try files.map { file in
      let node = try JSONNode.parse(Array(file.text.utf8))
      let records = (node["items"]?.elements ?? []).map { record in
        record.members.map { (name: $0.key, value: ExportForms.text($0.node)) }
      }
      return (String(file.name.prefix { $0 != "." }), records)
    }
  }

  private static func text(_ node: JSONNode) -> String? {
    switch node.value {
    case .null: nil
    case .bool(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): text
    case .array, .object: nil
    }
  }

  func records(_ entity: String) -> [Fields] { entities.first { $0.name == entity }?.records ?? [] }

  // MARK: CSV

  struct Table: Sendable {
    var separator = ","
    var lineEnd = "\r\n"
    var mark = ""
    /// What stands in the header for a field.
    var header: @Sendable (String) -> String = { $0 }
    /// What stands in a cell for a value.
    var cell: @Sendable (String, String?) -> String = { $1 ?? "" }
  }

  /// One table an entity, every field of any record a column.
  func tables(_ form: Table = Table(), ending: String = "csv") -> [Export.File] {
    entities.map { entity in
      Export.File(name: "\(entity.name).\(ending)", text: ExportForms.table(entity.records, form))
    }
  }

  static func table(_ records: [Fields], _ form: Table) -> String {
    var names: [String] = []
    for name in records.flatMap({ $0.map(\.name) }) where !names.contains(name) { names.append(name) }
    func quoted(_ text: String) -> String {
      let needs = text.contains { form.separator.contains($0) || "\"\r\n".contains($0) || $0 == "\r\n" }
      return needs ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
    let rows = records.map { fields in
      names.map { name in
        quoted(form.cell(name, fields.first { $0.name == name }?.value))
      }.joined(separator: form.separator)
    }
    let header = names.map { quoted(form.header($0)) }.joined(separator: form.separator)
    return form.mark + ([header] + rows).joined(separator: form.lineEnd) + form.lineEnd
  }

  // MARK: The generic invoice XML

  /// How the invoice export is laid out.
  struct Layout: CustomStringConvertible {
    enum Place: String, CaseIterable { case root, batch, batchData }
    var description: String
    var namespace = true
    var declaration = ""
    var account = Place.root
    /// Where `taxregioncategory` stands.
    var taxesAtRoot = false
    var without: Set<String> = []
    var batches = 1
    /// An account of its own for each invoice.
    var accountPerInvoice = false
    var indented = false

    init(_ description: String, _ change: (inout Layout) -> Void = { _ in }) {
      self.description = description
      change(&self)
    }
  }

  func xml(_ layout: Layout = Layout("as Autotask writes it"), invoices wanted: Set<String>? = nil) -> String
  {
    let all = records("Invoices").filter { wanted?.contains(ExportForms.value($0, "id") ?? "") ?? true }
    let size = max(1, (all.count + layout.batches - 1) / layout.batches)
    let parts = stride(from: 0, to: all.count, by: size).map { Array(all[$0..<min($0 + size, all.count)]) }
    var writer = ExportXML(layout: layout, forms: self)
    writer.open("invoice_batch_generic", layout.namespace ? " xmlns=\"\(ExportXML.namespace)\"" : "")
    for (number, invoices) in parts.enumerated() { writer.batch(171 + number, invoices) }
    writer.close("invoice_batch_generic")
    return layout.declaration + writer.text
  }

  static func value(_ record: Fields, _ name: String) -> String? { record.first { $0.name == name }?.value }
}

/// Writes the invoice export as the help pages describe it, element by element.
struct ExportXML {
  static let namespace = "http://tempuri.org/invoice_batch_generic.xsd"
  let layout: ExportForms.Layout
  let forms: ExportForms
  private(set) var text = ""
  private var depth = 0

  init(layout: ExportForms.Layout, forms: ExportForms) { (self.layout, self.forms) = (layout, forms) }

  private mutating func indent() {
    if layout.indented { text += "\n" + String(repeating: "  ", count: depth) }
  }

  mutating func open(_ name: String, _ attributes: String = "") {
    indent()
    text += "<\(name)\(attributes)>"
    depth += 1
  }

  mutating func close(_ name: String) {
    depth -= 1
    indent()
    text += "</\(name)>"
  }

  mutating func field(_ name: String, _ value: String?) {
    if layout.without.contains(name) { return }
    indent()
    guard let value, !value.isEmpty else {
      text += "<\(name) />"
      return
    }
    let escaped = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
      ">", with: "&gt;")
    text += "<\(name)>\(escaped)</\(name)>"
  }

  mutating func batch(_ number: Int, _ invoices: [ExportForms.Fields]) {
    open("invoice_batch")
    field("batch_id", String(number))
    field("create_date", "2026-11-02T09:12:44.3-05:00")
    field("create_by_id", "29682885")
    if layout.account != .batchData { field("batch_data", nil) } else { open("batch_data") }
    if layout.account == .root { close("invoice_batch") }
    if layout.taxesAtRoot { taxCategory("") }
    var companies: [String] = []
    for invoice in invoices {
      let id = ExportForms.value(invoice, "companyID") ?? ""
      if !companies.contains(id) { companies.append(id) }
    }
    for id in companies {
      let own = invoices.filter { ExportForms.value($0, "companyID") == id }
      if layout.accountPerInvoice {
        for invoice in own { account(id, [invoice]) }
      } else {
        account(id, own)
      }
    }
    if layout.account == .batchData { close("batch_data") }
    if layout.account != .root { close("invoice_batch") }
  }

  private mutating func account(_ id: String, _ invoices: [ExportForms.Fields]) {
    let company = forms.records("Companies").first { ExportForms.value($0, "id") == id } ?? []
    func of(_ name: String) -> String? { ExportForms.value(company, name) }
    open("account")
    field("account_id", id)
    for name in ["parent_name", "creator_name", "narrative_creator_name", "territory_name"] {
      field(name, nil)
    }
    field("cust_id", of("companyNumber"))
    field("cust_name", of("companyName"))
    field("taxable", of("isTaxExempt") == "true" ? "No" : "Yes")
    field("addr1", of("address1"))
    field("addr2", of("address2"))
    field("city", of("city"))
    field("account_region", of("state"))
    field("country", country(of("countryID")))
    field("postal_code", of("postalCode"))
    field("phone", of("phone"))
    field("fax", of("fax"))
    field("attention", nil)
    field("billing_addr1", of("billingAddress1"))
    field("billing_addr2", of("billingAddress2"))
    field("billing_city", of("billToCity"))
    field("billing_region", of("billToState"))
    field("billing_country", country(of("billToCountryID")))
    field("billing_postal_code", of("billToZipCode"))
    field("billing_attention", of("billToAttention"))
    for name in ["tax_id", "tax_group_name", "parent_id", "payment_term_name"] { field(name, nil) }
    field("account_invoice_email_recipient", "ap@example.com;office@example.com")
    for invoice in invoices { self.invoice(invoice, account: id) }
    if !layout.without.contains("UDF") {
      open("UDF")
      field("account_id", id)
      field("name", "CRM ID")
      field("value", "4711")
      close("UDF")
    }
    close("account")
  }

  private func country(_ id: String?) -> String? {
    let record = forms.records("Countries").first { ExportForms.value($0, "id") == id }
    return record.flatMap { ExportForms.value($0, "displayName") }
  }

  /// `East > Field` of an association.
  private func business(_ id: String?) -> String? {
    func name(_ entity: String, _ id: String?) -> String? {
      forms.records(entity).first { ExportForms.value($0, "id") == id }.flatMap {
        ExportForms.value($0, "name")
      }
    }
    guard let id,
      let record = forms.records("OrganizationalLevelAssociations").first(where: {
        ExportForms.value($0, "id") == id
      })
    else { return nil }
    return [
      name("OrganizationalLevel1s", ExportForms.value(record, "organizationalLevel1ID")),
      name("OrganizationalLevel2s", ExportForms.value(record, "organizationalLevel2ID")),
    ].compactMap { $0 }.joined(separator: " > ")
  }

  /// Midnight in the east of America: winter and summer time as they were in 2026.
  static func eastern(_ text: String?, midnightIsUTC: Bool = false) -> String? {
    guard let day = text?.prefix(10) else { return nil }
    let isSummer = day >= "2026-03-08" && day < "2026-11-01"
    return "\(day)T00:00:00\(isSummer ? "-04:00" : "-05:00")"
  }

  private mutating func invoice(_ record: ExportForms.Fields, account: String) {
    func of(_ name: String) -> String? { ExportForms.value(record, name) }
    let date = ExportXML.eastern(of("invoiceDateTime"))
    open("invoice")
    field("invoice_id", of("id"))
    field("account_id", account)
    field("owner_name", "Lee, Ann")
    field("narrative_owner_name", "Ann Lee")
    field("invoice_date", date)
    field("entry_time_stamp", "2026-11-02T09:12:44.327-05:00")
    field("invoice_number", of("invoiceNumber"))
    field("comments", "does not travel")
    field("invoice_total", of("invoiceTotal"))
    field("total_tax_value", of("totalTaxValue"))
    field("tax_description", nil)
    field("tax_group", nil)
    field("date_range_from", date)
    field("date_range_to", date)
    field("purchase_order_number", of("orderNumber"))
    field("payment_term_name", "Net 30")
    field("batch_id", of("batchID"))
    field("invoice_transferred_flag", of("webServiceDate") == nil ? "No" : "Yes")
    field("payment_due_date", date)
    if !layout.without.contains("taxes") {
      open("taxes")
      if !layout.taxesAtRoot {
        open("taxregion")
        field("tax_region_name", of("taxRegionName") ?? "NY - Albany County")
        taxCategory(of("totalTaxValue") ?? "")
        close("taxregion")
      }
      close("taxes")
    }
    let lines = forms.records("BillingItems").filter { ExportForms.value($0, "invoiceID") == of("id") }
    for line in lines { item(line) }
    field("business_division_subdivision_name", nil)
    close("invoice")
  }

  private mutating func taxCategory(_ amount: String) {
    if layout.without.contains("taxregioncategory") { return }
    open("taxregioncategory")
    field("tax_category_name", "Standard")
    field("total_tax_rate_per_category_and_region", "0.0800000")
    field("total_tax_amount", amount)
    close("taxregioncategory")
  }

  private mutating func item(_ record: ExportForms.Fields) {
    func of(_ name: String) -> String? { ExportForms.value(record, name) }
    let code =
      forms.records("BillingCodes").first { ExportForms.value($0, "id") == of("billingCodeID") } ?? []
    let date = ExportXML.eastern(of("itemDate"))
    let isService = of("serviceID") != nil
    let values: [String: String?] = [
      "invoice_item_id": "9\(of("id") ?? "")", "invoice_id": of("invoiceID"), "item_name": of("itemName"),
      "item_id": of("id"), "item_date": date,
      "type_of_transaction": isService ? "Recurring Service" : "Labor",
      "allocation_code_name": ExportForms.value(code, "name"),
      "allocation_code_external_number": ExportForms.value(code, "externalNumber"),
      "allocation_code_non_billable": "No",
      "allocation_code_taxable": ExportForms.value(code, "taxCategoryID") == nil ? "No" : "Yes",
      "resource_name": "Lee, Ann", "narrative_resource_name": "Ann Lee", "role_name": "Engineer",
      "department": "Service Desk", "worked_hours": "1.0000", "start_time": date, "end_time": date,
      "non_billable_hours": "0.0000", "billable_hours": "1.0000",
      "hourly_billing_rate": isService ? "0.0000" : of("rate"), "extended_price": of("extendedPrice"),
      "time_entry_summary_notes": isService ? nil : of("description"), "quantity": of("quantity"),
      "subscription_cost": "0.00", "milestone_amount": "0.0000", "service_or_bundle_id": of("serviceID"),
      "service_invoice_description": isService ? of("description") : nil, "service_units": "0",
      "service_unit_price": isService ? of("rate") : "0.0000", "service_extended_price": "0.0000",
      "service_period_start_date": date, "service_period_end_date": date, "setup_fee": "0.0000",
      "approved_date": date, "posted_date": "2026-10-31T20:00:00-04:00",
      "non_overage_retainer_line_item_tax": "0.0000", "gross_amount": of("totalAmount"), "contract_type": "1",
      "effective_hourly_billing_rate": "0.0000", "our_cost": "1.0000",
      "line_item_id": of("sortOrderID") ?? of("lineItemID"),
      "tax_region_and_category_id": "3", "tax_region_name": "NY - Albany County",
      "tax_category_name": of("taxCategoryID").map { "Category \($0)" },
      "total_tax_rate_per_region_and_category": "0.0800000", "total_tax_amount": of("taxDollars"),
      "allocation_code_id": of("billingCodeID"), "account_manager_when_posted": "Ann Lee",
      "business_division_subdivision_name": business(of("organizationalLevelAssociationID")),
    ]
    open("invoice_item")
    for name in ExportXML.itemElements {
      if name.hasSuffix("?"), let value = values[String(name.dropLast())], let value {
        field(String(name.dropLast()), value)
      } else if !name.hasSuffix("?") {
        field(name, values[name] ?? nil)
      }
    }
    close("invoice_item")
  }

  /// In the order of the documentation; those with a mark are absent when they say nothing.
  static let itemElements = """
    invoice_item_id invoice_id item_name item_id item_date adjusted_item_id type_of_transaction \
    allocation_code_name allocation_code_external_number allocation_code_non_billable allocation_code_taxable \
    task_or_ticket_number task_or_ticket_title ticket_contact narrative_ticket_contact adjustment_reason \
    resource_name narrative_resource_name resource_payroll_identifier role_name department \
    project_name project_lead narrative_project_lead external_project_number internal_project_number \
    gl_code_desc gl_code_name contract_name external_contract_number worked_hours start_time? end_time? \
    non_billable_hours billable_hours hourly_billing_rate extended_price time_entry_summary_notes quantity \
    expense_type installed_product_name subscription_name subscription_desc subscription_cost milestone_title \
    milestone_description milestone_amount service_or_bundle_id? service_name service_invoice_description \
    service_units service_unit_price service_extended_price service_period_start_date? \
    service_period_end_date? setup_fee billing_approved_by narrative_billing_approved_by approved_date \
    posted_date non_overage_retainer_line_item_tax gross_amount contract_type department_number \
    effective_hourly_billing_rate external_product_id cost_description project_phase our_cost \
    expense_description line_item_id tax_region_and_category_id tax_region_name tax_category_name \
    total_tax_rate_per_region_and_category total_tax_amount allocation_code_id serial_number \
    contract_period_type service_period_type account_manager_when_posted business_division_subdivision_name?
    """.split(separator: " ").map(String.init)
}
