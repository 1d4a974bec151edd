import Accounting
import Archive
import Autotask
import Filesystem
import Findings
import JSON
import Ledger
import Report
import Settings
import Sodium
import Spool

/// Takes what lies in the inbox: each file ends in the archive, in quarantine or among the duplicates, or waits.
struct Taking {
  let pass: Pass

  /// A file that does not prove itself whole is waited for so long after its last change; then it is refused.
  static let patience: Int64 = 60_000
  /// A file that ended the program so often is not tried again.
  static let attempts: Int64 = 3

  /// What a file turned out to be.
  enum Content {
    case archive(ArchiveFormat)
    case json
    case invoiceExport
    case table
    case runNote
    case answer
    case requests
    case transferTable
    case unknown
  }

  /// Finishes what an earlier pass began, then takes what is new.
  func run() throws {
    for file in try pass.ledger.filesInWork() { try resume(file) }
    let scan = try InboxScan(pass.folder, now: pass.now.milliseconds)
    pass.findings += scan.waiting
    for entry in scan.entries { try take(entry) }
  }

  private func resume(_ file: FileRow) throws {
    if file.place != nil {
      try settle(file.number)
      return
    }
    if pass.isRehearsal, try Disk.facts(of: pass.folder.claimed(file.number)) == nil { return }
    if try Disk.facts(of: pass.folder.claimed(file.number)) != nil {
      try work(on: file.number, name: FilePath(bytes: file.name), age: Taking.patience)
    } else {
      try pass.ledger.transaction { () throws(LedgerError) in try pass.ledger.unclaim(file.number) }
    }
  }

  private func take(_ entry: InboxEntry) throws {
    let age = pass.now.milliseconds - entry.facts.modified / 1_000_000
    if let reason = try unproved(entry, age: age) {
      pass.findings.append(reason)
      return
    }
    var number: Int64 = 0
    try pass.ledger.transaction { () throws(LedgerError) in
      number = try pass.ledger.claim(name: entry.name.bytes, at: pass.now)
    }
    if pass.isRehearsal { return try work(on: number, at: entry.path, name: entry.name, age: age) }
    switch try pass.folder.claim(entry, as: number) {
    case .claimed:
      try work(on: number, name: entry.name, age: age)
    case .waits(let finding):
      pass.findings.append(finding)
      try pass.ledger.transaction { () throws(LedgerError) in try pass.ledger.unclaim(number) }
    case .gone:
      try pass.ledger.transaction { () throws(LedgerError) in try pass.ledger.unclaim(number) }
    }
  }

  // MARK: Whole or not

  /// Why a file cannot be taken yet; nil when its form proves it whole, or waiting longer would not help.
  private func unproved(_ entry: InboxEntry, age: Int64) throws -> Finding? {
    if entry.hasMarker || age >= Taking.patience { return nil }
    let file = try FileDescriptor(reading: entry.path)
    let head = try file.read(at: 0, count: 4_096)
    func waits(_ words: String) -> Finding { Taking.waits(words, pass.folder.shown(entry.path)) }
    switch Taking.content(head, name: entry.name.description) {
    case .archive(let format):
      switch ArchiveCompleteness.of(descriptor: file.number, format: format) {
      case .complete: return nil
      case .unproven(let words):
        return format == .tarGzip || format == .tarZstd ? nil : waits("the archive \(words)")
      }
    case .json, .runNote:
      if EntryKind.isLines(path: entry.name.description) || EntryReader.isLines(EntryReader.text(head)) {
        return entry.isSettled ? nil : InboxScan.notYetSettled(entry, in: pass.folder)
      }
      return try ends(file, entry, with: [UInt8(ascii: "}"), UInt8(ascii: "]")])
        ? nil : waits("its JSON value is not closed")
    case .answer, .requests, .invoiceExport:
      return try ends(file, entry, with: [UInt8(ascii: ">")]) ? nil : waits("its XML root is not closed")
    case .transferTable, .table, .unknown:
      return entry.isSettled ? nil : InboxScan.notYetSettled(entry, in: pass.folder)
    }
  }

