import Accounting
import Archive
import Autotask
import ByteFormats
import Filesystem
import Findings
import JSON
import Ledger
import PostingRules
import Settings
import Sodium
import XML

/// Reads one bundle into the mirror, inside a transaction of the caller's.
///
/// Nothing counts before the last byte is proved: the caller commits only what ends without a refusal.
struct BundleIntake {
  let pass: Pass
  /// As people know the file: `march.zip`.
  let name: String
  private var intakes: [Entity: RecordIntake] = [:]
  private var manifest: BundleManifest?
  private var asOf: Int64
  private(set) var findings: [Finding] = []
  private(set) var transfers: [TransferRow] = []
  /// How many pages of an entity say that another follows, and how many say that none does.
  private var openPages: [Entity: Int] = [:]
  private var lastPages: [Entity: Int] = [:]
  private var unusedFiles: [String] = []
  /// Files of no form that is read, and whether there is any other.
  private var strangeFiles: [String] = []
  private var holdsExports = false
  private var seenFiles: Set<String> = []
  /// Columns that mean nothing, by file.
  private var unusedColumns: [String] = []

  /// Why a bundle is not taken at all.
  struct Refusal: Error {
    var findings: [Finding]
    /// Whether the file only ends too early, so that more of it may come.
    var isCutOff = false
    /// Whether the system could not read it, which says nothing about the bundle.
    var isUnread = false
  }

  init(_ pass: Pass, name: String) {
    self.pass = pass
    self.name = name
    asOf = pass.now.milliseconds
  }

  var bundleID: String? { manifest?.bundleID }
  var time: Int64 { asOf }

  /// What was read, by entity, in the order of the entities' names.
  var counts: [(entity: String, records: Int, changed: Int)] {
    intakes.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { entity in
      intakes[entity].map { (entity.rawValue, $0.records, $0.changed) }
    }
  }

  /// Fields and files that are not used, for the report.
  var notices: [String] {
    intakes.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { entity -> String? in
      guard let fields = intakes[entity]?.unusedFields, !fields.isEmpty else { return nil }
      return "Fields of \(entity.rawValue) that are not used: \(fields.joined(separator: ", "))"
    } + unusedColumns + unusedFiles.map { "Not used: \($0)" }
  }

  // MARK: Archives

  /// Reads all entries; two times, for the manifest may come last and says how old everything is.
  mutating func read(archive descriptor: borrowing FileDescriptor, format: ArchiveFormat) throws {
    do {
      try readManifest(descriptor, format)
      var reader = try ArchiveReader(
        descriptor: descriptor.number, format: format, limits: pass.archiveLimits)
      while let entry = try reader.next() {
        if entry.isDirectory { continue }
        let kind = EntryKind(path: entry.name)
        let path = "\(name)/\(entry.name)"
        switch kind {
        case .manifest: continue
        case .unused(let entity):
          holdsExports = true
          unusedFiles.append("\(entry.name) (\(entity) are not needed for what is transferred)")
          continue
        case .other:
          noteUnread(entry.name, path: path)
          continue
        default: break
        }
        let entryReader = EntryReader(
          kind: kind, entryName: entry.name, path: path, listed: listed(entry.name))
        try reader.read { piece in try feed(entryReader, piece) }
        try end(entryReader)
      }
    } catch let problem as ArchiveProblem {
      // The reader stops at the first problem; a person wants to know them all.
      let all = ArchiveReader.problems(
        descriptor: descriptor.number, format: format, limits: pass.archiveLimits)
      throw Refusal(
        findings: (all.isEmpty ? [problem] : all).map { $0.finding(path: name) },
        isUnread: problem.reason == .unreadable)
    }
    if !holdsExports, !strangeFiles.isEmpty { throw nothingRead() }
    try checkManifestFiles()
    finishPages()
  }

