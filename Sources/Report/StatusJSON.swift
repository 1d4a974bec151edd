public import Accounting
import Findings
import JSON

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
    var json = JSONWriter()
    json.object {
      $0.member("item", row.item.description)
      $0.member("type", row.item.type.rawValue)
      $0.member("name", row.name)
      $0.member("organization", row.organization)
      $0.member("connector", row.connector?.rawValue)
      $0.member("status", row.shown.status.rawValue)
      $0.member("state", row.state.rawValue)
      $0.member("transferDate", row.shown.time?.description)
      $0.member("transferText", row.shown.text(in: zone))
      $0.member("needsResync", row.needsResync)
      $0.member("number", row.number)
      $0.member("txnID", row.txnID?.rawValue)
      $0.member("total", row.total?.description)
      $0.member("balance", row.balance?.description)
      $0.member("paidDate", row.paidDate?.description)
      $0.member("attempts", row.attempts)
      $0.key("findings")
      $0.array(row.findings) { json, finding in
        json.object {
          $0.member("id", finding.id.rawValue)
          $0.member("problem", finding.problem)
          $0.member("remedy", finding.remedy)
          $0.member("location", finding.place?.text)
        }
      }
    }
    return json.bytes
  }
}
