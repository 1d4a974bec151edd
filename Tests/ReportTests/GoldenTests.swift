import Accounting
import Findings
import Foundation
import Report
import Testing

@Suite("What people and programs read, word for word")
struct GoldenTests {
  /// Compares with `Golden/<name>`; with RECORD=1 in the environment it writes that file and fails.
  private func expect(_ bytes: [UInt8], _ name: String) {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)").path
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      #expect(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
      Issue.record("\(name) recorded")
      return
    }
    let golden = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    #expect(String(decoding: bytes, as: UTF8.self) == golden)
  }

  @Test("status") func status() { expect(Array(StatusText.page(Sample.overview()).utf8), "status.txt") }

  @Test("status --json") func json() { expect(StatusJSON.page(Sample.rows, zone: .utc), "status.json") }

  @Test("index.html") func html() { expect(Sample.page(), "index.html") }

  @Test("transfers.csv") func transfers() {
    expect(
      TransfersCSV.head(byteOrderMark: false) + TransfersCSV.lines(Sample.rows, zone: .utc), "transfers.csv")
  }

  @Test("reconcile") func reconcile() {
    expect(
      Array(ReconcileText.page(Sample.overview().totals, audits: Sample.audits).utf8), "reconcile.txt")
  }

  @Test("reconcile --json") func reconcileJSON() {
    expect(ReconcileJSON.page(Sample.overview().totals, audits: Sample.audits), "reconcile.json")
  }

  static let history = [
    HistoryRow(
      event: 3, connector: ConnectorName("main"), item: ItemKey(invoice: InvoiceID(8491)), name: "INV-8491",
      organization: "Łódź <&> Söhne", action: "add", time: Sample.ago(hours: 5), result: "refused",
      set: SetNumber("11"), amountAutotask: Amount(units: 50_000), statusCode: "3140", severity: "Error",
      message: "There is an invalid reference to QuickBooks Account \"Services\".", attempt: 1),
    HistoryRow(
      event: 4, item: ItemKey(invoice: InvoiceID(8491)), name: "INV-8491", organization: "Łódź <&> Söhne",
      action: "ready", time: Sample.ago(hours: 4), result: "recorded", user: "anna"),
    HistoryRow(
      event: 5, connector: ConnectorName("main"), companyFile: "C:\\QuickBooks\\Contoso.qbw",
      item: ItemKey(invoice: InvoiceID(8491)), name: "INV-8491", organization: "Łódź <&> Söhne",
      action: "add",
      time: Sample.ago(hours: 1), result: "applied", set: SetNumber("12"), txnID: TxnID("1A-1042"),
      number: "1042", amountAutotask: Amount(units: 50_000), amountQuickBooks: Amount(units: 50_000),
      statusCode: "0", severity: "Info", message: "Status OK", attempt: 2),
  ]

  @Test("history ITEM") func itemHistory() {
    expect(Array(HistoryText.page(Sample.rows[2], Self.history, zone: .utc).utf8), "history.txt")
  }

  @Test("history.csv") func historyCSV() {
    expect(HistoryCSV.head(byteOrderMark: true) + HistoryCSV.lines(Self.history), "history.csv")
  }

  static var fileReport: FileReport {
    var report = FileReport(
      name: "march.zip", outcome: .archived, storedAs: "state/archive/2026/11/march.zip", time: Sample.noon,
      kind: "Autotask bundle (zip)", bytes: 23_456_789, digest: String(repeating: "0f", count: 32))
    report.records = [
      FileReport.Records(entity: "BillingItems", read: 39_000, taken: 38_999, refused: 1),
      FileReport.Records(entity: "Invoices", read: 3_000, taken: 12, unchanged: 2_988),
    ]
    report.items = (1...102).map { ItemKey(invoice: InvoiceID($0)) }
    report.findings = [
      Finding(
        FindingID("billing-code-missing"), .held, problem: "billing item 48213 has no billing code",
        remedy: "Choose a billing code in Autotask, then export the invoice again.", item: "invoice:7",
        place: Place(
          path: "march.zip/BillingItems.csv", line: 217, column: 7, excerpt: "48213,,1.50,95.00,Replaced disk"
        ))
    ]
    return report
  }

  @Test("The report beside an archived file") func file() {
    expect(Array(Self.fileReport.text(zone: .utc).utf8), "march.zip.txt")
    expect(Self.fileReport.json, "march.zip.report.json")
  }

  @Test("summary.txt beside an answer") func answer() {
    let summary = AnswerSummary(
      set: SetNumber("12") ?? Sample.overview().openSets[0].number, connector: ConnectorName("main"),
      kind: .transfer, published: Sample.ago(hours: 75), answered: Sample.noon, companyName: "Contoso Inc",
      answerFile: "answer (1).xml",
      requests: [
        AnswerSummary.Request(
          id: RequestID("12-1"), type: "CustomerAdd", name: "Northwind", outcome: .warned,
          statusCode: "530", message: "The field is ignored."),
        AnswerSummary.Request(
          id: RequestID("12-2"), type: "InvoiceAdd", item: ItemKey(invoice: InvoiceID(8490)),
          name: "INV-8490",
          outcome: .applied, number: "1041", txnID: TxnID("1A-1041"), amountAutotask: Amount(units: 120_050),
          amountQuickBooks: Amount(units: 120_050), statusCode: "0"),
        AnswerSummary.Request(
          id: RequestID("12-3"), type: "InvoiceAdd", item: ItemKey(invoice: InvoiceID(8491)),
          name: "INV-8491",
          outcome: .notApplied, amountAutotask: Amount(units: 50_000), statusCode: "3140",
          message: "There is an invalid reference to QuickBooks Account \"Services\".",
          findings: [Sample.account]),
      ])
    expect(Array(summary.text(zone: .utc).utf8), "summary.txt")
  }
}
