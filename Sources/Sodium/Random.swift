internal import CSodium

/// Bytes nobody can foresee, from the system's generator.
public enum Random {
  public static func bytes(_ count: Int) -> [UInt8] {
    precondition(count >= 0, "a count of bytes is not negative")
    Library.ready()
    return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let base = buffer.baseAddress { unsafe randombytes_buf(base, count) }
      filled = count
    }
  }
}
