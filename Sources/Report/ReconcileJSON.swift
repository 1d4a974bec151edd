import Accounting
import Findings
import JSON

/// What `autopost reconcile --json` prints.
public enum ReconcileJSON {
  /// `{"lines":[…],"addUp":true,"audits":[…],"differences":null}`; `differences` is null when QuickBooks has answered
  /// no question.
  public static func page(_ totals: ControlTotals, audits: [AuditResult] = []) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.key("lines")
      $0.array(totals.lines) { json, one in
        json.object {
          $0.member("connector", one.key.connector?.rawValue)
          $0.member("type", one.key.type.rawValue)
          $0.member("batch", one.key.batch)
          $0.member("currency", one.key.currency)
          $0.member("received", one.received)
          for part in ControlPart.allCases { $0.member(part.rawValue, one[part]) }
          $0.member("difference", one.difference)
        }
      }
      $0.member("addUp", totals.addUp)
      $0.key("audits")
      $0.array(audits) { json, audit in
        json.object {
          $0.member("connector", audit.connector.rawValue)
          $0.member("from", audit.period.first.description)
          $0.member("to", audit.period.last.description)
          $0.member("set", audit.set.description)
          $0.member("answered", audit.answered?.description)
          $0.member("transferred", audit.transferred)
          $0.member("same", audit.same)
          $0.member("changed", audit.changed)
          $0.member("missing", audit.missing)
          $0.member("other", audit.other)
        }
      }
      $0.key("differences")
      if audits.contains(where: { $0.answered != nil }) {
        $0.array(audits.flatMap(\.differences)) { json, finding in json.finding(finding) }
      } else {
        $0.null()
      }
    }
    return json.finished()
  }
}
