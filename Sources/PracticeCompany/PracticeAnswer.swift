/// What comes back for a message set.
public enum PracticeAnswer: Hashable, Sendable {
  /// The answer; `tornAt` is the count of whole requests in it when it breaks off, nil when it is whole.
  case response(bytes: [UInt8], tornAt: Int?)
  /// Nothing but an HRESULT. `reason` says what QuickBooks leaves unsaid.
  case hresult(code: String, message: String, reason: String)
}
