import Accounting
import Ledger
import Spool
import Threads

/// The message sets of a connector on their way out, in groups of which each is one step further than the next one.
///
/// A group is drafted; its sets get their bytes, which are kept in the archive; the ledger is told; they appear in the
/// outbox. This thread drafts and writes the ledger, which takes longest: all else is done beside it and for other
/// groups, so that it seldom waits. Each step of a group begins only when the one before is done and durable.
struct PublishingLine {
  private let publishing: Publishing
  private var next: SetNumber
  private var drafts: [SetDraft] = []
  /// Groups that are drafted and wait for their bytes.
  private var waiting: [[SetDraft]] = []
  /// One group at a time: the first is needed first.
  private var making: MakingSets?
  private var kept: KeptSets?
  private var appearing: [AppearingSets] = []

  /// Message sets that are written down in one step: few enough for little memory, enough for few syncs.
  private static let atOnce = 16
  /// The first ones are fewer, so that the ledger soon has something to be told.
  private static let atFirst = 8
  /// Groups that may be drafted while another is made, or appear while one is written down.
  private static let ahead = 2

  init(_ publishing: Publishing) throws {
    self.publishing = publishing
    next = try publishing.pass.ledger.nextSetNumber()
  }

  mutating func add(_ draft: SetDraft) throws {
    drafts.append(draft)
    let isFirst = making == nil
    if drafts.count < (isFirst ? PublishingLine.atFirst : PublishingLine.atOnce) { return }
    waiting.append(drafts)
    drafts = []
    makeNext()
    if waiting.count == PublishingLine.ahead { try advance() }
  }

  mutating func finish() throws {
    if !drafts.isEmpty { waiting.append(drafts) }
    drafts = []
    makeNext()
    while making != nil || kept != nil { try advance() }
    try publishing.writeDown(appearing, nil)
    appearing = []
  }

  /// Begins to make the group that waits longest.
  private mutating func makeNext() {
    guard making == nil, !waiting.isEmpty else { return }
    let group = waiting.removeFirst()
    making = publishing.make(group, from: next)
    next = SetNumber(next.rawValue + Int64(group.count))
  }

  /// Every group that is on its way takes its next step.
  private mutating func advance() throws {
    let made = try making?.values().map { try $0.get() }
    making = nil
    makeNext()
    let earlier = kept
    kept = made.map { publishing.keep($0) }
    guard let earlier else { return }
    // What began to appear last has the time of one more step.
    let appeared = appearing.dropLast(PublishingLine.ahead - 1)
    appearing.removeFirst(appeared.count)
    try publishing.writeDown(Array(appeared), earlier)
    if let appears = try publishing.publish(earlier.sets) { appearing.append(appears) }
  }
}
