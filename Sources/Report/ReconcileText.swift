public import Accounting
import Findings

/// What `autopost reconcile` prints for people.
public enum ReconcileText {
  /// One block per line of the totals, then what QuickBooks was asked; ends in a line feed.
  public static func page(_ totals: ControlTotals, audits: [AuditResult] = [], zone: Zone = .utc) -> String {
    var lines = lines(totals)
    if !audits.isEmpty {
      lines.append("")
      lines.append("Compared with QuickBooks (amounts before tax)")
      lines += self.lines(audits, zone)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ audits: [AuditResult], _ zone: Zone) -> [String] {
    var table = TextTable([("", .left, 70), ("invoices", .right, 20), ("sum", .right, 40)])
    for audit in audits {
      let answered = audit.answered.map { ", answered \($0.minuteText(in: zone))" } ?? ""
      var notes = ["    \(audit.verdict)"]
      for finding in audit.differences {
        let lead = finding.item.map { "\($0): " } ?? ""
        notes.append("      \(oneLine(lead + finding.problem)) [\(finding.id)]")
        notes.append("        \(oneLine(sentence(finding.remedy)))")
      }
      let figures = audit.answered == nil ? [] : audit.lines
      table.add(["\(audit.title)\(answered)", "", ""], notes: figures.isEmpty ? notes : [])
      for (index, line) in figures.enumerated() {
        table.add(
          ["  \(line.label)", grouped(line.tally.count), line.tally.sum],
          notes: index == figures.count - 1 ? notes : [])
      }
    }
    return table.text(indent: "  ")
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
