import Accounting
import Findings
import JSON
import Ledger
import QBXML
import Settings

/// Takes run notes: what happened to a set that has no answer.
///
/// `{"autopostRun":1,"set":"000012","companyFile":…,"computer":…,"hresult":…,"message":…}`; only the first two must be
/// there.
struct RunNotes {
  let pass: Pass

  /// A note that was read.
  struct Note {
    var set: SetRow
    var hresult: UInt32?
    var message: String?
    var companyFile: String?
    var computer: String?
  }

  /// What is wrong with a note, in words.
  private struct Unusable: Error {
    var problem: String
    var line: Int?
  }

  func take(_ found: FileVerdict, _ bytes: [UInt8]) throws {
    var verdict = found
    verdict.kind = "run note"
    let note: Note
    do { note = try read(bytes) } catch let unusable as Unusable {
      verdict.findings = [
        Finding(
          .runNoteInvalid, .refused, problem: "the run note cannot be used: \(unusable.problem)",
          remedy:
            "Write {\"autopostRun\":1,\"set\":\"000012\",\"hresult\":\"0x80040400\"} with the number of the set and what"
            + " QuickBooks said, or run autopost refused SET HRESULT.",
          place: Place(path: verdict.name, line: unusable.line))
      ]
      try Taking(pass: pass).decide(verdict)
      return
    }
    verdict.kind = "run note to message set \(note.set.number)"
    verdict.place = .archive
    try pass.ledger.transaction { () throws(LedgerError) in
      verdict.findings = try settle(note, verdict)
      try Taking(pass: pass).write(verdict)
    }
    pass.findings += verdict.findings
    pass.hasChanged = true
    try Effects(pass: pass).run()
    try Taking(pass: pass).settle(verdict.number)
  }

  // MARK: Reading

  private func read(_ bytes: [UInt8]) throws -> Note {
    let root: JSONNode
    do { root = try JSONNode.parse(bytes) } catch {
      throw Unusable(problem: "it is not sound JSON", line: error.line)
    }
    guard root["autopostRun"]?.number == "1" else {
      throw Unusable(problem: "autopostRun is not 1", line: root["autopostRun"]?.line)
    }
    func text(_ key: String) throws -> String? {
      guard let node = root[key], !node.isNull else { return nil }
      guard let text = node.string else { throw Unusable(problem: "\(key) is no text", line: node.line) }
      return text.isEmpty ? nil : text
    }
    guard let written = root["set"]?.string ?? root["set"]?.number else {
      throw Unusable(problem: "it names no set", line: root.line)
    }
    guard let number = SetNumber(written), let set = try pass.ledger.set(number) else {
      throw Unusable(problem: "there is no message set \"\(written)\"", line: root["set"]?.line)
    }
    var note = Note(set: set)
    if let said = try text("hresult") {
      guard let code = HResult.parse(said) else {
        throw Unusable(problem: "hresult \"\(said)\" is no HRESULT", line: root["hresult"]?.line)
      }
      note.hresult = code == 0 ? nil : code
    }
    note.message = try text("message")
    note.companyFile = try text("companyFile")
    note.computer = try text("computer")
    return note
  }

  // MARK: Settling

  private func settle(_ note: Note, _ verdict: FileVerdict) throws(LedgerError) -> [Finding] {
    let (set, name) = (note.set, verdict.name)
    let connector = pass.settings.connector(set.connector) ?? pass.settings.defaultConnector
    let where_ = [note.companyFile.map { "against \($0)" }, note.computer.map { "on \($0)" }]
      .compactMap { $0 }.joined(separator: " ")
    let said = note.hresult.map { "HRESULT \(HResult.of($0).text)" } ?? "no HRESULT"
    try pass.ledger.record(
      "run-note", at: pass.now, set: set.number,
      detail: "\(name): the set was run\(where_.isEmpty ? "" : " " + where_), \(said)"
        + (note.message.map { ": \($0)" } ?? ""))
    var findings: [Finding] = []
    if let file = note.companyFile, let wanted = connector.companyFile,
      try !isExpected(file, of: set, connector)
    {
      let mayHavePosted = note.hresult.map({ HResult.of($0).effect != .none }) ?? true
      if mayHavePosted, set.writes > 0 {
        try Misplacing(pass: pass).note(runOf: set, in: file, file: verdict.number)
      }
      let believed =
        mayHavePosted && set.state == .answered
        ? ", and its answer was believed: what it confirms may be there and not in the right one" : ""
      findings.append(
        Finding(
          .wrongCompanyFile, .warning,
          problem:
            "message set \(set.number) was run against \(file), and connector \(connector.name) is for \(wanted)\(believed)",
          remedy:
            "Look in \(file) for what does not belong there and delete it"
            + (mayHavePosted && set.writes > 0
              ? ", then run autopost resolve \(set.number) --deleted --reason TEXT" : "")
            + "; open \(wanted) and run the set there.",
          place: Place(path: name)))
      // What was refused in another company file was not refused in this one.
      if note.hresult.map({ HResult.of($0).effect == .none }) ?? true { return findings }
    }
    guard let code = note.hresult else { return findings }
    guard set.state == .open else {
      findings.append(
        Finding(
          .runNoteLate, .notice,
          problem: "message set \(set.number) is \(set.state.rawValue) already, so the note changes nothing",
          remedy: "Nothing is to be done.", place: Place(path: name)))
      return findings
    }
    return findings + (try SetRefusal(pass: pass).settle(set, HResult.of(code), message: note.message))
  }

  /// Whether a set may have been run there: where its company file is, or was when it was published.
  private func isExpected(_ path: String, of set: SetRow, _ connector: Connector) throws(LedgerError) -> Bool
  {
    let moved = try pass.ledger.relinks(of: connector.name).filter { $0.counts(since: set.publishedAt) }
    return ([connector.companyFile] + moved.map(\.fileBefore)).contains { known in
      known.map { RunNotes.isSame(path, $0) } ?? false
    }
  }

  /// One path may be written with either slash and in any case.
  static func isSame(_ one: String, _ other: String) -> Bool {
    func plain(_ path: String) -> String { path.lowercased().replacing("/", with: "\\") }
    return plain(one) == plain(other)
  }
}
