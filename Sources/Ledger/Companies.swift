public import Accounting
public import Findings
public import PostingRules
import SQLite
import Sodium

/// How far the first contact with a company file has come.
public enum Trial: String, Sendable, Hashable {
  case none
  case open
  case passed
  /// QuickBooks leaves unnumbered what we leave unnumbered.
  case unnumbered
}

/// What is known of the company file of a connector.
public struct CompanyRow: Sendable, Hashable {
  public let connector: ConnectorName
  /// As QuickBooks answered it.
  public var companyName: String?
  /// When the last lists answer was taken.
  public var listsAt: Timestamp?
  public var areListsStale = true
  public var trial: Trial = .none
  /// Items that QuickBooks ever confirmed.
  public var confirmed: Int64 = 0
  /// When paid dates were asked for last, and up to which local time the answer reaches.
  public var paidAskedAt: Timestamp?
  public var paidAskedTo: String?
  /// Of settings, mappings and lists; a difference makes what is unfinished be judged anew.
  public var fingerprint = ""
  /// Whether `practice` plays this company file; nil before the first answer.
  public var isPractice: Bool?
  public var preferences = CompanyPreferences()
  /// What concerns the whole connector.
  public var findings: [Finding] = []

  public init(connector: ConnectorName) { self.connector = connector }
}

/// QuickBooks' lists that the ledger keeps.
public enum ListKept: String, Sendable, Hashable, CaseIterable {
  case customer
  case vendor
  case otherName = "other-name"
  case item
  case account
  case `class`
  case terms
  case payrollItem = "payroll-item"
}

extension Ledger {
  public func company(_ connector: ConnectorName) throws(LedgerError) -> CompanyRow {
    var company = CompanyRow(connector: connector)
    try rows(
      """
      SELECT companyName, preferences, listsAt, listsStale, trial, confirmed, paidAskedAt, paidAskedTo, fingerprint,
        isPractice, findings
      FROM company WHERE connector = ?1
      """, [.text(connector.rawValue)]
    ) { row in
      company.companyName = row.optionalText(0)
      company.preferences = PreferencesColumn.preferences(row.text(1))
      company.listsAt = row.optionalInt64(2).map { Timestamp(milliseconds: $0) }
      company.areListsStale = row.int64(3) == 1
      company.trial = Trial(rawValue: row.text(4)) ?? .none
      company.confirmed = row.int64(5)
      company.paidAskedAt = row.optionalInt64(6).map { Timestamp(milliseconds: $0) }
      company.paidAskedTo = row.optionalText(7)
      company.fingerprint = row.text(8)
      company.isPractice = row.optionalInt64(9).map { $0 == 1 }
      company.findings = FindingColumn.findings(row.text(10))
    }
    return company
  }

  public func save(_ company: CompanyRow) throws(LedgerError) {
    try run(
      """
      INSERT INTO company(connector, companyName, preferences, listsAt, listsStale, trial, confirmed, paidAskedAt,
        paidAskedTo, fingerprint, isPractice, findings) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)
      ON CONFLICT(connector) DO UPDATE SET companyName = excluded.companyName, preferences = excluded.preferences,
        listsAt = excluded.listsAt, listsStale = excluded.listsStale, trial = excluded.trial,
        confirmed = excluded.confirmed, paidAskedAt = excluded.paidAskedAt, paidAskedTo = excluded.paidAskedTo,
        fingerprint = excluded.fingerprint, isPractice = excluded.isPractice, findings = excluded.findings
      """,
      [
        .text(company.connector.rawValue), .optional(company.companyName),
        .text(PreferencesColumn.text(company.preferences)), .optional(company.listsAt?.milliseconds),
        .flag(company.areListsStale), .text(company.trial.rawValue), .integer(company.confirmed),
        .optional(company.paidAskedAt?.milliseconds), .optional(company.paidAskedTo),
        .text(company.fingerprint),
        .optional(company.isPractice.map { $0 ? 1 : 0 }), .text(FindingColumn.text(company.findings)),
      ])
  }

