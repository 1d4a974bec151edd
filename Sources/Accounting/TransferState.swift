/// Where an item stands on its way to QuickBooks.
public enum TransferState: String, CaseIterable, Sendable, Hashable {
  /// A rule keeps it back; its findings say which.
  case held
  /// A person keeps it back.
  case notReady = "not-ready"
  /// It goes with the next message set.
  case ready
  /// It is in a published message set.
  case open
  /// Web Connector has fetched its message set.
  case sent
  /// QuickBooks refused it.
  case refused
  /// Nobody knows yet whether QuickBooks has it.
  case inDoubt = "in-doubt"
  /// Two answers contradict each other.
  case conflict
  /// QuickBooks has it.
  case confirmed
}

/// The words of Autotask's status filter.
public enum ShownStatus: String, CaseIterable, Sendable, Hashable {
  case notTransferred = "Not Transferred"
  case pending = "Pending"
  case failed = "Pending/Failed"
  case transferred = "Transferred"
  case byHand = "Transferred by hand"
}

/// What stands in the columns "status" and "QuickBooks Transfer Date".
public struct ShownTransfer: Hashable, Sendable {
  public let status: ShownStatus
  /// The time in the Transfer Date column; nil when a word or nothing stands there.
  public let time: Timestamp?
  /// `Pending` or `Pending/Failed` in the Transfer Date column; nil when only a time or nothing stands there.
  public let word: ShownStatus?

  /// The Transfer Date column as a person reads it: `2026-11-21 07:04`, `Pending`, `2026-11-21 07:04, Pending`
  /// or nothing.
  public func text(in zone: Zone) -> String {
    [time?.minuteText(in: zone), word?.rawValue].compactMap { $0 }.joined(separator: ", ")
  }
}

extension TransferState {
  /// What people see of this state.
  ///
  /// A transfer that happened outweighs a later refusal as long as the item is kept back: QuickBooks has it.
  /// `transferred` is when QuickBooks last confirmed it, or Autotask says that it was transferred; nil if never.
  /// `refusedBefore` says whether its last attempt was refused, `needsResync` whether it is in QuickBooks and
  /// something is to be added there (purchase orders), `byHand` whether a person entered it in QuickBooks.
  public func shown(
    transferred: Timestamp?, refusedBefore: Bool = false, needsResync: Bool = false, byHand: Bool = false
  ) -> ShownTransfer {
    let done: ShownStatus = byHand ? .byHand : .transferred
    switch self {
    case .held, .notReady:
      if transferred != nil || byHand { return ShownTransfer(status: done, time: transferred, word: nil) }
      return ShownTransfer(status: refusedBefore ? .failed : .notTransferred, time: nil, word: nil)
    case .ready, .open, .sent:
      return ShownTransfer(status: .pending, time: needsResync ? transferred : nil, word: .pending)
    case .refused, .inDoubt, .conflict:
      return ShownTransfer(status: .failed, time: nil, word: .failed)
    case .confirmed:
      return ShownTransfer(status: done, time: transferred, word: nil)
    }
  }

  /// Whether the item goes, or is going, without anybody doing anything about it.
  public var isPending: Bool { self == .ready || self == .open || self == .sent }
}

extension Timestamp {
  /// To the minute, as people read it: `2026-11-21 07:04`.
  public func minuteText(in zone: Zone) -> String {
    let local = localText(in: zone)
    return "\(local.prefix(10)) \(local.dropFirst(11).prefix(5))"
  }
}
