internal import CSodium

/// SHA-256 over bytes that come in pieces.
@safe public struct SHA256: ~Copyable {
  private var state = crypto_hash_sha256_state()

  public init() {
    Library.ready()
    restart()
  }

  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      // Answers 0 always.
      unsafe crypto_hash_sha256_update(&state, base, UInt64(buffer.count))
    }
  }

  public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// The digest of all bytes so far; the next `update` begins anew.
  public mutating func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
    unsafe crypto_hash_sha256_final(&state, &bytes)
    restart()
    guard let digest = Digest(bytes: bytes) else { preconditionFailure("SHA-256 gives 32 bytes") }
    return digest
  }

  public static func digest(of bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(bytes.span)
    return hash.finish()
  }

  private mutating func restart() { unsafe crypto_hash_sha256_init(&state) }
}
