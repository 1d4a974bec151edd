import Accounting
import Ledger
import Threads

/// The message sets of a connector on their way out: while some are being assembled, those before are written down and
/// those after are drafted.
struct PublishingLine {
  private let publishing: Publishing
  private var next: SetNumber
  private var drafts: [SetDraft] = []
  private var prepared: PreparedSets?

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
    try advance()
    try advance()
  }

  private mutating func advance() throws {
    let earlier = prepared
    // One computation at a time beside this thread.
    let made = try earlier?.made()
    prepared = drafts.isEmpty ? nil : publishing.prepare(drafts, from: next)
    next = SetNumber(next.rawValue + Int64(drafts.count))
    drafts = []
    if let earlier, let made { try publishing.publish(made, of: earlier.drafts) }
  }
}
