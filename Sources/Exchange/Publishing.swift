import Accounting
import ByteFormats
import Filesystem
import Findings
import Ledger
import PostingRules
import QBXML
import Settings
import Sodium

/// Gives drafts their numbers and bytes, proves them, and writes down that they are to appear.
///
/// The bytes lie in the archive before the ledger knows of them, and the ledger knows before the outbox does: a kill
/// between two steps leaves nothing that is not finished by the next pass.
struct Publishing {
  let pass: Pass
  let connector: Connector

  /// Why a set could not be made: our own mistake, for everything was checked before.
  struct Failure: Error {
    var words: String
  }

  /// Publishes in one step all drafts of a connector.
  func publish(_ drafts: [SetDraft]) throws {
    if drafts.isEmpty { return }
    var number = try pass.ledger.nextSetNumber()
    var kept: [(number: SetNumber, bytes: [UInt8])] = []
    var made: [(row: SetRow, draft: SetDraft, requests: [RequestRow])] = []
    for draft in drafts {
      pass.progress?("writing message set \(number)")
      let (row, bytes, requests) = try assemble(draft, number)
      kept.append((number, bytes))
      made.append((row, draft, requests))
      number = SetNumber(number.rawValue + 1)
    }
    if !pass.isRehearsal { try pass.folder.keepSets(kept) }
    let finished = made
    try pass.ledger.transaction { () throws(LedgerError) in
      for set in finished { try writeDown(set.row, set.draft, set.requests) }
    }
    pass.hasChanged = true
    // They appear at once, from memory; after a kill the next pass takes them from the archive.
    try Effects(pass: pass, fresh: Dictionary(uniqueKeysWithValues: kept)).run()
  }

  private func assemble(
    _ draft: SetDraft, _ number: SetNumber
  ) throws -> (row: SetRow, bytes: [UInt8], requests: [RequestRow]) {
    var digest = SHA256()
    digest.update(Array("\(connector.name) \(draft.kind.rawValue) \(number) \(draft.oldSetID ?? "")".utf8))
    for entry in draft.entries {
      digest.update(Array("\n\(entry.request.message) \(entry.request.meaning.count)\n".utf8))
      digest.update(entry.request.meaning)
    }
    let hex = digest.finish().hex
    // 6 + 1 + 16 characters: the 23 that QuickBooks takes.
    let setID = draft.writes > 0 ? String("\(number)-\(hex.prefix(16))".prefix(23)) : nil
    var requests: [RequestRow] = []
    for (index, entry) in draft.entries.enumerated() {
      requests.append(
        RequestRow(
          set: number, ordinal: index + 1, id: RequestID("\(number)-\(hex.prefix(10))-\(index + 1)"),
          message: entry.request.message, purpose: entry.purpose, item: entry.item, subject: entry.subject))
    }
    let set = try MessageSet.assemble(
      requests: draft.entries.map(\.request), requestIDs: requests.map(\.id),
      newMessageSetID: setID,
      oldMessageSetID: draft.oldSetID)
    // What libxml2 reads must be what was meant, value by value, before anybody sees the file.
    let bytes = set.bytes
    guard try MessageSet.readBack(bytes) == set.meaning else {
      throw Failure(words: "message set \(number) does not read back as it was meant")
    }
    let row = SetRow(
      number: number, connector: connector.name, kind: draft.kind, setID: setID, writes: Int64(draft.writes),
      isTrial: draft.isTrial, date: pass.date, digest: SHA256.digest(of: bytes).hex, size: Int64(bytes.count),
      publishedAt: pass.now, parent: draft.parent)
    return (row, bytes, requests)
  }

  private func writeDown(_ row: SetRow, _ draft: SetDraft, _ requests: [RequestRow]) throws(LedgerError) {
    try pass.ledger.save(row)
    for request in requests { try pass.ledger.save(request) }
    for organization in Set(draft.postings.map(\.posting.organization)) {
      try pass.ledger.serve(organization, row.connector)
    }
    for (item, posting) in draft.postings {
      var item = item
      item.state = .open
      item.set = row.number
      item.attempts += 1
      try pass.ledger.setTravelled(posting.travelled.text, of: item.key)
      item.net = posting.net
      item.tax = posting.tax
      item.findings = posting.notices
      item.answerFindings = []
      item.isToRetry = false
      item.sentThatDay = item.lastSentDay == pass.date ? item.sentThatDay + 1 : 1
      item.lastSentDay = pass.date
      try pass.ledger.save(item)
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
