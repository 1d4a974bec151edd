import Accounting
import Findings

/// The page's figures: by month and connector, and whether all that was received is accounted for.
enum PageTotals {
  static func months(_ overview: Overview, _ html: inout HTMLText) {
    let lines = overview.months.lines(months: IndexHTML.months)
    if lines.isEmpty { return }
    html.element("h2", "By month", [("id", "months")])
    html.append("<ul class=\"key\">")
    for part in MonthTotals.Part.allCases {
      html.append("<li class=\"part\(part.rawValue)\">")
      html.text(part.label)
      html.append("</li>")
    }
    html.append("</ul>\n")
    for line in lines {
      html.element("h3", line.key.title)
      if let chart = MonthChart(line) {
        chart.draw(title: "\(line.key.title), amounts by month; the table below has the figures", &html)
      }
      table(line, &html)
    }
  }

  private static func table(_ line: MonthTotals.Line, _ html: inout HTMLText) {
    var months = line.months.reversed().map { ($0.title, $0) }
    if let earlier = line.earlier { months.append(("earlier", earlier)) }
    if let undated = line.undated { months.append((undated.title, undated)) }
    html.append("<table class=\"narrow\">\n<thead><tr><th scope=\"col\">month</th>")
    html.append("<th scope=\"col\" class=\"n\">items</th><th scope=\"col\" class=\"n\">amount</th>")
    for part in MonthTotals.Part.allCases {
      html.append("<th scope=\"col\" class=\"n\" colspan=\"2\">")
      html.text(part.label.lowercased())
      html.append("</th>")
    }
    html.append("</tr></thead>\n<tbody>\n")
    var sum = MonthTotals.Month()
    for (title, month) in months {
      row(title, month, nil, &html)
      sum.add(month)
    }
    if months.count > 1 { row("together", sum, "sum", &html) }
    html.closeTable()
  }

  private static func row(
    _ title: String, _ month: MonthTotals.Month, _ kind: String?, _ html: inout HTMLText
  ) {
    html.open("tr", kind.map { [("class", $0)] } ?? [])
    html.cell(title, "t")
    for tally in [month.received] + MonthTotals.Part.allCases.map({ month[$0] }) {
      html.cell(tally.count == 0 ? "" : grouped(tally.count), "n")
      html.cell(tally.count == 0 ? "" : tally.sum, "n")
    }
    html.append("</tr>\n")
  }

  /// Received = transferred + refused + held + …
  static func control(_ overview: Overview, _ html: inout HTMLText) {
    let totals = overview.totals.withoutBatches
    html.element("h2", "Does it add up?", [("id", "totals")])
    if totals.lines.isEmpty {
      html.element("p", "Nothing was received yet.")
      return
    }
    html.open("p")
    html.prose(ReconcileText.verdict(totals))
    html.append("</p>\n")
    html.table([("", false), ("items", true), ("sum", true)], "narrow")
    for line in totals.lines {
      html.open("tr")
      html.open("th", [("colspan", "3"), ("scope", "rowgroup")])
      html.text(line.key.title)
      html.append("</th></tr>\n")
      row("received", line.received, &html)
      var sign = "="
      for part in ControlPart.allCases where line[part].count > 0 {
        row("\(sign) \(part.label)", line[part], &html)
        sign = "+"
      }
      if !line.difference.isZero { row("DIFFERENCE", line.difference, &html) }
    }
    html.closeTable()
    compared(overview, &html)
  }

  /// What QuickBooks says it has.
  private static func compared(_ overview: Overview, _ html: inout HTMLText) {
    if overview.audits.isEmpty { return }
    html.element("h3", "Compared with QuickBooks", [("id", "audits")])
    html.table([("amounts before tax", false), ("invoices", true), ("sum", true)], "narrow")
    for audit in overview.audits {
      html.open("tr")
      html.open("th", [("colspan", "3"), ("scope", "rowgroup")])
      html.text(audit.title)
      if let answered = audit.answered { html.text(", answered \(answered.minuteText(in: overview.zone))") }
      html.append("</th></tr>\n")
      if audit.answered != nil { for line in audit.lines { row(line.label, line.tally, &html) } }
      html.append("<tr><td colspan=\"3\">")
      html.text(audit.verdict)
      for finding in audit.differences.prefix(PageTotals.mostDifferences) {
        html.append("<br>")
        if let item = finding.item {
          html.item(item)
          html.append(": ")
        }
        html.text(sentence(finding.problem))
      }
      let rest = audit.differences.count - PageTotals.mostDifferences
      if rest > 0 { html.append("<br>\(counted(rest, "more difference")): autopost reconcile lists them.") }
      html.append("</td></tr>\n")
    }
    html.closeTable()
  }

  private static let mostDifferences = 50

  private static func row(_ label: String, _ tally: Tally, _ html: inout HTMLText) {
    html.append("<tr>")
    html.cell(label)
    html.cell(grouped(tally.count), "n")
    html.cell(tally.sum, "n")
    html.append("</tr>\n")
  }
}
