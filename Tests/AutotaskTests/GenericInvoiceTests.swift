import Accounting
import Autotask
import Testing

/// The records of an invoice export, each as `Entity id field=value …`; null is `-`.
private func read(_ text: String, step: Int = 11) throws -> [String] {
  let reader = try GenericInvoiceReader()
  var told: [String] = []
  func tell(_ row: borrowing FieldRow) {
    var words = ["\(row.entity.rawValue) \(row.id.map(String.init) ?? "?")"]
    for (column, field) in row.entity.table.fields.enumerated() where row.has(column) {
      words.append("\(field.name)=\(row.text(of: column) ?? "-")")
    }
    told.append(words.joined(separator: " "))
  }
  let bytes = Array(text.utf8)
  for start in stride(from: 0, to: bytes.count, by: step) {
    let piece = Array(bytes[start..<min(start + step, bytes.count)])
    try reader.feed(piece.span, tell)
  }
  try reader.finish(tell)
  return told
}

/// The rate that a line of these elements has.
private func rate(_ elements: String) throws -> String? {
  let rows = try read(
    "<invoice_batch_generic><account><invoice><invoice_item><item_id>1</item_id>\(elements)</invoice_item></invoice>"
      + "</account></invoice_batch_generic>")
  return rows.first?.split(separator: " ").first { $0.hasPrefix("derived_rate=") }.map {
    String($0.dropFirst(13))
  }
}

@Suite("The generic invoice export becomes records")
struct GenericInvoiceTests {
  @Test("Batch, organization, invoice, line and billing code, joined by their ids")
  func records() throws {
    let rows = try read(
      """
      <invoice_batch_generic xmlns="http://tempuri.org/invoice_batch_generic.xsd">
       <invoice_batch><batch_id>171</batch_id><batch_data /></invoice_batch>
       <account><account_id>201</account_id><cust_name>Alder &amp; Sons</cust_name><taxable>No</taxable><addr2 />
        <invoice><invoice_id>8491</invoice_id><invoice_total>-45.0000</invoice_total>
         <taxes><taxregion><tax_region_name>Albany</tax_region_name></taxregion></taxes>
         <invoice_item><item_id>26101</item_id><allocation_code_name>Labor</allocation_code_name>
          <time_entry_summary_notes /><cost_description>Cable</cost_description><quantity>2</quantity>
          <allocation_code_id>11</allocation_code_id></invoice_item>
        </invoice>
        <UDF><account_id>999</account_id><name>cust_name</name><value>no</value></UDF>
       </account>
      </invoice_batch_generic>
      """)
    #expect(
      rows == [
        "BillingCodes 11 name=Labor",
        "BillingItems 26101 invoiceID=8491 quantity=2 billingCodeID=11 derived_description=Cable",
        "Invoices 8491 companyID=201 batchID=171 invoiceTotal=-45.0000 taxRegionName=Albany",
        "Companies 201 companyName=Alder & Sons address2=- isTaxExempt=true",
      ])
  }

  @Test("A billing code is told once, and again when it says something else")
  func codes() throws {
    func item(_ id: Int, _ name: String) -> String {
      "<invoice_item><item_id>\(id)</item_id><allocation_code_id>11</allocation_code_id>"
        + "<allocation_code_name>\(name)</allocation_code_name></invoice_item>"
    }
    let items = [item(1, "Labor"), item(2, "Labor"), item(3, "Work")].joined()
    let rows = try read(
      "<invoice_batch_generic><account><invoice>\(items)</invoice></account></invoice_batch_generic>")
    #expect(
      rows.filter { $0.hasPrefix("BillingCodes") } == [
        "BillingCodes 11 name=Labor", "BillingCodes 11 name=Work",
      ])
  }

  @Test(
    "The rate is the price that is named, else what the amount comes to for one",
    arguments: [
      ("hourly_billing_rate=95.0000 service_unit_price=0.0000 quantity=2.5 gross_amount=237.5000", "95.00"),
      ("hourly_billing_rate=95.0000 service_unit_price=20.0000 quantity=3 gross_amount=60.0000", "20.00"),
      ("hourly_billing_rate=20.0000 service_unit_price=95.0000 quantity=3 gross_amount=60.0000", "20.00"),
      // Named, and yet not what was billed: it stays, and the rules take the amount.
      ("hourly_billing_rate=95.0000 service_unit_price=0.0000 quantity=2 gross_amount=150.0000", "95.00"),
      ("hourly_billing_rate=0.0000 service_unit_price=0.0000 quantity=4 gross_amount=50.0000", "12.50"),
      ("hourly_billing_rate=0.0000 quantity=4 gross_amount=-50.0000", "-12.50"),
      ("hourly_billing_rate=0.0000 quantity=3 gross_amount=100.0000", nil),
      ("hourly_billing_rate=0.0000 quantity=0 gross_amount=100.0000", nil),
      ("quantity=2 extended_price=30.0000", "15.00"),
    ])
  func rates(fields: String, expected: String?) throws {
    let elements = fields.split(separator: " ").map { field in
      let parts = field.split(separator: "=")
      return "<\(parts[0])>\(parts[1])</\(parts[0])>"
    }
    #expect(try rate(elements.joined()) == expected)
  }

  @Test("Another root, or another namespace, is not the export")
  func otherRoots() {
    #expect(throws: GenericInvoiceReader.OtherDocument(root: "<invoices>")) {
      try read("<invoices><a/></invoices>")
    }
    #expect(
      throws: GenericInvoiceReader.OtherDocument(root: "<invoice_batch_generic> of the namespace urn:x")
    ) {
      try read("<invoice_batch_generic xmlns='urn:x'><a/></invoice_batch_generic>")
    }
    #expect(GenericInvoiceReader.begins("<?xml version='1.0'?>\n<!-- a --><p:invoice_batch_generic a='1'>"))
    #expect(!GenericInvoiceReader.begins("<?qbxml?><QBXML><invoice_batch_generic>"))
  }
}
