extension PracticeCompany {
  /// Which lists a query asks about.
  static let queries: [String: Set<ListKind>] = [
    "AccountQueryRq": [.account], "ClassQueryRq": [.schoolClass], "CurrencyQueryRq": [.currency],
    "CustomerQueryRq": [.customer], "EmployeeQueryRq": [.employee], "EntityQueryRq": ListKind.names,
    "ItemInventoryQueryRq": [.itemInventory], "ItemNonInventoryQueryRq": [.itemNonInventory],
    "ItemOtherChargeQueryRq": [.itemOtherCharge], "ItemQueryRq": ListKind.items,
    "ItemSalesTaxQueryRq": [.itemSalesTax], "ItemServiceQueryRq": [.itemService],
    "OtherNameQueryRq": [.otherName], "PayrollItemWageQueryRq": [.payrollItemWage],
    "SalesTaxCodeQueryRq": [.salesTaxCode], "ShipMethodQueryRq": [.shipMethod],
    "StandardTermsQueryRq": [.terms], "TermsQueryRq": [.terms], "VendorQueryRq": [.vendor],
  ]

  func queryLists(_ kinds: Set<ListKind>, _ request: Node) throws(Status) -> Outcome {
    var found: [ListRecord] = []
    let keys = request.all("ListID") + request.all("FullName")
    if keys.isEmpty {
      let filter = try ListFilter(request)
      found = visible(kinds).filter(filter.takes)
      if found.isEmpty { return Outcome(.notFound) }
    } else {
      var missing: String?
      for key in keys {
        if let record = record(for: key, among: kinds) {
          found.append(record)
        } else {
          missing = missing ?? key.text
        }
      }
      if let missing { return try incomplete(missing, of: keys.count) { found.map { shown($0) } } }
    }
    let balances = kinds.contains(.customer) ? balances() : [:]
    return Outcome(.done, found.map { shown($0, balances: balances) })
  }

  /// The answer when a key has no object; `found` are the objects of the others.
  func incomplete(_ missing: String, of keys: Int, found: () -> [Node]) throws(Status) -> Outcome {
    if keys == 1, beliefs.singleMissing == .error { throw .cannotFind(missing) }
    return Outcome(.incomplete(missing), beliefs.partial == .keep ? found() : [])
  }

  private func record(for key: Node, among kinds: Set<ListKind>) -> ListRecord? {
    if key.name == "ListID" {
      return lists[key.text].flatMap { kinds.contains($0.kind) ? $0 : nil }
    }
    return kinds.map(\.space).reduce(into: Set<ListKind.NameSpace>()) { $0.insert($1) }
      .compactMap { lists.named(key.text, in: $0) }.first { kinds.contains($0.kind) }
  }

  /// Lists that belong to a preference are empty while it is off.
  private func visible(_ kinds: Set<ListKind>) -> [ListRecord] {
    lists.all(kinds).filter { record in
      switch record.kind {
      case .salesTaxCode, .itemSalesTax: beliefs.salesTax
      case .schoolClass: beliefs.classes
      case .currency: beliefs.multiCurrency
      default: true
      }
    }
  }
}

/// The filters of a query about lists.
struct ListFilter {
  private var activeStatus: String
  private var from: PracticeTime?
  private var to: PracticeTime?
  private var match: (criterion: String, name: String)?
  private var range: (from: String?, to: String?)?
  private var accountTypes: Set<String>

  init(_ request: Node) throws(Status) {
    activeStatus = request.text("ActiveStatus") ?? "ActiveOnly"
    from = request.text("FromModifiedDate").flatMap(PracticeTime.filter)
    to = request.text("ToModifiedDate").flatMap(PracticeTime.filter)
    if let from, let to, to < from {
      throw Status(3030, "The FromModifiedDate is later than the ToModifiedDate.")
    }
    if let filter = request["NameFilter"] {
      match = (filter.text("MatchCriterion") ?? "", (filter.text("Name") ?? "").lowercased())
    }
    if let filter = request["NameRangeFilter"] {
      range = (filter.text("FromName")?.lowercased(), filter.text("ToName")?.lowercased())
    }
    accountTypes = Set(request.all("AccountType").map(\.text))
    for unknown in ["TotalBalanceFilter", "CurrencyFilter", "ClassFilter"] where request[unknown] != nil {
      throw .unsupported(unknown)
    }
  }

  func takes(_ record: ListRecord) -> Bool {
    if activeStatus != "All", record.isActive != (activeStatus == "ActiveOnly") { return false }
    if let from, record.modified < from { return false }
    if let to, to < record.modified { return false }
    if !accountTypes.isEmpty, !accountTypes.contains(record.field("AccountType")?.text ?? "") { return false }
    let name = record.fullName.lowercased()
    if let match {
      switch match.criterion {
      case "StartsWith": if !name.hasPrefix(match.name) { return false }
      case "EndsWith": if !name.hasSuffix(match.name) { return false }
      default: if !name.contains(match.name) { return false }
      }
    }
    if let range {
      if let from = range.from, name < from { return false }
      if let to = range.to, to < name { return false }
    }
    return true
  }
}
