public import Accounting
public import Findings

/// What came of asking QuickBooks which invoices it has in a period.
public struct AuditResult: Hashable, Sendable {
  public var connector: ConnectorName
  public var period: Period
  public var set: SetNumber
  /// Nil as long as the set has no answer.
  public var answered: Timestamp?
  /// Transferred and the same in QuickBooks; net amounts, as all of these.
  public var same = Tally()
  public var changed = Tally()
  public var missing = Tally()
  /// In QuickBooks and not from autopost.
  public var other = Tally()
  public var differences: [Finding] = []

  public init(connector: ConnectorName, period: Period, set: SetNumber) {
    self.connector = connector
    self.period = period
    self.set = set
  }

  public var transferred: Tally {
    var sum = same
    sum.add(changed)
    sum.add(missing)
    return sum
  }

  /// `main, 2026-10`
  var title: String { "\(connector), \(period)" }

  /// One line for each figure; the first is the sum of those with a sign.
  var lines: [(label: String, tally: Tally)] {
    var lines = [("transferred", transferred)]
    var sign = "="
    for (label, tally) in [
      ("the same in QuickBooks", same), ("changed in QuickBooks", changed),
      ("missing in QuickBooks", missing),
    ] where tally.count > 0 {
      lines.append(("\(sign) \(label)", tally))
      sign = "+"
    }
    if other.count > 0 { lines.append(("in QuickBooks, not from autopost", other)) }
    return lines
  }

  /// What is to be said in a sentence.
  var verdict: String {
    if answered == nil {
      return "Message set \(set) asks; run it in QuickBooks and drop its answer into inbox/."
    }
    if differences.isEmpty { return "QuickBooks has what was transferred, as it was transferred." }
    return "QuickBooks differs in \(counted(differences.count, "place"))."
  }
}
