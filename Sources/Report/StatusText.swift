import Accounting
import Findings

/// What `autopost status` prints for people.
public enum StatusText {
  /// To do, open sets, items by place with their findings, totals that add up; ends in a line feed.
  public static func page(_ overview: Overview) -> String {
    var blocks = [todo(overview)]
    if !overview.openSets.isEmpty { blocks.append(sets(overview)) }
    // What the list of things to do has said already is not said again below.
    let said = Set(overview.todo.flatMap { $0.details.compactMap(\.remedy) })
    for part in ControlPart.mostUrgentFirst where overview.sums(part).count > 0 {
      blocks.append(items(part, overview, said: said))
    }
    blocks.append(["Totals"] + ReconcileText.lines(overview.totals.withoutBatches))
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// Only the items by place with their findings, for a choice of them; ends in a line feed.
  public static func items(_ overview: Overview) -> String {
    let blocks = ControlPart.mostUrgentFirst.filter { overview.sums($0).count > 0 }.map {
      items($0, overview)
    }
    if blocks.isEmpty { return "No item fits.\n" }
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  static func todo(_ overview: Overview) -> [String] {
    let entries = overview.todo
    if entries.isEmpty { return [nothingToDo(overview)] }
    var lines = ["To do now"]
    for (index, entry) in entries.enumerated() {
      let number = "\(index + 1)."
      let margin = String(repeating: " ", count: number.utf8.count + 3)
      lines.append("  \(number) \(oneLine(entry.headline))")
      for detail in entry.details {
        lines.append("\(margin)- \(oneLine(detail.what))")
        if let remedy = detail.remedy { lines.append("\(margin)  \(oneLine(remedy))") }
        if let list = itemList(detail) { lines.append("\(margin)  \(list)") }
      }
    }
    return lines
  }

  /// What stands at the top when nobody has to do anything.
  static func nothingToDo(_ overview: Overview) -> String {
    let ready = overview.sums(.ready)
    if ready.count == 0 { return "Nothing to do." }
    let verb = ready.count == 1 ? "goes" : "go"
    return "Nothing to do; \(ready.inBrackets) \(verb) with the next pass."
  }

  /// `invoice:1, invoice:2 and 3 more`
  static func itemList(_ detail: TodoEntry.Detail) -> String? {
    if detail.items.isEmpty { return nil }
    let names = detail.items.joined(separator: ", ")
    return detail.more > 0 ? "\(names) and \(grouped(detail.more)) more" : names
  }

  static func sets(_ overview: Overview) -> [String] {
    var table = TextTable([
      ("set", .left, 12), ("connector", .left, 20), ("kind", .left, 10), ("items", .right, 12),
      ("amount", .right, 30), ("published", .left, 16), ("age", .left, 16), ("file", .left, 200),
    ])
    for set in overview.setsInOrder {
      table.add([
        set.number.description, set.connector.rawValue, set.kind.rawValue,
        set.items == 0 ? "" : String(set.items), set.amount?.grouped ?? "",
        set.published.minuteText(in: overview.zone), ageText(from: set.published, to: overview.moment),
        set.file,
      ])
    }
    return ["Open message sets"] + table.text(indent: "  ")
  }

  static func items(_ part: ControlPart, _ overview: Overview, said: Set<String> = []) -> [String] {
    var table = TextTable([
      ("item", .left, 40), ("name", .left, 30), ("organization", .left, 36), ("connector", .left, 20),
      ("status", .left, 34), ("transfer date", .left, 26), ("number", .left, 20), ("total", .right, 30),
      ("balance", .right, 30), ("paid", .left, 10), ("attempts", .right, 8), ("set", .left, 12),
    ])
    let rows = overview.rows(part)
    var said = said
    for row in rows {
      var notes: [String] = []
      for finding in row.findings {
        let place = finding.place.map { "\($0.text): " } ?? ""
        notes.append(
          "      \(oneLine(place))\(finding.severity.rawValue): \(oneLine(finding.problem)) [\(finding.id)]")
        let remedy = sentence(finding.remedy)
        let general = sentence(finding.remedy(naming: "ITEM", for: row))
        if !said.contains(remedy), said.insert(general).inserted {
          notes.append("        \(oneLine(remedy))")
        }
      }
      table.add(
        [
          row.item.description, row.name, row.organization ?? "", row.connector?.rawValue ?? "",
          row.shown.status.rawValue + (row.needsResync ? ", needs resync" : ""),
          row.shown.text(in: overview.zone), row.number ?? "", row.amountText,
          row.balance?.grouped ?? "", row.paidDate?.description ?? "",
          row.attempts == 0 ? "" : String(row.attempts), row.set?.description ?? "",
        ], notes: notes)
    }
    let sums = overview.sums(part)
    var lines = ["\(capitalized(part.label)): \(sums.afterComma)"]
    lines.append(contentsOf: table.text(indent: "  "))
    if rows.count < sums.count {
      lines.append("  … and \(counted(sums.count - rows.count, "more item")) not listed here")
    }
    return lines
  }
}
