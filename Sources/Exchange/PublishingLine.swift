import Accounting
import Ledger
import Spool
import Threads

/// The message sets of a connector on their way out, in groups of which each is one step further than the next one.
///
/// A group is drafted; its sets are assembled; their bytes are kept in the archive; the ledger is told; they appear in
/// the outbox. This thread drafts and writes the ledger, and begins each step of a group only when the one before is
/// done and durable; assembling and files are done beside it, for other groups.
struct PublishingLine {
  private let publishing: Publishing
  private var next: SetNumber
  private var drafts: [SetDraft] = []
  private var prepared: PreparedSets?
  private var kept: KeptSets?
  private var appearing: AppearingSets?

  /// Message sets that are written down in one step: few enough for little memory, enough for few syncs.
  private static let atOnce = 16

  init(_ publishing: Publishing) throws {
    self.publishing = publishing
    next = try publishing.pass.ledger.nextSetNumber()
  }

  mutating func add(_ draft: SetDraft) throws {
    drafts.append(draft)
    if drafts.count == PublishingLine.atOnce { try advance() }
  }

  mutating func finish() throws {
    while !drafts.isEmpty || prepared != nil || kept != nil { try advance() }
    try publishing.writeDown(appearing, nil)
    appearing = nil
  }

  /// Every group takes its next step.
  private mutating func advance() throws {
    // One computation at a time beside this thread.
    let made = try prepared?.values().map { try $0.get() }
    prepared = drafts.isEmpty ? nil : publishing.prepare(drafts, from: next)
    next = SetNumber(next.rawValue + Int64(drafts.count))
    drafts = []
    let earlier = kept
    kept = made.map { publishing.keep($0) }
    if let earlier {
      try publishing.writeDown(appearing, earlier)
      appearing = try publishing.publish(earlier)
    }
  }
}
