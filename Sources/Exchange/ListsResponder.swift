import Accounting
import Findings
import Ledger
import PostingRules
import QBXML
import Settings
import XML

/// Takes QuickBooks' lists and preferences into the ledger.
struct ListsResponder {
  private let settlement: Settlement
  private var failed = false
  private var isLists: Bool { settlement.set.kind == .lists }
  /// The objects of the list that is being read.
  private var count = 0

  init(_ settlement: Settlement) { self.settlement = settlement }

  mutating func begin() { count = 0 }

  mutating func take(_ element: XMLElement) throws {
    if element.name.hasSuffix("Ret") { count += 1 }
    guard let (list, entry) = try ListsResponder.entry(element) else { return }
    try settlement.pass.ledger.save(
      entry, list, settlement.connector.name, seen: settlement.set.number)
  }

  /// The entry that an object of a list query, an Add or a look-up tells of; nil for lists that are not kept.
  static func entry(_ element: XMLElement) throws -> (ListKept, ListEntry)? {
    func entry(
      _ ret: ListRet, kind: String = "", email: String? = nil, currency: ObjectRef? = nil
    ) -> ListEntry {
      ListEntry(
        listID: ret.listID, fullName: ret.fullName, isActive: ret.isActive, kind: kind,
        hasEmail: email.map { !$0.isEmpty } ?? false, currency: currency?.fullName)
    }
    switch element.name {
    case "CustomerRet":
      let customer = try CustomerRet(element)
      return (.customer, entry(customer.entry, email: customer.email, currency: customer.currency))
    case "VendorRet": return (.vendor, entry(try ListRet(element)))
    case "EmployeeRet", "OtherNameRet": return (.otherName, entry(try ListRet(element), kind: element.name))
    case "AccountRet":
      let account = try AccountRet(element)
      return (.account, entry(account.entry, kind: account.type?.rawValue ?? ""))
    case "ClassRet": return (.class, entry(try ListRet(element)))
    case "PayrollItemWageRet": return (.payrollItem, entry(try ListRet(element)))
    case "StandardTermsRet", "DateDrivenTermsRet": return (.terms, entry(try ListRet(element)))
    default:
      guard element.name.hasPrefix("Item"), element.name.hasSuffix("Ret") else { return nil }
      return (.item, entry(try ListRet(element), kind: String(element.name.dropLast(3))))
    }
  }

  mutating func takePreferences(_ objects: [XMLElement], _ request: RequestRow) throws {
    guard let element = objects.first(where: { $0.name == "PreferencesRet" }) else {
      return unanswered(request)
    }
    let answered = PreferencesRet(element)
    var preferences = CompanyPreferences()
    preferences.usesClasses = answered.isUsingClassTracking
    preferences.usesSalesTax = answered.isUsingSalesTax
    preferences.taxableCode = answered.taxableCode?.fullName
    preferences.nonTaxableCode = answered.nonTaxableCode?.fullName
    preferences.closingDate = answered.closingDate
    preferences.isMultiCurrency = answered.isMultiCurrencyOn
    preferences.homeCurrency = answered.homeCurrency?.fullName
    settlement.company.preferences = preferences
  }

  mutating func end(_ request: RequestRow, _ head: ResponseHead, _ verdict: StatusCode) throws {
    if let promised = head.retCount, promised > count {
      return missing(
        request,
        "the answer promises \(promised) entries of QuickBooks' list \(name(request)) and holds \(count)")
    }
    guard verdict.outcome != .applied, verdict.outcome != .notFound, verdict.outcome != .appliedWithWarning
    else {
      return
    }
    // A list that a feature turned off (3250), or payroll rights (3261), keep from us is as good as empty.
    if verdict.code == 3250 || verdict.code == 3261 { return }
    failed = true
    settlement.findings.append(
      Finding(
        .listNotAnswered, .warning,
        problem: "QuickBooks did not give its list \(request.subject ?? request.message) (code"
          + " \(verdict.code.map { String($0) } ?? "none"): \(verdict.meaning))",
        remedy: verdict.code == 3260
          ? "Let the administrator of the company file widen the role of whoever runs the set (Company > Users > Set Up"
            + " Users and Roles), and run the lists set that autopost publishes next."
          : "Put right in QuickBooks what the message in summary.txt beside the answer names, and run the lists set that"
            + " autopost publishes next."))
  }

