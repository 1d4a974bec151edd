import Accounting
import Findings

/// `outbox/report/index.html`: what to do now, then everything else.
///
/// One file without scripts or anything fetched, so that it opens from a file share and prints as it looks.
public enum IndexHTML {
  /// The page; sections list what the overview lists.
  public static func page(_ overview: Overview) -> [UInt8] {
    var html = HTMLText()
    let entries = overview.todo
    html.append(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="script-src 'none'; object-src 'none'; img-src 'none'; connect-src 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Autotask to QuickBooks\(entries.isEmpty ? "" : ": \(counted(entries.count, "thing")) to do")</title>
      <style>
      \(style)
      </style>
      </head>
      <body>

      """)
    todo(entries, overview, &html)
    sets(overview, &html)
    for part in [ControlPart.inDoubt, .conflict, .refused, .held] { items(part, overview, &html) }
    quarantine(overview, &html)
    totals(overview, &html)
    for part in [ControlPart.notReady, .ready, .open, .sent, .transferred, .byHand] {
      items(part, overview, &html)
    }
    html.append("</body>\n</html>\n")
    return html.bytes
  }

  private static func todo(_ entries: [TodoEntry], _ overview: Overview, _ html: inout HTMLText) {
    html.element("h1", "What to do now")
    if entries.isEmpty {
      html.element("p", StatusText.nothingToDo(overview))
    } else {
      html.open("ol")
      html.line()
      for entry in entries {
        html.open("li", entry.urgency <= .refused ? [("class", "urgent")] : [])
        html.open("strong")
        html.prose(entry.headline)
        html.close("strong")
        if !entry.details.isEmpty {
          html.line()
          html.open("ul")
          html.line()
          for detail in entry.details { self.detail(detail, &html) }
          html.close("ul")
        }
        html.close("li")
        html.line()
      }
      html.close("ol")
      html.line()
    }
    html.open("p", [("class", "stamp")])
    html.prose(
      "Autotask to QuickBooks, as of \(overview.moment.minuteText(in: overview.zone)), times of "
        + "\(overview.zone.name). To have items transferred or kept back, fill in the column `transfer` of ")
    html.append("<a href=\"transfers.csv\">transfers.csv</a>")
    html.text(" and drop that file into inbox/. Everything that ever happened is in ")
    html.append("<a href=\"history.csv\">history.csv</a>.")
    html.close("p")
    html.line()
  }

  private static func detail(_ detail: TodoEntry.Detail, _ html: inout HTMLText) {
    html.open("li")
    html.prose(detail.what)
    if let remedy = detail.remedy {
      html.append("<br>")
      html.prose(remedy)
    }
    if let list = StatusText.itemList(detail) {
      html.append("<br>")
      html.open("span")
      html.text(list)
      html.close("span")
    }
    html.close("li")
    html.line()
  }

  private static func sets(_ overview: Overview, _ html: inout HTMLText) {
    if overview.openSets.isEmpty { return }
    html.element("h2", "Open message sets")
    open(["set", "connector", "kind", "items", "amount", "published", "age", "file"], &html)
    for set in overview.setsInOrder {
      html.open("tr")
      cell(set.number.description, &html)
      cell(set.connector.rawValue, &html)
      cell(set.kind.rawValue, &html)
      cell(set.items == 0 ? "" : grouped(set.items), isNumber: true, &html)
      cell(set.amount?.grouped ?? "", isNumber: true, &html)
      cell(set.published.minuteText(in: overview.zone), &html)
      cell(ageText(from: set.published, to: overview.moment), &html)
      html.open("td")
      html.link(set.file, to: set.file)
      html.close("td")
      html.close("tr")
      html.line()
    }
    close(&html)
  }

  private static func items(_ part: ControlPart, _ overview: Overview, _ html: inout HTMLText) {
    let sums = overview.sums(part)
    if sums.count == 0 { return }
    html.element("h2", "\(capitalized(part.label)): \(sums.afterComma)")
    let columns = [
      "item", "name", "organization", "connector", "status", "transfer date", "number", "total", "balance",
      "paid",
    ]
    open(columns, &html)
    let rows = overview.rows(part)
    for row in rows {
      html.open("tr")
      cell(row.item.description, &html)
      cell(row.name, &html)
      cell(row.organization ?? "", &html)
      cell(row.connector?.rawValue ?? "", &html)
      cell(row.shown.status.rawValue + (row.needsResync ? ", needs resync" : ""), &html)
      cell(row.shown.text(in: overview.zone), &html)
      cell(row.number ?? "", &html)
      cell((row.total?.grouped ?? "") + (row.currency.map { " \($0)" } ?? ""), isNumber: true, &html)
      cell(row.balance?.grouped ?? "", isNumber: true, &html)
      cell(row.paidDate?.description ?? "", &html)
      html.close("tr")
      html.line()
      for finding in row.findings {
        html.open("tr", [("class", "finding")])
        html.open("td", [("colspan", String(columns.count))])
        let place = finding.place.map { " (\($0.text))" } ?? ""
        html.prose("\(sentence(capitalized(finding.problem) + place)) ")
        html.prose(sentence(finding.remedy))
        html.open("span")
        html.text(" \(finding.id)")
        html.close("span")
        html.close("td")
        html.close("tr")
        html.line()
      }
    }
    close(&html)
    if rows.count < sums.count {
      html.element("p", "\(counted(sums.count - rows.count, "more item")) in transfers.csv.")
    }
  }

  private static func quarantine(_ overview: Overview, _ html: inout HTMLText) {
    if overview.quarantine.isEmpty { return }
    html.element("h2", "Refused files")
    open(["file", "refused", "why"], &html)
    for row in overview.quarantine {
      html.open("tr")
      html.open("td")
      html.link(row.file, to: row.file + ".txt")
      html.close("td")
      cell(row.time.minuteText(in: overview.zone), &html)
      html.open("td")
      html.prose("\(sentence(capitalized(row.finding.problem))) \(sentence(row.finding.remedy))")
      html.close("td")
      html.close("tr")
      html.line()
    }
    close(&html)
  }

  private static func totals(_ overview: Overview, _ html: inout HTMLText) {
    let totals = overview.totals.withoutBatches
    html.element("h2", "Totals")
    if totals.lines.isEmpty {
      html.element("p", "Nothing was received yet.")
      return
    }
    open(["", "items", "sum"], tableClass: "totals", &html)
    for line in totals.lines {
      html.open("tr")
      html.element("th", line.key.title, [("colspan", "3"), ("scope", "rowgroup")])
      html.close("tr")
      html.line()
      total("received", line.received, &html)
      var sign = "="
      for part in ControlPart.allCases where line[part].count > 0 {
        total("\(sign) \(part.label)", line[part], &html)
        sign = "+"
      }
      if !line.difference.isZero { total("DIFFERENCE", line.difference, &html) }
    }
    close(&html)
    html.open("p")
    html.prose(ReconcileText.verdict(totals))
    html.close("p")
    html.line()
  }

  private static func total(_ label: String, _ tally: Tally, _ html: inout HTMLText) {
    html.open("tr")
    cell(label, &html)
    cell(grouped(tally.count), isNumber: true, &html)
    cell(tally.sum, isNumber: true, &html)
    html.close("tr")
    html.line()
  }

  private static func open(_ columns: [String], tableClass: String = "items", _ html: inout HTMLText) {
    html.open("table", [("class", tableClass)])
    html.append("\n<thead><tr>")
    let numbers = ["items", "sum", "amount", "total", "balance"]
    for column in columns {
      html.open("th", [("scope", "col")] + (numbers.contains(column) ? [("class", "n")] : []))
      html.text(column)
      html.close("th")
    }
    html.append("</tr></thead>\n<tbody>\n")
  }

  private static func close(_ html: inout HTMLText) { html.append("</tbody>\n</table>\n") }

  private static func cell(_ text: String, isNumber: Bool = false, _ html: inout HTMLText) {
    html.open("td", isNumber ? [("class", "n")] : [])
    html.text(text)
    html.close("td")
  }

  private static let style = """
    body { font: 15px/1.45 system-ui, "Segoe UI", sans-serif; color: #1c1c1c; max-width: 76em; margin: 1.5em auto; padding: 0 1em; }
    h1 { font-size: 1.6em; margin: 0 0 .4em; }
    h2 { font-size: 1.15em; margin: 2em 0 .4em; }
    ol > li { margin: 0 0 .8em; }
    ul { margin: .2em 0 0; padding-left: 1.2em; }
    li.urgent > strong { color: #a40000; }
    table { border-collapse: collapse; width: 100%; font-size: .93em; }
    table.totals { width: auto; min-width: 30em; }
    th, td { text-align: left; vertical-align: top; padding: .25em 1em .25em 0; border-bottom: 1px solid #ddd; }
    th { font-weight: 600; }
    thead th { border-bottom: 2px solid #888; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    table.items td:nth-child(2), table.items td:nth-child(10) { white-space: nowrap; }
    tr.finding td { padding-left: 1.5em; background: #faf6ec; }
    .stamp, span { color: #5a5a5a; font-size: .9em; }
    code { font-family: Consolas, "DejaVu Sans Mono", monospace; background: #f0f0f0; padding: 0 .2em; }
    @media print { body { margin: 0; max-width: none; font-size: 10pt; } thead { display: table-header-group; } tr, li { break-inside: avoid; } a { color: inherit; text-decoration: none; } }
    """
}
