import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Report
import SQLite
import Settings
import Spool
import TestSupport

/// Plays one case in a folder of its own, at a fixed time, and keeps every finding that a person would meet.
final class Gallery {
  struct Met {
    var finding: Finding
    var seen: Seen
  }

  let play: GalleryCase
  let temporary: TemporaryFolder
  private(set) var met: [Met] = []
  private var company: PracticeCompany
  /// What was paid last, by its TxnID.
  private var payment = ""
  private var clock: Timestamp
  /// Files that somebody keeps open while the pass runs.
  private var writing: [OpenFile] = []

  private final class OpenFile {
    let file: FileDescriptor
    init(_ file: consuming FileDescriptor) { self.file = file }
  }

  struct Mistake: Error { var words: String }

  init(_ play: GalleryCase) throws {
    self.play = play
    temporary = try TemporaryFolder()
    clock = Timestamp(milliseconds: 1_794_841_200_000)
    company = PracticeCompany(now: try Gallery.practiceTime(clock))
    for name in ["inbox", "mappings"] { try Disk.makeFolder(temporary.appending(FilePath(name))) }
    if try !play.has("no-settings") { try place("autopost.yaml", as: "autopost.yaml") }
    for name in try Disk.names(in: play.folder) where name.hasSuffix(".csv") && name != "Transfer.csv" {
      try place(name.description, as: "mappings/\(name)")
    }
  }

  private func place(_ name: String, as target: String) throws {
    try temporary.write(try play.content(name), to: FilePath(target))
  }

  static func practiceTime(_ time: Timestamp) throws -> PracticeTime {
    guard let time = PracticeTime(time.localText(in: .utc)) else { throw Mistake(words: "no time") }
    return time
  }

  private var practiceTime: PracticeTime {
    get throws { try Gallery.practiceTime(clock) }
  }

  /// The texts of the case's own finding, each once, in the order in which they were met.
  func texts() -> [String] {
    var texts: [String] = []
    for one in met where one.finding.id.rawValue == play.id && !texts.contains(one.finding.text) {
      texts.append(one.finding.text)
    }
    return texts
  }

  /// Where the case's own finding was met.
  func places() -> [Seen] {
    Seen.allCases.filter { seen in met.contains { $0.seen == seen && $0.finding.id.rawValue == play.id } }
  }

  func run() throws {
    for step in play.steps { try take(step) }
    writing = []
  }

  private func note(_ findings: [Finding], _ seen: Seen) {
    met += findings.map { Met(finding: $0, seen: seen) }
  }

  private func take(_ step: GalleryCase.Step) throws {
    switch step.word {
    case "drop": try drop(step.rest)
    case "change": try change(step)
    case "pack": try pack(step.words)
    case "archive": try dropBytes(try Recipes.archive(step.words[0]), as: step.words[1])
    case "special": try special(step.words)
    case "settings": try place(step.rest, as: "autopost.yaml")
    case "mapping": try place(step.rest, as: "mappings/\(step.rest)")
    case "wait": clock = clock.adding(seconds: Int64(step.rest) ?? 0)
    case "now": clock = Timestamp(milliseconds: SystemClock.now())
    case "run": try pass(step.words)
    case "quickbooks": try operate(step)
    case "practice": try practice(step.words)
    case "ledger":
      // What nobody should do: a hand in the ledger.
      let ledger = try Database(path: temporary.appending("state/ledger.sqlite3").bytes, mode: .readWrite)
      try ledger.execute(step.rest)
      ledger.close()
    case "check": try check(step.rest)
    case "overview": try overview()
    case "command": try command(step.words)
    case "again": try again(step.words)
    case "edit": try edit(step.rest)
    case "status": try status(step.words)
    default: note(try Units.findings(step, in: self), Units.seen(step))
    }
  }

  /// A tenth of a second, so that files have an order and yet are new.
  private func advance() { clock = Timestamp(milliseconds: clock.milliseconds + 100) }

  // MARK: Files

  private func drop(_ rest: String) throws {
    if rest == "shop" {
      for name in ["Companies", "BillingCodes", "Invoices", "BillingItems"] { try drop(name + ".json") }
      return
    }
    let parts = rest.split(separator: " ").map(String.init)
    try dropBytes(try play.content(parts[0]), as: parts.count == 3 ? parts[2] : parts[0])
  }

  /// One record as a loose file: `change Invoices {"id": 8491, "invoiceTotal": null}`.
  private func change(_ step: GalleryCase.Step) throws {
    let parts = step.rest.split(separator: " ", maxSplits: 1).map(String.init)
    let count = try Disk.names(in: temporary.appending("inbox")).count
    try dropBytes(Array("[\(parts[1])]\n".utf8), as: "\(parts[0])-change-\(count).json")
  }

  private func pack(_ words: [String]) throws {
    let entries = try words.dropFirst().map { ZipMaker.Entry(Array($0.utf8), try play.content($0)) }
    try dropBytes(ZipMaker(entries).bytes, as: words[0])
  }

