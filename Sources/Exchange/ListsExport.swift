public import Accounting
import Autotask
import ByteFormats
import Filesystem
import Findings
import Ledger
import PostingRules
import Settings
import Spool

/// What `lists export` wrote of a company file.
public struct ExportedLists: Sendable {
  /// A file, below the exchange folder, and what is in it.
  public struct File: Sendable, Hashable {
    public let path: String
    public let rows: Int
    /// What a row is: `customer`.
    public let content: String
  }

  /// How many names of a list are the same, nearly the same, or on one side only.
  public struct Matches: Sendable, Hashable {
    public let list: String
    public let exact: Int
    public let near: Int
    public let onlyInQuickBooks: Int
    public let onlyInAutotask: Int
  }

  public let connector: ConnectorName
  /// Nil before the first lists answer: then nothing is written.
  public internal(set) var answered: Timestamp?
  public internal(set) var files: [File] = []
  public internal(set) var matches: [Matches] = []
  /// Customers and vendors among those written that have no telephone number, which Autotask wants.
  public internal(set) var withoutPhone = 0
}

extension Exchange {
  /// Writes QuickBooks' customers, vendors and items as tables that Autotask imports, and compares their names with
  /// Autotask's; into `outbox/<connector>/lists/`.
  ///
  /// `onlyMissing` leaves out of the imports what Autotask has under the same or nearly the same name.
  public func exportLists(
    of name: ConnectorName?, onlyMissing: Bool, now: Timestamp
  ) throws(ExchangeError) -> [ExportedLists] {
    do {
      let pass = pass(now: now)
      var exported: [ExportedLists] = []
      for connector in settings.connectors where name == nil || connector.name == name {
        exported.append(try ListsExport(pass, connector, onlyMissing: onlyMissing).write())
      }
      if exported.contains(where: { $0.answered != nil }) { return exported }
      let names = exported.map(\.connector.rawValue).joined(separator: ", ")
      throw ExchangeError.refused(
        Finding(
          .commandNotPossible, .refused,
          problem: "QuickBooks' lists of connector \(names) have not arrived, so there is nothing to export",
          remedy:
            "Run autopost run and the lists set that it publishes, drop the answer into inbox/, and run this again."
        ))
    } catch { throw ExchangeError(error) }
  }
}

/// The tables of one company file.
private struct ListsExport {
  private let pass: Pass
  private let connector: Connector
  private let onlyMissing: Bool
  private var result: ExportedLists

  init(_ pass: Pass, _ connector: Connector, onlyMissing: Bool) {
    (self.pass, self.connector, self.onlyMissing) = (pass, connector, onlyMissing)
    result = ExportedLists(connector: connector.name)
  }

  func write() throws -> ExportedLists {
    var export = self
    guard let lists = try pass.ledger.lists(connector.name) else { return result }
    export.result.answered = try pass.ledger.company(connector.name).listsAt
    let details = try pass.listedDetails(connector.name)
    let organizations = try organizations()
    let customers = NameMatching(lists.customers, organizations)
    // Which organizations are vendors nothing tells: those that are no customer and have a vendor's name.
    let known = Set(customers.rows.filter { $0.match == .exact }.compactMap(\.known?.id))
    let vendors = NameMatching(
      lists.vendors, organizations.filter { !known.contains($0.id) }.map(ListsExport.unexpected))
    let vendorIDs = Set(vendors.rows.compactMap(\.known?.id))
    let ours = customers.rows.filter { row in
      row.match != .onlyInAutotask || !vendorIDs.contains(row.known?.id ?? "")
    }
    let items = NameMatching(lists.items, try itemNames())
    try export.writeOrganizations("customers", "customer", customers, details)
    try export.writeOrganizations("vendors", "vendor", vendors, details)
    try export.writeItems(items, details)
    try export.writeMatches([("customers", ours), ("vendors", vendors.rows), ("items", items.rows)])
    return export.result
  }

  private static func unexpected(_ known: NameMatching.Known) -> NameMatching.Known {
    var known = known
    known.isExpected = false
    return known
  }

  // MARK: Autotask's names

  private func organizations() throws(LedgerError) -> [NameMatching.Known] {
    var found: [NameMatching.Known] = []
    try pass.ledger.eachOrganizationName { id, name in
      var one = NameMatching.Known(
        id: "organization \(id)", name: name, wanted: QuickBooksNames.customer(name))
      if one.wanted == nil {
        one.note = "QuickBooks cannot hold this name: map it in mappings/organizations.csv"
      }
      if case .fullName(let mapped) = pass.mappings.customer(connector.name, id) {
        one.wanted = mapped
        one.note = "mapped in mappings/organizations.csv"
      }
      let served = pass.connectorName(of: id)
      if served != connector.name {
        one.isExpected = false
        one.note = "goes to connector \(served)"
      }
      found.append(one)
    }
    return found
  }

