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
  var company: PracticeCompany
  /// What was paid last, by its TxnID.
  var payment = ""
  var clock: Timestamp
  /// Files that somebody keeps open while the pass runs.
  var writing: [OpenFile] = []

  final class OpenFile {
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

  func place(_ name: String, as target: String) throws {
    try temporary.write(try play.content(name), to: FilePath(target))
  }

  static func practiceTime(_ time: Timestamp) throws -> PracticeTime {
    guard let time = PracticeTime(time.localText(in: .utc)) else { throw Mistake(words: "no time") }
    return time
  }

  var practiceTime: PracticeTime {
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

  func note(_ findings: [Finding], _ seen: Seen) {
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
    case "mapping":
      // `mapping FILE`, `mapping FILE as NAME`
      try place(step.words[0], as: "mappings/\(step.words[step.words.count - 1])")
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
    case "remove": try Disk.remove(temporary.appending(FilePath(step.rest)))
    case "scribble":
      // An editor that changes how lines end.
      let path = temporary.appending(FilePath(step.rest))
      let text = String(decoding: try Disk.read(path), as: UTF8.self)
      try Disk.remove(path)
      try temporary.write(text.replacing("\n", with: "\r\n"), to: FilePath(step.rest))
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
  func advance() { clock = Timestamp(milliseconds: clock.milliseconds + 100) }

  func pass(_ words: [String]) throws {
    advance()
    do {
      let exchange = try Exchange(root: temporary.path, waits: 10_000)
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
  func command(_ words: [String]) throws {
    let exchange = try Exchange(root: temporary.path, waits: 10_000)
    let items = words.dropFirst().compactMap { ItemKey($0) }
    let set = words.dropFirst().first.flatMap { SetNumber($0) }
    do {
      switch words[0] {
      case "ready": note(try exchange.setReady(items, now: clock), .command)
      case "hold": note(try exchange.setNotReady(items, now: clock), .command)
      case "retransfer": note(try exchange.retransfer(items, now: clock), .command)
      case "map-check": note(try exchange.checkMappings(now: clock).findings, .command)
      case "recover": note(try exchange.recover(now: clock), .command)
      case "by-hand":
        for item in items {
          note(try exchange.resolve(item, .byHand, reason: "entered by Anna", now: clock), .command)
        }
      case "in-quickbooks":
        note(
          try exchange.resolve(items[0], .inQuickBooks(words[2]), reason: "found by Anna", now: clock),
          .command)
      case "propose": _ = try exchange.proposeChangeOver(now: clock)
      case "resolve-from":
        note(
          try exchange.resolve(
            table: try play.content(words[1]), path: words[1], reason: nil, now: clock), .command)
      case "withdraw":
        guard let set else { throw Mistake(words: "withdraw what?") }
        let reason = words.contains("not-run") ? "Anna says so" : nil
        note(try exchange.withdraw(set, notRunBecause: reason, now: clock), .command)
      case "audit":
        guard let period = Period(words[1]) else { throw Mistake(words: "which period?") }
        note(try exchange.audit(period, of: nil, now: clock), .command)
      case "relink":
        note(try exchange.relink(ConnectorName(words[1]), now: clock).findings, .command)
      case "refused":
        guard let set else { throw Mistake(words: "which set?") }
        note(try exchange.refused(set, hresult: words[2], message: nil, now: clock), .command)
      default: throw Mistake(words: "command \(words[0])?")
      }
    } catch let error as ExchangeError {
      switch error {
      case .refused(let finding): note([finding], .command)
      case .rowsRefused(let findings): note(findings, .command)
      default: throw error
      }
    }
  }

  /// `check FILE`; the words name the file as it was given, here without the folder of this run.
  func check(_ name: String) throws {
    let path = try temporary.write(try play.content(name), to: FilePath(name))
    let exchange = try Exchange(root: temporary.path, waits: 10_000)
    for var finding in try exchange.check(files: [path], now: clock).files.flatMap(\.findings) {
      finding.problem = finding.problem.replacing("\(temporary.path)/", with: "")
      finding.place?.path.replace("\(temporary.path)/", with: "")
      note([finding], .check)
    }
  }

  /// What status, reconcile and the report say of everything together.
  func overview() throws {
    let exchange = try Exchange(root: temporary.path, waits: 10_000)
    note(try exchange.overview(now: clock).notices.map(\.finding), .report)
    let reconciliation = try exchange.controlTotals(now: clock)
    note(reconciliation.differences + reconciliation.audits.flatMap(\.differences), .reconcile)
  }
}
