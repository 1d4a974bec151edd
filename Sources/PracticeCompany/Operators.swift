/// What a person does at the screen of QuickBooks.
extension PracticeCompany {
  /// Enters a customer; `Parent:Job` stands under a customer that exists. The ListID.
  @discardableResult
  public mutating func addCustomer(
    name: String, isActive: Bool = true, email: String? = nil, taxCode: String? = nil, terms: String? = nil,
    currency: String? = nil, now: PracticeTime
  ) throws(PracticeError) -> String {
    var fields: [Node] = []
    if let email { fields.append(Node("Email", text: email)) }
    if let terms { fields.append(Self.named("TermsRef", terms)) }
    if let taxCode { fields.append(Self.named("SalesTaxCodeRef", taxCode)) }
    if let currency { fields.append(Self.named("CurrencyRef", currency)) }
    return try enter(.customer, name, isActive, fields, now)
  }

  @discardableResult
  public mutating func addVendor(
    name: String, isActive: Bool = true, now: PracticeTime
  ) throws(PracticeError) -> String { try enter(.vendor, name, isActive, [], now) }

  @discardableResult
  public mutating func addEmployee(
    name: String, isActive: Bool = true, now: PracticeTime
  ) throws(PracticeError) -> String { try enter(.employee, name, isActive, [], now) }

  @discardableResult
  public mutating func addOtherName(
    name: String, isActive: Bool = true, now: PracticeTime
  ) throws(PracticeError) -> String { try enter(.otherName, name, isActive, [], now) }

  @discardableResult
  public mutating func addClass(
    name: String, isActive: Bool = true, now: PracticeTime
  ) throws(PracticeError) -> String { try enter(.schoolClass, name, isActive, [], now) }

  @discardableResult
  public mutating func addShipMethod(name: String, now: PracticeTime) throws(PracticeError) -> String {
    try enter(.shipMethod, name, true, [], now)
  }

  /// Terms of so many days.
  @discardableResult
  public mutating func addTerms(name: String, days: Int, now: PracticeTime) throws(PracticeError) -> String {
    try enter(.terms, name, true, [Node("StdDueDays", text: String(days))], now)
  }

  /// An account; `type` is qbXML's word, `Income`.
  @discardableResult
  public mutating func addAccount(
    name: String, type: String, isActive: Bool = true, now: PracticeTime
  ) throws(PracticeError) -> String {
    guard OrderPieces.accountTypes.contains(type) else {
      throw PracticeError("there is no account type \"\(type)\"")
    }
    return try enter(.account, name, isActive, [Node("AccountType", text: type)], now)
  }

  /// Kinds of item that a person can enter here.
  public enum ItemKind: String, Sendable, CaseIterable {
    case service = "ItemService"
    case nonInventory = "ItemNonInventory"
    case inventory = "ItemInventory"
    case otherCharge = "ItemOtherCharge"
    case discount = "ItemDiscount"
    case subtotal = "ItemSubtotal"
    case payment = "ItemPayment"
  }

  /// Enters an item; `price` is decimal text of up to five decimals. The ListID.
  @discardableResult
  public mutating func addItem(
    kind: ItemKind, name: String, price: String = "0", account: String = "Autotask Other",
    description: String? = nil, taxCode: String? = nil, isActive: Bool = true, now: PracticeTime
  ) throws(PracticeError) -> String {
    guard let list = ListKind(rawValue: kind.rawValue), Decimals.fine(price) != nil else {
      throw PracticeError("the price \"\(price)\" is not a decimal number")
    }
    var fields: [Node] = []
    if let taxCode { fields.append(Self.named("SalesTaxCodeRef", taxCode)) }
    switch kind {
    case .service, .nonInventory, .otherCharge:
      let text = description.map { [Node("Desc", text: $0)] } ?? []
      fields.append(
        Node("SalesOrPurchase", text + [Node("Price", text: price), Self.named("AccountRef", account)]))
    case .inventory:
      if let description { fields.append(Node("SalesDesc", text: description)) }
      fields += [
        Node("SalesPrice", text: price), Self.named("IncomeAccountRef", account),
        Self.named("COGSAccountRef", "Cost of Goods Sold"), Self.named("AssetAccountRef", "Inventory Asset"),
      ]
    case .discount:
      if let description { fields.append(Node("ItemDesc", text: description)) }
      fields += [Node("DiscountRate", text: price), Self.named("AccountRef", account)]
    case .subtotal, .payment:
      if let description { fields.append(Node("ItemDesc", text: description)) }
    }
    return try enter(list, name, isActive, fields, now)
  }

  /// Makes an element of any list, by its ListID, inactive or active again.
  public mutating func setActive(_ isActive: Bool, listID: String, now: PracticeTime) throws(PracticeError) {
    guard lists[listID] != nil else { throw PracticeError(.cannotFind(listID)) }
    lists.change(listID) { record in
      record.isActive = isActive
      record.modified = now
      record.editSequence = max(record.editSequence + 1, now.epoch)
    }
  }

  /// Fills in the main e-mail address of a customer, by FullName.
  public mutating func setEmail(
    _ address: String, ofCustomer name: String, now: PracticeTime
  ) throws(PracticeError) {
    guard let customer = lists.named(name, in: ListKind.customer.space), customer.kind == .customer else {
      throw PracticeError(.cannotFind(name))
    }
    lists.change(customer.id) { record in
      record.fields.removeAll { $0.name == "Email" }
      record.fields.append(Node("Email", text: address))
      record.modified = now
      record.editSequence = max(record.editSequence + 1, now.epoch)
    }
  }

  /// Puts a value on the company, as programs do to know it again: CompanyQuery shows it to its owner.
  public mutating func stamp(ownerID: String, name: String, value: String) {
    companyData.append(
      Node(
        "DataExtRet",
        [
          Node("OwnerID", text: ownerID), Node("DataExtName", text: name),
          Node("DataExtType", text: "STR255TYPE"),
          Node("DataExtValue", text: value),
        ]))
  }

  static func named(_ reference: String, _ fullName: String) -> Node {
    Node(reference, [Node("FullName", text: fullName)])
  }

  /// Enters without meeting the conflicts that only programs meet.
  private mutating func enter(
    _ kind: ListKind, _ fullName: String, _ isActive: Bool, _ fields: [Node], _ now: PracticeTime
  ) throws(PracticeError) -> String {
    var levels = fullName.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let name = levels.popLast() ?? ""
    var asked = [Node("Name", text: name), Node("IsActive", text: isActive ? "true" : "false")]
    if !levels.isEmpty { asked.append(Self.named("ParentRef", levels.joined(separator: ":"))) }
    let conflict = beliefs.conflict
    beliefs.conflict = .none
    defer { beliefs.conflict = conflict }
    do throws(Status) {
      return try add(kind, Node(kind.rawValue + "Add", asked + fields), now).id
    } catch {
      throw PracticeError(error)
    }
  }
}
