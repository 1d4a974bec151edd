import Accounting
import Findings

/// The page's tables of what is no item: message sets, files, and what was done lately.
enum PageSections {
  static func sets(_ overview: Overview, _ html: inout HTMLText) {
    if overview.openSets.isEmpty { return }
    html.element("h2", "Open message sets", [("id", "sets")])
    let wasFetched = overview.openSets.contains { $0.fetched != nil }
    var columns = [
      ("set", false), ("connector", false), ("kind", false), ("items", true), ("net", true),
      ("published", false), ("age", false),
    ]
    if wasFetched { columns.append(("fetched", false)) }
    html.table(columns + [("file", false)])
    for set in overview.setsInOrder {
      html.append("<tr>")
      html.cell(set.number.description, "t")
      html.cell(set.connector.rawValue)
      html.cell(set.kind.rawValue)
      html.cell(set.items == 0 ? "" : grouped(set.items), "n")
      html.cell(set.amount?.grouped ?? "", "n")
      html.cell(set.published.minuteText(in: overview.zone), "t")
      html.append("<td class=\"t\">")
      html.time(set.published, ageText(from: set.published, to: overview.moment), "age")
      html.append("</td>")
      if wasFetched { html.cell(set.fetched?.minuteText(in: overview.zone) ?? "", "t") }
      html.append("<td>")
      html.link(set.file, to: set.file)
      html.append("</td></tr>\n")
    }
    html.closeTable()
  }

  static func quarantine(_ overview: Overview, _ html: inout HTMLText) {
    if overview.quarantine.isEmpty { return }
    html.element("h2", "Refused files", [("id", "files")])
    html.table([("file", false), ("refused", false), ("why", false)])
    for row in overview.quarantine {
      html.append("<tr><td>")
      html.link(row.file, to: row.file + ".txt")
      html.append("</td>")
      html.cell(row.time.minuteText(in: overview.zone), "t")
      html.append("<td>")
      html.prose("\(sentence(capitalized(row.finding.problem))) \(sentence(row.finding.remedy))")
      html.append("</td></tr>\n")
    }
    html.closeTable()
  }

  /// What was done, newest first, like things of one pass in one line.
  static func lately(_ history: RecentHistory, _ overview: Overview, _ html: inout HTMLText) {
    if history.happenings.isEmpty { return }
    html.element("h2", "Lately", [("id", "lately")])
    html.table([
      ("time", false), ("what", false), ("result", false), ("items", true), ("net", true),
      ("set", false), ("connector", false), ("", false),
    ])
    for one in history.happenings.suffix(IndexHTML.latest).reversed() {
      html.append("<tr>")
      html.cell(one.time.minuteText(in: overview.zone), "t")
      html.cell(one.kind.action, "t")
      html.cell(one.kind.result, "t")
      html.cell(one.items == 0 ? "" : grouped(one.items), "n")
      html.cell(one.hasAmount ? one.tally.sum : "", "n")
      html.cell(one.kind.set?.description ?? "", "t")
      html.cell(one.kind.connector?.rawValue ?? "")
      html.append("<td>")
      if one.isOfAll || one.items < 2, let message = one.message {
        html.prose(sentence(capitalized(message)))
      }
      html.append("</td></tr>\n")
    }
    html.closeTable()
  }
}
