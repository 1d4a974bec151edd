/// Which list an element whose name ends in `Ref` points into.
struct ReferenceRule: Sendable {
  var space: ListKind.NameSpace
  var kinds: Set<ListKind>
  /// QuickBooks' word for it in error messages.
  var word: String

  static let rules: [String: ReferenceRule] = {
    var rules: [String: ReferenceRule] = [:]
    func add(_ names: String, _ space: ListKind.NameSpace, _ kinds: Set<ListKind>, _ word: String) {
      for name in names.split(separator: " ") {
        rules[String(name)] = ReferenceRule(space: space, kinds: kinds, word: word)
      }
    }
    add("CustomerRef", .names, [.customer], "Customer")
    add("VendorRef PrefVendorRef TaxVendorRef", .names, [.vendor], "Vendor")
    add("EntityRef ShipToEntityRef", .names, ListKind.names, "Entity")
    add("ItemRef", .items, ListKind.items, "Item")
    add("ItemServiceRef", .items, [.itemService], "Item")
    add("ItemSalesTaxRef", .items, [.itemSalesTax], "ItemSalesTax")
    add(
      """
      AccountRef IncomeAccountRef ExpenseAccountRef COGSAccountRef AssetAccountRef ARAccountRef APAccountRef
      OverrideItemAccountRef PrefillAccountRef DepositToAccountRef
      """.split(separator: "\n").joined(separator: " "), .accounts, [.account], "Account")
    add("ClassRef", .classes, [.schoolClass], "Class")
    add("TermsRef", .terms, [.terms], "Terms")
    add("SalesTaxCodeRef CustomerSalesTaxCodeRef", .taxCodes, [.salesTaxCode], "SalesTaxCode")
    add("ShipMethodRef", .shipMethods, [.shipMethod], "ShipMethod")
    add("CurrencyRef", .currencies, [.currency], "Currency")
    add("PayrollItemWageRef", .payrollItems, [.payrollItemWage], "PayrollItemWage")
    return rules
  }()
}

extension PracticeCompany {
  /// The same elements with both ListID and FullName in every reference; empty references are left out.
  ///
  /// Throws 3140 for what is not in its list and 3250 for what a preference forbids. `place` is where it stands,
  /// `Invoice line`.
  func resolved(_ nodes: [Node], in place: String) throws(Status) -> [Node] {
    var result: [Node] = []
    result.reserveCapacity(nodes.count)
    for node in nodes {
      try checkPreference(node.name)
      if node.name.hasSuffix("Ref") {
        if node.children.isEmpty { continue }
        let record = try referred(node, in: place)
        result.append(.reference(node.name, id: record.id, fullName: record.fullName))
      } else if node.children.isEmpty {
        result.append(node)
      } else {
        var group = node
        group.children = try resolved(node.children, in: place)
        result.append(group)
      }
    }
    return result
  }

  /// What a reference points at: by ListID when there is one, else by name, capitals aside.
  func referred(_ node: Node, in place: String) throws(Status) -> ListRecord {
    let rule = ReferenceRule.rules[node.name]
    let word = rule?.word ?? String(node.name.dropLast(3))
    let key = node.text("ListID") ?? node.text("FullName") ?? ""
    guard let rule else { throw .badReference(key, to: word, in: place) }
    let found: ListRecord?
    if let id = node.text("ListID") {
      found = lists[id]
    } else {
      found = lists.named(key, in: rule.space)
    }
    guard let found, rule.kinds.contains(found.kind) else { throw .badReference(key, to: word, in: place) }
    return found
  }

  private func checkPreference(_ name: String) throws(Status) {
    let isOn =
      switch name {
      case "ClassRef": beliefs.classes
      case "SalesTaxCodeRef", "CustomerSalesTaxCodeRef", "ItemSalesTaxRef": beliefs.salesTax
      case "CurrencyRef", "ExchangeRate": beliefs.multiCurrency
      default: true
      }
    if !isOn { throw .notEnabled }
  }
}
