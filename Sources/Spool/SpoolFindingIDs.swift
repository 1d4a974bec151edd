public import Findings

extension FindingID {
  /// The name says that it is still being uploaded, or that it is hidden.
  public static let temporaryName = FindingID("temporary-name")
  /// A folder, link, pipe, socket or device lies in the inbox.
  public static let notAFile = FindingID("not-a-file")
  /// The file has another name elsewhere, through which it could change.
  public static let hardLinked = FindingID("hard-linked")
  /// The rights do not let us read it.
  public static let unreadable = FindingID("unreadable")
  /// A process has it open for writing.
  public static let stillWritten = FindingID("still-written")
  /// It changed while it was looked at.
  public static let changedWhileRead = FindingID("changed-while-read")
  /// Too new, of a form that does not prove itself whole.
  public static let notYetSettled = FindingID("not-yet-settled")
}
