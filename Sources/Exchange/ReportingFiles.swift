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

  /// Writes the report when the pass changed something, or when there is none.
  func write(ifChanged hasChanged: Bool, notes: [Finding]) throws {
    if !hasChanged, try Disk.facts(of: pass.folder.report.appending("index.html")) != nil { return }
    try write(notes: notes, waiting: pass.findings, isHistoryWhole: false)
  }

  func write(notes: [Finding], waiting: [Finding]?, isHistoryWhole: Bool) throws {
    let folder = pass.folder
    var page: [UInt8] = []
    try folder.replace(folder.report.appending("transfers.csv")) { file in
      try file.write(TransfersCSV.head(byteOrderMark: true).span)
      var rows: [ItemRow] = []
      let overview = try overview(
        notes: notes, waiting: waiting, rowLimit: Reporting.listedOnPage
      ) { row in
        rows.append(row)
        if rows.count < Reporting.rowsAtOnce { return }
        try file.write(TransfersCSV.lines(rows, zone: pass.zone).span)
        rows.removeAll(keepingCapacity: true)
      }
      try file.write(TransfersCSV.lines(rows, zone: pass.zone).span)
      page = IndexHTML.page(overview)
    }
    if try isHistoryWhole || !appendHistory() { try writeHistory() }
    // Last: who opens the page finds the two tables it names.
    _ = try folder.replace(page, at: folder.report.appending("index.html"))
  }

  // MARK: History

  private var history: FilePath { pass.folder.report.appending("history.csv") }

  private func writeHistory() throws {
    try pass.folder.replace(history) { file in
      try file.write(HistoryCSV.head(byteOrderMark: true).span)
      try eachPiece(after: 0) { piece in try file.write(piece.span) }
    }
  }

  private func eachPiece(after sequence: Int64, _ body: ([UInt8]) throws -> Void) throws {
    var rows: [HistoryRow] = []
    try pass.ledger.eachEvent(after: sequence, failure: { $0 as any Error }) {
      (detail) throws(any Error) in
      rows.append(HistoryWords.row(detail))
      if rows.count < Reporting.rowsAtOnce { return }
      try body(HistoryCSV.lines(rows))
      rows.removeAll(keepingCapacity: true)
    }
    if !rows.isEmpty { try body(HistoryCSV.lines(rows)) }
  }

  /// Adds what happened since the last line of the file, so that a year's history is not written anew by each pass.
  ///
  /// - Returns: false when the file is missing, or its end is not what the ledger says: it is to be written anew.
  private func appendHistory() throws -> Bool {
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
    try eachPiece(after: sequence - 1) { piece in
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
