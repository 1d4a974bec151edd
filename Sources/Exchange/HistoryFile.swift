import Accounting
import Filesystem
import Ledger
import Report
import Spool
import Threads

/// `history.csv`, and what of it the page shows.
struct HistoryFile: Sendable {
  let folder: ExchangeFolder
  let zone: Zone
  private static let rowsAtOnce = 256

  init(_ pass: Pass) {
    folder = pass.folder
    zone = pass.zone
  }

  /// Begins to bring the file up to date beside this thread, which must not write the ledger meanwhile.
  func writeBeside() -> SideWork<Result<RecentHistory, any Error>> {
    SideWork { Result { try write(from: try Ledger(readingPath: folder.ledger.bytes), isWhole: false) } }
  }

  /// Brings the file up to date, or writes it anew as a whole.
  func write(from ledger: Ledger, isWhole: Bool) throws -> RecentHistory {
    var recent = Recent(last: try ledger.lastEventSequence(), zone: zone)
    if try isWhole || !append(&recent, ledger) { try writeAnew(&recent, ledger) }
    return recent.history
  }

  private var path: FilePath { folder.report.appending("history.csv") }

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

  private func writeAnew(_ recent: inout Recent, _ ledger: Ledger) throws {
    recent.forget()
    try folder.replace(path) { file in
      try file.write(HistoryCSV.head(byteOrderMark: true).span)
      try eachPiece(from: 1, &recent, ledger) { piece in try file.write(piece.span) }
    }
  }

  /// Gives the lines of history.csv from an event on.
  private func eachPiece(
    from sequence: Int64, _ recent: inout Recent, _ ledger: Ledger, _ body: ([UInt8]) throws -> Void
  ) throws {
    var rows: [HistoryRow] = []
    try ledger.eachEvent(after: min(sequence, recent.first) - 1, failure: { $0 as any Error }) {
      (detail) throws(any Error) in
      let row = HistoryWords.row(detail)
      recent.add(row)
      if row.event < sequence { return }
      rows.append(row)
      if rows.count < HistoryFile.rowsAtOnce { return }
      try body(HistoryCSV.lines(rows))
      rows.removeAll(keepingCapacity: true)
    }
    if !rows.isEmpty { try body(HistoryCSV.lines(rows)) }
  }

  /// Adds what happened since the last line of the file, so that a year's history is not written anew by each pass.
  ///
  /// - Returns: false when the file is missing, or its end is not what the ledger says: it is to be written anew.
  private func append(_ recent: inout Recent, _ ledger: Ledger) throws -> Bool {
    guard try Disk.facts(of: path)?.kind == .regular else { return false }
    let file = try FileDescriptor(appendingTo: path)
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
    try eachPiece(from: sequence, &recent, ledger) { piece in
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
