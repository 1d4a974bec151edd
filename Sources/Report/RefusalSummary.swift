public import Accounting
public import Findings

/// Why QuickBooks did not take a set; `summary.txt` in `answered/000011/` where there is no answer.
public struct RefusalSummary: Hashable, Sendable {
  /// What was in the set.
  public struct Content: Hashable, Sendable {
    public var item: ItemKey
    public var organization: String
    public var amount: Amount?

    public init(item: ItemKey, organization: String, amount: Amount?) {
      self.item = item
      self.organization = organization
      self.amount = amount
    }
  }

  public var set: SetNumber
  public var connector: ConnectorName
  public var kind: SetKind
  public var published: Timestamp
  public var refused: Timestamp
  public var items: [Content]
  /// Why, and what to do.
  public var findings: [Finding]

  public init(
    set: SetNumber, connector: ConnectorName, kind: SetKind, published: Timestamp, refused: Timestamp,
    items: [Content], findings: [Finding]
  ) {
    self.set = set
    self.connector = connector
    self.kind = kind
    self.published = published
    self.refused = refused
    self.items = items
    self.findings = findings
  }

  /// For people; ends in a line feed.
  public func text(zone: Zone) -> String {
    var lines = ["Message set \(set), \(kind.rawValue), connector \(connector)", ""]
    lines.append("  published   \(published.minuteText(in: zone))")
    lines.append("  refused     \(refused.minuteText(in: zone)), without an answer")
    lines.append("")
    for finding in findings {
      lines.append("  \(finding.severity.rawValue): \(oneLine(finding.problem)) [\(finding.id)]")
      lines.append("    \(oneLine(sentence(finding.remedy)))")
    }
    if !items.isEmpty {
      lines.append("")
      lines.append("What was in it")
      var table = TextTable([("item", .left, 40), ("organization", .left, 40), ("Autotask", .right, 30)])
      for item in items {
        table.add([item.item.description, item.organization, item.amount?.grouped ?? ""])
      }
      lines.append(contentsOf: table.text(indent: "  "))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
