/// What was around the records of a text.
public struct JSONEnvelope: Hashable, Sendable {
  public var shape: Shape
  /// How many records there were.
  public var records = 0
  /// What the envelopes say of how many there should be, all their counts together; nil when one says nothing.
  public var count: Int?
  /// The page that the last envelope says comes next; nil when it names none.
  public var nextPageUrl: String?

  public enum Shape: String, CaseIterable, Hashable, Sendable {
    /// `{"items":[…],"pageDetails":{…}}`, Autotask REST.
    case list
    /// `{"item":{…}}`, Autotask REST; the item may be null.
    case single
    /// `[…]`
    case array
    /// `{…}`, one record and nothing around it.
    case object
    /// `[{"items":[…]},…]`, pages one after the other; in `.lines` too.
    case envelopes
    /// `{"value":[…],"Count":n}`, Windows PowerShell.
    case counted
    /// One record a line.
    case lines
  }
}
