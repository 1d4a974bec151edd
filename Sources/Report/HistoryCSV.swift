import Accounting
import ByteFormats

/// `history.csv`: everything that happened, one line each, for spreadsheets and auditors.
///
/// It can be written in pieces: `head`, then any number of `lines`.
public enum HistoryCSV {
  static let columns = [
    "event", "time", "connector", "companyFile", "item", "type", "name", "organization", "action", "result",
    "set", "attempt", "txnID", "number", "amountAutotask", "amountQuickBooks", "statusCode", "severity",
    "message", "user",
  ]

  /// The header; a byte order mark lets Excel read names that are not ASCII.
  public static func head(byteOrderMark: Bool) -> [UInt8] {
    var writer = CSVWriter(formulas: .guarded, byteOrderMark: byteOrderMark)
    writer.row(columns)
    return writer.bytes
  }

  /// One line for each event; times are Universal Time.
  public static func lines(_ rows: [HistoryRow]) -> [UInt8] {
    var writer = CSVWriter(formulas: .guarded)
    // All events of one pass have one time, and those of a message set stand together.
    var last: (time: Timestamp, text: String)?
    var lastSet: (set: SetNumber, text: String)?
    for row in rows {
      let text = last.flatMap { $0.time == row.time ? $0.text : nil } ?? row.time.description
      last = (row.time, text)
      if let set = row.set, set != lastSet?.set { lastSet = (set, set.description) }
      writer.field(String(row.event))
      writer.field(text)
      writer.field(row.connector?.rawValue ?? "")
      writer.field(oneLine(row.companyFile ?? ""))
      writer.field(row.item?.description ?? "")
      writer.field(row.item?.type.rawValue ?? "")
      writer.field(oneLine(row.name))
      writer.field(oneLine(row.organization ?? ""))
      writer.field(row.action)
      writer.field(row.result)
      writer.field(row.set == nil ? "" : lastSet?.text ?? "")
      writer.field(row.attempt.map { String($0) } ?? "")
      writer.field(oneLine(row.txnID?.rawValue ?? ""))
      writer.field(oneLine(row.number ?? ""))
      writer.field(row.amountAutotask?.description ?? "")
      writer.field(row.amountQuickBooks?.description ?? "")
      writer.field(oneLine(row.statusCode ?? ""))
      writer.field(oneLine(row.severity ?? ""))
      writer.field(oneLine(row.message ?? ""))
      writer.field(oneLine(row.user ?? ""))
      writer.endRow()
    }
    return writer.bytes
  }
}
