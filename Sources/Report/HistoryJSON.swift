public import Accounting
import Findings
import JSON

/// What `autopost history ITEM --json` prints: `{"item":…,"findings":[…],"events":[…]}`.
public enum HistoryJSON {
  /// Where the item is now, then everything that happened to it, oldest first.
  public static func page(_ row: ItemRow, _ history: [HistoryRow], zone: Zone) -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.object {
      $0.member("item", row.item.description)
      $0.member("name", row.name)
      $0.member("organization", row.organization)
      $0.member("connector", row.connector?.rawValue)
      $0.member("status", row.shown.status.rawValue)
      $0.member("state", row.state.rawValue)
      $0.member("transferDate", row.shown.time?.description)
      $0.member("transferText", row.shown.text(in: zone))
      $0.member("number", row.number)
      $0.member("txnID", row.txnID?.rawValue)
      $0.member("total", row.total?.description)
      $0.member("balance", row.balance?.description)
      $0.member("paidDate", row.paidDate?.description)
      $0.member("attempts", row.attempts)
      $0.key("findings")
      $0.array(row.findings) { json, finding in json.finding(finding) }
      $0.key("events")
      $0.array(history) { json, event in
        json.object {
          $0.member("event", event.event)
          $0.member("time", event.time.description)
          $0.member("action", event.action)
          $0.member("result", event.result)
          $0.member("connector", event.connector?.rawValue)
          $0.member("companyFile", event.companyFile)
          $0.member("set", event.set?.description)
          $0.member("attempt", event.attempt)
          $0.member("number", event.number)
          $0.member("txnID", event.txnID?.rawValue)
          $0.member("amountAutotask", event.amountAutotask?.description)
          $0.member("amountQuickBooks", event.amountQuickBooks?.description)
          $0.member("statusCode", event.statusCode)
          $0.member("severity", event.severity)
          $0.member("message", event.message)
          $0.member("user", event.user)
        }
      }
    }
    return json.finished()
  }
}
