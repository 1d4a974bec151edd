import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import Report
import Spool
import TestSupport
import Testing

/// What one setting changes: something that is there with it and not without it, or the other way round.
struct SettingEffect: Sendable, CustomTestStringConvertible {
  /// Its path: `limits.ratio`, `connectors.terms`.
  let setting: String
  let value: String
  /// Only with the setting.
  var shows: String?
  /// Only without it.
  var hides: String?
  /// Lines of `autopost.yaml` with and without it, by their path.
  var beside: [(String, String)] = []
  /// A file that is dropped beside the bundle.
  var file: Export.File?
  /// What stands in `mappings/accounts.csv`.
  var accounts: String?
  /// Whether the bundle is a compressed tar instead of a zip.
  var isCompressed = false

  init(
    _ setting: String, _ value: String, shows: String? = nil, hides: String? = nil,
    beside: [(String, String)] = [], file: Export.File? = nil, accounts: String? = nil,
    isCompressed: Bool = false
  ) {
    (self.setting, self.value, self.shows, self.hides) = (setting, value, shows, hides)
    (self.beside, self.file, self.accounts, self.isCompressed) = (beside, file, accounts, isCompressed)
  }

  var testDescription: String { "\(setting): \(value)" }

  // MARK: Settings

  private static let above = [
    ("time-zone", "America/New_York"),
    ("web-connector", "{url: 'https://books.example.com/qbwc', support-url: 'https://books.example.com/'}"),
  ]
  private static let connector = [
    ("connectors.name", "main"), ("connectors.company-file", "'C:\\QuickBooks\\Contoso.qbw'"),
    ("connectors.company-name", "Contoso Inc"), ("connectors.transfer", "[invoices, paid-dates]"),
    ("connectors.transfer-from", "2026-11-01"),
  ]

  /// The text of `autopost.yaml` with lines changed or added; an empty value takes a line away.
  static func text(_ changes: [(String, String)]) -> String {
    func lines(_ standard: [(String, String)], _ isOfConnector: Bool) -> [(String, String)] {
      var lines = standard
      for (path, value) in changes where path.hasPrefix("connectors.") == isOfConnector {
        let key = isOfConnector ? path : String(path.prefix { $0 != "." })
        let inner = isOfConnector ? "" : String(path.dropFirst(key.utf8.count + 1))
        let whole = inner.isEmpty ? value : "{\(inner): \(value)}"
        if let index = lines.firstIndex(where: { $0.0 == key }) {
          // Two settings of one group: `limits.ratio` beside `limits.ratio-after`.
          let both = inner.isEmpty ? whole : "\(lines[index].1.dropLast()), \(inner): \(value)}"
          lines[index].1 = both
        } else {
          lines.append((key, whole))
        }
      }
      return lines.filter { !$0.1.isEmpty }
    }
    let entries = lines(connector, true).map { "    \($0.0.dropFirst("connectors.".utf8.count)): \($0.1)" }
    return lines(above, false).map { "\($0.0): \($0.1)\n" }.joined() + "connectors:\n  -"
      + entries.joined(separator: "\n").dropFirst(3) + "\n"
  }

  // MARK: What is seen