  /// An archive that is taken must have been good for something.
  private func nothingRead() -> Refusal {
    let shown = strangeFiles.prefix(3).joined(separator: ", ")
    let more = strangeFiles.count > 3 ? " and \(strangeFiles.count - 3) more" : ""
    let remedy: String
    if strangeFiles.contains(where: { $0.hasSuffix("xl/workbook.xml") }) {
      remedy = "It is an Excel workbook: save the sheet as CSV and drop that."
    } else if strangeFiles.contains(where: { EntryReader.isArchive($0) }) {
      remedy = "Unpack it and drop the archive that lies in it."
    } else {
      remedy = "Drop the export as the exporting program wrote it: JSON, generic XML or CSV."
    }
    return Refusal(findings: [
      Finding(
        .fileNotRecognised, .refused,
        problem: "nothing in the archive is an export that autopost reads; it holds \(shown)\(more)",
        remedy: remedy, place: Place(path: name))
    ])
  }

  private mutating func readManifest(_ descriptor: borrowing FileDescriptor, _ format: ArchiveFormat) throws {
    var newest: Int64?
    var reader = try ArchiveReader(
      descriptor: descriptor.number, format: format, limits: pass.archiveLimits)
    func note(_ entry: ArchiveEntry) {
      if case .instant(let seconds)? = entry.modified, !entry.isDirectory {
        newest = max(newest ?? .min, seconds * 1_000)
      }
    }
    // Without a manifest a directory says all that is wanted; else everything is unpacked twice.
    if let listing = reader.listing, !listing.contains(where: { EntryKind(path: $0.name) == .manifest }) {
      for entry in listing { note(entry) }
      if let newest { asOf = min(newest, pass.now.milliseconds) }
      return
    }
    while let entry = try reader.next() {
      note(entry)
      guard EntryKind(path: entry.name) == .manifest else { continue }
      var bytes: [UInt8] = []
      try reader.read { piece in
        bytes.append(copying: piece)
        if bytes.count > 16_000_000 {
          throw Refusal(findings: [
            Finding(
              .manifestInvalid, .refused, problem: "the manifest is larger than 16 MB",
              remedy: "Make the bundle again with a manifest.json that only lists its files.",
              place: Place(path: "\(name)/\(entry.name)"))
          ])
        }
      }
      try takeManifest(bytes, path: "\(name)/\(entry.name)")
    }
    if manifest?.createdAt == nil, let newest { asOf = min(newest, pass.now.milliseconds) }
  }

  private mutating func takeManifest(_ bytes: [UInt8], path: String) throws {
    let (read, problems) = BundleManifest.read(bytes, path: path)
    guard let read else {
      if !problems.isEmpty { throw Refusal(findings: problems) }
      unusedFiles.append("\(path.dropFirst(name.utf8.count + 1)) (the manifest of another program)")
      findings.append(
        Finding(
          .fileUnused, .notice, problem: "the file is the manifest of another program, so it is not read",
          remedy:
            "Nothing is to be done, unless it is to describe this bundle; then write \"format\": \"autotask-bundle\" and"
            + " \"version\": 1 into it.", place: Place(path: path)))
      return
    }
    if let zone = read.timeZone, let problem = wrongZone(zone, path: path) {
      throw Refusal(findings: [problem])
    }
    findings += read.retransfers.map { BundleIntake.notObeyed($0, path: path) }
    manifest = read
    if let created = read.createdAt { asOf = min(created.milliseconds, pass.now.milliseconds) }
  }

  /// All dates are read in one zone; a bundle of another one would be dated a day off around midnight.
  private func wrongZone(_ name: String, path: String) -> Finding? {
    let zone = Exchange.zone(named: name)
    if let zone, zone.hasSameRules(as: pass.zone) { return nil }
    let known = zone == nil ? ", which this system does not know" : ""
    return Finding(
      .manifestZoneDiffers, .refused,
      problem:
        "the manifest says that its times are those of \"\(name)\"\(known), and autopost.yaml says time-zone:"
        + " \(pass.settings.timeZoneName)",
      remedy: zone == nil
        ? "Let the exporting program write the zone of its times, such as America/New_York, and drop the bundle again."
        : "Correct timeZone in the manifest, or write time-zone: \(name) in autopost.yaml if all exports are of that"
          + " zone, and drop the bundle again.",
      place: Place(path: path))
  }

