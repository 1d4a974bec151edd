import Accounting
import Findings
import Report

/// A Saturday at noon in a small company: something in every place.
enum Sample {
  static let noon = Timestamp(milliseconds: 1_795_262_640_000)
  static func ago(hours: Int64) -> Timestamp { noon.adding(seconds: -hours * 3_600) }

  static func row(
    _ key: String, _ name: String, _ organization: String?, _ state: TransferState, cents: Int64?,
    connector: String? = "main", transferred: Timestamp? = nil, refused: Bool = false, resync: Bool = false,
    byHand: Bool = false, number: String? = nil, attempts: Int = 0, batch: String? = nil,
    currency: String? = nil, set: String? = nil, findings: [Finding] = []
  ) -> ItemRow {
    ItemRow(
      item: ItemKey(key) ?? ItemKey(type: .invoice, reference: "0"), name: name, organization: organization,
      connector: connector.map { ConnectorName($0) }, state: state,
      shown: state.shown(
        transferred: transferred, refusedBefore: refused, needsResync: resync, byHand: byHand),
      needsResync: resync, number: number, txnID: number.map { TxnID("1A-\($0)") },
      total: cents.map { Amount(units: $0) }, attempts: attempts, findings: findings, batch: batch,
      currency: currency, set: set.flatMap { SetNumber($0) })
  }

  static let account = Finding(
    FindingID("account-missing"), .refused, problem: "QuickBooks has no account `Services`",
    remedy: "Create the income account `Services` in QuickBooks, then run autopost run --retry.")

  static func closed(_ number: Int) -> Finding {
    Finding(
      FindingID("period-closed"), .held,
      problem: "invoice \(number) is dated 2026-09-30, and the books are closed up to that day",
      remedy: "Open the period in QuickBooks, then run the next lists set.",
      place: Place(path: "march.zip/Invoices.json", line: number))
  }

  /// Everything but the timesheet is dated; a month's invoices in the first days of the next.
  static var rows: [ItemRow] {
    undated.enumerated().map { index, row in
      var row = row
      if row.item.type != .timesheet {
        row.date = CalendarDate(year: 2026, month: 10 + index / 4 % 2, day: 1 + index)
      }
      return row
    }
  }

  private static var undated: [ItemRow] {
    var transferred = row(
      "invoice:8490", "INV-8490", "Contoso, Inc.", .confirmed, cents: 120_050, transferred: ago(hours: 30),
      number: "1041", attempts: 1, batch: "217")
    transferred.balance = .zero
    transferred.paidDate = CalendarDate("2026-11-20")
    var voided = row(
      "invoice:8489", "INV-8489", "Fabrikam", .confirmed, cents: 4_000, transferred: ago(hours: 60),
      number: "1040", attempts: 1, batch: "217")
    voided.findings = [
      Finding(
        FindingID("voided-after-transfer"), .warning,
        problem: "invoice 8489 was voided in Autotask after it became 1040 (40.00) in QuickBooks",
        remedy: "Void invoice 1040 in QuickBooks.")
    ]
    return [
      voided, transferred,
      row(
        "invoice:8491", "INV-8491", "Łódź <&> Söhne", .refused, cents: 50_000, refused: true, attempts: 2,
        batch: "218", findings: [account]),
      row(
        "invoice:8492", "=cmd()", "Northwind", .refused, cents: 2_500, refused: true, attempts: 1,
        batch: "218", findings: [account]),
      row(
        "invoice:8493", "INV-8493", "Northwind", .held, cents: 9_900, batch: "218", findings: [closed(8493)]),
      row("invoice:8494", "INV-8494", "Northwind", .held, cents: 100, batch: "218", findings: [closed(8494)]),
      row(
        "invoice:8495", "INV-8495\nsecond\u{1B}[2J", "Northwind", .open, cents: 1_234_567, attempts: 1,
        batch: "218",
        set: "12"),
      row("invoice:8496", "INV-8496", "Tailspin", .ready, cents: 1_000, connector: "north", batch: "218"),
      row(
        "invoice:8497", "INV-8497", "Tailspin", .inDoubt, cents: 70_000, connector: "north", attempts: 1,
        batch: "218", set: "10"),
      row(
        "invoice:8498", "INV-8498", "Tailspin", .confirmed, cents: -300, connector: "north",
        transferred: ago(hours: 1), byHand: true, batch: "218"),
      row("invoice:8499", "INV-8499", "Maple", .ready, cents: 1_100, batch: "218", currency: "CAD"),
      row(
        "purchase-order:900", "PO-900", "Supplies Ltd", .ready, cents: 30_000, transferred: ago(hours: 99),
        resync: true, number: "77", attempts: 1),
      row("expense-report:3100", "November travel", "Ann Other", .notReady, cents: 8_080),
      row(
        "timesheet:29682899/2026-09-27", "Ann Other, week of 2026-09-27", "Ann Other", .held, cents: nil,
        connector: nil,
        findings: [
          Finding(
            FindingID("resource-unmapped"), .held, problem: "resource 29682899 has no connector",
            remedy: "Add a row for resource 29682899 to mappings/resources.csv.")
        ]),
    ]
  }

