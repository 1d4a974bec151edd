import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Sodium
import Spool
import TestSupport

/// An exchange folder of a test's own with a company file in QuickBooks' place, at times of the test's own.
///
/// Nothing of it looks into the ledger but `items`, `events` and their like: what goes to QuickBooks are the files of
/// the outbox, as a person would carry them.
final class Rehearsal {
  let temporary: TemporaryFolder
  let folder: ExchangeFolder
  var company: PracticeCompany
  /// The time of the next step; each step takes a minute.
  private(set) var now: Timestamp
  /// All that passes found which belongs to no item, the newest pass last.
  private(set) var findings: [Finding] = []

  /// A program that another test starts may hold a lock of ours for the moment before it becomes itself.
  private static let patience: Int64 = 10_000

  static let start = at("2026-11-03T09:00:00-05:00")

  static func at(_ text: String) -> Timestamp {
    guard let time = WrittenTime(text) else { preconditionFailure("\(text) is no time") }
    return time.instant(in: .utc)
  }

  /// Those of two company files that both take everything at once: main, the default, and north.
  static let settingsWithNorth =
    Rehearsal.settings("first-contact: at-once") + """
        - name: north
          company-file: 'C:\\QuickBooks\\North.qbw'
          company-name: Contoso North
          transfer: [invoices]
          transfer-from: 2026-11-01
          first-contact: at-once
      """

  /// Lines of `autopost.yaml` for one connector `main`, with more lines below it.
  static func settings(_ more: String..., above: String = "") -> String {
    """
    time-zone: America/New_York
    web-connector: {url: 'https://books.example.com/qbwc', support-url: 'https://books.example.com/'}
    \(above)
    connectors:
      - name: main
        company-file: 'C:\\QuickBooks\\Contoso.qbw'
        company-name: Contoso Inc
        transfer: [invoices, paid-dates]
        transfer-from: 2026-11-01
    \(more.map { "    \($0)\n" }.joined())
    """
  }

  /// Makes the folder with this text as `autopost.yaml`, or with none, and a company file of these beliefs.
  init(
    settings: String? = Rehearsal.settings(), beliefs: [String] = [], at start: Timestamp = Rehearsal.start
  ) throws {
    temporary = try TemporaryFolder.inMemory()
    folder = ExchangeFolder(temporary.path)
    now = start
    let beliefs = try PracticeBeliefs(words: beliefs)
    company = PracticeCompany(beliefs: beliefs, now: Rehearsal.practiceTime(start))
    if let settings { try temporary.write(settings, to: "autopost.yaml") }
    try Disk.makeFolder(folder.inbox)
  }

  /// Another folder with the same content, and the same company file.
  init(copyOf other: Rehearsal) throws {
    temporary = try TemporaryFolder.inMemory()
    folder = ExchangeFolder(temporary.path)
    (now, company) = (other.now, other.company)
    try Rehearsal.copy(other.folder.root, to: folder.root)
  }

  private static func copy(_ source: FilePath, to target: FilePath) throws {
    for name in try Disk.names(in: source) {
      let (from, to) = (source.appending(name), target.appending(name))
      guard let facts = try Disk.facts(of: from) else { continue }
      if facts.kind == .folder {
        try Disk.makeFolder(to)
        try copy(from, to: to)
      } else {
        let file = try FileDescriptor(creating: to)
        try file.write(try Disk.read(from))
        try file.close()
        try Disk.setModified(to, facts.modified)
      }
    }
  }

  // MARK: Time

  /// Eastern time without daylight saving.
  private static func practiceTime(_ time: Timestamp) -> PracticeTime {
    let text = time.adding(seconds: -5 * 3_600).localText(in: .utc)
    guard let time = PracticeTime(text) else { preconditionFailure("\(text) is no time") }
    return time
  }

  /// The clock beside QuickBooks.
  var practiceTime: PracticeTime { Rehearsal.practiceTime(now) }

  func wait(minutes: Int64 = 0, hours: Int64 = 0, days: Int64 = 0) {
    now = now.adding(seconds: minutes * 60 + hours * 3_600 + days * 86_400)
  }

  // MARK: The inbox

  /// Puts a file into the inbox, changed just now.
  func drop(_ bytes: [UInt8], as name: FilePath) throws {
    let path = try temporary.write(bytes, to: FilePath("inbox").appending(name))
    try Disk.setModified(path, now.milliseconds * 1_000_000)
  }

