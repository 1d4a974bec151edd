import Accounting
import ByteFormats
public import Findings

extension Mappings {
  /// Reads the files of `mappings/`: every error in one go, and what could be read.
  ///
  /// The findings of severity error say that the mappings must not be used. Files that are no tables, such as an
  /// editor's own, are left alone; a CSV file of another name is an error, for its rows would be missed.
  public static func read(
    files: [(name: String, bytes: [UInt8])], settings: Settings, folder: String = "mappings"
  ) -> (mappings: Mappings, findings: [Finding]) {
    var mappings = Mappings(defaultConnector: settings.defaultConnector.name)
    var findings: [Finding] = []
    let tables = MappingTable.allCases
    for file in files.sorted(by: { $0.name < $1.name }) {
      let name = file.name.lowercased()
      guard name.hasSuffix(".csv"), !name.hasPrefix("."), !name.hasPrefix("~") else { continue }
      guard let table = tables.first(where: { $0.fileName == name }) else {
        let names = tables.map(\.fileName)
        findings.append(
          Finding(
            .mappingFileUnknown, .error,
            problem: "\"\(file.name)\" is no mapping table" + Suggestion.question(file.name, among: names),
            remedy: "Rename it to one of \(names.joined(separator: ", ")), or move it out of the folder.",
            place: Place(path: "\(folder)/\(file.name)")))
        continue
      }
      var reader = MappingReader(
        table: table, settings: settings,
        lines: SourceLines(path: "\(folder)/\(file.name)", bytes: file.bytes))
      reader.read(file.bytes, into: &mappings)
      findings += reader.findings
    }
    return (mappings, findings)
  }

  /// The tables of a new folder: a header and no row.
  public static var emptyTables: [(name: String, bytes: [UInt8])] {
    MappingTable.allCases.map { ($0.fileName, $0.bytes()) }
  }
}

/// Checks the rows of one table.
private struct MappingReader {
  let table: MappingTable
  let settings: Settings
  var lines: SourceLines
  var findings: [Finding] = []
  /// For each column of the table its place in the file; nil where the file lacks it.
  private var positions: [Int?]
  private let connectorNames: [String]
  private let targets: [String: Int]

  init(table: MappingTable, settings: Settings, lines: SourceLines) {
    self.table = table
    self.settings = settings
    self.lines = lines
    positions = table.columns.map { _ in nil }
    targets = table.targetColumns
    connectorNames = settings.connectors.map(\.name.rawValue)
  }

  mutating func read(_ bytes: [UInt8], into mappings: inout Mappings) {
    var reader = CSVReader(bytes)
    do {
      guard try reader.next() else { return }
      guard readHeader(reader.row) else { return }
      while try reader.next() {
        if reader.row.isBlank { continue }
        guard let row = row(reader.row) else { continue }
        if let first = mappings.insert(row) { reportTwice(row, first: first) }
      }
    } catch {
      report(
        .mappingUnreadable, error.line, error.column, error.problem,
        remedy: error.kind == .utf16
          ? "In Excel, save it as \"CSV UTF-8 (Comma delimited)\"."
          : "Correct the line, with quotation marks around a value that holds a comma or a quotation mark.")
    }
  }

  private mutating func report(
    _ id: FindingID, _ line: Int, _ column: Int?, _ problem: String, remedy: String
  ) {
    findings.append(
      Finding(id, .error, problem: problem, remedy: remedy, place: lines.place(line: line, column: column)))
  }

  private mutating func readHeader(_ row: CSVRow) -> Bool {
    let before = findings.count
    for (position, field) in row.fields.enumerated() {
      guard let text = text(row, position) else { continue }
      // Spreadsheets leave empty columns at the end.
      if text.isEmpty { continue }
      guard let place = table.columns.firstIndex(where: { Suggestion.folded($0) == Suggestion.folded(text) })
      else {
        if Suggestion.folded(text) == Suggestion.folded(MappingTable.suggestionColumn) { continue }
        report(
          .mappingColumnUnknown, field.line, field.column,
          "\(table.fileName) has no column \"\(text)\"" + Suggestion.question(text, among: table.columns),
          remedy: "Begin the file with the header \(table.columns.joined(separator: ",")).")
        continue
      }
      if positions[place] != nil {
        report(
          .mappingColumnTwice, field.line, field.column, "column \"\(table.columns[place])\" is there twice",
          remedy: "Delete one of the two columns.")
      }
      positions[place] = position
    }
    for (column, position) in zip(table.columns, positions)
    where position == nil && !table.optionalColumns.contains(column) {
      // An unknown column is most likely the one that is missing here.
      if findings.count > before { break }
      report(
        .mappingColumnMissing, row.line, nil, "column \"\(column)\" is missing",
        remedy: "Begin the file with the header \(table.columns.joined(separator: ",")).")
    }
    return findings.count == before
  }

  /// The cell without outer blanks; nil, and reported, when it is not UTF-8.
  private mutating func text(_ row: CSVRow, _ position: Int) -> String? {
    if let text = row.text(position) {
      // So spreadsheets are made to keep leading zeros: `="0042"`.
      if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count >= 3 {
        return trimmed(text.dropFirst(2).dropLast())
      }
      return trimmed(CSVWriter.unguarded(text))
    }
    report(
      .mappingUnreadable, row.fields[position].line, row.fields[position].column,
      "the cell is not UTF-8", remedy: "In Excel, save the file as \"CSV UTF-8 (Comma delimited)\".")
    return nil
  }

