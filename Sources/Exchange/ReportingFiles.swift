public import Accounting
import Filesystem
import Findings
import Ledger
import Report
import Spool

extension Exchange {
  /// Writes `outbox/report/` anew, whether anything changed or not.
  public func writeReport(now: Timestamp) throws(ExchangeError) {
    do {
      try reading(now: now) { pass in
        try Reporting(pass: pass).write(notes: notes, waiting: nil, isHistoryWhole: true)
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
    try write(notes: notes, waiting: pass.findings, isHistoryWhole: false)
    if !isUpToDate {
      try pass.ledger.transaction { () throws(LedgerError) in
        try pass.ledger.setMeta(Reporting.reported, last)
      }
    }
  }

  func write(notes: [Finding], waiting: [Finding]?, isHistoryWhole: Bool) throws {
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
    var recent = Recent(last: try pass.ledger.lastEventSequence(), zone: pass.zone)
    if try isHistoryWhole || !appendHistory(&recent) { try writeHistory(&recent) }
    let page = IndexHTML.page(overview, recent.history)
    // Last: who opens the page finds the two tables it names.
    _ = try folder.replace(page, at: folder.report.appending("index.html"))
  }

  // MARK: History

  private var history: FilePath { pass.folder.report.appending("history.csv") }

  /// The newest events for the page, read along with those for history.csv.
  private struct Recent {
    /// The first event that is still of interest.
    let first: Int64
    let zone: Zone
    private(set) var history: RecentHistory

    init(last: Int64, zone: Zone) {
      first = max(1, last - Int64(RecentHistory.limit) + 1)
      self.zone = zone
      history = RecentHistory(zone: zone)
    }

    mutating func add(_ row: HistoryRow) { if row.event >= first { history.add(row) } }

    mutating func forget() { history = RecentHistory(zone: zone) }
  }

  private func writeHistory(_ recent: inout Recent) throws {
    recent.forget()
    try pass.folder.replace(history) { file in
      try file.write(HistoryCSV.head(byteOrderMark: true).span)
      try eachPiece(from: 1, &recent) { piece in try file.write(piece.span) }
    }
  }

  /// Gives the lines of history.csv from an event on.
  private func eachPiece(
    from sequence: Int64, _ recent: inout Recent, _ body: ([UInt8]) throws -> Void
  ) throws {
    var rows: [HistoryRow] = []
    try pass.ledger.eachEvent(after: min(sequence, recent.first) - 1, failure: { $0 as any Error }) {
      (detail) throws(any Error) in
      let row = HistoryWords.row(detail)
      recent.add(row)
      if row.event < sequence { return }
      rows.append(row)
      if rows.count < Reporting.rowsAtOnce { return }
      try body(HistoryCSV.lines(rows))
      rows.removeAll(keepingCapacity: true)
    }
    if !rows.isEmpty { try body(HistoryCSV.lines(rows)) }
  }

  /// Adds what happened since the last line of the file, so that a year's history is not written anew by each pass.
  ///
  /// - Returns: false when the file is missing, or its end is not what the ledger says: it is to be written anew.
  private func appendHistory(_ recent: inout Recent) throws -> Bool {
    guard try Disk.facts(of: history)?.kind == .regular else { return false }
    let file = try FileDescriptor(appendingTo: history)
    let size = try file.facts().size
    let tail = try file.read(at: max(0, size - 65_536), count: 65_536)
    guard tail.last == UInt8(ascii: "\n") else { return false }
    let start = tail.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let last = Array(tail[start...])
    guard let sequence = Int64(String(decoding: last.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)),
      sequence > 0
    else { return false }
    var isFirst = true
    var fits = false
    try eachPiece(from: sequence, &recent) { piece in
      var piece = piece[...]
      if isFirst {
        isFirst = false
        fits = piece.starts(with: last)
        piece = piece.dropFirst(last.count)
      }
      if fits, !piece.isEmpty { try file.write(Array(piece)) }
    }
    if fits { try file.synchronize() }
    return fits
  }
}
