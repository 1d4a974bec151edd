import Accounting
import Archive
import Autotask
import ByteFormats
import Findings
import JSON
import Settings

/// What a bundle is read by.
struct BundleRules: Sendable {
  let limits: ArchiveLimits
  let zone: Zone
  let timeZoneName: String
  /// When the bundle was taken, in milliseconds since 1970; nothing in it can be newer.
  let arrival: Int64
  private let tableRules: TableRules

  init(_ pass: Pass) {
    limits = pass.archiveLimits
    zone = pass.zone
    timeZoneName = pass.settings.timeZoneName
    arrival = pass.now.milliseconds
    tableRules = pass.tableRules()
  }

  /// The manifest's word about dates goes before the settings'.
  func tables(dateFormat: String?) -> TableRules {
    var rules = tableRules
    if let order = dateFormat.flatMap({ TableRules.DateOrder(format: $0) }) { rules.dateOrder = order }
    return rules
  }
}

/// What one step of reading has found.
struct BundlePart: Sendable {
  /// What is being read: `march.zip/Invoices.json`.
  var path = ""
  /// The time of the export, for records that do not say when they were changed.
  let asOf: Int64
  var records: [TakenRecord] = []
  var labels: [PicklistLabel] = []
  /// Nothing follows, and everything before is proved.
  var isLast = false
}

/// What a value of a picklist is called.
struct PicklistLabel: Sendable {
  var entity: String
  var field: String
  var value: String
  var label: String
}

/// What a bundle says besides its records.
struct BundleSummary: Sendable {
  var manifest: BundleManifest?
  /// The time of the export, in milliseconds since 1970.
  var asOf: Int64
  var findings: [Finding] = []
  var transfers: [TransferRow] = []
  /// How many records of each entity were read.
  var records: [Entity: Int] = [:]
  /// Fields and files that are not used, for the report.
  var notices: [String] = []
}

/// Reads one bundle, step by step, into records in the columns of their tables; it writes nothing.
///
/// What it needs goes in as values, what it finds comes out as such: it may run on another thread than what takes the
/// records into the mirror. Nothing counts before the last step is done.
final class BundleReader {
  let rules: BundleRules
  /// As people know the file: `march.zip`.
  let name: String
  var manifest: BundleManifest?
  var asOf: Int64
  /// Of the step at hand.
  var part: BundlePart
  var summary: BundleSummary
  private var readings: [Entity: RecordReading] = [:]
  /// That of the record before: records of one entity mostly follow each other.
  private var reading: RecordReading?
  /// How many pages of an entity say that another follows, and how many say that none does.
  var openPages: [Entity: Int] = [:]
  var lastPages: [Entity: Int] = [:]
  var unusedFiles: [String] = []
  /// Files of no form that is read, and whether there is any other.
  var strangeFiles: [String] = []
  var holdsExports = false
  var seenFiles: Set<String> = []
  /// Columns that mean nothing, by file.
  var unusedColumns: [String] = []

  private var archive: ArchiveReader?
  private var entry: EntryReader?

  /// So much is read in one step.
  private static let stepSize = 1 << 20

  init(_ rules: BundleRules, name: String) {
    self.rules = rules
    self.name = name
    asOf = rules.arrival
    part = BundlePart(asOf: rules.arrival)
    summary = BundleSummary(asOf: rules.arrival)
  }

  // MARK: Archives

  /// Reads the next entries, or parts of them. The descriptor stays the caller's.
  func next(archive descriptor: Int32, _ format: ArchiveFormat) throws -> BundlePart {
    do {
      if archive == nil {
        // Two times, for the manifest may come last and says how old everything is.
        try readManifest(descriptor, format)
        archive = try ArchiveReader(descriptor: descriptor, format: format, limits: rules.limits)
      }
      begin()
      var size = 0
      while size < BundleReader.stepSize, try step(&size) {}
    } catch let problem as ArchiveProblem {
      // The reader stops at the first problem; a person wants to know them all.
      let all = ArchiveReader.problems(descriptor: descriptor, format: format, limits: rules.limits)
      throw BundleRefusal(
        findings: (all.isEmpty ? [problem] : all).map { $0.finding(path: name) },
        isUnread: problem.reason == .unreadable)
    }
    return part
  }

  /// - Returns: whether anything is left.
  private func step(_ size: inout Int) throws -> Bool {
    if let entry {
      part.path = entry.path
      var taken = 0
      let goesOn = try archive?.read(upTo: BundleReader.stepSize - size) { piece in
        taken += piece.count
        try feed(entry, piece)
      }
      size += taken
      if goesOn != true {
        self.entry = nil
        try end(entry)
      }
      return true
    }
    guard let found = try archive?.next() else {
      if !holdsExports, !strangeFiles.isEmpty { throw nothingRead() }
      try checkManifestFiles()
      finish()
      return false
    }
    if found.isDirectory { return true }
    let kind = EntryKind(path: found.name)
    let path = "\(name)/\(found.name)"
    switch kind {
    case .manifest: break
    case .unused(let entity):
      holdsExports = true
      unusedFiles.append("\(found.name) (\(entity) are not needed for what is transferred)")
    case .other: noteUnread(found.name, path: path)
    default:
      entry = EntryReader(kind: kind, entryName: found.name, path: path, listed: listed(found.name))
    }
    return true
  }

  private func begin() {
    part = BundlePart(asOf: asOf)
    part.path = entry?.path ?? name
  }

  func reading(of entity: Entity) -> RecordReading {
    if let reading, reading.entity == entity { return reading }
    let found = readings[entity] ?? RecordReading(entity, zone: rules.zone, arrival: rules.arrival)
    readings[entity] = found
    reading = found
    return found
  }

  private func finish() {
    finishPages()
    part.isLast = true
    summary.manifest = manifest
    summary.asOf = asOf
    let read = readings.keys.sorted { $0.rawValue < $1.rawValue }
    summary.records = readings.mapValues(\.records)
    summary.notices =
      read.compactMap { entity -> String? in
        guard let fields = readings[entity]?.unusedFields, !fields.isEmpty else { return nil }
        return "Fields of \(entity.rawValue) that are not used: \(fields.joined(separator: ", "))"
      } + unusedColumns + unusedFiles.map { "Not used: \($0)" }
    for entity in read { summary.findings += readings[entity]?.findings ?? [] }
  }

  // MARK: Loose files

  /// Reads the next piece of a loose file, which ends with an empty one; what it holds is told by its fields, and only
  /// then by its name.
  func next(looseFile fileName: String, _ piece: [UInt8]) throws -> BundlePart {
    let entry = entry ?? looseEntry(fileName)
    self.entry = entry
    begin()
    if piece.isEmpty {
      try end(entry)
      finish()
    } else {
      try feed(entry, piece.span)
    }
    return part
  }

  private func looseEntry(_ fileName: String) -> EntryReader {
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
    return entry
  }
}
