import Accounting
import ByteFormats
import Filesystem
import Findings
import Ledger
import PostingRules
import QBXML
import Settings
import Sodium
import Threads

/// Gives drafts their numbers and bytes, proves them, and writes down that they are to appear.
///
/// The bytes lie in the archive before the ledger knows of them, and the ledger knows before the outbox does: a kill
/// between two steps leaves nothing that is not finished by the next pass.
struct Publishing {
  let pass: Pass
  let connector: Connector

  /// Publishes drafts in one step.
  func publish(_ drafts: [SetDraft]) throws {
    if drafts.isEmpty { return }
    if let obstacle = try Relinking.obstacle(connector.name, pass) { throw ExchangeError.refused(obstacle) }
    let prepared = prepare(drafts, from: try pass.ledger.nextSetNumber())
    try publish(try prepared.made(), of: drafts)
  }

  /// Begins to give drafts their bytes, beside this thread; nothing is written down yet.
  func prepare(_ drafts: [SetDraft], from first: SetNumber) -> PreparedSets {
    let assembly = SetAssembly(connector: connector.name, date: pass.date, now: pass.now)
    let numbered = drafts.enumerated().map { offset, draft in
      (draft: draft, number: SetNumber(first.rawValue + Int64(offset)))
    }
    for (_, number) in numbered { pass.progress?("writing message set \(number)") }
    return PreparedSets(
      drafts: drafts,
      work: SharedWork(numbered) { numbered in
        Result { try assembly.assemble(numbered.draft, numbered.number) }
      })
  }

  /// Publishes prepared sets in one step.
  func publish(_ made: [AssembledSet], of drafts: [SetDraft]) throws {
    let kept = made.map { (number: $0.row.number, bytes: $0.bytes) }
    if !pass.isRehearsal { try pass.folder.keepSets(kept) }
    try pass.ledger.transaction { () throws(LedgerError) in
      for (set, draft) in zip(made, drafts) { try writeDown(set.row, draft, set.requests) }
    }
    pass.hasChanged = true
    // They appear at once, from memory; after a kill the next pass takes them from the archive.
    try Effects(pass: pass, fresh: Dictionary(uniqueKeysWithValues: kept)).run()
  }

  private func writeDown(_ row: SetRow, _ draft: SetDraft, _ requests: [RequestRow]) throws(LedgerError) {
    try pass.ledger.save(row)
    for request in requests { try pass.ledger.save(request) }
    for organization in Set(draft.postings.map(\.posting.organization)).sorted() {
      try pass.ledger.serve(organization, row.connector)
    }
    for (before, posting) in draft.postings {
      var item = before
      item.state = .open
      item.set = row.number
      item.attempts += 1
      try pass.ledger.setTravelled(posting.travelled.text, of: item.key)
      item.net = posting.net
      item.tax = posting.tax
      item.isTaxSent = connector.taxes == .autotask
      item.findings = posting.notices
      item.answerFindings = []
      item.isToRetry = false
      item.sentThatDay = item.lastSentDay == pass.date ? item.sentThatDay + 1 : 1
      item.lastSentDay = pass.date
      try pass.ledger.save(item, over: before)
      try pass.ledger.hold(posting.billingItems, for: item.key, connector: item.connector)
      try pass.ledger.record(
        "published", at: pass.now, item: item.key, set: row.number,
        detail: "\(item.name) is in message set \(row.number), net \(posting.net)")
    }
    if let parent = draft.parent { try Halving.noteDone(parent, in: pass.ledger) }
    if draft.isTrial {
      var company = try pass.ledger.company(row.connector)
      company.trial = .open
      try pass.ledger.save(company)
    }
    try pass.ledger.record(
      "set-published", at: pass.now, set: row.number,
      detail:
        "message set \(row.number) (\(row.kind.rawValue)) for connector \(row.connector), \(requests.count)"
        + " requests, \(row.writes) of them write")
    try pass.ledger.add(effect: "publish", target: row.number.description)
  }
}