  func dropBytes(_ bytes: [UInt8], as name: String) throws {
    let path = try temporary.write(bytes, to: FilePath("inbox/\(name)"))
    advance()
    try Disk.setModified(path, clock.milliseconds * 1_000_000)
  }

  private func special(_ words: [String]) throws {
    let inbox = temporary.appending("inbox")
    let path = inbox.appending(FilePath(words[1]))
    switch words[0] {
    case "folder": try Disk.makeFolder(path)
    case "written":
      let file = try FileDescriptor(creating: path)
      try file.write(Array("[".utf8))
      writing.append(OpenFile(file))
    case "linked":
      try dropBytes(Array("[]".utf8), as: words[1])
      let other = temporary.appending("elsewhere")
      _ = try Program("/bin/ln").run([path, other])
    case "secret":
      try dropBytes(Array("[]".utf8), as: words[1])
      try Disk.setPermissions(path, 0)
    case "changed":
      // Somebody writes to it after it was seen and before it is taken.
      try dropBytes(Array("[]".utf8), as: words[1])
      let folder = ExchangeFolder(temporary.path)
      try folder.prepare()
      guard let entry = try InboxScan(folder, now: clock.milliseconds).entries.first else {
        throw Mistake(words: "nothing was seen")
      }
      try dropBytes(Array("[1]".utf8), as: words[1])
      if case .waits(let finding) = try folder.claim(entry, as: 1) { note([finding], .run) }
    case "deadly":
      // The program ended three times while it read this file.
      try dropBytes(Array("[]".utf8), as: words[1])
      let exchange = try Exchange(root: temporary.path)
      var number: Int64 = 0
      try exchange.ledger.transaction { () throws(LedgerError) in
        number = try exchange.ledger.claim(name: Array(words[1].utf8), at: clock)
        for _ in 1...3 { try exchange.ledger.beginAttempt(number) }
      }
      if let entry = try InboxScan(exchange.folder, now: clock.milliseconds).entries.first {
        _ = try exchange.folder.claim(entry, as: number)
      }
    default: throw Mistake(words: "special \(words[0])?")
    }
  }

  // MARK: Passes

  private func pass(_ words: [String]) throws {
    advance()
    do {
      let exchange = try Exchange(root: temporary.path)
      var options = PassOptions()
      options.retry = words.contains("retry")
      for word in words {
        if let refresh = PassOptions.Refresh(rawValue: word) { options.refresh.insert(refresh) }
      }
      let result = try exchange.run(options, now: clock)
      var items: [Finding] = []
      for item in try exchange.ledger.items() { items += item.answerFindings + item.findings }
      var connectors: [Finding] = []
      for connector in exchange.settings.connectors {
        connectors += try exchange.ledger.company(connector.name).findings
      }
      note(items, .item)
      note(connectors, .connector)
      let files = result.findings.filter { !items.contains($0) && !connectors.contains($0) }
      for finding in files {
        let path = finding.place?.path ?? ""
        let isSetting = path.hasPrefix("autopost.yaml") || path.hasPrefix("mappings/")
        note([finding], path.hasPrefix("inbox/") ? .run : isSetting ? .settings : .file)
      }
    } catch let error as ExchangeError {
      switch error {
      case .settings(let findings): note(findings, .settings)
      case .refused(let finding): note([finding], .command)
      default: throw error
      }
    }
  }

  /// What people say: `command ready ITEM`, `command withdraw SET`, `command refused SET HRESULT`.
  private func command(_ words: [String]) throws {
    let exchange = try Exchange(root: temporary.path)
    let items = words.dropFirst().compactMap { ItemKey($0) }
    let set = words.dropFirst().first.flatMap { SetNumber($0) }
    do {
      switch words[0] {
      case "ready": note(try exchange.setReady(items, now: clock), .command)
      case "hold": note(try exchange.setNotReady(items, now: clock), .command)
      case "retransfer": note(try exchange.retransfer(items, now: clock), .command)
      case "recover": note(try exchange.recover(now: clock), .command)
      case "by-hand":
        for item in items {
          note(try exchange.resolve(item, .byHand, reason: "entered by Anna", now: clock), .command)
        }
      case "withdraw":
        guard let set else { throw Mistake(words: "withdraw what?") }
        note(try exchange.withdraw(set, notRunBecause: nil, now: clock), .command)
      case "refused":
        guard let set else { throw Mistake(words: "which set?") }
        note(try exchange.refused(set, hresult: words[2], message: nil, now: clock), .command)
      default: throw Mistake(words: "command \(words[0])?")
      }
    } catch ExchangeError.refused(let finding) { note([finding], .command) }
  }

  /// `check FILE`; the words name the file as it was given, here without the folder of this run.
  private func check(_ name: String) throws {
    let path = try temporary.write(try play.content(name), to: FilePath(name))
    let exchange = try Exchange(root: temporary.path)
    for var finding in try exchange.check(files: [path], now: clock).files.flatMap(\.findings) {
      finding.problem = finding.problem.replacing("\(temporary.path)/", with: "")
      finding.place?.path.replace("\(temporary.path)/", with: "")
      note([finding], .check)
    }
  }

