internal import CSodium

/// libsodium, made ready before its first use.
enum Library {
  /// `sodium_init` may be called again and by several threads; it answers -1 when it cannot get random numbers.
  private static let initialized: Bool = sodium_init() >= 0

  static func ready() {
    precondition(initialized, "libsodium cannot be initialized: the system gives no random numbers")
  }
}
