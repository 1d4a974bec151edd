extension PracticeCompany {
  /// Which list an Add request adds to.
  static let adds: [String: ListKind] = [
    "AccountAdd": .account, "ClassAdd": .schoolClass, "CustomerAdd": .customer,
    "ItemInventoryAdd": .itemInventory,
    "ItemNonInventoryAdd": .itemNonInventory, "ItemOtherChargeAdd": .itemOtherCharge,
    "ItemServiceAdd": .itemService, "StandardTermsAdd": .terms, "VendorAdd": .vendor,
  ]

  /// Adds to a list what a cleaned Add element asks for.
  @discardableResult
  mutating func add(_ kind: ListKind, _ asked: Node, _ now: PracticeTime) throws(Status) -> ListRecord {
    try checkPreferences(for: kind)
    let name = asked.text("Name") ?? ""
    let (parent, fullName) = try placed(name, kind, under: asked["ParentRef"])
    meetConflict(kind, name, parent, now)
    if lists.named(fullName, in: kind.space) != nil { throw .nameInUse(name) }
    let own: Set<String> = ["Name", "IsActive", "ParentRef"]
    var fields = try resolved(asked.children.filter { !own.contains($0.name) }, in: kind.rawValue)
    try checkAccounts(kind, fields)
    addDefaults(kind, &fields)
    let record = ListRecord(
      kind: kind, id: nextListID(now), created: now, modified: now, editSequence: now.epoch, name: name,
      fullName: fullName, parent: parent?.id, sublevel: parent.map { $0.sublevel + 1 } ?? 0,
      isActive: asked.text("IsActive") != "false", fields: fields)
    lists.append(record)
    return record
  }

  private func checkPreferences(for kind: ListKind) throws(Status) {
    if kind == .schoolClass, !beliefs.classes { throw .notEnabled }
    if kind == .itemInventory, !beliefs.inventory { throw .notEnabled }
  }

  /// Where a new element will stand; 3090 for its name, 3130 for what it is to stand under.
  private func placed(
    _ name: String, _ kind: ListKind, under reference: Node?
  ) throws(Status) -> (ListRecord?, String) {
    let list = kind.rawValue.lowercased()
    if name.isEmpty { throw .badName(name, of: list, because: "The name may not be empty.") }
    if name.contains(":") {
      throw .badName(
        name, of: list,
        because:
          "Names in this list cannot contain a colon.The colon is a special character used to indicate a parent/child relationship."
      )
    }
    guard let reference, let key = reference.text("ListID") ?? reference.text("FullName") else {
      return (nil, name)
    }
    let found = reference.text("ListID") != nil ? lists[key] : lists.named(key, in: kind.space)
    guard let parent = found, parent.kind == kind, kind.isTree, parent.sublevel < 4 else {
      throw .badParent(key, of: kind.rawValue)
    }
    return (parent, parent.fullName + ":" + name)
  }

  /// By belief, someone else entered the name a moment ago.
  private mutating func meetConflict(
    _ kind: ListKind, _ name: String, _ parent: ListRecord?, _ now: PracticeTime
  ) {
    let isName = kind == .customer || kind == .vendor
    guard beliefs.conflict != .none, isName || ListKind.items.contains(kind) else { return }
    let fullName = parent.map { $0.fullName + ":" + name } ?? name
    guard lists.named(fullName, in: kind.space) == nil else { return }
    var other = kind
    if beliefs.conflict == .vendor {
      other =
        isName
        ? (kind == .vendor ? .customer : .vendor) : (kind == .itemService ? .itemNonInventory : .itemService)
    }
    lists.append(
      ListRecord(
        kind: other, id: nextListID(now), created: now, modified: now, editSequence: now.epoch, name: name,
        fullName: fullName, parent: parent?.id, sublevel: parent.map { $0.sublevel + 1 } ?? 0,
        isActive: beliefs.conflict != .inactive, fields: []))
  }

  /// An item must know where its amounts are posted.
  private func checkAccounts(_ kind: ListKind, _ fields: [Node]) throws(Status) {
    func has(_ names: [String], in group: [Node]) -> Bool {
      names.allSatisfy { name in group.contains { $0.name == name } }
    }
    switch kind {
    case .itemInventory:
      if !has(["IncomeAccountRef", "COGSAccountRef", "AssetAccountRef"], in: fields) { throw .noAccount }
      try check(fields, "COGSAccountRef", is: "CostOfGoodsSold")
      try check(fields, "AssetAccountRef", is: "OtherCurrentAsset")
    case .itemService, .itemNonInventory, .itemOtherCharge:
      for group in fields where group.name == "SalesOrPurchase" || group.name == "SalesAndPurchase" {
        let needed =
          group.name == "SalesOrPurchase" ? ["AccountRef"] : ["IncomeAccountRef", "ExpenseAccountRef"]
        if !has(needed, in: group.children) { throw .noAccount }
      }
    default: break
    }
  }

  private func check(_ fields: [Node], _ name: String, is type: String) throws(Status) {
    guard let reference = fields.first(where: { $0.name == name }), let id = reference.text("ListID"),
      lists[id]?.field("AccountType")?.text != type
    else { return }
    throw .badReference(reference.text("FullName") ?? "", to: "Account", in: "ItemInventory")
  }

  /// What QuickBooks fills in by itself.
  func addDefaults(_ kind: ListKind, _ fields: inout [Node]) {
    func put(_ name: String, _ value: String, in space: ListKind.NameSpace) {
      if fields.contains(where: { $0.name == name }) { return }
      if let record = lists.named(value, in: space) {
        fields.append(.reference(name, id: record.id, fullName: record.fullName))
      }
    }
    if beliefs.salesTax, kind == .customer {
      put("SalesTaxCodeRef", Self.taxable, in: .taxCodes)
      put("ItemSalesTaxRef", Self.taxItem, in: .items)
    }
    if beliefs.salesTax, ListKind.items.contains(kind), kind != .itemSalesTax, kind != .itemSubtotal {
      put("SalesTaxCodeRef", Self.taxable, in: .taxCodes)
    }
    if beliefs.multiCurrency, kind == .customer || kind == .vendor {
      put("CurrencyRef", Self.homeCurrency, in: .currencies)
    }
    if kind == .customer, !fields.contains(where: { $0.name == "JobStatus" }) {
      fields.append(Node("JobStatus", text: "None"))
    }
  }
}
