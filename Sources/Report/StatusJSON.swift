public import Accounting
import Findings

/// What `autopost status --json` prints: `{"items":[…]}`, one item a line.
///
/// It can be written in pieces: `head`, any number of `lines`, `tail`.
public enum StatusJSON {
  public static let head = Array("{\"items\":[".utf8)
  public static let tail = Array("\n]}\n".utf8)

  /// The whole text.
  public static func page(_ rows: [ItemRow], zone: Zone) -> [UInt8] {
    head + lines(rows, zone: zone, isFirst: true) + tail
  }

  /// Items, each on its line; `isFirst` when none was written before.
  public static func lines(_ rows: some Sequence<ItemRow>, zone: Zone, isFirst: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    var separator = isFirst ? "\n" : ",\n"
    for row in rows {
      bytes.append(contentsOf: separator.utf8)
      separator = ",\n"
      bytes.append(contentsOf: line(row, zone: zone))
    }
    return bytes
  }

  private static func line(_ row: ItemRow, zone: Zone) -> [UInt8] {
    var line = JSONLine()
    line.object {
      $0.field("item", row.item.description)
      $0.field("type", row.item.type.rawValue)
      $0.field("name", row.name)
      $0.field("organization", row.organization)
      $0.field("connector", row.connector?.rawValue)
      $0.field("status", row.shown.status.rawValue)
      $0.field("state", row.state.rawValue)
      $0.field("transferDate", row.shown.time?.description)
      $0.field("transferText", row.shown.text(in: zone))
      $0.field("needsResync", row.needsResync)
      $0.field("number", row.number)
      $0.field("txnID", row.txnID?.rawValue)
      $0.field("total", row.total?.description)
      $0.field("balance", row.balance?.description)
      $0.field("paidDate", row.paidDate?.description)
      $0.field("attempts", row.attempts)
      $0.key("findings")
      $0.array(row.findings) { line, finding in
        line.object {
          $0.field("id", finding.id.rawValue)
          $0.field("problem", finding.problem)
          $0.field("remedy", finding.remedy)
          $0.field("location", finding.place?.text)
        }
      }
    }
    return line.bytes
  }
}
