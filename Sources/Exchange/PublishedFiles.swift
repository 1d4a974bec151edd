import Accounting
import Filesystem
import Findings
import Ledger
import Sodium
import Spool

/// Looks whether the files of open sets still lie in the outbox as they were published.
///
/// The time of its last change, which nobody can set, tells of each file whether it must be read again; so a look at a
/// thousand of them takes a few milliseconds.
struct PublishedFiles {
  let pass: Pass
  private var missing: [SetRow] = []

  init(_ pass: Pass) { self.pass = pass }

  /// Puts the exact bytes back where somebody changed them; before any answer is taken, so that the evidence is kept.
  mutating func look() throws {
    let known = try pass.ledger.publishedFiles()
    var notes: [(SetNumber, PublishedFile)] = []
    var altered: [(set: SetRow, finding: Finding)] = []
    for set in try pass.ledger.sets(.open) {
      let path = pass.folder.request(
        set.connector.rawValue, set: set.number.rawValue, kind: set.kind.rawValue)
      guard let facts = try Disk.facts(of: path) else {
        if known[set.number] != .missing { missing.append(set) }
        continue
      }
      if facts.kind == .regular, known[set.number] == .sound(changed: facts.changed) { continue }
      if try PublishedFiles.isSound(path, set) {
        if known[set.number] == .missing { pass.hasChanged = true }
        notes.append((set.number, .sound(changed: facts.changed)))
      } else {
        let isKept = try pass.folder.keptSet(set) != nil
        altered.append((set, PublishedFiles.alteration(set, isKept: isKept)))
      }
    }
    if notes.isEmpty && altered.isEmpty { return }
    let (seen, changed) = (notes, altered)
    try pass.ledger.transaction { () throws(LedgerError) in
      for (set, file) in seen { try pass.ledger.note(file, of: set) }
      for (set, finding) in changed {
        try pass.ledger.add(effect: "publish", target: set.number.description)
        try pass.ledger.record("set-altered", at: pass.now, set: set.number, detail: finding.problem)
      }
    }
    pass.findings += changed.map(\.finding)
    if !changed.isEmpty { try Effects(pass: pass).run() }
  }

  /// Tells once of each file that is gone while its set has no answer; after the answers are taken.
  func sayMissing() throws {
    var gone: [SetRow] = []
    for set in missing {
      if let now = try pass.ledger.set(set.number), now.state == .open { gone.append(now) }
    }
    if gone.isEmpty { return }
    let sets = gone
    try pass.ledger.transaction { () throws(LedgerError) in
      for set in sets {
        try pass.ledger.note(.missing, of: set.number)
        try pass.ledger.record(
          "set-file-gone", at: pass.now, set: set.number, detail: PublishedFiles.absence(set).problem)
      }
    }
    pass.findings += sets.map { PublishedFiles.absence($0) }
    pass.hasChanged = true
  }

  /// Whether a file has the exact bytes of its set.
  static func isSound(_ path: FilePath, _ set: SetRow) throws -> Bool {
    guard let facts = try Disk.facts(of: path), facts.kind == .regular, facts.size == set.size else {
      return false
    }
    return SetRow.digest(of: try Disk.read(path)) == set.digest
  }

  // MARK: Words

  static func file(_ set: SetRow) -> String { "outbox/\(set.connector)/requests/\(set.fileName)" }

  /// `isKept` says whether its exact text is still there to be put back.
  static func alteration(_ set: SetRow, isKept: Bool) -> Finding {
    let rest =
      "If the changed one was run already, drop its answer into inbox/ and compare in QuickBooks what it made."
    return Finding(
      .setFileAltered, .warning,
      problem: "the file of message set \(set.number) was changed after it was published",
      remedy: isKept
        ? "Run the file that lies there now: it has its exact text again, and the changed one lies in"
          + " outbox/quarantine/. \(rest)"
        : "Do not run the changed one, which lies in outbox/quarantine/: its exact text is lost. \(rest)",
      place: Place(path: file(set)))
  }

  /// It is not put back: whoever took it away may have run it, and a second file could be run a second time.
  static func absence(_ set: SetRow) -> Finding {
    Finding(
      .setFileGone, .warning,
      problem: "the file of message set \(set.number) is gone, and the set has no answer yet",
      remedy: "\(whatAbsenceAsks(set)).", place: Place(path: file(set)))
  }

  /// What to do about it, one sentence without its full stop.
  private static func whatAbsenceAsks(_ set: SetRow) -> String {
    let first = "If somebody took it away to run it, drop the answer into inbox/"
    if set.kind == .audit {
      return "\(first); else run autopost withdraw \(set.number), and ask again with autopost reconcile --ask"
    }
    return set.writes == 0
      ? "\(first); else run autopost withdraw \(set.number), and it is asked anew"
      : "\(first); if it was never run, run autopost withdraw \(set.number) --not-run --reason TEXT, and its items go"
        + " with another set; if nobody knows, run autopost withdraw \(set.number), so that QuickBooks is asked"
  }

  /// The same for the list of open sets.
  static func toDo(aboutAbsenceOf set: SetRow) -> String { "Its file is gone. \(whatAbsenceAsks(set))" }
}
