import Accounting
import Findings

extension CheckResult {
  /// For people: each file, what would happen in each company file, then every item with a finding.
  public var text: String {
    var blocks = files.map(lines)
    blocks += connectors.map(lines)
    let kept = items.filter { !$0.findings.isEmpty }
    if !kept.isEmpty { blocks.append(itemLines(kept)) }
    let unused = files.flatMap(unusedLines)
    if !unused.isEmpty { blocks.append(["Not used"] + unused) }
    blocks.append([
      "Nothing was taken and nothing was changed; drop the files into inbox/ to have them taken."
    ])
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(_ file: File) -> [String] {
    let verdict =
      file.isRefused
      ? "would be refused" : file.takenBefore.map { "was taken before as \(oneLine($0))" } ?? "would be taken"
    var lines = ["\(oneLine(file.name)): \(file.kind), \(verdict)"]
    if !file.records.isEmpty {
      lines.append("  " + file.records.map { "\($0.entity) \(grouped($0.read))" }.joined(separator: ", "))
    }
    for finding in file.findings { lines += words(finding) }
    return lines
  }

  /// The width up to which a list of what is not used is written out.
  private static let noticeColumns = 100

  /// What autopost has no use for, cut where it is long: most of it is long, and none of it is wrong.
  private func unusedLines(_ file: File) -> [String] {
    file.notices.map { notice in
      let parts = oneLine(notice).split(separator: ", ", omittingEmptySubsequences: false)
      var line = "  " + (files.count > 1 ? "\(oneLine(file.name)): " : "") + (parts.first ?? "")
      for (index, part) in parts.enumerated().dropFirst() {
        if line.utf8.count + part.utf8.count + 2 > CheckResult.noticeColumns {
          return line + ", … and \(grouped(parts.count - index)) more (--json has them all)"
        }
        line += ", \(part)"
      }
      return line
    }
  }

  private func lines(_ connector: Connector) -> [String] {
    var lines = ["Connector \(connector.name)"]
    var table = TextTable([("", .left, 60), ("items", .right, 20), ("sum", .right, 40)])
    for part in [ControlPart.ready] + ControlPart.allCases.filter({ $0 != .ready }) {
      guard let sums = connector.parts[part], sums.count > 0 else { continue }
      table.add([
        part == .ready ? "would go to QuickBooks" : part.label, grouped(sums.count), sums.text ?? "",
      ])
    }
    lines += connector.parts.values.allSatisfy { $0.count == 0 } ? ["  no items"] : table.text(indent: "  ")
    lines += names(connector.newAccounts, "account", connector)
    lines += names(connector.newCustomers, "customer", connector)
    lines += names(connector.newItems, "item", connector)
    if !connector.nearMatches.isEmpty {
      let several = connector.nearMatches.count > 1
      lines.append(
        "  \(counted(connector.nearMatches.count, "organization")) \(several ? "have" : "has") no customer of exactly"
          + " \(several ? "their" : "its") name, but a similar one; mappings/organizations.csv says which, or new:"
      )
      for match in connector.nearMatches {
        let customers = match.customers.map { "\"\(oneLine($0))\"" }.joined(separator: ", ")
        lines.append("    \(match.id) \"\(oneLine(match.organization))\": \(customers)")
      }
    }
    for finding in connector.obstacles { lines += words(finding) }
    return lines
  }

  private func names(_ names: [String], _ noun: String, _ connector: Connector) -> [String] {
    if names.isEmpty { return [] }
    let doubt =
      connector.areListsKnown ? "" : ", unless QuickBooks has them already (its lists are not known yet)"
    return ["  \(counted(names.count, "new \(noun)")) would be created\(doubt):"]
      + wrapped(names.map { "\"\(oneLine($0))\"" }, indent: "    ", columns: 100)
  }

  private func itemLines(_ rows: [ItemRow]) -> [String] {
    var lines = ["Findings"]
    for row in rows {
      let amount = row.total.map { ", \($0.grouped)" } ?? ""
      let currency = row.currency.map { " \($0)" } ?? ""
      let organization = row.organization.map { ", \(oneLine($0))" } ?? ""
      let part = ControlPart(row.state, row.shown)
      lines.append(
        "  \(row.item)\(organization)\(amount)\(currency): \(part == .ready ? "goes" : part.label)")
      for finding in row.findings { lines += words(finding).map { "  " + $0 } }
    }
    return lines
  }

  private func words(_ finding: Finding) -> [String] {
    let place = finding.place.map { "\($0.text): " } ?? ""
    return [
      "  \(oneLine(place))\(finding.severity.rawValue): \(oneLine(finding.problem)) [\(finding.id)]",
      "    \(oneLine(sentence(finding.remedy)))",
    ]
  }
}
