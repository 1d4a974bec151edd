import Accounting
import ByteFormats
import XML

/// Puts the fields of the generic invoice export together to records; one of each entity is held at a time.
final class GenericInvoiceAssembly {
  private(set) var invoices = 0
  private var places: [GenericInvoiceTags.Container] = []
  private var company = FieldRow(.companies)
  private var invoice = FieldRow(.invoices)
  private var item = FieldRow(.billingItems)
  private var code = FieldRow(.billingCodes)
  private var parts = Parts()
  private var batch: [UInt8] = []
  private var account: [UInt8] = []
  /// What was handed over of each billing code: a month repeats few of them often.
  private var knownCodes: [Int64: String] = [:]
  private let tags = Tags()

  private static let mostCodes = 10_000

  /// What a line says beside its columns.
  private struct Parts {
    var hourlyRate: [UInt8] = []
    var unitPrice: [UInt8] = []
    var texts = [[UInt8]](repeating: [], count: GenericInvoiceTags.texts.count)
    var namesInvoice = false

    mutating func clear() {
      hourlyRate.removeAll(keepingCapacity: true)
      unitPrice.removeAll(keepingCapacity: true)
      for index in texts.indices { texts[index].removeAll(keepingCapacity: true) }
      namesInvoice = false
    }
  }

  /// Places of names, and the columns they lead to.
  private struct Tags {
    let accountColumns = GenericInvoiceTags.columns(GenericInvoiceTags.account, .companies)
    let invoiceColumns = GenericInvoiceTags.columns(GenericInvoiceTags.invoice, .invoices)
    let itemColumns = GenericInvoiceTags.columns(GenericInvoiceTags.item, .billingItems)
    let codeColumns = GenericInvoiceTags.columns(GenericInvoiceTags.billingCode, .billingCodes)
    /// The columns of a billing code that have a name here: few of all names.
    let codeFields: [Int]
    let containers: [GenericInvoiceTags.Container]
    /// The place of a line's text among its texts, by the place of its name.
    let texts: [Int]
    let accountID = GenericInvoiceTags.place("account_id")
    let taxable = GenericInvoiceTags.place("taxable")
    let batchID = GenericInvoiceTags.place("batch_id")
    let invoiceID = GenericInvoiceTags.place("invoice_id")
    let itemID = GenericInvoiceTags.place("item_id")
    let codeID = GenericInvoiceTags.place("allocation_code_id")
    let hourlyRate = GenericInvoiceTags.place("hourly_billing_rate")
    let unitPrice = GenericInvoiceTags.place("service_unit_price")
    let taxRegionName = GenericInvoiceTags.place("tax_region_name")
    let isTaxExempt = Entity.companies.table.index(of: "isTaxExempt")
    let taxRegionColumn = Entity.invoices.table.index(of: "taxRegionName")
    let companyColumn = Entity.invoices.table.index(of: "companyID")
    let batchColumn = Entity.invoices.table.index(of: "batchID")
    let invoiceColumn = Entity.billingItems.table.index(of: "invoiceID")
    let quantity = Entity.billingItems.table.index(of: "quantity")
    let totalAmount = Entity.billingItems.table.index(of: "totalAmount")
    let extendedPrice = Entity.billingItems.table.index(of: "extendedPrice")
    let derivedRate = Entity.billingItems.table.index(of: "derived_rate")
    let derivedText = Entity.billingItems.table.index(of: "derived_description")

    init() {
      codeFields = codeColumns.filter { $0 >= 0 }
      var containers = [GenericInvoiceTags.Container](
        repeating: .other, count: GenericInvoiceTags.names.count)
      for (name, container) in GenericInvoiceTags.containers {
        containers[GenericInvoiceTags.place(name)] = container
      }
      self.containers = containers
      var texts = [Int](repeating: -1, count: GenericInvoiceTags.names.count)
      for (index, name) in GenericInvoiceTags.texts.enumerated() {
        texts[GenericInvoiceTags.place(name)] = index
      }
      self.texts = texts
    }
  }

  func take(
    _ event: XMLFieldEvent, _ text: Span<UInt8>, _ body: (borrowing FieldRow) throws -> Void
  ) throws {
    switch event.kind {
    case .open: open(event)
    case .field: if event.name >= 0, let place = places.last { set(event.name, text, in: place) }
    case .close: try close(body)
    }
  }

  private func open(_ event: XMLFieldEvent) {
    let place = event.name < 0 ? .other : tags.containers[event.name]
    places.append(place)
    switch place {
    case .batch: batch.removeAll(keepingCapacity: true)
    case .account:
      company.clear()
      company.line = event.line
      account.removeAll(keepingCapacity: true)
    case .invoice:
      invoice.clear()
      invoice.line = event.line
    case .item:
      item.clear()
      item.line = event.line
      code.clear()
      code.line = event.line
      parts.clear()
    case .root, .taxRegion, .other: break
    }
  }

