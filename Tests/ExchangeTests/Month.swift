import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport

/// A month of an MSP: what Autotask exports, what happens to it, and what must stand in the books at its end.
final class Month {
  let rehearsal: Rehearsal
  let lines: [String]
  /// Organizations that the bookkeeper gave a customer of another name.
  var renamed: [Int64: String] = [:]
  /// TxnIDs of what she entered by herself.
  var herOwn: Set<String> = []

  static let companies = [
    Export.Company(id: 201, name: "Alder Freight"), Export.Company(id: 202, name: "Juniper Law LLP"),
    Export.Company(id: 203, name: "Quarry Road Bakery"),
    Export.Company(id: 204, name: "Meadowlark Clinic", more: ["\"invoiceMethod\":2"]),
    Export.Company(id: 205, name: "Foxglove Film & Sound~Studio B"),
  ]
  static let lateCompany = Export.Company(id: 206, name: "Tamarack Property")
  static let codes = [
    Export.Code(id: 11, name: "Labor"), Export.Code(id: 12, name: "Managed~Backup"),
    Export.Code(id: 13, name: "Hardware"),
  ]

  /// The first bundle; the organization of 8603 is missing.
  static let firstWeek = Export(
    companies: companies, codes: codes,
    invoices: [
      Export.Invoice(
        8_601,
        [
          Export.Line(1, quantity: "2.5", rate: "95", "237.5"), Export.Line(2, code: 12, "Backup", "33.335"),
          Export.Line(3, code: 12, "Backup of the archive", "33.335"),
        ]),
      Export.Invoice(
        8_602, company: 202,
        [Export.Line(4, quantity: "3", rate: "40", "120"), Export.Line(5, "Discount for loyalty", "-20.5")]),
      Export.Invoice(8_603, company: 206, [Export.Line(6, "1500")]),
      Export.Invoice(8_604, company: 204, date: "2026-11-03", [Export.Line(7, code: 12, "Backup", "49.99")]),
      Export.Invoice(8_605, company: 203, date: "2026-11-03", [Export.Line(8, "80")]),
      Export.Invoice(
        8_606, date: "2026-11-03", [Export.Line(9, code: 13, "Cable, 5 \u{20AC} the metre", "12.3")]),
      Export.Invoice(
        8_607, company: 205, date: "2026-11-03", [Export.Line(10, "0.01"), Export.Line(11, "0")]),
    ])

  /// The second bundle: the first again in another packing, what was missing, and a week more.
  static let secondWeek = Export(
    companies: companies + [lateCompany], codes: codes,
    invoices: firstWeek.invoices + [
      Export.Invoice(
        8_608, company: 202, date: "2026-11-09", [Export.Line(12, quantity: "0.25", rate: "95", "23.75")]),
      Export.Invoice(8_609, company: 206, date: "2026-11-10", [Export.Line(13, "75")]),
    ])

  /// The third bundle: one invoice and what it needs.
  static let oneMore = Export(
    companies: [companies[0]], codes: codes,
    invoices: [Export.Invoice(8_610, date: "2026-11-12", [Export.Line(14, quantity: "2", rate: "9", "18")])])

  /// All that Autotask billed in the month.
  static let whole = Export(
    companies: secondWeek.companies, codes: codes, invoices: secondWeek.invoices + oneMore.invoices)

  /// The company file, as the bookkeeper left it: two of the customers are there.
  ///
  /// `lines` are settings of the connector.
  init(beliefs: [String] = [], lines: [String] = []) throws {
    self.lines = lines
    rehearsal = try Rehearsal(settings: Month.settings(lines), beliefs: beliefs)
    try rehearsal.temporary.write(
      "connector,billing code,account\n,Hardware,Hardware Sales\n", to: "mappings/accounts.csv")
    // Without a line of business: a class that QuickBooks refuses where it keeps none.
    try rehearsal.temporary.write(
      "connector,line of business,class\n,,Services\n", to: "mappings/classes.csv")
    let now = rehearsal.practiceTime
    try rehearsal.company.addCustomer(name: "Quarry Road Bakery", isActive: false, now: now)
    try rehearsal.company.addCustomer(name: "Meadowlark Clinic", now: now)
  }