  /// A second transfer makes a second invoice in QuickBooks: no file asks for that, only a person.
  private static func notObeyed(_ retransfer: BundleManifest.Retransfer, path: String) -> Finding {
    Finding(
      .manifestRetransfer, .warning,
      problem:
        "the manifest asks to transfer \(retransfer.words) once more, which would make a second one in QuickBooks; it is"
        + " not done",
      remedy: retransfer.item.map { "Run autopost retransfer --duplicate \($0) if a second one is wanted." }
        ?? "Take retransfer out of the manifest, and name single invoices with autopost retransfer --duplicate if a"
        + " second one is wanted.",
      place: Place(path: path, line: retransfer.line, column: retransfer.column))
  }

  private func listed(_ path: String) -> BundleManifest.File? { manifest?.files.first { $0.path == path } }

  private func checkManifestFiles() throws {
    let missing = (manifest?.files ?? []).map(\.path).filter {
      !seenFiles.contains($0) && EntryKind(path: $0) != .other
    }
    guard !missing.isEmpty else { return }
    let unread = missing.filter { if case .unused = EntryKind(path: $0) { false } else { true } }
    if unread.isEmpty { return }
    throw Refusal(findings: [
      Finding(
        .manifestMismatch, .refused,
        problem:
          "the manifest lists \(unread.prefix(5).joined(separator: ", ")), which the bundle does not hold",
        remedy: "Export and pack the bundle again.", place: Place(path: name))
    ])
  }

  // MARK: Loose files

  /// Reads a loose file to its end; what it holds is told by its fields, and only then by its name.
  mutating func read(loose descriptor: borrowing FileDescriptor, fileName: String) throws {
    let named = EntryKind(path: fileName)
    let kind: EntryKind =
      switch named {
      case .fieldInformation, .unused: named
      case .records(let entity) where entity == .organizationalLevel1s || entity == .organizationalLevel2s:
        named
      default: .unnamed
      }
    let entry = EntryReader(kind: kind, entryName: fileName, path: name, listed: nil)
    if case .records(let entity) = named { entry.hint = entity }
    try descriptor.readPieces(failure: { $0 as any Error }) { (piece) throws(any Error) in
      try feed(entry, piece)
    }
    try end(entry)
    finishPages()
  }

  // MARK: Entries

  private mutating func feed(_ entry: EntryReader, _ piece: Span<UInt8>) throws {
    pass.progress?("reading \(entry.path)")
    if entry.isHashed { entry.digest.update(piece) }
    if case .undecided = entry.form {
      entry.head.append(copying: piece)
      if entry.head.count < EntryReader.headSize { return }
      return try decide(entry)
    }
    try feedContent(entry, piece)
  }

  /// Decides what the entry is, once, and reads what has come of it.
  private mutating func decide(_ entry: EntryReader) throws {
    try entry.decide(rules: pass.tableRules(dateFormat: manifest?.dateFormat))
    if case .none = entry.form { noteUnread(entry.entryName, path: entry.path) } else { holdsExports = true }
    let head = entry.head
    entry.head = []
    try feedContent(entry, head.span)
  }