  func drop(_ text: String, as name: FilePath) throws { try drop(Array(text.utf8), as: name) }

  /// Drops a bundle as a zip file.
  func drop(_ export: Export, as name: FilePath = "export.zip") throws {
    try drop(Packing.zip(export.files), as: name)
  }

  // MARK: Passes

  /// One pass, as one call of the program.
  @discardableResult
  func run(_ options: PassOptions = PassOptions(), after seconds: Int64 = 60) throws -> PassResult {
    now = now.adding(seconds: seconds)
    let exchange = try Exchange(root: folder.root, waits: Rehearsal.patience)
    let result = try exchange.run(options, now: now)
    findings += result.findings
    try keepSets()
    return result
  }

  /// Passes with the company file's answers between them, until nothing is open.
  func settle(_ options: PassOptions = PassOptions(), rounds: Int = 12) throws {
    try run(options)
    for _ in 0..<rounds {
      if try openSets().isEmpty { return }
      try practice()
      try run()
    }
    throw Unsettled(open: try openSets().map(\.name))
  }

  struct Unsettled: Error { var open: [String] }

  /// Where `Scripts/test` validates the message sets that tests have made.
  private func keepSets() throws {
    guard let kept = CurrentProcess.environment("AUTOPOST_KEEP_SETS") else { return }
    for set in try openSets() {
      let name = FilePath("exchange-\(SHA256.digest(of: set.bytes).hex.prefix(24)).qbxml")
      let path = FilePath(kept).appending(name)
      let temporaries = FilePath(kept).appending(".new")
      try Disk.makeFolder(temporaries)
      if try Disk.facts(of: path) == nil {
        try Disk.writeDurably(set.bytes, to: path, .replacing, temporaries: temporaries)
      }
    }
  }

  /// A command of a person: what the body asks of the exchange, at the time of the rehearsal.
  @discardableResult
  func command(_ body: (Exchange, Timestamp) throws -> [Finding]) throws -> [Finding] {
    wait(minutes: 1)
    let words = try body(try Exchange(root: folder.root, waits: Rehearsal.patience), now)
    try keepSets()
    return words
  }

  /// Shows, or begins, the relinking of a company file; or says that a step is done.
  @discardableResult
  func relink(_ connector: ConnectorName, done step: Int? = nil) throws -> RelinkResult {
    wait(minutes: 1)
    let exchange = try Exchange(root: folder.root, waits: Rehearsal.patience, relinking: connector)
    if let step { return try exchange.relink(connector, done: step, now: now) }
    return try exchange.relink(connector, now: now)
  }

  // MARK: QuickBooks

  /// A message set as it lies in the outbox.
  struct OpenSet {
    var path: FilePath
    var bytes: [UInt8]
    var name: String { path.name.description }
    /// `000012`.
    var number: String { String(name.prefix { $0 != "-" }) }
    var isTransfer: Bool { name.hasSuffix("-transfer.qbxml") }
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// What lies in `outbox/*/requests/`, by number.
  func openSets() throws -> [OpenSet] {
    var sets: [OpenSet] = []
    guard try Disk.facts(of: folder.outbox) != nil else { return [] }
    for connector in try Disk.names(in: folder.outbox) {
      let requests = folder.outbox.appending(connector).appending("requests")
      guard try Disk.facts(of: requests) != nil else { continue }
      for name in try Disk.names(in: requests) {
        let path = requests.appending(name)
        sets.append(OpenSet(path: path, bytes: try Disk.read(path)))
      }
    }
    return sets.sorted { $0.name < $1.name }
  }

  /// How answers come back.
  enum Delivery {
    /// Into the inbox, whole.
    case dropped
    /// Into the inbox twice, under two names.
    case twice
    /// Run, and the answer never seen.
    case lost
    /// Broken off after so many bytes of a hundred.
    case cut(Int)
  }

  /// What the company file made of a set.
  struct Played {
    var set: OpenSet
    var answer: PracticeAnswer
  }

  /// Runs the open sets in the company file, in their order, and drops what it answers.
  ///
  /// An HRESULT comes as a run note.
  @discardableResult
  func practice(
    _ delivery: Delivery = .dropped, isWanted: (OpenSet) -> Bool = { _ in true }
  ) throws -> [Played] {
    try practice(&company, delivery, isWanted: isWanted)
  }

