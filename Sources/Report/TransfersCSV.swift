public import Accounting
import ByteFormats
import Findings

/// `transfers.csv`: every item, and a column in which a person says what to do with it.
///
/// Dropped into the inbox as Transfer.csv it sets what stands in `transfer` (`ready` or `not-ready`). That column
/// is always written empty: what nobody filled in says nothing, however old the file is by then.
/// It can be written in pieces: `head`, then any number of `lines`.
public enum TransfersCSV {
  static let columns = [
    "item", "transfer", "type", "name", "organization", "connector", "status", "state", "transferDate",
    "transferText", "needsResync", "number", "txnID", "total", "currency", "balance", "paidDate", "attempts",
    "batch", "set", "problem", "remedy",
  ]

  /// The header; a byte order mark lets Excel read names that are not ASCII.
  public static func head(byteOrderMark: Bool) -> [UInt8] {
    var writer = CSVWriter(formulas: .guarded, byteOrderMark: byteOrderMark)
    writer.row(columns)
    return writer.bytes
  }

  /// One line for each item.
  public static func lines(_ rows: some Sequence<ItemRow>, zone: Zone) -> [UInt8] {
    var writer = CSVWriter(formulas: .guarded)
    for row in rows {
      writer.field(row.item.description)
      writer.field("")
      writer.field(row.item.type.rawValue)
      writer.field(oneLine(row.name))
      writer.field(oneLine(row.organization ?? ""))
      writer.field(row.connector?.rawValue ?? "")
      writer.field(row.shown.status.rawValue)
      writer.field(row.state.rawValue)
      writer.field(row.shown.time?.description ?? "")
      writer.field(row.shown.text(in: zone))
      writer.field(row.needsResync ? "yes" : "no")
      writer.field(oneLine(row.number ?? ""))
      writer.field(oneLine(row.txnID?.rawValue ?? ""))
      writer.field(row.total?.description ?? "")
      writer.field(row.currency ?? "")
      writer.field(row.balance?.description ?? "")
      writer.field(row.paidDate?.description ?? "")
      writer.field(String(row.attempts))
      writer.field(oneLine(row.batch ?? ""))
      writer.field(row.set?.description ?? "")
      // A spreadsheet's cell has an end: the first ten say enough.
      let said = row.findings.prefix(10)
      writer.field(said.map { sentence(oneLine($0.problem)) }.joined(separator: " "))
      writer.field(said.map { sentence(oneLine($0.remedy)) }.joined(separator: " "))
      writer.endRow()
    }
    return writer.bytes
  }
}
