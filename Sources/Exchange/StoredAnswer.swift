import Accounting
import Findings
import Ledger
import QBXML
import Spool

/// Takes what QuickBooks says of the stored answer of a lost set.
///
/// When it still has that answer, the answer carries the requestIDs of the lost set and settles that one. Else it says
/// only a code, and names nothing: therefore one such question is open at a time.
struct StoredAnswer {
  let pass: Pass

  /// The open question that an answer without any response belongs to.
  func question(_ index: AnswerIndex) throws(LedgerError) -> SetRow? {
    guard index.responses.isEmpty, let head = index.set, head.messageSetStatusCode != nil else { return nil }
    let open = try pass.ledger.sets(.open).filter { $0.kind == .status }
    if let id = head.oldMessageSetID ?? head.newMessageSetID, let lost = try pass.ledger.set(withID: id) {
      return open.first { $0.parent == lost.number }
    }
    return open.count == 1 ? open.first : nil
  }

  /// QuickBooks has no stored answer: the items stay in doubt.
  func take(_ found: FileVerdict, _ question: SetRow, _ index: AnswerIndex) throws {
    var verdict = found
    let meaning = StatusCode.of(index.set?.messageSetStatusCode, message: "")
    let lost = question.parent.map { "\($0)" } ?? "unknown"
    verdict.kind = "QuickBooks answer to message set \(question.number)"
    verdict.place = .archive
    verdict.findings = [
      Finding(
        .storedAnswerMissing, .warning,
        problem: "QuickBooks gives no stored answer to message set \(lost) (code"
          + " \(meaning.code.map { String($0) } ?? "none"): \(meaning.meaning)), so its items stay in doubt",
        remedy:
          "Look in QuickBooks for the items of message set \(lost), then run autopost resolve for each.",
        place: Place(path: verdict.name))
    ]
    let finished = verdict
    try pass.ledger.transaction { () throws(LedgerError) in
      try close(question, because: finished.findings[0].problem)
      try Taking(pass: pass).write(finished)
    }
    pass.findings += verdict.findings
    try Effects(pass: pass).run()
    try Taking(pass: pass).settle(verdict.number)
    pass.hasChanged = true
  }

  /// The lost set has its answer; what asked for it is done. Part of the caller's step.
  func closeQuestions(about set: SetNumber) throws(LedgerError) {
    for question in try pass.ledger.children(of: set)
    where question.kind == .status && question.state == .open {
      try close(question, because: "message set \(set) has its answer")
    }
  }

  private func close(_ question: SetRow, because reason: String) throws(LedgerError) {
    var set = question
    set.state = .answered
    set.answeredAt = pass.now
    set.note = reason
    try pass.ledger.save(set)
    try pass.ledger.add(effect: "retire", target: set.number.description)
    try pass.ledger.record("answered", at: pass.now, set: set.number, detail: reason)
  }
}