  private static func waits(_ words: String, _ path: String) -> Finding {
    Finding(
      .fileNotWhole, .notice, problem: "the file waits, because \(words)",
      remedy: "Wait until it is copied; after a minute without a change it is taken as it is.",
      place: Place(path: path))
  }

  /// Whether the last byte that is no blank is one of these; a UTF-16 text has zeros among them.
  private func ends(
    _ file: borrowing FileDescriptor, _ entry: InboxEntry, with closers: [UInt8]
  ) throws -> Bool {
    let count = min(64, entry.facts.size)
    let tail = try file.read(at: entry.facts.size - count, count: Int(count))
    guard let last = tail.last(where: { $0 > 32 }) else { return false }
    return closers.contains(last)
  }

  /// What a file is, by its first bytes; its name decides only between two forms of one text.
  static func content(_ head: [UInt8], name: String) -> Content {
    if let format = ArchiveFormat.recognise(head: head) { return .archive(format) }
    let text = head.filter { $0 != 0 && $0 < 0x80 }.drop { $0 <= 32 }
    guard let first = text.first else { return .unknown }
    let start = String(decoding: text.prefix(4_096), as: UTF8.self)
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return start.contains("\"autopostRun\"") ? .runNote : .json
    case UInt8(ascii: "<"):
      if start.contains("<QBXMLMsgsRq") { return .requests }
      if start.contains("<QBXML") { return .answer }
      return GenericInvoiceReader.begins(start) ? .invoiceExport : .unknown
    default:
      let header = start.prefix { $0 != "\n" && $0 != "\r" && $0 != "\r\n" }.lowercased()
      let columns = header.split { $0 == "," || $0 == ";" || $0 == "\t" }.map { $0.filter { $0 != "\"" } }
      if columns.contains("item") && columns.contains("transfer") { return .transferTable }
      let lower = name.lowercased()
      if lower.hasSuffix(".csv") || lower.hasSuffix(".tsv") { return .table }
      return EntryReader.isTable(text, hint: nil, rules: TableRules()) ? .table : .unknown
    }
  }

  // MARK: Work

  /// A rehearsal reads the file where it lies.
  func work(on number: Int64, at path: FilePath? = nil, name: FilePath, age: Int64) throws {
    var ended = try pass.ledger.filesInWork().first { $0.number == number }?.attempts ?? 0
    if pass.isRehearsal { return try workNow(on: number, at: path, name: name, age: age, ended: ended) }
    if let attempt = try pass.folder.endedAttempt(number) {
      ended = attempt
      try pass.ledger.transaction { () throws(LedgerError) in try pass.ledger.setAttempts(number, attempt) }
    }
    try pass.folder.beginReading(number, attempt: ended + 1)
    do { try workNow(on: number, at: path, name: name, age: age, ended: ended) } catch {
      // However long a disk is full, that is no fault of the file.
      if ExchangeError(error).isAboutComputer { forgetAttempt(number) }
      throw error
    }
    try pass.folder.endReading(number)
  }

  private func forgetAttempt(_ number: Int64) {
    do { try pass.folder.endReading(number) } catch {
      // The attempt counts then, and the first error says why.
      return
    }
  }

  /// `ended`: so often the program was ended while it read the file.
  private func workNow(on number: Int64, at path: FilePath?, name: FilePath, age: Int64, ended: Int64) throws
  {
    let file = try FileDescriptor(reading: path ?? pass.folder.claimed(number))
    let size = try file.facts().size
    let head = try file.read(at: 0, count: 4_096)
    let digest = try sha256(file)
    try file.seek(to: 0)
    let shown = name.description
    var verdict = FileVerdict(
      number: number, name: shown, digest: digest, size: size, age: age, kind: "", place: .quarantine)
    if ended >= Taking.attempts {
      verdict.kind = "file that ended the program"
      verdict.findings = [
        Finding(
          .workerCrashed, .refused,
          problem:
            "autopost was ended \(Taking.attempts) times while it read this file, from outside (kill, no memory left)"
            + " or by a fault of its own",
          remedy:
            "Nothing of it was taken, and everything else goes on. If somebody or something ended autopost, drop the file"
            + " into inbox/ again; if not, send it to whoever looks after autopost.",
          place: Place(path: shown))
      ]
      if case .answer = Taking.content(head, name: shown) {
        try Settling(pass: pass).giveUp(verdict, head: head)
      } else {
        try decide(verdict)
      }
      return
    }
    switch Taking.content(head, name: shown) {
    case .archive(let format):
      verdict.kind = "Autotask bundle (\(format.rawValue))"
      try takeBundle(verdict) { intake in try intake.read(archive: file, format: format) }
    case .json:
      verdict.kind = "Autotask records (JSON)"
      try takeBundle(verdict) { intake in try intake.read(loose: file, fileName: shown) }
    case .invoiceExport:
      verdict.kind = "Autotask invoices (generic XML)"
      try takeBundle(verdict) { intake in try intake.read(loose: file, fileName: shown) }
    case .table:
      verdict.kind = "Autotask records (table)"
      try takeBundle(verdict) { intake in try intake.read(loose: file, fileName: shown) }
    case .transferTable:
      verdict.kind = "transfer table"
      try takeTransferTable(verdict, try file.read(at: 0, count: Int(min(size, 64_000_000))))
    case .runNote:
      try RunNotes(pass: pass).take(verdict, try file.read(at: 0, count: Int(min(size, 1_000_000))))
    case .answer:
      try Settling(pass: pass).take(verdict, file)
    case .requests:
      verdict.kind = "message set"
      verdict.findings = [
        Finding(
          .requestsDropped, .refused,
          problem: "the file is a message set to be run in QuickBooks, not its answer",
          remedy: "Run the set from outbox/ in QuickBooks and drop what QuickBooks answers.",
          place: Place(path: shown))
      ]
      try decide(verdict)
    case .unknown:
      verdict.kind = "unknown"
      verdict.findings = [
        Finding(
          .fileNotRecognised, .refused,
          problem:
            "the file is neither an Autotask export (zip, tar, 7z, JSON, XML, CSV) nor an answer of QuickBooks",
          remedy: "Drop the export as the archive or file that the exporting program wrote.",
          place: Place(path: shown))
      ]
      try decide(verdict)
    }
  }

  private func sha256(_ file: borrowing FileDescriptor) throws -> Digest {
    var digest = SHA256()
    try file.readPieces(failure: { $0 as any Error }) { (piece) throws(any Error) in digest.update(piece) }
    return digest.finish()
  }

  /// Writes down where a file ends, in a step of its own, and puts it there.
  func decide(_ verdict: FileVerdict) throws {
    pass.findings += verdict.findings
    try pass.ledger.transaction { () throws(LedgerError) in try write(verdict) }
    try settle(verdict.number)
  }

  /// Writes down where a file ends; part of the caller's step.
  func write(_ verdict: FileVerdict) throws(LedgerError) {
    if pass.isRehearsal { pass.verdicts.append(verdict) }
    let report = verdict.report(at: pass.now)
    try pass.ledger.decide(
      verdict.number, verdict.place, kind: verdict.kind, digest: verdict.digest.hex, size: verdict.size,
      text: report.text(zone: pass.zone), json: String(decoding: report.json, as: UTF8.self))
    // What was made in a wrong company stands in events of its own.
    let words = verdict.findings.filter { $0.id != .postedInWrongCompany }.map { "\($0.problem) [\($0.id)]" }
      .joined(separator: "; ")
    try pass.ledger.record(
      verdict.place.eventKind, at: pass.now,
      detail: "\(verdict.name): \(verdict.kind)\(words.isEmpty ? "" : ": \(words)")")
  }

  /// Puts a file whose place is written down where it belongs; again after a kill.
  func settle(_ number: Int64) throws {
    guard let file = try pass.ledger.filesInWork().first(where: { $0.number == number }),
      let place = file.place,
      let digest = file.digest.flatMap({ Digest(hex: $0) })
    else { return }
    let folder = pass.folder
    func note(_ finalName: String?) {
      pass.taken.append(
        TakenFile(
          name: FilePath(bytes: file.name).description, kind: file.kind, place: place, storedAs: finalName))
    }
    if pass.isRehearsal {
      try pass.ledger.transaction { () throws(LedgerError) in
        try pass.ledger.setPlaced(number, finalName: "")
      }
      return note(nil)
    }
    let path = try folder.place(number, name: FilePath(bytes: file.name), digest: digest, in: place.spool) {
      path in
      let stored = folder.shown(path)
      func filled(_ text: String?) -> [UInt8] {
        Array((text ?? "").replacing(FileVerdict.storedAs, with: stored).utf8)
      }
      return PlacedReport(text: filled(file.reportText), json: filled(file.reportJSON))
    }
    try pass.ledger.transaction { () throws(LedgerError) in
      try pass.ledger.setPlaced(number, finalName: folder.shown(path))
    }
    note(folder.shown(path))
    pass.hasChanged = true
  }

  // MARK: Bundles

  private func takeBundle(_ found: FileVerdict, _ read: (inout BundleIntake) throws -> Void) throws {
    var verdict = found
    if let earlier = try pass.ledger.acceptedBundle(digest: verdict.digest.hex) {
      verdict.place = .duplicates
      verdict.takenBefore = earlier.name
      try decide(verdict)
      return
    }
    var intake = BundleIntake(pass, name: verdict.name)
    try pass.ledger.begin()
    do {
      try read(&intake)
      if let id = intake.bundleID, let earlier = try pass.ledger.acceptedBundle(id: id) {
        throw BundleRefusal(findings: [
          Finding(
            .bundleIDReused, .refused,
            problem:
              "the bundle id \"\(id)\" was taken before with other content, from \(earlier.name) (SHA-256"
              + " \(earlier.digest.prefix(12))…, this one \(verdict.digest.hex.prefix(12))…)",
            remedy:
              "If this is a newer export, let the exporting program give it a new bundleId and drop it again.",
            place: Place(path: verdict.name))
        ])
      }
      try intake.touchItems()
      verdict.place = .archive
      verdict.findings = intake.findings + (try applyWishes(intake, verdict.name))
      verdict.records = intake.counts
      verdict.notices = intake.notices
      try pass.ledger.acceptBundle(
        verdict.number, digest: verdict.digest.hex, bundleID: intake.bundleID, name: verdict.name,
        asOf: intake.time,
        at: pass.now)
      try write(verdict)
      try pass.ledger.commit()
    } catch let refusal as BundleRefusal {
      try pass.ledger.rollback()
      pass.forgetReference()
      if refusal.isUnread || refusal.isCutOff && verdict.age < Taking.patience {
        // It may be read later, or more of it may come: back to where it was.
        pass.findings +=
          refusal.isUnread
          ? refusal.findings : [Taking.waits("it ends too early", "inbox/\(verdict.name)")]
        if !pass.isRehearsal {
          _ = try pass.folder.giveBack(verdict.number, name: FilePath(verdict.name))
        }
        try pass.ledger.transaction { () throws(LedgerError) in try pass.ledger.unclaim(verdict.number) }
        return
      }
      verdict.place = .quarantine
      verdict.findings = refusal.findings
      try decide(verdict)
      return
    } catch {
      try pass.ledger.rollback()
      throw error
    }
    pass.findings += verdict.findings
    pass.forgetReference()
    pass.hasChanged = true
    try settle(verdict.number)
  }

  /// - Returns: what it says of items that nobody knows.
  private func applyWishes(_ intake: BundleIntake, _ name: String) throws(LedgerError) -> [Finding] {
    let (ready, notReady) = intake.manifestSelections
    func keys(_ selection: BundleManifest.Selection) -> [ItemKey] {
      switch selection {
      case .none: []
      case .all: intake.touchedInvoices.map { ItemKey(invoice: InvoiceID($0)) }
      case .some(let ids): ids.map { ItemKey(invoice: InvoiceID($0)) }
      }
    }
    // `ready: all` says no more than the settings do when readiness is automatic: it lifts no rule.
    if case .some = ready { for key in keys(ready) { try wish(.ready, key) } }
    if case .all = ready { for key in keys(ready) { try wishUnlessHeldBack(key) } }
    for key in keys(notReady) { try wish(.notReady, key) }
    for row in intake.transfers { try wish(row.isReady ? .ready : .notReady, row.item) }
    var named = intake.transfers.map(\.item)
    for selection in [ready, notReady] { if case .some = selection { named += keys(selection) } }
    return try contradictions(intake, name) + unknown(named, name) + tooLate(intake.transfers, name)
  }

  /// Items that somebody speaks of and no export has brought.
  private func unknown(_ items: [ItemKey], _ name: String) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    for key in items where try pass.ledger.item(key) == nil {
      findings.append(
        Finding(
          .transferTableInvalid, .warning, problem: "\(key) is not known",
          remedy: "Export the item first, then drop the table again.", place: Place(path: name)))
    }
    return findings
  }

  /// An invoice that is in one bundle with two totals waits for a person.
  private func contradictions(_ intake: BundleIntake, _ name: String) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    for id in intake.contradictedInvoices {
      let key = ItemKey(invoice: InvoiceID(id))
      try wish(.notReady, key)
      findings.append(
        Finding(
          .invoiceContradicted, .warning,
          problem:
            "invoice \(id) is in the bundle twice, with different totals, and nothing says which is the newer one;"
            + " it is set as not ready",
          remedy:
            "Look at it in Autotask and export it once more; when the total that autopost history \(key) shows is"
            + " right, run autopost ready \(key).", item: key.description, place: Place(path: name)))
    }
    return findings
  }

  /// Items that somebody wants to hold back after they went out.
  private func tooLate(_ rows: [TransferRow], _ name: String) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    for row in rows where !row.isReady {
      guard let item = try pass.ledger.item(row.item), item.state.isSent, item.state != .confirmed else {
        continue
      }
      let place = item.set.map { "is in message set \($0)" } ?? "is \(item.state.rawValue)"
      findings.append(
        Finding(
          .transferTableInvalid, .warning,
          problem: "\(row.item) \(place) and cannot be held back any more",
          remedy: item.set.map {
            "If the set was not run yet, run autopost withdraw \($0) --not-run --reason TEXT, then autopost hold"
              + " \(row.item)."
          } ?? "Run autopost history \(row.item) to see where it stands.", place: Place(path: name)))
    }
    return findings
  }

  private func wish(_ wish: Wish, _ key: ItemKey) throws(LedgerError) {
    guard var item = try pass.ledger.item(key) else { return }
    if item.wish == wish { return }
    item.wish = wish
    item.isDirty = true
    if wish == .ready { item.isToRetry = true }
    item.sentThatDay = 0
    try pass.ledger.save(item)
    try pass.ledger.record("wish", at: pass.now, item: key, detail: "\(item.name) is set \(wish.rawValue)")
  }

  private func wishUnlessHeldBack(_ key: ItemKey) throws(LedgerError) {
    guard let item = try pass.ledger.item(key), item.wish == nil,
      (pass.settings.connector(item.connector) ?? pass.settings.defaultConnector).readiness == .manual
    else { return }
    try wish(.ready, key)
  }

  private func takeTransferTable(_ found: FileVerdict, _ bytes: [UInt8]) throws {
    var verdict = found
    let (rows, findings) = TransferTable.read(bytes, path: verdict.name)
    verdict.findings = findings
    verdict.place = rows.isEmpty && !findings.isEmpty ? .quarantine : .archive
    verdict.findings += try unknown(rows.map(\.item), verdict.name) + tooLate(rows, verdict.name)
    let finished = verdict
    try pass.ledger.transaction { () throws(LedgerError) in
      for row in rows { try wish(row.isReady ? .ready : .notReady, row.item) }
      try write(finished)
    }
    pass.findings += verdict.findings
    try settle(verdict.number)
  }
}
