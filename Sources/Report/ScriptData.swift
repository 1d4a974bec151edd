/// JSON for a data block of the page: no text in it can end the block, or become anything but text.
struct ScriptData {
  private(set) var bytes: [UInt8] = []

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
    let line = oneLine(text)
    if !hasMarks(line.utf8.span) { return append(line) }
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      // Neither `</script>` nor `<!--` can stand in the block.
      case UInt8(ascii: "<"): append("\\u003c")
      default: bytes.append(byte)
      }
    }
  }

  private func hasMarks(_ text: Span<UInt8>) -> Bool {
    var marks: UInt8 = 0
    for index in 0..<text.count {
      let byte = text[index]
      marks |= byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "<") ? 1 : 0
    }
    return marks != 0
  }

  mutating func append(_ json: String) { bytes.append(contentsOf: json.utf8) }
  mutating func append(_ json: [UInt8]) { bytes.append(contentsOf: json) }
}