  /// The row, checked; nil, and reported, when anything in it is wrong.
  private mutating func row(_ row: CSVRow) -> MappingRow? {
    let before = findings.count
    for field in row.fields.dropFirst(row.headerCount) where !field.range.isEmpty {
      report(
        .mappingRowRagged, field.line, field.column,
        "the row has \(row.fields.count) cells, the header \(row.headerCount)",
        remedy: "Put quotation marks around a value that holds a comma, or delete what is too much.")
      break
    }
    var values: [String] = []
    var connector = settings.defaultConnector.name
    var namesConnector = false
    values.reserveCapacity(positions.count)
    for (column, known) in zip(table.columns, positions) {
      let position = known.flatMap { $0 < row.fields.count ? $0 : nil }
      let cell: String
      if let position {
        guard let text = text(row, position) else { continue }
        cell = text
      } else {
        cell = ""
      }
      let field = position.map { row.fields[$0] }
      let value = checked(cell, column, field?.line ?? row.line, field?.column)
      if column == "connector" {
        connector = ConnectorName(value)
        namesConnector = !cell.isEmpty
      }
      values.append(value)
    }
    guard findings.count == before else { return nil }
    return MappingRow(
      table: table, line: row.line, connector: connector, values: values, namesConnector: namesConnector)
  }

  /// The value of a cell in its one form.
  private mutating func checked(_ cell: String, _ column: String, _ line: Int, _ place: Int?) -> String {
    if column == "connector" {
      if cell.isEmpty { return settings.defaultConnector.name.rawValue }
      let names = connectorNames
      // Names of connectors have no capitals, and spreadsheets like to write some.
      let name = cell.lowercased()
      if names.contains(name) { return name }
      report(
        .mappingConnectorUnknown, line, place,
        "there is no connector \"\(cell)\"" + Suggestion.question(cell, among: names),
        remedy: "Write one of \(names.joined(separator: ", ")), or nothing for \(names[0]).")
      return cell
    }
    if cell.isEmpty {
      let mayBeEmpty =
        !table.keyColumns.contains(column) || table.optionalColumns.contains(column)
        || column == "line of business"
      if !mayBeEmpty {
        report(
          .mappingValueMissing, line, place, "the row has no \(column)",
          remedy: "Fill in the cell, or delete the row.")
      }
      return cell
    }
    switch column {
    case "organizationID", "resourceID":
      if cell.utf8.count <= 18, cell.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(cell) {
        return String(number)
      }
      report(
        .mappingValueInvalid, line, place, "\(column) \"\(cell)\" is no number of Autotask",
        remedy: "Write the id in digits only, as the export shows it.")
    case "kind":
      if let kind = ItemKind(rawValue: cell.lowercased()) { return kind.rawValue }
      let words = ItemKind.allCases.map(\.rawValue)
      report(
        .mappingValueInvalid, line, place,
        "there is no kind \"\(cell)\"" + Suggestion.question(cell, among: words),
        remedy: "Write one of \(words.joined(separator: ", ")), or nothing for all of them.")
    case "billable", "reimbursable":
      switch cell.lowercased() {
      case "yes", "true": return "yes"
      case "no", "false": return "no"
      default:
        report(
          .mappingValueInvalid, line, place, "\(column) cannot be \"\(cell)\"",
          remedy: "Write yes or no, or nothing for both.")
      }
    case "line of business": return Mappings.lineOfBusiness(cell)
    default:
      if let longest = targets[column] { return fullName(cell, column, longest, line, place) }
    }
    return cell
  }

  /// A QuickBooks FullName: up to five levels with colons between, without blanks around them.
  private mutating func fullName(
    _ cell: String, _ column: String, _ longest: Int, _ line: Int, _ place: Int?
  ) -> String {
    if cell.utf8.count <= longest, !cell.utf8.contains(UInt8(ascii: ":")) { return cell }
    let levels = cell.split(separator: ":", omittingEmptySubsequences: false).map { trimmed($0) }
    let problem: String? =
      if levels.contains("") {
        "has an empty level before or after a colon"
      } else if levels.count > 5 {
        "has \(levels.count) levels, and QuickBooks has five at most"
      } else if let level = levels.first(where: { $0.unicodeScalars.count > longest }) {
        "has \(level.unicodeScalars.count) characters in \"\(level)\", and QuickBooks has \(longest) at most"
      } else {
        nil
      }
    if let problem {
      report(
        .mappingValueInvalid, line, place, "\(column) \"\(cell)\" \(problem)",
        remedy: "Write the name exactly as QuickBooks shows it, with a colon between its levels.")
    }
    return levels.joined(separator: ":")
  }

  private mutating func reportTwice(_ row: MappingRow, first: MappingRow) {
    switch table {
    case .organizations, .resources:
      let isOrganization = table == .organizations
      let what = isOrganization ? "organization" : "resource"
      let label = row[what].isEmpty ? "" : " (\(row[what]))"
      report(
        isOrganization ? .organizationMappedTwice : .resourceMappedTwice, row.line, nil,
        "\(what) \(row[what + "ID"])\(label) is mapped twice, first in line \(first.line)",
        remedy: "Delete one of the two rows, for \(isOrganization ? "an" : "a") \(what) has one connector.")
    default:
      let shown = table.keyColumns.map { "\($0) \"\(row[$0])\"" }.joined(separator: ", ")
      report(
        .mappingRowTwice, row.line, nil,
        "\(shown) of connector \(row.connector) is there twice, first in line \(first.line)",
        remedy: "Delete one of the two rows.")
    }
  }
}