  /// What status, reconcile and the report say of everything together.
  private func overview() throws {
    let exchange = try Exchange(root: temporary.path)
    note(try exchange.overview(now: clock).notices.map(\.finding), .report)
    note(try exchange.controlTotals(now: clock).differences, .reconcile)
  }

  // MARK: QuickBooks

  /// The practice company file answers every open set; words are beliefs.
  private func practice(_ words: [String]) throws {
    clock = clock.adding(seconds: 60)
    for word in words { try company.beliefs.set(word) }
    let exchange = try Exchange(root: temporary.path)
    for connector in exchange.settings.connectors {
      for set in try exchange.ledger.sets(.open, connector.name) {
        let path = exchange.folder.request(
          connector.name.rawValue, set: set.number.rawValue, kind: set.kind.rawValue)
        switch company.answer(try Disk.read(path), now: try practiceTime) {
        case .response(let bytes, _): try dropBytes(bytes, as: "answer-\(set.number).xml")
        case .hresult(let code, let message, _):
          let note = #"{"autopostRun":1,"set":"\#(set.number)","hresult":"\#(code)","message":"\#(message)"}"#
          try dropBytes(Array(note.utf8), as: "run-\(set.number).json")
        }
      }
    }
  }

  /// A set that was answered is run once more: `again 000002 repeated-set=execute`.
  private func again(_ words: [String]) throws {
    clock = clock.adding(seconds: 60)
    for word in words.dropFirst() { try company.beliefs.set(word) }
    let path = temporary.appending(FilePath("outbox/main/answered/\(words[0])/request.qbxml"))
    if case .response(let bytes, _) = company.answer(try Disk.read(path), now: try practiceTime) {
      try dropBytes(bytes, as: "answer-again.xml")
    }
  }

  /// What a person does in QuickBooks: `quickbooks customer NAME`.
  private func operate(_ step: GalleryCase.Step) throws {
    let parts = step.rest.split(separator: " ", maxSplits: 1).map(String.init)
    let now = try practiceTime
    switch parts[0] {
    case "customer": try company.addCustomer(name: parts[1], now: now)
    case "vendor": try company.addVendor(name: parts[1], now: now)
    case "pay": payment = try company.enterPayment(invoice: parts[1], date: "2026-11-20", now: now)
    case "pay-part":
      payment = try company.enterPayment(invoice: parts[1], cents: 100, date: "2026-11-20", now: now)
    case "take-back": try company.removePayment(payment, now: now)
    case "change": try company.changeInvoice(parts[1], firstLineCents: 100, now: now)
    case "same-number":
      let name = company.books.last?.customer ?? ""
      let item = company.books.last?.lines.first?.item ?? ""
      try company.enterInvoice(
        customer: name, number: parts[1], date: "2026-11-20", item: item, cents: 5, now: now)
    case "void": try company.voidInvoice(parts[1], now: now)
    case "delete": try company.deleteInvoice(parts[1], now: now)
    default: throw Mistake(words: "quickbooks \(parts[0])?")
    }
  }

  /// Changes the answers that wait: `edit OLD => NEW`; `edit cut => 400` keeps so many bytes.
  private func edit(_ rest: String) throws {
    let parts = rest.split(separator: " => ", omittingEmptySubsequences: false).map(String.init)
    let inbox = temporary.appending("inbox")
    for name in try Disk.names(in: inbox) where name.hasSuffix(".xml") {
      let bytes = try Disk.read(inbox.appending(name))
      let text = String(decoding: bytes, as: UTF8.self)
      if parts[0] == "cut", let count = Int(parts[1]) {
        try dropBytes(Array(bytes.prefix(count)), as: name.description)
      } else {
        guard text.contains(parts[0]) else { throw Mistake(words: "\(name) has no \(parts[0]):\n\(text)") }
        try dropBytes(Array(text.replacing(parts[0], with: parts[1]).utf8), as: name.description)
      }
    }
  }

  /// Gives a response of the waiting answers another status: `status InvoiceAddRs 3180 WORDS`.
  private func status(_ words: [String]) throws {
    let inbox = temporary.appending("inbox")
    for name in try Disk.names(in: inbox) where name.hasSuffix(".xml") {
      let text = String(decoding: try Disk.read(inbox.appending(name)), as: UTF8.self)
      guard let start = text.firstRange(of: "<\(words[0]) "),
        let code = text[start.lowerBound...].firstRange(of: "statusCode="),
        let end = text[start.lowerBound...].firstIndex(of: ">")
      else { throw Mistake(words: "\(name) has no \(words[0]):\n\(text)") }
      let isEmpty = text[text.index(before: end)] == "/"
      let message = words.dropFirst(2).joined(separator: " ")
      let attributes =
        "statusCode=\"\(words[1])\" statusSeverity=\"Error\" statusMessage=\"\(message)\"\(isEmpty ? "/" : "")"
      try dropBytes(
        Array((text[..<code.lowerBound] + attributes + text[end...]).utf8), as: name.description)
    }
  }
}