  /// The same with another company file, the wrong one for instance.
  @discardableResult
  func practice(
    _ company: inout PracticeCompany, _ delivery: Delivery = .dropped,
    isWanted: (OpenSet) -> Bool = { _ in true }
  ) throws -> [Played] {
    wait(minutes: 1)
    var played: [Played] = []
    for set in try openSets() where isWanted(set) {
      let answer = company.answer(set.bytes, now: practiceTime)
      played.append(Played(set: set, answer: answer))
      try deliver(answer, of: set, delivery)
    }
    return played
  }

  /// Somebody enters invoices of Alder Freight for Labor in QuickBooks, whose customer and item they make first.
  /// - Returns: their TxnIDs, in the same order.
  func enterByHand(_ invoices: [(number: String, date: String, cents: Int64)]) throws -> [String] {
    let now = practiceTime
    try company.addCustomer(name: "Alder Freight", now: now)
    try company.addItem(kind: .service, name: "Labor", now: now)
    return try invoices.map { invoice in
      try company.enterInvoice(
        customer: "Alder Freight", number: invoice.number, date: invoice.date, item: "Labor",
        cents: invoice.cents, now: now)
    }
  }

  private func deliver(_ answer: PracticeAnswer, of set: OpenSet, _ delivery: Delivery) throws {
    let name = "answer-\(set.number)-\(now.milliseconds)"
    switch (answer, delivery) {
    case (_, .lost): break
    case (.response(let bytes, _), .dropped): try drop(bytes, as: FilePath("\(name).xml"))
    case (.response(let bytes, _), .twice):
      try drop(bytes, as: FilePath("\(name).xml"))
      try drop(bytes, as: FilePath("\(name) (1).xml"))
    case (.response(let bytes, _), .cut(let percent)):
      try drop(Array(bytes.prefix(bytes.count * percent / 100)), as: FilePath("\(name).xml"))
    case (.hresult(let code, let message, _), _):
      try drop(Rehearsal.note(set.number, code, message), as: FilePath("\(name).json"))
    }
  }

  /// A run note: what happened to a set that has no answer.
  static func note(_ set: String, _ code: String, _ message: String) -> String {
    """
    {"autopostRun":1,"set":"\(set)","companyFile":"C:\\\\QuickBooks\\\\Contoso.qbw","computer":"FRONT-DESK",\
    "hresult":"\(code)","message":\(Export.string(message))}
    """
  }

  // MARK: What came of it

  /// Looks into the ledger, with one opening of the folder.
  func look<Result>(_ body: (Exchange) throws -> Result) throws -> Result {
    try body(try Exchange(root: folder.root, waits: Rehearsal.patience))
  }

  func items() throws -> [Item] { try look { try $0.ledger.items() } }

  func item(_ invoice: Int64) throws -> Item? {
    try look { try $0.ledger.item(ItemKey(invoice: InvoiceID(invoice))) }
  }

  /// `8601 confirmed`, by number, with the ids of what stands against it.
  func states() throws -> [String] { Rehearsal.states(try items()) }

  static func states(_ items: [Item]) -> [String] {
    items.sorted { $0.key < $1.key }.map { item in
      let ids = (item.answerFindings + item.findings).filter { $0.severity != .notice }.map(\.id.rawValue)
      return ([item.key.reference, item.state.rawValue] + ids).joined(separator: " ")
    }
  }

  func events(_ invoice: Int64? = nil) throws -> [Event] {
    try look { try $0.ledger.events(of: invoice.map { ItemKey(invoice: InvoiceID($0)) }) }
  }

  /// The exact bytes of every message set that was ever published, by name.
  func keptSets() throws -> [String: [UInt8]] {
    var sets: [String: [UInt8]] = [:]
    for name in try Disk.names(in: folder.sets) {
      sets[name.description] = try Disk.read(folder.sets.appending(name))
    }
    return sets
  }

  /// Names in a folder below the root, without hidden ones, reports and markers.
  func files(in name: FilePath) throws -> [String] {
    let path = folder.root.appending(name)
    guard try Disk.facts(of: path) != nil else { return [] }
    return try Disk.names(in: path).filter { name in
      ![".txt", ".report.json"].contains { name.hasSuffix($0) } && !name.hasPrefix(".") && name != "sets"
    }.map(\.description)
  }
}
