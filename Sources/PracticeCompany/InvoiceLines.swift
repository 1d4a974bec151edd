extension PracticeCompany {
  /// The lines of an invoice as QuickBooks works them out.
  mutating func lines(of asked: [Node], _ now: PracticeTime) throws(Status) -> [InvoiceLine] {
    var lines: [InvoiceLine] = []
    for node in asked {
      if node.name == "InvoiceLineGroupAdd" {
        let group = node["ItemGroupRef"]
        throw .badReference(
          group?.text("FullName") ?? group?.text("ListID") ?? "", to: "ItemGroup", in: "Invoice line")
      }
      let line = try line(node, after: lines, now)
      lines.append(line)
    }
    return lines
  }

  private mutating func line(
    _ node: Node, after lines: [InvoiceLine], _ now: PracticeTime
  ) throws(Status) -> InvoiceLine {
    if let link = node["LinkToTxn"] { throw .cannotFind(link.text("TxnID") ?? "") }
    var fields = try resolved(node.children, in: "Invoice line")
    let item = fields.first { $0.name == "ItemRef" }?.text("ListID").flatMap { lists[$0] }
    let asked = LineNumbers(node)
    guard let item else {
      if let (field, text) = asked.first {
        throw .badValue(text, field: field, because: "An amount needs an item.")
      }
      return InvoiceLine(
        id: nextTransactionID(now), item: nil, quantity: nil, rate: nil, amount: nil, isTaxable: false,
        isSubtotal: false, fields: kept(fields))
    }
    var line = InvoiceLine(
      id: nextTransactionID(now), item: item.id, quantity: asked.quantity, rate: asked.rate,
      amount: asked.amount,
      isTaxable: false, isSubtotal: item.kind == .itemSubtotal, fields: [])
    switch item.kind {
    case .itemSubtotal:
      if let (field, text) = asked.first { throw .badValue(text, field: field, because: Self.wrongKind) }
      let start = (lines.lastIndex { $0.isSubtotal }).map { $0 + 1 } ?? 0
      line.amount = lines[start...].reduce(0) { $0 + ($1.amount ?? 0) }
    case .itemDiscount, .itemPayment:
      if let text = node.text("Quantity") {
        throw .badValue(text, field: "Quantity", because: Self.wrongKind)
      }
      try workOut(&line, item, asked, previous: lines.last?.amount)
    case .itemSalesTax:
      throw .badValue(item.name, field: "ItemRef", because: "A sales tax item cannot stand on a line.")
    default:
      try workOut(&line, item, asked, previous: lines.last?.amount)
    }
    if beliefs.salesTax, !line.isSubtotal { line.isTaxable = taxable(&fields, item) }
    if !fields.contains(where: { $0.name == "Desc" }), let text = description(of: item) {
      fields.append(Node("Desc", text: text))
    }
    line.fields = kept(fields)
    return line
  }

  private static let wrongKind = "You cannot set the quantity for items of this type."

  /// Fills in what follows from what was given: a quantity at a rate, an amount, or the item's own price.
  private func workOut(
    _ line: inout InvoiceLine, _ item: ListRecord, _ asked: LineNumbers, previous: Int64?
  ) throws(Status) {
    if let percent = asked.percent {
      guard let share = Decimals.share(cents: previous ?? 0, percent: percent) else {
        throw tooLarge("RatePercent")
      }
      line.amount = asked.amount ?? share
      return
    }
    if let amount = asked.amount {
      if let quantity = asked.quantity, let rate = asked.rate {
        guard Decimals.product(quantity: quantity, price: rate) == amount else {
          throw .badValue(
            Decimals.amountText(amount), field: "Amount",
            because: "The amount is not the quantity times the rate.")
        }
      } else if let quantity = asked.quantity {
        line.rate = Decimals.price(cents: amount, quantity: quantity) ?? 0
      } else if let rate = asked.rate {
        line.quantity = Decimals.price(cents: amount, quantity: rate)
      } else {
        line.rate = amount * 1_000
      }
      return
    }
    let rate = asked.rate ?? price(of: item)
    line.rate = rate
    guard let amount = Decimals.product(quantity: asked.quantity ?? 100_000, price: rate) else {
      throw tooLarge("Amount")
    }
    line.amount = amount
  }

  private func tooLarge(_ field: String) -> Status {
    .badValue("", field: field, because: "The amount is too large.")
  }

  /// Takes the line's tax code, or puts the item's; whether it is taxed.
  private func taxable(_ fields: inout [Node], _ item: ListRecord) -> Bool {
    let code =
      fields.first { $0.name == "SalesTaxCodeRef" } ?? item.field("SalesTaxCodeRef")
      ?? lists.named(Self.taxable, in: .taxCodes).map {
        .reference("SalesTaxCodeRef", id: $0.id, fullName: $0.fullName)
      }
    guard let code else { return false }
    if !fields.contains(where: { $0.name == "SalesTaxCodeRef" }) { fields.append(code) }
    return isTaxable(code)
  }

  func isTaxable(_ code: Node) -> Bool {
    code.text("ListID").flatMap { lists[$0] }?.field("IsTaxable")?.text == "true"
  }

  private func kept(_ fields: [Node]) -> [Node] {
    let own: Set<String> = ["ItemRef", "Quantity", "Rate", "Amount", "RatePercent", "PriceLevelRef"]
    return fields.filter { !own.contains($0.name) }
  }

  private func price(of item: ListRecord) -> Int64 {
    let text =
      item.field("SalesOrPurchase")?.text("Price") ?? item.field("SalesAndPurchase")?.text("SalesPrice")
      ?? item.field("SalesPrice")?.text ?? item.field("DiscountRate")?.text
    return text.flatMap(Decimals.fine) ?? 0
  }

  private func description(of item: ListRecord) -> String? {
    item.field("SalesOrPurchase")?.text("Desc") ?? item.field("SalesAndPurchase")?.text("SalesDesc")
      ?? item.field("SalesDesc")?.text ?? item.field("ItemDesc")?.text
  }
}

/// The numbers that a line was sent with.
private struct LineNumbers {
  var quantity: Int64?
  var rate: Int64?
  var percent: Int64?
  var amount: Int64?
  /// The first of them, as it was written.
  var first: (field: String, text: String)?

  init(_ node: Node) {
    quantity = node.text("Quantity").flatMap(Decimals.fine)
    rate = node.text("Rate").flatMap(Decimals.fine)
    percent = node.text("RatePercent").flatMap(Decimals.fine)
    amount = node.text("Amount").flatMap(Decimals.amount)
    for field in ["Quantity", "Rate", "RatePercent", "Amount"] {
      if let text = node.text(field) {
        first = (field, text)
        break
      }
    }
  }
}
