import Autotask
import ByteFormats
import Findings
import JSON
import Sodium
import XML

/// The entries of a bundle, whatever form each of them has.
extension BundleReader {
  func feed(_ entry: EntryReader, _ piece: Span<UInt8>) throws {
    if entry.isHashed { entry.digest.update(piece) }
    if case .undecided = entry.form {
      entry.head.append(copying: piece)
      if entry.head.count < EntryReader.headSize { return }
      return try decide(entry)
    }
    try feedContent(entry, piece)
  }

  /// Decides what the entry is, once, and reads what has come of it.
  private func decide(_ entry: EntryReader) throws {
    try entry.decide(rules: rules.tables(dateFormat: manifest?.dateFormat))
    if case .none = entry.form { noteUnread(entry.entryName, path: entry.path) } else { holdsExports = true }
    let head = entry.head
    entry.head = []
    try feedContent(entry, head.span)
  }

  private func feedContent(_ entry: EntryReader, _ piece: Span<UInt8>) throws {
    switch entry.form {
    case .undecided, .none: return
    case .invoiceExport:
      do { try entry.export?.feed(piece) { row in take(row, entry) } } catch {
        throw unreadable(entry, error)
      }
    case .json, .table, .whole:
      do { try entry.decoder.decode(piece) { text in try feedText(entry, text) } } catch let problem
        as TextProblem
      {
        throw undecodable(entry, problem)
      }
    }
  }

  private func feedText(_ entry: EntryReader, _ text: Span<UInt8>) throws {
    if case .whole = entry.form {
      entry.whole.append(copying: text)
      if entry.whole.count > 64_000_000 {
        throw BundleRefusal(findings: [
          Finding(
            .fileUnused, .refused, problem: "the file is larger than the 64 MB that are read of its kind",
            remedy: "Make it again with what belongs into it.", place: Place(path: entry.path))
        ])
      }
      return
    }
    if let table = entry.table {
      do { try table.feed(text) { row in take(row, entry) } } catch { throw unreadable(entry, error) }
      return
    }
    do { try entry.records.feed(text) { record in try take(record, entry) } } catch let problem as JSONProblem
    {
      throw invalid(entry, problem)
    }
  }

  /// The name of a file says nothing, and neither does its content.
  func noteUnread(_ fileName: String, path: String) {
    unusedFiles.append("\(fileName) (not a form that is read)")
    strangeFiles.append(fileName)
    summary.findings.append(
      Finding(
        .fileUnused, .notice, problem: "the file is not one that autopost reads",
        remedy: EntryReader.remedy(fileName), place: Place(path: path)))
  }

  func end(_ entry: EntryReader) throws {
    seenFiles.insert(entry.entryName)
    if case .undecided = entry.form { try decide(entry) }
    do { try entry.decoder.finish { text in try feedText(entry, text) } } catch let problem as TextProblem {
      throw undecodable(entry, problem)
    }
    switch entry.form {
    case .undecided, .none: break
    case .whole:
      holdsExports = true
      if case .fieldInformation(let entity) = entry.kind {
        try takeFieldInformation(entry, entity)
      } else {
        let (rows, problems) = TransferTable.read(entry.whole, path: entry.path)
        summary.transfers += rows
        summary.findings += problems
      }
    case .invoiceExport:
      do { try entry.export?.finish { row in take(row, entry) } } catch { throw unreadable(entry, error) }
      try checkCount(entry, entry.export?.invoices ?? 0)
    case .table: try endTable(entry)
    case .json:
      let envelope: JSONEnvelope
      do { envelope = try entry.records.finish { record in try take(record, entry) } } catch let problem
        as JSONProblem
      {
        throw invalid(entry, problem)
      }
      try checkEnvelope(envelope, entry)
    }
    if let expected = entry.listed?.digest {
      let found = entry.digest.finish().hex
      if found != expected {
        throw BundleRefusal(findings: [
          Finding(
            .manifestMismatch, .refused,
            problem:
              "the file differs from what the manifest says of it (its SHA-256 is \(found.prefix(12))…, the"
              + " manifest says \(expected.prefix(12))…)",
            remedy: "Export and pack the bundle again; nothing of it was taken.",
            place: Place(path: entry.path))
        ])
      }
    }
  }

  /// A record in the columns of its entity, from a form that knows the entity.
  private func take(_ row: borrowing FieldRow, _ entry: EntryReader) {
    if let taken = reading(of: row.entity).read(row, path: entry.path) { part.records.append(taken) }
  }

