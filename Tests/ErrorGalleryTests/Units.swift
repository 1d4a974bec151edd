import Accounting
import Archive
import Filesystem
import Findings
import Report
import WebConnector

/// Findings of one module that no pass is needed for, or that no pass can be made to meet.
enum Units {
  static func seen(_ step: GalleryCase.Step) -> Seen {
    switch step.word {
    case "qwc": .webConnector
    case "report": .report
    default: .run
    }
  }

  static func findings(_ step: GalleryCase.Step, in gallery: Gallery) throws -> [Finding] {
    switch step.word {
    case "qwc": return qwc(step.rest)
    case "report": return try report(step.rest)
    case "unreadable-archive":
      // A disk that fails under the archive looks like a descriptor that cannot be read.
      return ArchiveReader.problems(descriptor: -1, format: .zip).map { $0.finding(path: step.rest) }
    default: throw Gallery.Mistake(words: "\(step.word)?")
    }
  }

  /// Our own QWC file with one element changed, `NAME=VALUE`, taken away, `NAME`, or added, `+NAME=VALUE`; `twice`
  /// gives two connectors one FileID.
  private static func qwc(_ change: String) -> [Finding] {
    let file = QWCFile(
      connector: ConnectorName("main"), isDefault: true, user: "anna", url: "https://books.example.com/qbwc",
      supportURL: "https://books.example.com/", fileID: "{5d2a9a31-3c0f-4a86-9d2a-7d6a0f4b7c11}")
    if change == "twice" {
      var other = file
      other.connector = ConnectorName("north")
      other.isDefault = false
      return QWCLint.findings(together: [file, other])
    }
    var elements = file.elements
    let isAdded = change.hasPrefix("+")
    let parts = change.drop { $0 == "+" }.split(separator: "=", maxSplits: 1).map(String.init)
    if !isAdded { elements.removeAll { $0.name == parts[0] } }
    if parts.count > 1 { elements.append(QWCElement(parts[0], parts[1])) }
    return QWCLint.findings(elements, path: "outbox/main/\(file.fileName)")
  }

  /// An item in a state about which the ledger says nothing else.
  private static func report(_ word: String) throws -> [Finding] {
    guard let state = TransferState(rawValue: word) else { throw Gallery.Mistake(words: "\(word)?") }
    let row = ItemRow(
      item: ItemKey(invoice: InvoiceID(8491)), name: "Invoice 8491", organization: "Fabrikam Ltd",
      connector: ConnectorName("main"), state: state, shown: state.shown(transferred: nil),
      needsResync: false,
      number: nil, txnID: nil, total: nil, balance: nil, paidDate: nil, attempts: 1, findings: [], batch: nil,
      set: nil)
    return [ControlPart(state, row.shown).finding(of: row)].compactMap { $0 }
  }
}