  private mutating func feedContent(_ entry: EntryReader, _ piece: Span<UInt8>) throws {
    switch entry.form {
    case .undecided, .none: return
    case .invoiceExport:
      do { try entry.export?.feed(piece) { row in try take(row, entry) } } catch {
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

  private mutating func feedText(_ entry: EntryReader, _ text: Span<UInt8>) throws {
    if case .whole = entry.form {
      entry.whole.append(copying: text)
      if entry.whole.count > 64_000_000 {
        throw Refusal(findings: [
          Finding(
            .fileUnused, .refused, problem: "the file is larger than the 64 MB that are read of its kind",
            remedy: "Make it again with what belongs into it.", place: Place(path: entry.path))
        ])
      }
      return
    }
    if let table = entry.table {
      do { try table.feed(text) { row in try take(row, entry) } } catch { throw unreadable(entry, error) }
      return
    }
    do { try entry.records.feed(text) { record in try take(record, entry) } } catch let problem as JSONProblem
    {
      throw invalid(entry, problem)
    }
  }

  /// The name of a file says nothing, and neither does its content.
  private mutating func noteUnread(_ fileName: String, path: String) {
    unusedFiles.append("\(fileName) (not a form that is read)")
    strangeFiles.append(fileName)
    findings.append(
      Finding(
        .fileUnused, .notice, problem: "the file is not one that autopost reads",
        remedy: EntryReader.remedy(fileName), place: Place(path: path)))
  }

  private mutating func end(_ entry: EntryReader) throws {
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
        transfers += rows
        findings += problems
      }
    case .invoiceExport:
      do { try entry.export?.finish { row in try take(row, entry) } } catch { throw unreadable(entry, error) }
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
        throw Refusal(findings: [
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
  private mutating func take(_ row: borrowing FieldRow, _ entry: EntryReader) throws {
    let entity = row.entity
    if intakes[entity] == nil { try begin(entity) }
    try intakes[entity]?.take(row, path: entry.path, asOf: asOf)
  }

  private mutating func begin(_ entity: Entity) throws {
    intakes[entity] = try RecordIntake(
      entity, ledger: pass.ledger, zone: pass.zone, arrival: pass.now.milliseconds)
  }

  /// The answer of `InvoiceMarkupXml`: the invoice export as text in one field.
  private mutating func takeWrapped(_ record: JSONRecord, _ entry: EntryReader) throws {
    let field = (0..<record.fieldCount).first { record.key($0).lowercased() == "data" }
    let text = field.flatMap { record.string($0) }.map { Array($0.utf8) } ?? []
    guard EntryReader.text(text).first == UInt8(ascii: "<") else {
      let place = record.place
      findings.append(
        Finding(
          .fileUnused, .warning, problem: "the answer holds no invoice as XML",
          remedy: "Ask Autotask for Invoices/{id}/InvoiceMarkupXml and drop that answer.",
          place: Place(path: entry.path, line: place.line, column: place.column)))
      return
    }
    do {
      let export = try GenericInvoiceReader()
      try export.feed(text.span) { row in try take(row, entry) }
      try export.finish { row in try take(row, entry) }
      entry.invoices += export.invoices
    } catch { throw unreadable(entry, error) }
  }

  private mutating func take(_ record: JSONRecord, _ entry: EntryReader) throws {
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
        findings.append(
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
    if intakes[entity] == nil { try begin(entity) }
    try intakes[entity]?.take(record, path: entry.path, asOf: asOf)
  }

  private mutating func endTable(_ entry: EntryReader) throws {
    guard let table = entry.table else { return }
    do { try table.finish { row in try take(row, entry) } } catch { throw unreadable(entry, error) }
    try checkCount(entry, table.count)
    findings += TableWords(path: entry.path).remarks(table)
    if let unused = table.header?.unused, !unused.isEmpty {
      unusedColumns.append(
        "Columns of \(entry.entryName) that are not used: \(unused.joined(separator: ", "))")
    }
  }

  private func checkCount(_ entry: EntryReader, _ records: Int) throws {
    guard let count = entry.listed?.count, count != records else { return }
    throw Refusal(findings: [
      Finding(
        .manifestMismatch, .refused,
        problem: "the file holds \(records) records, and the manifest says \(count)",
        remedy: "Export and pack the bundle again; nothing of it was taken.", place: Place(path: entry.path))
    ])
  }

  private mutating func checkEnvelope(_ envelope: JSONEnvelope, _ entry: EntryReader) throws {
    try checkCount(entry, envelope.records)
    if let count = envelope.count, count != envelope.records {
      findings.append(
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
  private mutating func finishPages() {
    for entity in openPages.keys.sorted(by: { $0.rawValue < $1.rawValue }) where lastPages[entity] == nil {
      findings.append(
        Finding(
          .exportIncomplete, .warning,
          problem: "the last page of \(entity.rawValue) is missing: the newest one says that another follows",
          remedy:
            "Let the export follow nextPageUrl to its end (Get-AutotaskAPIResource does so by itself) and drop it again;"
            + " what is missing keeps its invoices on hold until it arrives.", place: Place(path: name)))
    }
  }

  private mutating func takeFieldInformation(_ entry: EntryReader, _ entity: String) throws {
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
        try pass.ledger.setLabel(label, entity: entity, field: name, value: number)
      }
    }
  }

  /// What `ConvertTo-Json` makes of records that lie deeper than it goes.
  private func asText(_ entry: EntryReader, line: Int, column: Int) -> Refusal {
    Refusal(findings: [
      Finding(
        .recordsAsText, .refused,
        problem:
          "PowerShell has written the records as text (\"@{…}\"), because ConvertTo-Json goes only two levels deep",
        remedy:
          "Export again with ConvertTo-Json -Depth 10 | Set-Content NAME.json -Encoding utf8; nothing of the bundle was"
          + " taken.", place: Place(path: entry.path, line: line, column: column))
    ])
  }

  private func invalid(_ entry: EntryReader, _ problem: JSONProblem) -> Refusal {
    if entry.isCutByDepth, problem.code != .endsTooEarly {
      return asText(entry, line: problem.line, column: problem.column)
    }
    return Refusal(
      findings: [
        Finding(
          .jsonInvalid, .refused, problem: "the file \(problem.code.rawValue)",
          remedy: "Export it again; nothing of the bundle was taken.",
          place: Place(
            path: entry.path, line: problem.line, column: problem.excerpt.caret, excerpt: problem.excerpt.text
          ))
      ], isCutOff: problem.code == .endsTooEarly)
  }

  private func unreadable(_ entry: EntryReader, _ error: any Error) -> any Error {
    switch error {
    case let problem as XMLProblem:
      return Refusal(
        findings: [
          Finding(
            .xmlInvalid, .refused, problem: problem.words,
            remedy: "Export it again; nothing of the bundle was taken.",
            place: Place(path: entry.path, line: problem.line, column: problem.column))
        ], isCutOff: problem.code == .endsTooEarly)
    case let problem as TableProblem:
      return TableWords(path: entry.path).refusal(problem)
    case let other as GenericInvoiceReader.OtherDocument:
      return Refusal(findings: [
        Finding(
          .xmlInvalid, .refused,
          problem: "the XML is not the invoice export of Autotask: its root is \(other.root)",
          remedy: "Export the invoices again as generic XML; nothing of the bundle was taken.",
          place: Place(path: entry.path))
      ])
    default: return error
    }
  }

  private func undecodable(_ entry: EntryReader, _ problem: TextProblem) -> Refusal {
    Refusal(findings: [
      Finding(
        .jsonInvalid, .refused, problem: "the text of the file is neither whole UTF-8 nor whole UTF-16",
        remedy: "Export it again as UTF-8; nothing of the bundle was taken.", place: Place(path: entry.path))
    ])
  }

  // MARK: What it touched

  /// Makes the items that the bundle touched be judged anew.
  mutating func touchItems() throws(LedgerError) {
    let invoices = (intakes[.invoices]?.touched ?? []).union(intakes[.billingItems]?.touched ?? [])
    try pass.ledger.touchInvoices(invoices.sorted(), connector: pass.settings.defaultConnector.name)
    let companies = intakes[.companies]?.touched ?? []
    if !companies.isEmpty {
      try pass.ledger.touchItemsWithoutOrganization()
      try pass.ledger.touchHeld(because: .organizationMissing)
    }
    if !invoices.isEmpty, pass.settings.connectors.contains(where: { $0.invoiceNumbers == .autotask }) {
      try pass.ledger.touchHeld(because: .numberShared)
    }
    for entity in Entity.references where (intakes[entity]?.changed ?? 0) > 0 {
      try pass.ledger.noteReference(entity)
    }
    if Entity.charges.contains(where: { (intakes[$0]?.changed ?? 0) > 0 }) {
      try pass.ledger.touchUnfinished()
    }
    for id in companies.sorted() {
      try pass.ledger.touchItems(of: OrganizationID(id))
    }
    for entity in intakes.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      findings += intakes[entity]?.findings ?? []
    }
  }

  /// The people's word that came with the bundle.
  var manifestSelections: (ready: BundleManifest.Selection, notReady: BundleManifest.Selection) {
    (manifest?.invoicesReady ?? .none, manifest?.invoicesNotReady ?? .none)
  }

  /// Invoices that the bundle holds twice with different totals.
  var contradictedInvoices: [Int64] { (intakes[.invoices]?.contradicted ?? []).sorted() }

  /// Invoices of this bundle, for a manifest that says `all`.
  var touchedInvoices: [Int64] { (intakes[.invoices]?.touched ?? []).sorted() }
}
