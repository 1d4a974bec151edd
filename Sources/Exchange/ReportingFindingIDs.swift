public import Findings

extension FindingID {
  /// The items do not account for everything that was received.
  public static let totalsDiffer = FindingID("totals-differ")
  /// Items wait for a pass that was ended before it came to them.
  public static let notJudgedYet = FindingID("not-judged-yet")
}

extension FindingID {
  /// Results lie in `outbox/autotask/` that are to be given back to Autotask.
  public static let writeBackWaiting = FindingID("write-back-waiting")
}

extension FindingID {
  /// `check` was given something else than a bundle.
  public static let notABundle = FindingID("not-a-bundle")
}
