import Accounting
import Autotask
import Findings
import QBXML
import Settings

/// What of taxes and terms Autotask decides, where the settings let it.
extension InvoiceRules {
  /// Autotask's tax as one more line; the lines, and the invoice, are then taxed no more.
  mutating func addTax(_ tax: Amount, _ request: inout InvoiceAdd) {
    guard let taxItem = context.finder.taxItem else { return }
    let preferences = context.lists?.preferences
    let code: Reference? =
      preferences?.usesSalesTax == true ? preferences?.nonTaxableCode.map { .fullName($0) } : nil
    request.customerSalesTaxCode = code
    if tax.units == 0 { return }
    use(taxItem)
    let region = source.invoice.taxRegion.flatMap { context.sources.taxRegions[$0]?.name }
    let name = source.invoice.taxRegionName ?? region
    let id = source.invoice.id
    let text = fit(
      name.map { "Tax: \($0)" } ?? "Tax", "the tax region of invoice \(id)", keepsLines: false)
    request.lines.append(
      InvoiceLine(item: taxItem.reference, description: text, amount: tax, salesTaxCode: code))
  }

  /// The due date, and the terms where QuickBooks has some of that name.
  mutating func addTerms(_ request: inout InvoiceAdd) {
    guard context.connector.terms == .autotask else { return }
    request.dueDate = source.invoice.dueDate
    guard let name = termsName() else { return }
    if let entry = context.lists?.terms.named(name) {
      request.terms = .listID(entry.listID)
    } else if context.lists != nil {
      note(
        .termsMissing,
        "invoice \(source.invoice.id) has the payment terms \"\(name)\", which QuickBooks does not have, so it goes"
          + " without terms\(request.dueDate == nil ? "" : " and with its due date")",
        "Create the terms in QuickBooks (Lists > Customer & Vendor Profile Lists > Terms List > New) and run autopost run"
          + " --refresh lists.")
    }
  }

  private func termsName() -> String? {
    let invoice = source.invoice
    let sources = context.sources
    guard let id = invoice.paymentTerm ?? invoice.template.flatMap({ sources.templateTerms[$0] }) else {
      return invoice.paymentTermName
    }
    return sources.paymentTerms[id]?.name ?? sources.paymentTermLabels[String(id)] ?? invoice.paymentTermName
  }
}
