import Accounting
import ByteFormats
import Ledger
import QBXML
import Sodium
import Threads

/// A message set with what the ledger is told of it.
struct MadeSet: Sendable {
  let set: AssembledSet
  let content: SetContent
}

/// A message set with its bytes, proved to mean what was meant.
struct AssembledSet: Sendable {
  let row: SetRow
  let bytes: [UInt8]
  let requests: [RequestRow]
}

/// Gives drafts their ids and bytes. Values only, so that it can be done on another thread.
struct SetAssembly: Sendable {
  let connector: ConnectorName
  /// The date and the time of the pass.
  let date: CalendarDate
  let now: Timestamp

  /// Why a set could not be made: our own mistake, for everything was checked before.
  struct Failure: Error {
    var words: String
  }

  func assemble(_ draft: SetDraft, _ number: SetNumber) throws -> AssembledSet {
    var digest = ContentHash()
    digest.update(Array("\(connector) \(draft.kind.rawValue) \(number) \(draft.oldSetID ?? "")".utf8))
    var head: [UInt8] = []
    for entry in draft.entries {
      head.removeAll(keepingCapacity: true)
      head.append(10)
      head.append(contentsOf: entry.request.message.utf8)
      head.append(32)
      DecimalText.append(Int64(entry.request.meaning.count), to: &head)
      head.append(10)
      digest.update(head)
      digest.update(entry.request.meaning)
    }
    let hex = digest.finish().hex
    // 6 + 1 + 16 characters: the 23 that QuickBooks takes.
    let setID = draft.writes > 0 ? String("\(number)-\(hex.prefix(16))".prefix(23)) : nil
    let lead = "\(number)-\(hex.prefix(10))-"
    let requests = draft.entries.enumerated().map { index, entry in
      RequestRow(
        set: number, ordinal: index + 1, id: RequestID(lead + String(index + 1)),
        message: entry.request.message, purpose: entry.purpose, item: entry.item, subject: entry.subject)
    }
    let set = try MessageSet.assemble(
      requests: draft.entries.map(\.request), requestIDs: requests.map(\.id), newMessageSetID: setID,
      oldMessageSetID: draft.oldSetID)
    // What libxml2 reads must be what was meant, value by value, before anybody sees the file.
    let bytes = set.bytes
    guard try MessageSet.isRead(set.meaning, from: bytes) else {
      throw Failure(words: "message set \(number) does not read back as it was meant")
    }
    let row = SetRow(
      number: number, connector: connector, kind: draft.kind, setID: setID, writes: Int64(draft.writes),
      isTrial: draft.isTrial, date: date, digest: SetRow.digest(of: bytes), size: Int64(bytes.count),
      publishedAt: now, parent: draft.parent)
    return AssembledSet(row: row, bytes: bytes, requests: requests)
  }
}