  /// Billing codes, services, bundles and products: what lines may be named after.
  private func itemNames() throws(LedgerError) -> [NameMatching.Known] {
    var found: [NameMatching.Known] = []
    for (entity, kind) in [
      (Entity.billingCodes, "billing code"), (.services, "service"), (.serviceBundles, "service bundle"),
      (.products, "product"),
    ] {
      let table = entity.table
      let name = table.index(of: "name")
      let active = table.index(of: "isActive")
      for record in try pass.ledger.records(entity) {
        guard let text = name.flatMap({ record[$0] }), !text.isEmpty else { continue }
        let wanted = QuickBooksNames.item(text)
        var one = NameMatching.Known(id: "\(kind) \(record.id)", name: text, wanted: wanted?.fullName)
        if wanted?.isCut == true { one.note = "cut to QuickBooks' 31 characters a level" }
        if let item = pass.mappings.item(connector.name, anyKind: text) {
          one.wanted = item
          one.note = "mapped in mappings/items.csv"
        }
        one.isExpected = !["false", "0"].contains(active.flatMap { record[$0] } ?? "")
        found.append(one)
      }
    }
    return found
  }

  // MARK: Tables

  /// Entries for an import: active ones, and only those that Autotask lacks where that is asked.
  private func wanted(_ matching: NameMatching) -> [ListEntry] {
    let met = Set(
      matching.rows.filter { $0.match == .exact || $0.match == .near }.compactMap(\.entry?.listID))
    var listed: Set<ListID> = []
    return matching.rows.compactMap(\.entry).filter { entry in
      entry.isActive && !(onlyMissing && met.contains(entry.listID)) && listed.insert(entry.listID).inserted
    }.sorted { $0.fullName < $1.fullName }
  }

  private mutating func write(
    _ name: String, _ content: String, _ header: [String], _ rows: [[String]]
  ) throws {
    // As Autotask is to take it: no mark before the header, no apostrophe before a name.
    var writer = CSVWriter(formulas: .asTheyAre)
    writer.row(header)
    for row in rows { writer.row(row) }
    try write(name, content, rows.count, writer.bytes)
  }

  private mutating func write(_ name: String, _ content: String, _ rows: Int, _ bytes: [UInt8]) throws {
    let path = pass.folder.connector(connector.name.rawValue).appending("lists").appending("\(name).csv")
    try pass.folder.replace(bytes, at: path)
    result.files.append(ExportedLists.File(path: pass.folder.shown(path), rows: rows, content: content))
  }

  private mutating func writeOrganizations(
    _ name: String, _ content: String, _ matching: NameMatching, _ details: [ListID: ListedDetails]
  ) throws {
    let rows = wanted(matching).map { entry -> [String] in
      let detail = details[entry.listID]
      let streets = detail?.streets ?? []
      if detail?.phone.isEmpty ?? true { result.withoutPhone += 1 }
      return [
        QuickBooksNames.inAutotask(entry.fullName), detail?.account ?? "", streets.first ?? "",
        streets.count > 1 ? streets[1] : "", detail?.city ?? "", detail?.state ?? "",
        detail?.postalCode ?? "",
        detail?.country ?? "", streets.dropFirst(2).joined(separator: ", "), detail?.phone ?? "",
        detail?.fax ?? "", content == "vendor" ? "Vendor" : "Customer",
      ]
    }
    try write(
      name, content,
      [
        "Name", "Number", "Address 1", "Address 2", "City", "State", "Zip Code", "Country",
        "Additional Address Information", "Phone", "Fax", "Organization Type",
      ], rows)
  }

  /// Parts are products in Autotask, services are services; discounts, subtotals and their like have no import.
  private mutating func writeItems(_ matching: NameMatching, _ details: [ListID: ListedDetails]) throws {
    let parts = ["ItemInventory", "ItemNonInventory", "ItemInventoryAssembly"]
    let all = wanted(matching)
    func row(_ entry: ListEntry, _ middle: [String]) -> [String] {
      let detail = details[entry.listID]
      return [QuickBooksNames.inAutotask(entry.fullName), detail?.description ?? ""] + middle
        + [detail?.cost ?? "", detail?.price ?? ""]
    }
    try write(
      "products", "product", ["Product Name", "Product Description", "Unit Cost", "Unit Price"],
      all.filter { parts.contains($0.kind) }.map { row($0, []) })
    try write(
      "services", "service",
      ["Name", "Description", "Invoice Description", "Period Type", "Unit Cost", "Unit Price"],
      all.filter { $0.kind == "ItemService" }.map {
        row($0, [details[$0.listID]?.description ?? "", "Monthly"])
      })
  }

  private mutating func writeMatches(_ lists: [(name: String, rows: [NameMatching.Row])]) throws {
    var writer = CSVWriter(formulas: .guarded, byteOrderMark: true)
    writer.row(["list", "match", "QuickBooks", "kind", "active", "Autotask", "id", "note"])
    var count = 0
    for (list, rows) in lists {
      for row in rows {
        count += 1
        let kind = row.entry.map { $0.kind.hasPrefix("Item") ? String($0.kind.dropFirst(4)) : $0.kind } ?? ""
        writer.row([
          list, row.match.rawValue, row.entry?.fullName ?? "", kind,
          row.entry.map { $0.isActive ? "yes" : "no" } ?? "", row.known?.name ?? "", row.known?.id ?? "",
          row.known?.note ?? "",
        ])
      }
      func number(_ match: NameMatching.Match) -> Int { rows.count { $0.match == match } }
      result.matches.append(
        ExportedLists.Matches(
          list: list, exact: number(.exact), near: number(.near), onlyInQuickBooks: number(.onlyInQuickBooks),
          onlyInAutotask: number(.onlyInAutotask)))
    }
    try write("name-match", "name", count, writer.bytes)
  }
}
