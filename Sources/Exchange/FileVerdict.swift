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