  // MARK: Lists

  /// Keeps an entry; `seen` is the number of the set whose answer told of it.
  public func save(
    _ entry: ListEntry, _ list: ListKept, _ connector: ConnectorName, seen: SetNumber
  ) throws(LedgerError) {
    try run(
      """
      INSERT INTO list_entry(connector, kind, listID, fullName, isActive, detail, hasEmail, currency, seen)
      VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)
      ON CONFLICT(connector, kind, listID) DO UPDATE SET fullName = excluded.fullName, isActive = excluded.isActive,
        detail = excluded.detail, hasEmail = excluded.hasEmail, currency = excluded.currency, seen = excluded.seen
      """,
      [
        .text(connector.rawValue), .text(list.rawValue), .text(entry.listID.rawValue), .text(entry.fullName),
        .flag(entry.isActive), .text(entry.kind), .flag(entry.hasEmail), .optional(entry.currency),
        .integer(seen.rawValue),
      ])
  }

  /// Drops the entries of a list that its newest complete answer does not hold.
  public func forget(
    _ list: ListKept, _ connector: ConnectorName, notSeenIn set: SetNumber
  ) throws(LedgerError) {
    try run(
      "DELETE FROM list_entry WHERE connector = ?1 AND kind = ?2 AND seen < ?3",
      [.text(connector.rawValue), .text(list.rawValue), .integer(set.rawValue)])
  }

  /// Takes the digest of the lists as they now are, which tells a changed list from one answered again.
  public func noteLists(_ connector: ConnectorName, _ preferences: CompanyPreferences) throws(LedgerError) {
    var digest = SHA256()
    digest.update(Array(PreferencesColumn.text(preferences).utf8))
    try rows(
      """
      SELECT kind || char(31) || listID || char(31) || fullName || char(31) || isActive || char(31) || detail
        || char(31) || hasEmail || char(31) || coalesce(currency, '')
      FROM list_entry WHERE connector = ?1 ORDER BY kind, listID
      """, [.text(connector.rawValue)]
    ) { digest.update(Array($0.text(0).utf8)) }
    try setMeta("lists \(connector)", digest.finish().hex)
  }

  /// The digest of a company file's lists; empty before the first answer.
  public func listsDigest(_ connector: ConnectorName) throws(LedgerError) -> String {
    try meta("lists \(connector)") ?? ""
  }

  /// All lists of a company file; nil before its first lists answer.
  public func lists(_ connector: ConnectorName) throws(LedgerError) -> CompanyLists? {
    let company = try company(connector)
    guard company.listsAt != nil else { return nil }
    var lists = CompanyLists()
    lists.preferences = company.preferences
    try rows(
      """
      SELECT kind, listID, fullName, isActive, detail, hasEmail, currency FROM list_entry WHERE connector = ?1
      ORDER BY kind, listID
      """, [.text(connector.rawValue)]
    ) { row in
      let entry = ListEntry(
        listID: ListID(row.text(1)), fullName: row.text(2), isActive: row.int64(3) == 1, kind: row.text(4),
        hasEmail: row.int64(5) == 1, currency: row.optionalText(6))
      switch ListKept(rawValue: row.text(0)) {
      case .customer: lists.customers.add(entry)
      case .vendor: lists.vendors.add(entry)
      case .otherName: lists.otherNames.add(entry)
      case .item: lists.items.add(entry)
      case .account: lists.accounts.add(entry)
      case .class: lists.classes.add(entry)
      case .terms: lists.terms.add(entry)
      case .payrollItem: lists.payrollItems.add(entry)
      case nil: break
      }
    }
    return lists
  }

  // MARK: Customers

