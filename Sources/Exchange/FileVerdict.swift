import Accounting
import Findings
import Ledger
import Report
import Sodium
import Spool

/// What is known of a claimed file, and where it ends.
struct FileVerdict {
  let number: Int64
  /// Its name in the inbox, readable.
  let name: String
  let digest: Digest
  let size: Int64
  /// Milliseconds since its last change when it was seen.
  let age: Int64
  var kind: String
  var place: FilePlace
  var findings: [Finding] = []
  var records: [(entity: String, records: Int, changed: Int)] = []
  var notices: [String] = []
  var items: [ItemKey] = []
  /// For a duplicate: the name under which the same bytes came before.
  var takenBefore: String?

  init(number: Int64, name: String, digest: Digest, size: Int64, age: Int64, kind: String, place: FilePlace) {
    self.number = number
    self.name = name
    self.digest = digest
    self.size = size
    self.age = age
    self.kind = kind
    self.place = place
  }

  /// Its path below the exchange folder, where it is there already.
  var storedIn: String?

  /// Stands for the path that the file gets only when it is placed.
  static let storedAs = "{stored-as}"

  func report(at time: Timestamp) -> FileReport {
    let outcome: FileReport.Outcome =
      switch place {
      case .archive: .archived
      case .quarantine: .quarantined
      case .duplicates: .duplicate
      }
    var report = FileReport(
      name: name, outcome: outcome, storedAs: FileVerdict.storedAs, time: time, kind: kind, bytes: size,
      digest: digest.hex)
    report.records = records.map {
      FileReport.Records(
        entity: $0.entity, read: $0.records, taken: $0.changed, unchanged: $0.records - $0.changed)
    }
    report.items = items
    report.findings = findings
    report.notices = notices
    if let takenBefore { report.takenBefore = FileReport.Receipt(file: takenBefore, time: time) }
    return report
  }
}

extension FileVerdict {
  /// What lies beside a file that has its place.
  func placedReport(at time: Timestamp, zone: Zone) -> PlacedReport {
    let report = report(at: time)
    func filled(_ text: String) -> [UInt8] {
      Array(text.replacing(FileVerdict.storedAs, with: storedIn ?? "").utf8)
    }
    return PlacedReport(
      text: filled(report.text(zone: zone)), json: filled(String(decoding: report.json, as: UTF8.self)))
  }

  /// Writes down a file that did not come through the inbox and has its place; part of the caller's step.
  func writeDown(in pass: Pass) throws(LedgerError) {
    guard let storedIn else { return }
    let report = placedReport(at: pass.now, zone: pass.zone)
    let file = try pass.ledger.claim(name: Array(name.utf8), at: pass.now)
    try pass.ledger.decide(
      file, place, kind: kind, digest: digest.hex, size: size,
      text: String(decoding: report.text, as: UTF8.self),
      json: String(decoding: report.json, as: UTF8.self))
    try pass.ledger.setPlaced(file, finalName: storedIn)
    try pass.ledger.record(
      place.eventKind, at: pass.now,
      detail: "\(name): \(kind): \(findings.map(\.problem).joined(separator: "; "))")
  }
}

extension FilePlace {
  var spool: FinalPlace {
    switch self {
    case .archive: .archive
    case .quarantine: .quarantine
    case .duplicates: .duplicates
    }
  }

  /// The word of the event.
  var eventKind: String {
    switch self {
    case .archive: "received"
    case .quarantine: "quarantined"
    case .duplicates: "duplicate"
    }
  }
}
