import Accounting
import ByteFormats
import Filesystem
import Findings
import Ledger
import PostingRules
import QBXML
import Settings
import Sodium
import Spool
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
    var line = try PublishingLine(self)
    for draft in drafts { try line.add(draft) }
    try line.finish()
    try Effects(pass: pass).run()
  }

  /// Begins to give drafts their bytes, beside this thread; nothing is written down yet.
  func make(_ drafts: [SetDraft], from first: SetNumber) -> MakingSets {
    let assembly = SetAssembly(connector: connector.name, date: pass.date, now: pass.now)
    let numbered = drafts.enumerated().map { offset, draft in
      (draft: draft, number: SetNumber(first.rawValue + Int64(offset)))
    }
    for (_, number) in numbered { pass.progress?("writing message set \(number)") }
    return SharedWork(numbered) { draft, number in
      Result { MadeSet(set: try assembly.assemble(draft, number), content: draft.content) }
    }
  }

  /// Begins to keep the bytes of sets in the archive, beside this thread.
  func keep(_ made: [MadeSet]) -> KeptSets {
    let folder = pass.folder
    let parts = pass.isRehearsal ? [] : Publishing.halves(of: made)
    let work = SharedWork(parts) { part in
      Result { try folder.keepSets(part.map { (number: $0.set.row.number, bytes: $0.set.bytes) }) }
    }
    return KeptSets(sets: made, work: work)
  }

  /// Files that are written together are synced together; two parts, so that this thread can take one when it has
  /// nothing else to do.
  private static func halves(of sets: [MadeSet]) -> [[MadeSet]] {
    let half = (sets.count + 1) / 2
    return [Array(sets.prefix(half)), Array(sets.dropFirst(half))].filter { !$0.isEmpty }
  }

  /// Writes down sets whose bytes are kept, and which of those before have appeared; in one step.
  func writeDown(_ appearing: [AppearingSets], _ kept: KeptSets?) throws {
    for part in kept?.work.values() ?? [] { try part.get() }
    let made = kept?.sets ?? []
    let appeared = try appearing.flatMap { try $0.values().flatMap { try $0.get() } }
    if made.isEmpty, appeared.isEmpty { return }
    try pass.ledger.transaction { () throws(LedgerError) in
      for file in appeared {
        try pass.ledger.note(.sound(changed: file.changed), of: file.number)
        try pass.ledger.finishPublishing(file.number)
      }
      for each in made { try writeDown(each.set.row, each.content, each.set.requests) }
    }
    if !made.isEmpty { pass.hasChanged = true }
  }

  /// Lets sets that are written down appear in the outbox, from memory and beside this thread; after a kill the next
  /// pass takes them from the archive.
  func publish(_ made: [MadeSet]) throws -> AppearingSets? {
    if pass.isRehearsal { return nil }
    let folder = pass.folder
    try folder.prepare(connector: connector.name.rawValue)
    return SharedWork(Publishing.halves(of: made)) { part in
      Result {
        let files = part.map { each in
          let row = each.set.row
          return (
            number: row.number, bytes: each.set.bytes,
            path: folder.request(row.connector.rawValue, set: row.number.rawValue, kind: row.kind.rawValue)
          )
        }
        // What lies there already is for `Effects` to put aside, once all is written down.
        let free = try files.filter { try Disk.facts(of: $0.path) == nil }
        try folder.publish(free.map { (path: $0.path, bytes: $0.bytes) })
        return try free.compactMap { file in
          try Disk.facts(of: file.path).map { AppearedFile(number: file.number, changed: $0.changed) }
        }
      }
    }
  }

  private func writeDown(_ row: SetRow, _ content: SetContent, _ requests: [RequestRow]) throws(LedgerError) {
    try pass.ledger.save(row)
    try pass.ledger.add(requests)
    for organization in Set(content.postings.map(\.posting.organization)).sorted() {
      try pass.ledger.serve(organization, row.connector)
    }
    for (before, posting) in content.postings {
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
      try pass.ledger.hold(posting.billingItems, for: item.key)
      try pass.ledger.record(
        "published", at: pass.now, item: item.key, set: row.number,
        detail: "\(item.name) is in message set \(row.number), net \(posting.net)")
    }
    for (item, reason) in content.doubts { try Doubt(pass: pass).cast(on: item, because: reason) }
    if let parent = content.parent { try Halving.noteDone(parent, in: pass.ledger) }
    if content.isTrial {
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

/// Message sets that get their bytes.
typealias MakingSets = SharedWork<(draft: SetDraft, number: SetNumber), Result<MadeSet, any Error>>

/// Message sets whose bytes are being kept in the archive.
struct KeptSets {
  let sets: [MadeSet]
  let work: SharedWork<[MadeSet], Result<Void, any Error>>
}

/// Message sets that are appearing in the outbox.
typealias AppearingSets = SharedWork<[MadeSet], Result<[AppearedFile], any Error>>

/// The file of a set in the outbox.
struct AppearedFile: Sendable {
  let number: SetNumber
  /// The time of its last change, in nanoseconds since 1970.
  let changed: Int64
}
