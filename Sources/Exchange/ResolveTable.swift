import Accounting
import ByteFormats
import Findings

/// What a row of a file says about an item: that it is in QuickBooks, or was entered by hand.
struct ResolveRow: Sendable, Hashable {
  let item: ItemKey
  /// A number or a TxnID; nil for what a person entered by hand.
  let reference: String?
  let reason: String
  let line: Int
}

/// Reads a file of `autopost resolve --from`: the columns `item`, `in-quickbooks` and `reason`, others beside them.
struct ResolveTable {
  /// In the place of a number, for what a person entered by hand.
  static let byHand = "by-hand"

  private let path: String
  private(set) var rows: [ResolveRow] = []
  private var lines: [ItemKey: Int] = [:]
  /// Rows that name no invoice of QuickBooks.
  private(set) var leftOut = 0
  private(set) var findings: [Finding] = []

  /// `reason` counts for rows that give none.
  init(_ bytes: [UInt8], path: String, reason: String?) {
    self.path = path
    var reader = CSVReader(bytes)
    do {
      guard try reader.next(), let columns = columns(of: reader.row) else { return }
      while try reader.next() { take(reader.row, columns, reason) }
    } catch {
      refuse(
        error.problem, error.line,
        error.kind == .utf16
          ? "In Excel, save it as \"CSV UTF-8 (Comma delimited)\"."
          : "Correct the line, with quotation marks around a value that holds a comma or a quotation mark.")
    }
  }

  private struct Columns {
    var item: Int
    var reference: Int
    var reason: Int?
  }

  private mutating func refuse(_ problem: String, _ line: Int, _ remedy: String) {
    findings.append(
      Finding(
        .resolveRowInvalid, .refused, problem: problem, remedy: remedy, place: Place(path: path, line: line)))
  }

  private mutating func columns(of row: CSVRow) -> Columns? {
    let names = row.fields.indices.map { cell(row, $0).lowercased() }
    guard let item = names.firstIndex(of: "item"), let reference = names.firstIndex(of: "in-quickbooks")
    else {
      refuse(
        "the table has no columns item and in-quickbooks", row.line,
        "Begin the file with the header item,in-quickbooks,reason.")
      return nil
    }
    return Columns(item: item, reference: reference, reason: names.firstIndex(of: "reason"))
  }

  /// Without outer blanks, and without the apostrophe that keeps a spreadsheet from taking it for a formula.
  private func cell(_ row: CSVRow, _ index: Int?) -> String {
    guard let index, row.fields.indices.contains(index) else { return "" }
    let text = CSVWriter.unguarded(row.text(index) ?? "\u{FFFD}")
    let start = text.drop { $0.isWhitespace }
    return String(String(start.reversed().drop { $0.isWhitespace }.reversed()))
  }

  private mutating func take(_ row: CSVRow, _ columns: Columns, _ otherwise: String?) {
    if row.isBlank { return }
    let reference = cell(row, columns.reference)
    if reference.isEmpty {
      leftOut += 1
      return
    }
    let name = cell(row, columns.item)
    guard let item = ItemKey(name) else {
      return refuse(
        name.isEmpty ? "the row names no item" : "\"\(name)\" is not the name of an item", row.line,
        "Write it as autopost status shows it, like invoice:8491, or empty the cell in-quickbooks.")
    }
    if let first = lines[item] {
      return refuse(
        "\(item) stands on line \(first) already", row.line,
        "Leave in-quickbooks filled in on one of the two lines.")
    }
    let reason = cell(row, columns.reason)
    guard let reason = reason.isEmpty ? otherwise : reason else {
      return refuse(
        "the row of \(item) gives no reason, which the auditor wants to read", row.line,
        "Fill in the column reason, or add --reason TEXT for all rows that give none.")
    }
    lines[item] = row.line
    rows.append(
      ResolveRow(
        item: item, reference: reference.lowercased() == ResolveTable.byHand ? nil : reference,
        reason: reason,
        line: row.line))
  }
}
