public import Findings

extension FindingID {
  /// An item is in doubt and nothing else was said about it.
  public static let inDoubt = FindingID("in-doubt")
  /// An item is in conflict and nothing else was said about it.
  public static let conflict = FindingID("conflict")
  /// An item is held or refused, and the ledger does not say why.
  public static let noReason = FindingID("no-reason-recorded")
}
