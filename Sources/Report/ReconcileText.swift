import Accounting
public import Findings

/// What `autopost reconcile` prints for people.
public enum ReconcileText {
  /// One block per line of the totals, then what QuickBooks says otherwise; ends in a line feed.
  ///
  /// `differences` are what is missing, changed or doubled in QuickBooks; nil when it was not asked.
  public static func page(_ totals: ControlTotals, differences: [Finding]? = nil) -> String {
    var lines = lines(totals)
    if let differences {
      lines.append("")
      lines.append(
        differences.isEmpty
          ? "QuickBooks has what was transferred, with the same amounts."
          : "QuickBooks differs in \(counted(differences.count, "place")).")
      for finding in differences {
        let lead = finding.item.map { "\($0): " } ?? ""
        lines.append("  \(oneLine(lead + finding.problem)) [\(finding.id)]")
        lines.append("    \(oneLine(sentence(finding.remedy)))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func lines(_ totals: ControlTotals) -> [String] {
    if totals.lines.isEmpty { return ["  Nothing was received yet."] }
    var table = TextTable([("", .left, 60), ("items", .right, 20), ("sum", .right, 40)])
    for line in totals.lines {
      table.add([line.key.title, "", ""])
      table.add(["  received", grouped(line.received.count), line.received.sum])
      var sign = "="
      for part in ControlPart.allCases where line[part].count > 0 {
        table.add(["  \(sign) \(part.label)", grouped(line[part].count), line[part].sum])
        sign = "+"
      }
      let difference = line.difference
      if !difference.isZero { table.add(["  DIFFERENCE", grouped(difference.count), difference.sum]) }
    }
    var lines = table.text(indent: "  ")
    lines.append("  \(verdict(totals))")
    return lines
  }

  /// Whether it adds up, in a sentence.
  static func verdict(_ totals: ControlTotals) -> String {
    totals.addUp
      ? "Everything received is in exactly one place."
      : "What was received is not all accounted for: send nothing more, and give this with state/ to whoever looks after autopost."
  }
}

extension ControlKey {
  /// `main, invoices, batch 217, EUR`
  public var title: String {
    var parts = [connector?.rawValue ?? "no connector yet", type.plural]
    if let batch { parts.append("batch \(batch)") }
    if let currency { parts.append(currency) }
    return parts.joined(separator: ", ")
  }
}
