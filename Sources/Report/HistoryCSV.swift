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
  public static func lines(_ rows: some Sequence<HistoryRow>) -> [UInt8] {
    var writer = CSVWriter(formulas: .guarded)
    for row in rows {
      writer.row([
        String(row.event), row.time.description, row.connector?.rawValue ?? "",
        oneLine(row.companyFile ?? ""),
        row.item?.description ?? "", row.item?.type.rawValue ?? "", oneLine(row.name),
        oneLine(row.organization ?? ""),
        row.action, row.result, row.set?.description ?? "", row.attempt.map { String($0) } ?? "",
        oneLine(row.txnID?.rawValue ?? ""), oneLine(row.number ?? ""), row.amountAutotask?.description ?? "",
        row.amountQuickBooks?.description ?? "", oneLine(row.statusCode ?? ""), oneLine(row.severity ?? ""),
        oneLine(row.message ?? ""), oneLine(row.user ?? ""),
      ])
    }
    return writer.bytes
  }
}
