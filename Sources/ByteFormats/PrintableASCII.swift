extension String {
  /// Whether every character is one of the printable ones of ASCII, from the blank to the tilde: most texts are, and
  /// need no second look.
  public var isPrintableASCII: Bool {
    let bytes = utf8.span
    var others: UInt8 = 0
    for index in 0..<bytes.count { others |= bytes[index] &- 0x20 > 0x5E ? 1 : 0 }
    return others == 0
  }
}
