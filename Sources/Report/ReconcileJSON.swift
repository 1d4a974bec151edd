import Accounting
public import Findings

/// What `autopost reconcile --json` prints.
public enum ReconcileJSON {
  /// `{"lines":[…],"addUp":true,"differences":null}`; `differences` is null when QuickBooks was not asked.
  public static func page(_ totals: ControlTotals, differences: [Finding]? = nil) -> [UInt8] {
    var line = JSONLine()
    line.object {
      $0.key("lines")
      $0.array(totals.lines) { line, one in
        line.object {
          $0.field("connector", one.key.connector?.rawValue)
          $0.field("type", one.key.type.rawValue)
          $0.field("batch", one.key.batch)
          $0.field("currency", one.key.currency)
          $0.field("received", one.received)
          for part in ControlPart.allCases { $0.field(part.rawValue, one[part]) }
          $0.field("difference", one.difference)
        }
      }
      $0.field("addUp", totals.addUp)
      $0.key("differences")
      if let differences {
        $0.array(differences) { line, finding in line.finding(finding) }
      } else {
        $0.string(nil)
      }
    }
    return line.bytes + [10]
  }
}