  /// The answer of `InvoiceMarkupXml`: the invoice export as text in one field.
  private func takeWrapped(_ record: JSONRecord, _ entry: EntryReader) throws {
    let field = (0..<record.fieldCount).first { record.key($0).lowercased() == "data" }
    let text = field.flatMap { record.string($0) }.map { Array($0.utf8) } ?? []
    guard EntryReader.text(text).first == UInt8(ascii: "<") else {
      let place = record.place
      summary.findings.append(
        Finding(
          .fileUnused, .warning, problem: "the answer holds no invoice as XML",
          remedy: "Ask Autotask for Invoices/{id}/InvoiceMarkupXml and drop that answer.",
          place: Place(path: entry.path, line: place.line, column: place.column)))
      return
    }
    do {
      let export = try GenericInvoiceReader()
      try export.feed(text.span) { row in take(row, entry) }
      try export.finish { row in take(row, entry) }
      entry.invoices += export.invoices
    } catch { throw unreadable(entry, error) }
  }

  private func take(_ record: JSONRecord, _ entry: EntryReader) throws {
    if entry.isUnknown { return }
    if entry.isWrapped { return try takeWrapped(record, entry) }
    if entry.isCutByDepth { throw asText(entry, line: record.place.line, column: record.place.column) }
    if entry.entity == nil {
      let fields = (0..<record.fieldCount).map { record.key($0) }
      if case .records(let entity) = entry.kind {
        entry.entity = entity
      } else if let entity = Entity.recognised(byFields: fields) ?? entry.hint {
        entry.entity = entity
      } else {
        entry.isUnknown = true
        let place = record.place
        let nearest = TableHeader.nearest(fields, rules: TableRules()).map {
          "; the nearest is \($0.rawValue)"
        }
        summary.findings.append(
          Finding(
            .entityUnknown, .warning,
            problem:
              "nothing tells what these records are; their fields are \(fields.prefix(8).joined(separator: ", "))"
              + (nearest ?? ""),
            remedy: "Name the file after its Autotask entity, such as Invoices.json, and drop it again.",
            place: Place(path: entry.path, line: place.line, column: place.column)))
        return
      }
    }
    guard let entity = entry.entity else { return }
    if let taken = reading(of: entity).read(record, path: entry.path) { part.records.append(taken) }
  }

  private func endTable(_ entry: EntryReader) throws {
    guard let table = entry.table else { return }
    do { try table.finish { row in take(row, entry) } } catch { throw unreadable(entry, error) }
    try checkCount(entry, table.count)
    summary.findings += TableWords(path: entry.path).remarks(table)
    if let unused = table.header?.unused, !unused.isEmpty {
      unusedColumns.append(
        "Columns of \(entry.entryName) that are not used: \(unused.joined(separator: ", "))")
    }
  }

  private func checkCount(_ entry: EntryReader, _ records: Int) throws {
    guard let count = entry.listed?.count, count != records else { return }
    throw BundleRefusal(findings: [
      Finding(
        .manifestMismatch, .refused,
        problem: "the file holds \(records) records, and the manifest says \(count)",
        remedy: "Export and pack the bundle again; nothing of it was taken.", place: Place(path: entry.path))
    ])
  }

  private func checkEnvelope(_ envelope: JSONEnvelope, _ entry: EntryReader) throws {
    try checkCount(entry, envelope.records)
    if let count = envelope.count, count != envelope.records {
      summary.findings.append(
        Finding(
          .exportIncomplete, .warning,
          problem: "the export says that it has \(count) records and holds \(envelope.records)",
          remedy: "Export the entity again; what is missing keeps its invoices on hold until it arrives.",
          place: Place(path: entry.path)))
    }
    guard let entity = entry.entity, envelope.shape == .list || envelope.shape == .envelopes else { return }
    if envelope.nextPageUrl != nil {
      openPages[entity, default: 0] += 1
    } else {
      lastPages[entity, default: 0] += 1
    }
  }

  /// A page that says another follows needs that other page in the same bundle.
  func finishPages() {
    for entity in openPages.keys.sorted(by: { $0.rawValue < $1.rawValue }) where lastPages[entity] == nil {
      summary.findings.append(
        Finding(
          .exportIncomplete, .warning,
          problem: "the last page of \(entity.rawValue) is missing: the newest one says that another follows",
          remedy:
            "Let the export follow nextPageUrl to its end (Get-AutotaskAPIResource does so by itself) and drop it again;"
            + " what is missing keeps its invoices on hold until it arrives.", place: Place(path: name)))
    }
  }

  private func takeFieldInformation(_ entry: EntryReader, _ entity: String) throws {
    let node: JSONNode
    do { node = try JSONNode.parse(entry.whole) } catch { throw invalid(entry, error) }
    for field in node["fields"]?.elements ?? [] {
      guard let name = field["name"]?.string else { continue }
      for value in field["picklistValues"]?.elements ?? [] {
        guard let number = value["value"]?.string ?? value["value"]?.number,
          let label = value["label"]?.string
        else {
          continue
        }
        part.labels.append(PicklistLabel(entity: entity, field: name, value: number, label: label))
      }
    }
  }
}
