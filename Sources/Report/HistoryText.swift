public import Accounting
import Findings

/// What `autopost history ITEM` prints for people.
public enum HistoryText {
  /// Where the item is now, then everything that ever happened to it, oldest first; ends in a line feed.
  public static func page(_ row: ItemRow, _ history: [HistoryRow], zone: Zone) -> String {
    var lines = [title(row)]
    lines.append(contentsOf: facts(row, zone: zone))
    for finding in row.findings {
      lines.append("  \(finding.severity.rawValue): \(oneLine(finding.problem)) [\(finding.id)]")
      lines.append("    \(oneLine(sentence(finding.remedy)))")
    }
    lines.append("")
    if history.isEmpty {
      lines.append("Nothing has happened to it yet.")
      return lines.joined(separator: "\n") + "\n"
    }
    var table = TextTable([
      ("time", .left, 16), ("event", .right, 12), ("action", .left, 24), ("result", .left, 24),
      ("connector", .left, 20), ("set", .left, 12), ("attempt", .right, 8), ("number", .left, 20),
      ("TxnID", .left, 36), ("Autotask", .right, 30), ("QuickBooks", .right, 30), ("code", .left, 12),
      ("by", .left, 30),
    ])
    for event in history {
      var notes: [String] = []
      if let message = event.message, !message.isEmpty { notes.append("      \(oneLine(message))") }
      if let file = event.companyFile { notes.append("      company file \(oneLine(file))") }
      table.add(
        [
          event.time.minuteText(in: zone), String(event.event), event.action, event.result,
          event.connector?.rawValue ?? "", event.set?.description ?? "",
          event.attempt.map { String($0) } ?? "",
          event.number ?? "", event.txnID?.rawValue ?? "", event.amountAutotask?.grouped ?? "",
          event.amountQuickBooks?.grouped ?? "", event.statusCode ?? "", event.user ?? "",
        ], notes: notes)
    }
    lines.append(contentsOf: table.text(indent: "  "))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func title(_ row: ItemRow) -> String {
    oneLine(
      [row.item.description, row.name, row.organization ?? ""].filter { !$0.isEmpty }.joined(separator: ", "))
  }

  private static func facts(_ row: ItemRow, zone: Zone) -> [String] {
    var facts: [(String, String)] = [("status", row.shown.status.rawValue), ("state", row.state.rawValue)]
    let date = row.shown.text(in: zone)
    if !date.isEmpty { facts.append(("transfer date", date)) }
    if row.needsResync { facts.append(("needs resync", "yes")) }
    if let connector = row.connector { facts.append(("connector", connector.rawValue)) }
    if let set = row.set { facts.append(("message set", set.description)) }
    if let number = row.number { facts.append(("number", oneLine(number))) }
    if let txnID = row.txnID { facts.append(("TxnID", oneLine(txnID.rawValue))) }
    if let total = row.total { facts.append(("total", total.grouped)) }
    if let balance = row.balance { facts.append(("balance", balance.grouped)) }
    if let paid = row.paidDate { facts.append(("paid", paid.description)) }
    if row.attempts > 0 { facts.append(("attempts", String(row.attempts))) }
    return facts.map { "  \($0.0)\(String(repeating: " ", count: 15 - $0.0.utf8.count))\($0.1)" }
  }
}
