import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import Testing

extension Rehearsal {
  /// One call of the program with a command on items or sets.
  @discardableResult
  func order(_ body: (Exchange, Timestamp) throws -> [Finding]) throws -> [Finding] {
    wait(minutes: 1)
    return try body(try Exchange(root: folder.root, waits: 10_000), now)
  }

  /// The words that a command is refused with, `id: problem`; empty when it is not refused.
  func refusal(_ body: (Exchange, Timestamp) throws -> [Finding]) throws -> String {
    do { try order(body) } catch let error as ExchangeError {
      guard case .refused(let finding) = error else { throw error }
      return "\(finding.id): \(finding.problem)"
    }
    return ""
  }

  /// An exchange in which these invoices (number and amount) have passed first contact and are ready to go.
  ///
  /// The trial is an invoice 8500 of a customer of its own.
  static func introduced(
    _ invoices: [(Int64, String)], settings: String = Rehearsal.settings(), beliefs: [String] = []
  ) throws -> Rehearsal {
    let rehearsal = try Rehearsal(settings: settings, beliefs: beliefs)
    let trial = Export.Invoice(8_500, company: 200, [Export.Line(500, "1")])
    try rehearsal.drop(Export.plain([trial]))
    try rehearsal.settle()
    try rehearsal.drop(
      Export.plain(invoices.map { Export.Invoice($0.0, [Export.Line($0.0 * 10, $0.1)]) }), as: "more.zip")
    return rehearsal
  }

  /// The number of the only open set of a kind.
  func open(_ kind: String) throws -> SetNumber {
    let sets = try openSets().filter { $0.name.hasSuffix("-\(kind).qbxml") }
    let numbers = sets.compactMap { SetNumber($0.number) }
    return try #require(numbers.count == 1 ? numbers.first : nil, "one open \(kind) set, not \(numbers)")
  }

  func names() throws -> [String] { try openSets().map(\.name) }

  /// The newest note in an item's history of one kind.
  func history(_ invoice: Int64, _ kind: String) throws -> String? {
    try events(invoice).last { $0.kind == kind }?.detail
  }

  /// What QuickBooks' answers left with an item, `id: problem`.
  func words(_ invoice: Int64) throws -> [String] {
    let item = try #require(try item(invoice))
    return (item.answerFindings + item.findings).map { "\($0.id): \($0.problem)" }
  }
}

extension Export {
  /// Invoices of organizations 200 and 201, for hours of labor.
  static func plain(_ invoices: [Invoice]) -> Export {
    Export(
      companies: [Company(id: 200, name: "Birch Bakery"), Company(id: 201, name: "Alder Freight")],
      codes: [Code(id: 11, name: "Labor")], invoices: invoices)
  }
}

extension ItemKey {
  static func invoice(_ number: Int64) -> ItemKey { ItemKey(invoice: InvoiceID(number)) }
}
