import Autotask
import ByteFormats
import Findings
import Settings

/// What a person must know about a table that was dropped.
struct TableWords {
  let path: String

  private static let mapping = "or say what its columns mean under csv-headers in autopost.yaml"

  /// Why nothing of the bundle is taken.
  func refusal(_ problem: TableProblem) -> BundleRefusal {
    let finding: Finding =
      switch problem {
      case .csv(let error):
        Finding(
          .tableInvalid, .refused, problem: error.problem,
          remedy: "Export it again; nothing of the bundle was taken.",
          place: Place(path: path, line: error.line, column: error.column))
      case .unknown(let header, let nearest):
        Finding(
          .tableUnknown, .refused, problem: "nothing tells what this table holds" + words(header, nearest),
          remedy:
            "Name the file after its Autotask entity, such as Invoices.csv, \(TableWords.mapping), and drop it"
            + " again; nothing of the bundle was taken.", place: Place(path: path, line: 1))
      case .withoutID(let entity, let header):
        Finding(
          .tableWithoutID, .refused,
          problem:
            "the table of \(entity.rawValue) has no column with the id of its records; its columns are"
            + " \(shown(header))",
          remedy:
            "Add the column \(idColumn(of: entity)) to the grid in Autotask and export it again,"
            + " \(TableWords.mapping); nothing of the bundle was taken.", place: Place(path: path, line: 1))
      case .ambiguousDate(let header, let value, let line, let column):
        Finding(
          .dateAmbiguous, .refused,
          problem: "\"\(value)\" in the column \(header) may be two days, the month first or the day first",
          remedy:
            "Write date-format: MM/dd/yyyy or date-format: dd/MM/yyyy in autopost.yaml, as Autotask shows dates to"
            + " the user who exported, and drop the file again; nothing of the bundle was taken.",
          place: Place(path: path, line: line, column: column))
      case .ambiguousNumber(let header, let value, let line, let column):
        Finding(
          .numberAmbiguous, .refused,
          problem:
            "\"\(value)\" in the column \(header) may be thousands or a fraction, for the table has decimal commas"
            + " further down",
          remedy:
            "Write it without a point if it is thousands, with a comma if it is a fraction, and drop the file again;"
            + " nothing of the bundle was taken.", place: Place(path: path, line: line, column: column))
      }
    return BundleRefusal(findings: [finding])
  }

  /// What was noticed in a table that was taken.
  func remarks(_ table: TableReader) -> [Finding] {
    guard let header = table.header else { return [] }
    var findings = table.ragged.map { row in
      Finding(
        .rowRagged, .refused,
        problem:
          "the row has \(row.fields) fields and the header \(table.width), so nobody can tell which is which",
        remedy: "Export \(header.entity.rawValue) again; the other records of the file were taken.",
        place: Place(path: path, line: row.line))
    }
    findings += table.contradictions.map { row in
      Finding(
        .columnsContradict, .refused,
        problem:
          "the columns \"\(row.headers[0])\" and \"\(row.headers[1])\" mean the same and hold \"\(row.values[0])\" and"
          + " \"\(row.values[1])\", so the row says nothing",
        remedy:
          "Delete the column that is wrong and drop the file again; the other records of the file were taken.",
        place: Place(path: path, line: row.line))
    }
    for title in header.unused {
      guard let meant = Suggestion.nearest(to: title, among: header.missing) else { continue }
      findings.append(
        Finding(
          .columnUnknown, .warning,
          problem: "the column \"\(title)\" is not known; did you mean \"\(meant)\"?",
          remedy:
            "If it is, write csv-headers: {\(header.entity.rawValue): {'\(title)': \(meant)}} in autopost.yaml and"
            + " drop the file again.", place: Place(path: path, line: 1)))
    }
    return findings
  }

  private func words(_ header: [String], _ nearest: Entity?) -> String {
    if header.isEmpty { return ": it has no header" }
    let guess = nearest.map { "; the nearest is \($0.rawValue)" } ?? ""
    return "; its columns are \(shown(header))\(guess)"
  }

  private func shown(_ header: [String]) -> String {
    header.prefix(8).map { "\"\($0.prefix(40))\"" }.joined(separator: ", ")
      + (header.count > 8 ? " and \(header.count - 8) more" : "")
  }

  /// As Autotask's column chooser calls it.
  private func idColumn(of entity: Entity) -> String {
    switch entity {
    case .companies: "Organization ID"
    case .invoices: "Invoice ID"
    case .billingItems: "Billing Item ID"
    case .billingCodes: "Billing Code ID"
    default: "id"
    }
  }
}
