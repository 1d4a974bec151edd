import Accounting
import Ledger
import PostingRules
import QBXML
import Sodium
import WebConnector

/// What a message set is made of, as far as it is not in its bytes.
struct SetContent: Sendable {
  var parent: SetNumber?
  var isTrial = false
  var postings: [(item: Item, posting: InvoicePosting)] = []
  /// Items that are in doubt as soon as the set asks for them, and why.
  var doubts: [(item: Item, reason: String)] = []
}

/// A message set before it has a number.
struct SetDraft: Sendable {
  struct Entry: Sendable {
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
  private var ensured: Set<Ensure> = []
  /// Where the next account or customer, and the next item, goes that postings need: before all that is posted.
  private var accountsEnd = 0
  private var itemsEnd = 0
  private(set) var postings: [(item: Item, posting: InvoicePosting)] = []

  var doubts: [(item: Item, reason: String)] = []

  var content: SetContent {
    SetContent(parent: parent, isTrial: isTrial, postings: postings, doubts: doubts)
  }

  /// Every set first asks which company file it is.
  init(_ kind: SetKind) throws(QBXMLProblem) {
    self.kind = kind
    if kind == .status { return }
    try add(HostQuery(), .identity)
    try add(CompanyQuery(ownerID: QWCFile.ownerID), .identity)
    accountsEnd = entries.count
    itemsEnd = entries.count
  }

  mutating func add(
    _ request: any QBXMLRequest, _ purpose: RequestPurpose, item: ItemKey? = nil, subject: String? = nil
  ) throws(QBXMLProblem) {
    append(Entry(request: try request.rendered(), purpose: purpose, item: item, subject: subject))
  }

  private mutating func append(_ entry: Entry) {
    count(entry)
    entries.append(entry)
  }

  private mutating func count(_ entry: Entry) {
    if entry.request.writes { writes += 1 }
    size += entry.request.size + SetDraft.idSize
  }

  /// Bytes that a requestID takes, and the line it stands on.
  private static let idSize = 60

  /// Adds an invoice with what must be there before it; false when the set would become too large by it.
  mutating func add(
    _ item: Item, _ ready: ReadyPosting, limits: (writes: Int, bytes: Int)
  ) throws(QBXMLProblem) -> Bool {
    let posting = ready.posting
    var first: [Entry] = []
    var second: [Entry] = []
    var newEnsures: [Ensure] = []
    for ensure in posting.ensures where !ensured.contains(ensure) {
      newEnsures.append(ensure)
      // As it is to be read by a person: the key has no capitals.
      let word = Substring(ensure.key.utf8.prefix { $0 != UInt8(ascii: ":") })
      let subject = "\(word):\(ensure.fullName)"
      let pair = [
        Entry(request: try ensure.creation.rendered(), purpose: .create, subject: subject),
        Entry(request: try ensure.lookUp.rendered(), purpose: .lookUp, subject: subject),
      ]
      if case .item = ensure.entry { second += pair } else { first += pair }
    }
    let post = Entry(request: try ready.request.get(), purpose: .post, item: item.key)
    let added = first + second + [post]
    let newWrites = writes + added.count { $0.request.writes }
    let newSize = size + added.reduce(0) { $0 + $1.request.size + SetDraft.idSize }
    if !postings.isEmpty, newWrites > limits.writes || newSize > limits.bytes { return false }
    for entry in added { count(entry) }
    entries.insert(contentsOf: first, at: accountsEnd)
    accountsEnd += first.count
    itemsEnd += first.count
    entries.insert(contentsOf: second, at: itemsEnd)
    itemsEnd += second.count
    entries.append(post)
    ensured.formUnion(newEnsures)
    postings.append((item, posting))
    return true
  }

  /// Puts an entry of another set into this one, as it was.
  mutating func add(_ entry: Entry) { append(entry) }
}

/// The ExternalGUID of an item's transfer: the same for every attempt, another for a retransfer.
enum ExternalGUID {
  static func of(_ item: ItemKey, transfer: Int64, connector: ConnectorName) -> String {
    let digest = SHA256.digest(of: Array("autopost \(connector) \(item) \(transfer)".utf8)).bytes
    // Sixteen bytes of it, in groups of 4, 2, 2, 2 and 6.
    var text: [UInt8] = [UInt8(ascii: "{")]
    text.reserveCapacity(38)
    func add(_ digit: UInt8) { text.append(digit < 10 ? 48 + digit : 55 + digit) }
    for index in 0..<16 {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
      add(digest[index] >> 4)
      add(digest[index] & 15)
    }
    text.append(UInt8(ascii: "}"))
    return String(decoding: text, as: UTF8.self)
  }
}