  private func set(_ name: Int, _ text: Span<UInt8>, in place: GenericInvoiceTags.Container) {
    switch place {
    case .account:
      if name == tags.accountID {
        GenericInvoiceAssembly.copy(text, to: &account)
        company.id = FieldRow.identifier(text)
      } else if name == tags.taxable, let column = tags.isTaxExempt {
        // The element says the opposite of the field.
        switch text.count == 0 ? nil : text[0] | 0x20 {
        case UInt8(ascii: "y"): company.set(column, "false")
        case UInt8(ascii: "n"): company.set(column, "true")
        default: company.set(column, text)
        }
      } else {
        put(text, tags.accountColumns[name], in: &company)
      }
    case .invoice:
      if name == tags.invoiceID {
        invoice.id = FieldRow.identifier(text)
      } else {
        put(text, tags.invoiceColumns[name], in: &invoice)
      }
    case .item:
      setItem(name, text)
    case .taxRegion:
      if name == tags.taxRegionName, let column = tags.taxRegionColumn, places.contains(.invoice) {
        invoice.set(column, text)
      }
    case .batch: if name == tags.batchID { GenericInvoiceAssembly.copy(text, to: &batch) }
    case .root, .other: break
    }
  }

  private func setItem(_ name: Int, _ text: Span<UInt8>) {
    if name == tags.itemID { item.id = FieldRow.identifier(text) }
    if name == tags.codeID { code.id = FieldRow.identifier(text) }
    if name == tags.hourlyRate { GenericInvoiceAssembly.copy(text, to: &parts.hourlyRate) }
    if name == tags.unitPrice { GenericInvoiceAssembly.copy(text, to: &parts.unitPrice) }
    if tags.texts[name] >= 0 { GenericInvoiceAssembly.copy(text, to: &parts.texts[tags.texts[name]]) }
    if name == tags.invoiceID, text.count > 0 { parts.namesInvoice = true }
    put(text, tags.itemColumns[name], in: &item)
    put(text, tags.codeColumns[name], in: &code)
  }

  private func put(_ text: Span<UInt8>, _ column: Int, in row: inout FieldRow) {
    if column >= 0 { row.set(column, text) }
  }

  private static func copy(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(copying: text)
  }

  // MARK: Whole records

  private func close(_ body: (borrowing FieldRow) throws -> Void) throws {
    switch places.popLast() {
    case .item: try closeItem(body)
    case .invoice:
      invoices += 1
      // Both stand above the invoice too.
      fill(tags.companyColumn, account, in: &invoice)
      fill(tags.batchColumn, batch, in: &invoice)
      try body(invoice)
    case .account: try body(company)
    case .root, .batch, .taxRegion, .other, nil: break
    }
  }

  private func fill(_ column: Int?, _ text: [UInt8], in row: inout FieldRow) {
    guard let column, !text.isEmpty, row.text(of: column) == nil else { return }
    row.set(column, text.span)
  }

  private func closeItem(_ body: (borrowing FieldRow) throws -> Void) throws {
    if let id = code.id, id > 0, !code.isEmpty {
      let words = tags.codeFields.map { code.text(of: $0) ?? "" }.joined(separator: "\u{1F}")
      if knownCodes[id] != words {
        if knownCodes.count < GenericInvoiceAssembly.mostCodes { knownCodes[id] = words }
        try body(code)
      }
    }
    if !parts.namesInvoice, let column = tags.invoiceColumn, let id = invoice.id {
      item.set(column, String(id))
    }
    if let column = tags.derivedText, let text = parts.texts.first(where: { !$0.isEmpty }) {
      item.set(column, text.span)
    }
    if let column = tags.derivedRate, let rate = rate() { item.set(column, rate) }
    try body(item)
  }

  /// The price of one: an hour's, a service's, or what the amount comes to where neither is named.
  private func rate() -> String? {
    func decimal<Value: FixedPoint>(_ bytes: [UInt8], as type: Value.Type) -> Value? {
      if case .success(let value) = Value.parse(bytes.span) { value } else { nil }
    }
    let named = [parts.unitPrice, parts.hourlyRate].compactMap { decimal($0, as: Rate.self) }.filter {
      $0.units != 0
    }
    guard let quantityText = tags.quantity.flatMap({ item.text(of: $0) }),
      let amountText = (tags.totalAmount.flatMap { item.text(of: $0) })
        ?? (tags.extendedPrice.flatMap { item.text(of: $0) }),
      let quantity = decimal(Array(quantityText.utf8), as: Quantity.self), quantity.units != 0,
      let amount = decimal(Array(amountText.utf8), as: UnroundedAmount.self)
    else { return named.first?.text(atLeast: 2) }
    if let rate = named.first(where: { quantity.times($0) == amount.rounded }) {
      return rate.text(atLeast: 2)
    }
    if let rate = named.first { return rate.text(atLeast: 2) }
    let (quotient, remainder) = (Int128(amount.units) * 100_000).quotientAndRemainder(
      dividingBy: Int128(quantity.units))
    guard remainder == 0, let units = Int64(exactly: quotient) else { return nil }
    return Rate(units: units).text(atLeast: 2)
  }
}
