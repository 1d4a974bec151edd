public import Accounting
import Filesystem
import Findings
import Ledger
import Report
import Spool
import Threads

extension Exchange {
  /// Writes `outbox/report/` anew, whether anything changed or not.
  public func writeReport(now: Timestamp) throws(ExchangeError) {
    do {
      try reading(now: now) { pass in
        try Reporting(pass: pass).write(notes: notes, waiting: nil) {
          try HistoryFile(pass).write(from: pass.ledger, isWhole: true)
        }
      }
    } catch { throw ExchangeError(error) }
  }
}

extension Reporting {
  /// The most items that the page lists in one section; transfers.csv lists them all.
  private static let listedOnPage = 500
  private static let rowsAtOnce = 256
  /// The last event that a report has told of.
  private static let reported = "reported"

  /// Writes the report when the pass changed something, or when there is none.
  /// A pass that was killed, or could not write, leaves a report that lags behind the ledger: the next one sees it.
  func write(ifChanged hasChanged: Bool, notes: [Finding]) throws {
    let last = String(try pass.ledger.lastEventSequence())
    let isUpToDate = try pass.ledger.meta(Reporting.reported) == last
    if !hasChanged, isUpToDate, try Disk.facts(of: pass.folder.report.appending("index.html")) != nil {
      return
    }
    let history = HistoryFile(pass).writeBeside()
    try write(notes: notes, waiting: pass.findings) { try history.value().get() }
    if !isUpToDate {
      try pass.ledger.transaction { () throws(LedgerError) in
        try pass.ledger.setMeta(Reporting.reported, last)
      }
    }
  }

  /// `history` brings history.csv up to date.
  fileprivate func write(
    notes: [Finding], waiting: [Finding]?, history: () throws -> RecentHistory
  ) throws {
    let folder = pass.folder
    var overview = Overview(moment: pass.now, zone: pass.zone)
    try folder.replace(folder.report.appending("transfers.csv")) { file in
      try file.write(TransfersCSV.head(byteOrderMark: true).span)
      var rows: [ItemRow] = []
      overview = try self.overview(
        notes: notes, waiting: waiting, rowLimit: Reporting.listedOnPage, searchLimit: IndexHTML.searchLimit
      ) { row in
        rows.append(row)
        if rows.count < Reporting.rowsAtOnce { return }
        try file.write(TransfersCSV.lines(rows, zone: pass.zone).span)
        rows.removeAll(keepingCapacity: true)
      }
      try file.write(TransfersCSV.lines(rows, zone: pass.zone).span)
    }
    let page = IndexHTML.page(overview, try history())
    // Last: who opens the page finds the two tables it names.
    _ = try folder.replace(page, at: folder.report.appending("index.html"))
  }
}
