import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport

/// An MSP with four company files, three users and forty organizations, over two months.
///
/// What must stand in which books is worked out here from the export and from a table of its own; nothing of it asks
/// the code that is tried.
final class FourCompanies {
  let rehearsal: Rehearsal
  private(set) var companies: [String: PracticeCompany] = [:]
  /// What QuickBooks answers as the name of each company; the settings must say the same.
  var names = [
    "main": "Contoso Inc", "north": "Contoso North", "lab": "Contoso Lab", "media": "Contoso Media",
  ]
  /// Where organizations go that are not for the default; changed as the story goes.
  var routes: [Int64: String] = [:]

  static let connectors = ["main", "north", "lab", "media"]
  static let users = [
    "main": "[anna, ben, carla]", "north": "[anna, ben]", "lab": "[carla]", "media": "[anna]",
  ]
  static let organizations = Array(Int64(301)...340)
  /// The connectors of resources 501 to 512, in their order.
  static let resources = [
    "", "", "", "", "north", "north", "north", "lab", "lab", "media", "media", "",
  ]
  static let codes = [Export.Code(id: 11, name: "Labor"), Export.Code(id: 12, name: "Managed~Backup")]

  static let exports = [
    bundle(batch: 71, "2026-11-02", organizations.filter { $0 != 340 }),
    bundle(batch: 72, "2026-11-16", organizations.filter { $0 % 2 == 0 && $0 != 340 }),
    bundle(batch: 73, "2026-12-01", organizations),
    bundle(batch: 74, "2026-12-14", organizations.filter { $0 % 3 == 0 }),
  ]

  /// One invoice for each of these; its amounts have fractions of a cent.
  private static func bundle(batch: Int64, _ date: String, _ organizations: [Int64]) -> Export {
    let invoices = organizations.map { id in
      let number = batch * 1_000 + id
      return Export.Invoice(
        number, company: id, date: date,
        [
          Export.Line(number * 10, quantity: "1.5", rate: "\(id - 200)", Cents.text((id - 200) * 150_000)),
          Export.Line(number * 10 + 1, code: 12, "Backup", "\(batch).\(id % 10)\(batch % 10)5"),
        ], more: ["\"batchID\":\(batch)"])
    }
    return Export(companies: organizations.map(company), codes: codes, invoices: invoices)
  }

  private static func company(_ id: Int64) -> Export.Company {
    let first = ["Alder", "Birch", "Copper", "Dogwood", "Elm", "Foxglove", "Gorse", "Hazel"]
    let second = ["Freight", "Bakery", "Clinic", "Law", "Hotel"]
    let place = Int(id - 301)
    return Export.Company(id: id, name: "\(first[place % 8]) \(second[place / 8])")
  }

  static func name(_ organization: Int64) -> String { company(organization).name }

  init() throws {
    rehearsal = try Rehearsal(settings: nil)
    for id in FourCompanies.organizations {
      routes[id] = id <= 316 ? "" : id <= 326 ? "north" : id <= 334 ? "lab" : "media"
    }
    // Each company file has lists of its own, with ids of its own.
    for connector in FourCompanies.connectors {
      rehearsal.wait(minutes: 7)
      companies[connector] = PracticeCompany(name: names[connector] ?? "", now: rehearsal.practiceTime)
    }
    try writeSettings()
    try writeMappings()
  }

  // MARK: What people write

  /// The first of them is the default.
  func writeSettings(_ connectors: [String] = FourCompanies.connectors) throws {
    var text = """
      time-zone: America/New_York
      web-connector: {url: 'https://books.example.com/qbwc', support-url: 'https://books.example.com/'}
      connectors:

      """
    for connector in connectors {
      text += """
          - name: \(connector)
            company-file: 'C:\\QuickBooks\\\(connector).qbw'
            company-name: \(names[connector] ?? "")
            users: \(FourCompanies.users[connector] ?? "")
            transfer: [invoices, paid-dates]
            transfer-from: 2026-11-01
            message-sets: {writes: 8}

        """
    }
    try rehearsal.temporary.write(text, to: "autopost.yaml")
  }

  func writeMappings() throws {
    let rows = routes.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
      "\($0.key),,\($0.value),\n"
    }
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n\(rows.joined())", to: "mappings/organizations.csv")
    let people = FourCompanies.resources.enumerated().map { "\(501 + $0),,\($1),,\n" }
    try rehearsal.temporary.write(
      "resourceID,resource,connector,vendor,employee\n\(people.joined())", to: "mappings/resources.csv")
  }

  /// Where an organization is to be billed.
  func connector(of organization: Int64) -> String {
    let route = routes[organization] ?? ""
    return route.isEmpty ? "main" : route
  }

  // MARK: QuickBooks

  /// The connector in whose folder a set lies.
  static func connector(_ set: Rehearsal.OpenSet) -> String { set.path.parent.parent.name.description }

  func openSets(_ connector: String) throws -> [Rehearsal.OpenSet] {
    try rehearsal.openSets().filter { FourCompanies.connector($0) == connector }
  }

  /// Something at the screen of one company file.
  func at<Result>(
    _ connector: String, _ body: (inout PracticeCompany, PracticeTime) throws -> Result
  ) throws -> Result {
    guard var company = companies[connector] else { throw Missing(connector: connector) }
    defer { companies[connector] = company }
    return try body(&company, rehearsal.practiceTime)
  }

  struct Missing: Error { var connector: String }

  /// Runs open sets of a connector in its company file, or in another one by mistake.
  func practice(
    _ connector: String, in other: String? = nil, isWanted: (Rehearsal.OpenSet) -> Bool = { _ in true }
  ) throws {
    try at(other ?? connector) { company, _ in
      _ = try rehearsal.practice(&company) { FourCompanies.connector($0) == connector && isWanted($0) }
    }
  }

  /// Passes, with the answers of all company files between them, until nothing is open.
  func settle() throws {
    try rehearsal.run()
    for _ in 0..<20 {
      if try rehearsal.openSets().isEmpty { return }
      for connector in FourCompanies.connectors { try practice(connector) }
      try rehearsal.run()
    }
    throw Rehearsal.Unsettled(open: try rehearsal.names())
  }

  /// `main/AutotaskQBWX-anna.qwc` and its like, with their bytes.
  func qwcFiles() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for connector in FourCompanies.connectors {
      let folder = rehearsal.folder.connector(connector)
      for name in try Disk.names(in: folder) where name.hasSuffix(".qwc") {
        files["\(connector)/\(name)"] = try Disk.read(folder.appending(name))
      }
    }
    return files
  }

  func books(_ connector: String) -> [PracticeInvoice] { companies[connector]?.books ?? [] }

  func entries(_ connector: String) -> [BookEntry] { books(connector).map { BookEntry($0) }.sorted() }

  // MARK: What must be there

  /// What the bundles so far have for a connector.
  func answerKey(_ connector: String, _ bundles: Int) -> [BookEntry] {
    FourCompanies.exports.prefix(bundles).flatMap { export in
      export.invoices.filter { self.connector(of: $0.company) == connector }.map { BookEntry($0, in: export) }
    }.sorted()
  }

  /// Count and cents of a connector and a batch, added up from the bundles.
  func control(_ connector: String, _ bundle: Int) -> (count: Int, cents: Int64) {
    let export = FourCompanies.exports[bundle]
    let ours = export.invoices.filter { self.connector(of: $0.company) == connector }
    return (ours.count, ours.reduce(0) { $0 + BookEntry($1, in: export).cents })
  }
}
