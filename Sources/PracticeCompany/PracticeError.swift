/// Why something that a person or a test asked of the company file was not done.
public struct PracticeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence without a full stop.
  public let description: String

  init(_ description: String) { self.description = description }

  init(_ status: Status) { self.description = status.message }
}
