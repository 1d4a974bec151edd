import Accounting
public import Findings
import JSON

/// What `autopost reconcile --json` prints.
public enum ReconcileJSON {
  /// `{"lines":[…],"addUp":true,"differences":null}`; `differences` is null when QuickBooks was not asked.
  public static func page(_ totals: ControlTotals, differences: [Finding]? = nil) -> [UInt8] {
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
      $0.key("differences")
      if let differences {
        $0.array(differences) { json, finding in json.finding(finding) }
      } else {
        $0.null()
      }
    }
    return json.finished()
  }
}
