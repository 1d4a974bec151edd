public import Accounting
public import Findings

/// A file that was left in the inbox, and why.
public struct WaitingFileRow: Hashable, Sendable {
  /// Path below the exchange folder: `inbox/march.zip`.
  public var file: String
  /// Why it waits, as a sentence without a full stop: `it does not end as a zip archive must`.
  public var reason: String
  /// What a person can do; nil when time alone is enough.
  public var remedy: String?

  public init(file: String, reason: String, remedy: String? = nil) {
    self.file = file
    self.reason = reason
    self.remedy = remedy
  }
}

/// A file in quarantine, and why.
public struct QuarantineRow: Hashable, Sendable {
  /// Path below the exchange folder: `outbox/quarantine/march.zip`.
  public var file: String
  /// When it was refused.
  public var time: Timestamp
  /// The finding that decided.
  public var finding: Finding

  public init(file: String, time: Timestamp, finding: Finding) {
    self.file = file
    self.time = time
    self.finding = finding
  }
}