  /// The customer that an organization's invoices went to.
  public func customer(
    of organization: OrganizationID, _ connector: ConnectorName
  ) throws(LedgerError) -> ListID? {
    var found: ListID?
    try rows(
      "SELECT listID FROM customer WHERE connector = ?1 AND organization = ?2",
      [.text(connector.rawValue), .integer(organization.rawValue)]
    ) { found = ListID($0.text(0)) }
    return found
  }

  /// Notes that an item of an organization is in a published set: from then on its connector serves it for ever.
  public func serve(_ organization: OrganizationID, _ connector: ConnectorName) throws(LedgerError) {
    try run(
      "INSERT INTO served(organization, connector) VALUES(?1, ?2) ON CONFLICT(organization) DO NOTHING",
      [.integer(organization.rawValue), .text(connector.rawValue)])
  }

  /// The organizations of which an item was ever published, each with the connector that serves it.
  public func servedOrganizations() throws(LedgerError) -> [(OrganizationID, ConnectorName)] {
    var found: [(OrganizationID, ConnectorName)] = []
    try rows("SELECT organization, connector FROM served ORDER BY organization", []) {
      found.append((OrganizationID($0.int64(0)), ConnectorName($0.text(1))))
    }
    return found
  }

  /// The connectors that message sets which write were published for.
  public func connectorsThatWrote() throws(LedgerError) -> [ConnectorName] {
    var found: [ConnectorName] = []
    try rows("SELECT DISTINCT connector FROM message_set WHERE writes > 0 ORDER BY connector", []) {
      found.append(ConnectorName($0.text(0)))
    }
    return found
  }

  public func setCustomer(
    _ listID: ListID?, of organization: OrganizationID, _ connector: ConnectorName
  ) throws(LedgerError) {
    guard let listID else {
      try run(
        "DELETE FROM customer WHERE connector = ?1 AND organization = ?2",
        [.text(connector.rawValue), .integer(organization.rawValue)])
      return
    }
    try run(
      """
      INSERT INTO customer(connector, organization, listID) VALUES(?1, ?2, ?3)
      ON CONFLICT(connector, organization) DO UPDATE SET listID = excluded.listID
      """, [.text(connector.rawValue), .integer(organization.rawValue), .text(listID.rawValue)])
  }

  // MARK: Web Connector

  public func fileID(_ connector: ConnectorName, user: String) throws(LedgerError) -> String? {
    var found: String?
    try rows(
      "SELECT fileID FROM web_connector WHERE connector = ?1 AND user = ?2",
      [.text(connector.rawValue), .text(user)]
    ) { found = $0.text(0) }
    return found
  }

  public func setFileID(_ fileID: String, _ connector: ConnectorName, user: String) throws(LedgerError) {
    try run(
      "INSERT INTO web_connector(connector, user, fileID) VALUES(?1, ?2, ?3)",
      [.text(connector.rawValue), .text(user), .text(fileID)])
  }
}

/// Preferences as one text column.
enum PreferencesColumn {
  static func text(_ preferences: CompanyPreferences) -> String {
    [
      preferences.usesClasses ? "1" : "0", preferences.usesSalesTax ? "1" : "0",
      preferences.taxableCode ?? "",
      preferences.nonTaxableCode ?? "", preferences.closingDate?.description ?? "",
      preferences.isMultiCurrency ? "1" : "0", preferences.homeCurrency ?? "",
    ].joined(separator: "\u{1F}")
  }

  static func preferences(_ text: String) -> CompanyPreferences {
    var preferences = CompanyPreferences()
    let units = text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map { String($0) }
    guard units.count == 7 else { return preferences }
    func some(_ unit: String) -> String? { unit.isEmpty ? nil : unit }
    preferences.usesClasses = units[0] == "1"
    preferences.usesSalesTax = units[1] == "1"
    preferences.taxableCode = some(units[2])
    preferences.nonTaxableCode = some(units[3])
    preferences.closingDate = CalendarDate(units[4])
    preferences.isMultiCurrency = units[5] == "1"
    preferences.homeCurrency = some(units[6])
    return preferences
  }
}