  /// The answer says nothing of a list: it is not empty, but unknown.
  mutating func unanswered(_ request: RequestRow) {
    missing(request, "the answer does not hold QuickBooks' list \(name(request))")
  }

  private func name(_ request: RequestRow) -> String {
    request.purpose == .preferences ? "of preferences" : request.subject ?? request.message
  }

  private mutating func missing(_ request: RequestRow, _ problem: String) {
    failed = true
    settlement.company.areListsStale = true
    settlement.findings.append(
      Finding(
        .listNotAnswered, .warning, problem: "\(problem), so what was known of it stays as it was",
        remedy:
          "Run the lists set that autopost publishes next, and drop its whole answer, as QuickBooks gave it.")
    )
  }

  /// Entries that a complete answer does not hold any more are forgotten.
  mutating func finish() throws {
    guard isLists, !failed else { return }
    for list in ListKept.allCases {
      try settlement.pass.ledger.forget(list, settlement.connector.name, notSeenIn: settlement.set.number)
    }
    settlement.company.listsAt = settlement.pass.now
    let preferences = settlement.company.preferences
    try settlement.pass.ledger.noteLists(settlement.connector.name, preferences)
    settlement.company.areListsStale = false
  }
}

/// Learns from Adds and look-ups who has a name.
struct NamesResponder {
  private let settlement: Settlement
  private var codes: [String: StatusCode] = [:]

  init(_ settlement: Settlement) { self.settlement = settlement }

  mutating func endCreation(_ request: RequestRow, _ verdict: StatusCode) throws {
    if let subject = request.subject { codes[subject] = verdict }
  }

  /// 3100 is adopted when the name belongs to an entry of the right kind; else it is said who has it.
  ///
  /// The answer says whether there is an entry of that name and kind.
  mutating func endLookUp(
    _ request: RequestRow, _ objects: [XMLElement], _ verdict: StatusCode
  ) throws -> Bool {
    guard let subject = request.subject else { return false }
    let wanted: ListKept =
      subject.hasPrefix("customer:") ? .customer : subject.hasPrefix("account:") ? .account : .item
    var holder: (ListKept, ListEntry)?
    for element in objects {
      guard let found = try ListsResponder.entry(element) else { continue }
      try settlement.pass.ledger.save(
        found.1, found.0, settlement.connector.name, seen: settlement.set.number)
      if found.0 == wanted {
        // What waits because of its name has another reason now.
        if wanted == .customer { try settlement.pass.ledger.touchNearMatches(settlement.connector.name) }
        return true
      }
      holder = found
    }
    let creation = codes[subject]
    let name = subject.drop { $0 != ":" }.dropFirst()
    if let (kind, entry) = holder {
      settlement.findings.append(
        Finding(
          .nameTaken, .refused,
          problem: "the name \"\(entry.fullName)\" belongs to a \(kind.rawValue) in QuickBooks, so no"
            + " \(wanted.rawValue) of that name was made",
          remedy: wanted == .customer
            ? "Create a customer under another name in QuickBooks and write that name in mappings/organizations.csv."
            : "Rename the billing code in Autotask, or the entry in QuickBooks."))
    } else if let creation, creation.outcome == .notApplied || creation.outcome == .retry {
      settlement.findings.append(
        Finding(
          .entryNotMade, .refused,
          problem: "QuickBooks did not make the \(wanted.rawValue) \"\(name)\" (code"
            + " \(creation.code.map { String($0) } ?? "none"): \(creation.meaning))", remedy: creation.remedy)
      )
    }
    return false
  }
}
