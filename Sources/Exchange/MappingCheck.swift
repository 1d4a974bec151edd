public import Accounting
import ByteFormats
public import Findings
import Ledger
import PostingRules
import Settings

/// What `map check` found in a table.
public struct CheckedMapping: Sendable, Hashable {
  /// `mappings/items.csv`
  public var file: String
  public var rows: Int
  /// Rows that say anything: a target, or another company file than the default.
  public var filled: Int
}

extension Exchange {
  /// Proves the mapping tables against what Autotask exported, what QuickBooks has, and what was published.
  public func checkMappings(
    now: Timestamp, progress: ((String) -> Void)? = nil
  ) throws(ExchangeError) -> (tables: [CheckedMapping], findings: [Finding]) {
    do {
      let pass = pass(now: now)
      pass.progress = progress
      let names = try MappingNames(pass)
      var findings: [Finding] = []
      var tables: [CheckedMapping] = []
      var checking = MappingChecking(pass: pass, names: names)
      for table in MappingTable.allCases {
        let rows = mappings.rows(of: table)
        tables.append(
          CheckedMapping(
            file: "mappings/\(table.fileName)", rows: rows.count,
            filled: rows.count { isFilled($0.values, table) }))
        findings += try checking.check(table, rows)
      }
      findings += try SettingsInUse(settings: settings, mappings: mappings, ledger: ledger).contradictions()
      findings += try RoutingFindings(pass: pass).all()
      return (tables, findings)
    } catch { throw ExchangeError(error) }
  }
}

/// Holds rows of the mapping tables against what is known.
struct MappingChecking {
  let pass: Pass
  let names: MappingNames
  private var lists: [ConnectorName: CompanyLists?] = [:]
  private var words: [MappingTable: [String: String]] = [:]
  private var organizationsByName: [String: OrganizationID] = [:]
  private var resourcesByName: [String: ResourceID] = [:]

  init(pass: Pass, names: MappingNames) {
    self.pass = pass
    self.names = names
    for (id, name) in names.recorded.sorted(by: { $0.key > $1.key }) {
      organizationsByName[NameFolding.nearKey(name)] = id
    }
    for (id, name) in names.resources.sorted(by: { $0.key > $1.key }) {
      for form in [name, MappingChecking.turned(name)] { resourcesByName[NameFolding.nearKey(form)] = id }
    }
  }