  static func settings(_ lines: [String]) -> String {
    Rehearsal.settings(lines.joined(separator: "\n    "))
  }

  /// Entity information: 2 is e-mail.
  static let labels = Export.File(
    name: "entityInformation/Companies.json",
    text: """
      {"fields":[{"name":"invoiceMethod","isPickList":true,"picklistValues":[{"value":"1","label":"Print"},\
      {"value":"2","label":"Email"}]}]}
      """)

  /// In the order in which an exporter wrote it; `day` is the time stamp of the entries.
  static func packed(_ export: Export, day: Int, isReversed: Bool = false) -> [UInt8] {
    let files = export.files + [labels]
    return Packing.zip(isReversed ? files.reversed() : files, day: day)
  }

  // MARK: What the company file shows, without our code

  /// The books without what she entered by herself.
  var entries: [BookEntry] {
    rehearsal.company.books.filter { !herOwn.contains($0.txnID) }.map { BookEntry($0) }.sorted()
  }

  /// What must stand there of these invoices.
  func answerKey(_ ids: [Int64]? = nil) -> [BookEntry] {
    var export = Month.whole
    for index in export.companies.indices {
      if let name = renamed[export.companies[index].id] { export.companies[index].name = name }
    }
    return export.answerKey(ids)
  }

  // MARK: Passes and answers

  /// Passes, with the company file's answers and what the words ask of the bookkeeper between them, until nothing is
  /// open and nothing is asked.
  func settle(_ delivery: Rehearsal.Delivery = .dropped, _ options: PassOptions = PassOptions()) throws {
    try rehearsal.run(options)
    for _ in 0..<30 {
      if try rehearsal.openSets().isEmpty {
        guard let heeded = try heed() else { return }
        try rehearsal.run(heeded)
        continue
      }
      try practice(delivery)
      try rehearsal.run()
      try waitForTorn()
      openRightFile()
    }
    throw Rehearsal.Unsettled(open: try rehearsal.names())
  }

  func settle(_ refresh: Set<PassOptions.Refresh>) throws {
    var options = PassOptions()
    options.refresh = refresh
    try settle(.dropped, options)
  }

  /// Runs the open sets; a fault that struck does not come back.
  func practice(
    _ delivery: Rehearsal.Delivery = .dropped, isWanted: (Rehearsal.OpenSet) -> Bool = { _ in true }
  ) throws {
    for played in try rehearsal.practice(delivery, isWanted: isWanted) {
      switch played.answer {
      case .hresult: rehearsal.company.beliefs.hresult = nil
      case .response(_, .some): rehearsal.company.beliefs.tornAfter = nil
      case .response(_, nil): break
      }
    }
  }

  /// The answer came from another company file than the settings name: the right one is opened.
  private func openRightFile() {
    if said(.wrongCompany) != nil { rehearsal.company.beliefs.companyName = nil }
  }

  /// A torn answer is waited for and then taken as it is.
  private func waitForTorn() throws {
    if try rehearsal.files(in: "inbox").isEmpty { return }
    rehearsal.wait(minutes: 2)
    try rehearsal.run()
  }

  private struct Missing: Error { var invoice: Int64 }

  func txnID(_ invoice: Int64) throws -> String {
    guard let id = try rehearsal.item(invoice)?.txnID else { throw Missing(invoice: invoice) }
    return id.rawValue
  }

  /// What goes back to Autotask of one field, `8601 2026-11-21`, in its order.
  func writtenBack(_ field: String) throws -> [String] {
    let folder = rehearsal.folder.outbox.appending("autotask")
    return try Disk.names(in: folder).flatMap { name in
      let table = folder.appending(name).appending("results.csv")
      let text = try Disk.facts(of: table) == nil ? "" : String(decoding: try Disk.read(table), as: UTF8.self)
      return text.split(whereSeparator: \.isNewline).compactMap { row -> String? in
        let cells = row.split(separator: ",")
        guard cells.count == 3, cells[1] == field else { return nil }
        return "\(cells[0].drop { $0 != ":" }.dropFirst()) \(cells[2])"
      }
    }
  }
}