  /// A month with a difference, one without, and one that is asked for.
  static var audits: [AuditResult] {
    func audit(_ connector: String, _ period: String, _ set: Int64) -> AuditResult? {
      Period(period).map {
        AuditResult(connector: ConnectorName(connector), period: $0, set: SetNumber(set))
      }
    }
    var october = audit("main", "2026-10", 14)
    october?.answered = ago(hours: 2)
    october?.same = Tally(count: 1, sum: Amount(units: 120_050))
    october?.missing = Tally(count: 1, sum: Amount(units: 4_000))
    october?.other = Tally(count: 1_200, sum: Amount(units: 9_900_000))
    october?.differences = [
      Finding(
        FindingID("missing-in-quickbooks"), .warning, problem: "QuickBooks has no invoice 1040 <&>",
        remedy: "Look into QuickBooks' audit trail: somebody deleted it.", item: "invoice:8489")
    ]
    var half = audit("main", "2026-11-01..2026-11-15", 15)
    half?.answered = ago(hours: 1)
    half?.same = Tally(count: 1, sum: Amount(units: 100))
    return [october, half, audit("north", "2026-11", 16)].compactMap { $0 }
  }

  static func overview(rowLimit: Int = .max) -> Overview {
    var overview = Overview(moment: noon, zone: .utc, rowLimit: rowLimit, searchLimit: 100)
    for row in rows {
      overview.add(row)
      var tally = Tally()
      tally.add(row.total)
      overview.totals.receive(
        tally,
        for: ControlKey(
          connector: row.connector, type: row.item.type, batch: row.batch, currency: row.currency))
    }
    let main = ConnectorName("main")
    for number in ["13", "12"] {
      guard let set = SetNumber(number) else { continue }
      let kind: SetKind = number == "13" ? .lists : .transfer
      overview.openSets.append(
        OpenSetRow(
          number: set, connector: main, kind: kind, published: ago(hours: number == "13" ? 1 : 75),
          items: number == "13" ? 0 : 1, amount: number == "13" ? nil : Amount(units: 1_234_567),
          file: "outbox/main/requests/\(set)-\(kind.rawValue).qbxml"))
    }
    overview.audits = audits
    overview.waiting = [
      WaitingFileRow(
        file: "inbox/april.zip", reason: "it does not end as a zip archive must",
        remedy: "Wait until it is copied, or copy it again.")
    ]
    overview.quarantine = [
      QuarantineRow(
        file: "outbox/quarantine/bad #1.zip", time: ago(hours: 3),
        finding: Finding(
          FindingID("archive-damaged"), .refused, problem: "the archive is damaged after entry 3",
          remedy: "Export it again."))
    ]
    overview.notices = [
      Notice(
        .wrongCompany, connector: ConnectorName("north"),
        finding: Finding(
          FindingID("wrong-company"), .error,
          problem: "the answer to set 000010 is of company `Other Inc`, not `North Inc`",
          remedy: "Open `North Inc` in QuickBooks and run the set again."))
    ]
    return overview
  }

  /// The page of it, with what happened to one of its invoices.
  static func page() -> [UInt8] {
    var history = RecentHistory(zone: .utc)
    for row in GoldenTests.history { history.add(row) }
    return IndexHTML.page(overview(rowLimit: 500), history)
  }
}
