import ByteFormats

/// JSON for a data block of the page: no text in it can end the block, or become anything but text.
struct ScriptData {
  private(set) var bytes: [UInt8] = []

  /// `room` is about how many bytes will come.
  init(room: Int = 0) { bytes.reserveCapacity(room) }

  /// An array of texts, on one line.
  mutating func texts(_ texts: [String]) {
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      self.text(text)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func text(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    if text.isEmpty { return }
    if isPlain(text.utf8.span) { return bytes.append(copying: text.utf8.span) }
    for byte in oneLine(text).utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      // Neither `</script>` nor `<!--` can stand in the block.
      case UInt8(ascii: "<"): append("\\u003c")
      default: bytes.append(byte)
      }
    }
  }

  /// Whether a text of printable ASCII has nothing that is written otherwise.
  private func isPlain(_ text: Span<UInt8>) -> Bool {
    var others: UInt8 = 0
    for index in 0..<text.count {
      let byte = text[index]
      others |=
        byte &- 0x20 > 0x5E || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
          || byte == UInt8(ascii: "<") ? 1 : 0
    }
    return others == 0
  }

  mutating func append(_ json: String) { bytes.append(contentsOf: json.utf8) }
  mutating func append(_ json: [UInt8]) { bytes.append(contentsOf: json) }
}
