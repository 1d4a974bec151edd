import Accounting
import Ledger
import PostingRules
import QBXML
import Sodium
import WebConnector

/// A message set before it has a number.
struct SetDraft {
  struct Entry {
    var request: RenderedRequest
    var purpose: RequestPurpose
    var item: ItemKey?
    var subject: String?
  }

  var kind: SetKind
  var isTrial = false
  var parent: SetNumber?
  /// Asks for the stored answer of this set instead of sending requests.
  var oldSetID: String?
  private(set) var entries: [Entry] = []
  private(set) var writes = 0
  private(set) var size = 0
  private var ensured: Set<String> = []
  private(set) var postings: [(item: Item, posting: InvoicePosting)] = []

  /// Every set first asks which company file it is.
  init(_ kind: SetKind) throws(QBXMLProblem) {
    self.kind = kind
    if kind == .status { return }
    try add(HostQuery(), .identity)
    try add(CompanyQuery(ownerID: QWCFile.ownerID), .identity)
  }

  mutating func add(
    _ request: any QBXMLRequest, _ purpose: RequestPurpose, item: ItemKey? = nil, subject: String? = nil
  ) throws(QBXMLProblem) {
    append(Entry(request: try request.rendered(), purpose: purpose, item: item, subject: subject))
  }

  private mutating func append(_ entry: Entry) {
    if entry.request.writes { writes += 1 }
    size += entry.request.size
    entries.append(entry)
  }

  /// Adds an invoice with what must be there before it; false when the set would become too large by it.
  mutating func add(
    _ item: Item, _ posting: InvoicePosting, limits: (writes: Int, bytes: Int)
  ) throws(QBXMLProblem) -> Bool {
    var added: [Entry] = []
    var keys: [String] = []
    for ensure in posting.ensures where !ensured.contains(ensure.key) {
      keys.append(ensure.key)
      let subject = ensure.key
      added.append(Entry(request: try ensure.creation.rendered(), purpose: .create, subject: subject))
      added.append(Entry(request: try ensure.lookUp.rendered(), purpose: .lookUp, subject: subject))
    }
    var request = posting.request
    request.externalGUID = ExternalGUID.of(item.key, transfer: item.transfer, connector: item.connector)
    added.append(Entry(request: try request.rendered(), purpose: .post, item: item.key))
    let newWrites = writes + added.count { $0.request.writes }
    let newSize = size + added.reduce(0) { $0 + $1.request.size + 60 }
    if !postings.isEmpty, newWrites > limits.writes || newSize > limits.bytes { return false }
    for entry in added { append(entry) }
    ensured.formUnion(keys)
    postings.append((item, posting))
    return true
  }

  /// Puts an entry of another set into this one, as it was.
  mutating func add(_ entry: Entry) { append(entry) }
}

/// The ExternalGUID of an item's transfer: the same for every attempt, another for a retransfer.
enum ExternalGUID {
  static func of(_ item: ItemKey, transfer: Int64, connector: ConnectorName) -> String {
    let digest = SHA256.digest(of: Array("autopost \(connector) \(item) \(transfer)".utf8)).hex.uppercased()
    let parts = [(0, 8), (8, 4), (12, 4), (16, 4), (20, 12)].map { start, count in
      String(digest.dropFirst(start).prefix(count))
    }
    return "{\(parts.joined(separator: "-"))}"
  }
}