  mutating func check(_ table: MappingTable, _ rows: [MappingRow]) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    var unproved: Set<ConnectorName> = []
    for row in rows {
      let place = Place(path: "mappings/\(table.fileName)", line: row.line)
      if let finding = unknownName(table, row, place) ?? otherName(table, row, place) {
        findings.append(finding)
      }
      for column in table.columns where table.isTarget(column) && !row[column].isEmpty {
        let target = row[column]
        if table == .organizations, target.lowercased() == "new" { continue }
        guard let lists = try known(row.connector), isAsked(table, row.connector) else {
          if unproved.insert(row.connector).inserted {
            findings.append(unprovable(table, row.connector, place))
          }
          continue
        }
        if let finding = targetProblem(target, column, table, lists, row.connector, place) {
          findings.append(finding)
        }
      }
    }
    return findings
  }

  // MARK: Targets

  private mutating func known(_ connector: ConnectorName) throws(LedgerError) -> CompanyLists? {
    if let lists = lists[connector] { return lists }
    let read = try pass.ledger.lists(connector)
    lists[connector] = .some(read)
    return read
  }

  /// Payroll items are asked for only where timesheets travel.
  private func isAsked(_ table: MappingTable, _ connector: ConnectorName) -> Bool {
    table != .payrollItems || pass.settings.connector(connector)?.transfers(ItemType.timesheet) ?? false
  }

  private func unprovable(_ table: MappingTable, _ connector: ConnectorName, _ place: Place) -> Finding {
    if !isAsked(table, connector) {
      return Finding(
        .mappingUnproved, .notice,
        problem: "connector \(connector) transfers no timesheets, so the table says nothing for it",
        remedy:
          "Delete its rows, or add timesheets to transfer: below connector \(connector) in autopost.yaml.",
        place: place)
    }
    return Finding(
      .mappingUnproved, .notice,
      problem:
        "QuickBooks' lists of connector \(connector) have not arrived, so nobody can say whether it has what the table"
        + " names",
      remedy:
        "Run autopost run and the lists set that it publishes, drop the answer into inbox/, and check again.",
      place: place)
  }

  private func targetProblem(
    _ target: String, _ column: String, _ table: MappingTable, _ lists: CompanyLists,
    _ connector: ConnectorName, _ place: Place
  ) -> Finding? {
    let list = MappingSuggestions.list(table, lists)
    let found =
      switch column {
      // Contractors who are paid by bill fill timesheets too.
      case "employee": lists.employee(target) ?? lists.vendors.named(target)
      default: list.named(target)
      }
    if let found { return found.isActive ? nil : inactive(found, column, connector, place) }
    let holder = column == "vendor" && lists.otherNames.named(target) != nil
    let like =
      holder
      ? "; it has an employee or other name called so"
      : column == "employee"
        ? Suggestion.question(target, among: lists.employeeNames) : similar(target, list)
    return Finding(
      .mappingTargetUnknown, .error,
      problem: "QuickBooks has no \(column) \"\(target)\" on connector \(connector)\(like)",
      remedy:
        "Write the name exactly as QuickBooks shows it, or create it there and run autopost run --refresh"
        + " lists.", place: place)
  }

  private func inactive(
    _ entry: ListEntry, _ column: String, _ connector: ConnectorName, _ place: Place
  ) -> Finding {
    let isCustomer = column == "customer"
    return Finding(
      .mappingTargetInactive, .warning,
      problem: "\(column) \"\(entry.fullName)\" is inactive in QuickBooks on connector \(connector)"
        + (isCustomer ? ", and gets its invoices all the same" : ", which may refuse what uses it"),
      remedy: (isCustomer ? "Leave it if that is meant; else make it" : "Make it")
        + " active in QuickBooks and run autopost run --refresh lists, or name another one.", place: place)
  }

  private func similar(_ target: String, _ list: EntryList) -> String {
    let near = list.near(target)
    if !near.isEmpty {
      return "; it has \(near.prefix(3).map { "\"\($0.fullName)\"" }.joined(separator: ", "))"
    }
    return Suggestion.question(target, among: list.fullNames)
  }

  // MARK: Names

  /// The names of a table that are known, by their folded form.
  private mutating func known(of table: MappingTable) -> [String: String] {
    if let known = words[table] { return known }
    let column = MappingWords.column(table)
    let index = table.columns.firstIndex(of: column) ?? 0
    var known: [String: String] = [:]
    for row in names.rows(of: table, pass.settings) where row.indices.contains(index) {
      known[MappingWords.folded(row[index])] = row[index]
    }
    if table == .organizations { for id in names.recorded.keys { known[id.description] = id.description } }
    words[table] = known
    return known
  }

  /// A row that nobody needs: no export has brought its name.
  private mutating func unknownName(_ table: MappingTable, _ row: MappingRow, _ place: Place) -> Finding? {
    let name = row[MappingWords.column(table)]
    // Generic names of rolled-up lines, and the row for all, stand in no export.
    if name.isEmpty || name == "*" || row["kind"] == ItemKind.rolledUp.rawValue { return nil }
    let known = known(of: table)
    if known[MappingWords.folded(name)] != nil { return nil }
    // Who works here, and on what, is known only once an export has brought it.
    if [.resources, .expenseAccounts, .payrollItems].contains(table),
      !known.keys.contains(where: { $0 != "*" })
    {
      return nil
    }
    return Finding(
      .mappingNameUnknown, .warning,
      problem:
        "no \(MappingWords.source(table)) that has arrived has the \(MappingWords.name(table)) \"\(name)\""
        + Suggestion.question(name, among: known.values.sorted()),
      remedy:
        "Correct the name, or leave the row for \(MappingWords.source(table))s that are still to come; until then it says"
        + " nothing.", place: place)
  }

  /// `Betty Decker` of `Decker, Betty`.
  private static func turned(_ name: String) -> String {
    name.split(separator: ",", maxSplits: 1).reversed().joined(separator: " ")
  }

  /// The name beside an id is another one's, or was changed in Autotask.
  private func otherName(_ table: MappingTable, _ row: MappingRow, _ place: Place) -> Finding? {
    let noun = table == .organizations ? "organization" : "resource"
    guard table == .organizations || table == .resources, let id = Int64(row[noun + "ID"]) else { return nil }
    let written = row[noun]
    let isOrganization = table == .organizations
    guard !written.isEmpty,
      let name = isOrganization ? names.recorded[OrganizationID(id)] : names.resources[ResourceID(id)],
      NameFolding.nearKey(name) != NameFolding.nearKey(written),
      isOrganization || NameFolding.nearKey(MappingChecking.turned(name)) != NameFolding.nearKey(written)
    else { return nil }
    let key = NameFolding.nearKey(written)
    let other = isOrganization ? organizationsByName[key]?.rawValue : resourcesByName[key]?.rawValue
    if let other {
      return Finding(
        .mappingNameDiffers, .error,
        problem:
          "the row has the id \(id), which is \"\(name)\", beside the name \"\(written)\", which is \(noun)"
          + " \(other)",
        remedy: "Write the id and the name of the one that is meant; the id counts.", place: place)
    }
    return Finding(
      .mappingNameDiffers, .warning,
      problem: "\(noun) \(id) is \"\(name)\" in Autotask, and the row calls it \"\(written)\"",
      remedy:
        "Look whether the id is the right one, for it counts; if it is, write the name as Autotask has it.",
      place: place)
  }
}

/// How the names of a table are called among people.
private enum MappingWords {
  /// The column that says what a row is about.
  static func column(_ table: MappingTable) -> String {
    switch table {
    case .organizations: "organizationID"
    case .resources: "resourceID"
    case .items: "name"
    case .accounts: "billing code"
    case .classes: "line of business"
    case .expenseAccounts, .payrollItems: "category"
    }
  }

  static func name(_ table: MappingTable) -> String {
    switch table {
    case .organizations: "organization"
    case .items: "item name"
    case .accounts: "billing code"
    case .classes: "line of business"
    case .resources: "resource"
    case .expenseAccounts: "expense category"
    case .payrollItems: "payroll category"
    }
  }

  static func source(_ table: MappingTable) -> String {
    switch table {
    case .organizations: "export"
    case .items, .accounts, .classes: "invoice"
    case .resources, .expenseAccounts, .payrollItems: "record"
    }
  }

  static func folded(_ text: String) -> String { NameFolding.key(text.replacing("~", with: ":")) }
}