  /// Everything that a folder shows to others: what is published and when, what is refused, and in which words.
  func transcript(isSet: Bool) throws -> String {
    let changes = beside + (isSet ? [(setting, value)] : [])
    let rehearsal = try Rehearsal(settings: SettingEffect.text(changes))
    if let accounts { try rehearsal.temporary.write(accounts, to: "mappings/accounts.csv") }
    if isCompressed {
      try rehearsal.drop(try SettingEffect.compressed(), as: "export.tar.gz")
    } else {
      try rehearsal.drop(Packing.zip(SettingEffect.files), as: "export.zip")
    }
    if let file { try rehearsal.drop(file.text, as: FilePath(file.name)) }
    var told: [String] = []
    func pass(_ options: PassOptions = PassOptions(), after seconds: Int64 = 60) throws {
      let published = try rehearsal.run(options, after: seconds).sets.map(\.path)
      told.append("pass: " + published.joined(separator: " "))
    }
    do {
      for _ in 0..<5 {
        try pass()
        try rehearsal.practice()
      }
      // Some hours later, and on the next day.
      for hours in [2, 22] {
        rehearsal.wait(hours: Int64(hours))
        try pass()
        try rehearsal.practice()
        try pass()
      }
      var options = PassOptions()
      options.refresh = [.lists]
      try pass(options)
      rehearsal.wait(days: 2)
      told.append(StatusText.page(try Exchange(reading: rehearsal.folder.root).overview(now: rehearsal.now)))
      told += try rehearsal.states()
      for item in try rehearsal.items() { told += (item.findings + item.answerFindings).map(\.problem) }
      for (name, bytes) in try rehearsal.keptSets().sorted(by: { $0.key < $1.key }) {
        told.append("\(name): \(String(decoding: bytes, as: UTF8.self))")
      }
    } catch ExchangeError.settings(let findings) {
      told += findings.map { "refused: \($0.text)" }
    }
    told += rehearsal.findings.map(\.text)
    let outbox = rehearsal.folder.outbox
    for connector in try Disk.facts(of: outbox) == nil ? [] : Disk.names(in: outbox) {
      for name in try Disk.names(in: outbox.appending(connector))
      where name.hasSuffix(".qwc") || name.description == "connector.json" {
        let bytes = try Disk.read(outbox.appending(connector).appending(name))
        told.append("outbox/\(connector)/\(name): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    return told.joined(separator: "\n")
  }

  private static func compressed() throws -> [UInt8] {
    let tar = files.flatMap { TarMaker.entry($0.name, $0.text) } + TarMaker.end
    let folder = try TemporaryFolder()
    try folder.write(tar, to: "export.tar")
    let outcome = try Program("/bin/sh").run("-c", "gzip -n '\(folder.path)/export.tar'")
    #expect(outcome.code == 0, "\(outcome)")
    return try Disk.read(folder.appending("export.tar.gz"))
  }

  /// Invoices in which every setting finds something to change.
  private static let files: [Export.File] = {
    let long = String(repeating: "Worked on site with the people of the day shift. ", count: 60)
    var export = Export()
    export.companies = [
      Export.Company(id: 201, name: "Alder Freight", more: ["\"invoiceMethod\":3"]),
      Export.Company(id: 202, name: "Juniper Law"),
    ]
    export.codes = [Export.Code(id: 11, name: "Labor"), Export.Code(id: 13, name: "Parts")]
    export.invoices = [
      // Late in the evening in New York, the next day in London; with tax and terms.
      Export.Invoice(
        8_601, date: "2026-11-03",
        [
          Export.Line(1, "100", taxed: "8.0000"),
          Export.Line(
            2, code: 13, "Laptop for Ann", "10", more: ["\"billingItemType\":7", "\"ticketChargeID\":9"]),
        ],
        more: [
          "\"invoiceDateTime\":\"2026-11-03T03:30:00Z\"", "\"totalTaxValue\":8.0000", "\"paymentTerm\":2",
          "\"dueDate\":\"2026-12-02T00:00:00Z\"", "\"taxRegionName\":\"Albany County\"",
        ]),
      Export.Invoice(8_602, company: 202, [Export.Line(4, "20")]),
      Export.Invoice(8_603, company: 202, (5...8).map { Export.Line($0, long, "\($0)") }),
      Export.Invoice(8_604, company: 202, (9...12).map { Export.Line($0, long, "\($0)") }),
      // Held, so that something is always waiting.
      Export.Invoice(8_605, company: 202, [Export.Line(13, "-20")]),
      // Their records come in tables.
      Export.Invoice(8_606, company: 202, [Export.Line(14, "30")]),
    ]
    var files = export.files
    for index in files.indices where files[index].name == "Invoices.json" {
      files[index].text = Export.envelope(export.invoices.dropLast().map(Export.json))
    }
    func file(_ name: String, _ record: String) -> Export.File {
      Export.File(name: "\(name).json", text: Export.envelope([record]))
    }
    return files + [
      file("PaymentTerms", "{\"id\":2,\"name\":\"Net 30\",\"paymentDueInDays\":30}"),
      file("Products", "{\"id\":7,\"name\":\"Laptop 14\"}"),
      file("TicketCharges", "{\"id\":9,\"name\":\"Laptop\",\"productID\":7}"),
      Export.File(
        name: "entityInformation/Companies.json",
        text:
          "{\"fields\":[{\"name\":\"invoiceMethod\",\"picklistValues\":[{\"value\":\"3\",\"label\":\"Drucken\"}]}]}"
      ),
    ]
  }()

  /// The record of the last invoice, with one header that only this tenant knows and a date of its pages.
  static func table(header: String = "invoiceTotal", date: String = "2026-11-02") -> Export.File {
    Export.File(
      name: "Invoices.csv",
      text: "id,companyID,invoiceDateTime,\(header),totalTaxValue,isVoided\n8606,202,\(date),30,0,false\n")
  }
}
