import Accounting
import Findings

/// The page's tables of items, each item with the reasons why it is where it is.
enum PageItems {
  private struct Column {
    var title: String
    var isNumber = false
    /// Never broken over two lines.
    var isShort = false
    var text: (ItemRow) -> String
  }

  static func section(_ part: ControlPart, _ overview: Overview, _ html: inout HTMLText) {
    let sums = overview.sums(part)
    if sums.count == 0 { return }
    // What needs nobody begins with the newest.
    let rows =
      part.needsSomebody
      ? Array(overview.rows(part)) : overview.rows(part).suffix(IndexHTML.calmRows).reversed()
    html.element("h2", "\(capitalized(part.label)): \(sums.afterComma)", [("id", part.rawValue)])
    // Columns in which nothing stands are left out.
    let columns = columns(overview).filter { column in rows.contains { !column.text($0).isEmpty } }
    html.table(columns.map { ($0.title, $0.isNumber) })
    for row in rows {
      html.open("tr", [("id", row.item.description)])
      for (index, column) in columns.enumerated() {
        if index == 0 {
          html.append("<td>")
          html.item(row.item.description)
          html.append("</td>")
        } else {
          html.cell(column.text(row), column.isNumber ? "n" : column.isShort ? "t" : nil)
        }
      }
      html.append("</tr>\n")
      for finding in row.findings { reason(finding, columns.count, &html) }
    }
    html.closeTable()
    if rows.count < sums.count {
      let which = part.needsSomebody ? "" : ", the newest are shown"
      html.element("p", "\(counted(sums.count - rows.count, "more item")) in transfers.csv\(which).")
    }
  }

  private static func columns(_ overview: Overview) -> [Column] {
    let zone = overview.zone
    let hasConnectors = Set(overview.totals.lines.map(\.key.connector)).count > 1
    return [
      Column(title: "item") { $0.item.description },
      Column(title: "date", isShort: true) { $0.date?.description ?? "" },
      Column(title: "name") { $0.distinctName },
      Column(title: "organization") { $0.organization ?? "" },
      Column(title: "connector") { hasConnectors ? $0.connector?.rawValue ?? "" : "" },
      Column(title: "status", isShort: true) { $0.statusText },
      Column(title: "transfer date", isShort: true) { row in
        // `Pending` stands in the status already.
        row.shown.time == nil ? "" : row.shown.text(in: zone)
      },
      Column(title: "set", isShort: true) { $0.set?.description ?? "" },
      Column(title: "number", isShort: true) { $0.number ?? "" },
      Column(title: "total", isNumber: true) { $0.amountText },
      Column(title: "balance", isNumber: true) { $0.balance?.grouped ?? "" },
      Column(title: "paid", isShort: true) { $0.paidDate?.description ?? "" },
    ]
  }

  private static func reason(_ finding: Finding, _ columns: Int, _ html: inout HTMLText) {
    let colour =
      switch finding.severity {
      case .error, .refused: " error"
      case .held, .warning: " stays"
      default: ""
      }
    html.append("<tr class=\"finding\(colour)\"><td colspan=\"\(columns)\"><div>")
    let place = finding.place.map { " (\($0.text))" } ?? ""
    html.prose(sentence(capitalized(finding.problem) + place))
    html.append("<br>")
    html.prose(sentence(finding.remedy))
    html.append(" <small>")
    html.text(finding.id.description)
    html.append("</small></div></td></tr>\n")
  }
}
