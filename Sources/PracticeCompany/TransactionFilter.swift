/// The filters of a query about transactions.
struct TransactionFilter {
  private var from: PracticeTime?
  private var to: PracticeTime?
  private var fromDate: String?
  private var toDate: String?
  private var entities: Set<String>?
  private var match: (criterion: String, number: String)?
  private var range: (from: String?, to: String?)?
  var paidStatus: String

  init(_ request: Node, _ company: PracticeCompany) throws(Status) {
    if let filter = request["ModifiedDateRangeFilter"] {
      from = filter.text("FromModifiedDate").flatMap(PracticeTime.filter)
      to = filter.text("ToModifiedDate").flatMap(PracticeTime.filter)
    }
    if let filter = request["TxnDateRangeFilter"] {
      fromDate = filter.text("FromTxnDate")
      toDate = filter.text("ToTxnDate")
      if let macro = filter.text("DateMacro"), macro != "All" { throw .unsupported("DateMacro \(macro)") }
    }
    if let from, let to, to < from {
      throw Status(3030, "The FromModifiedDate is later than the ToModifiedDate.")
    }
    if let fromDate, let toDate, toDate < fromDate {
      throw Status(3030, "The FromTxnDate is later than the ToTxnDate.")
    }
    if let filter = request["EntityFilter"] { entities = try company.entities(filter) }
    if let filter = request["RefNumberFilter"] {
      match = (filter.text("MatchCriterion") ?? "", (filter.text("RefNumber") ?? "").lowercased())
    }
    if let filter = request["RefNumberRangeFilter"] {
      range = (filter.text("FromRefNumber")?.lowercased(), filter.text("ToRefNumber")?.lowercased())
    }
    paidStatus = request.text("PaidStatus") ?? "All"
    for unknown in ["AccountFilter", "CurrencyFilter"] where request[unknown] != nil {
      throw .unsupported(unknown)
    }
  }

  func takes(modified: PracticeTime, date: String, entity: String, refNumber: String?) -> Bool {
    if let from, modified < from { return false }
    if let to, to < modified { return false }
    if let fromDate, date < fromDate { return false }
    if let toDate, toDate < date { return false }
    if let entities, !entities.contains(entity) { return false }
    let number = (refNumber ?? "").lowercased()
    if let match {
      switch match.criterion {
      case "StartsWith": if !number.hasPrefix(match.number) { return false }
      case "EndsWith": if !number.hasSuffix(match.number) { return false }
      default: if !number.contains(match.number) { return false }
      }
    }
    if let range {
      if let from = range.from, number < from { return false }
      if let to = range.to, to < number { return false }
    }
    return true
  }
}

extension PracticeCompany {
  /// The ListIDs that an EntityFilter means; 3120 for one that does not exist.
  func entities(_ filter: Node) throws(Status) -> Set<String> {
    var ids: Set<String> = []
    for key in filter.children {
      let found = key.name.hasPrefix("ListID") ? lists[key.text] : lists.named(key.text, in: .names)
      guard let found, found.kind.space == .names else { throw .cannotFind(key.text) }
      ids.insert(found.id)
      if key.name.hasSuffix("WithChildren") {
        ids.formUnion(lists.all([.customer]).filter { $0.fullName.hasPrefix(found.fullName + ":") }.map(\.id))
      }
    }
    return ids
  }
}
