import Accounting
import Findings

/// One JSON value written from left to right on one line; whoever writes keeps the order of the fields.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  mutating func object(_ body: (inout JSONLine) -> Void) { nested("{", "}", body) }

  mutating func array(_ body: (inout JSONLine) -> Void) { nested("[", "]", body) }

  mutating func array<T>(_ values: some Sequence<T>, _ body: (inout JSONLine, T) -> Void) {
    nested("[", "]") { line in for value in values { body(&line, value) } }
  }

  private mutating func nested(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONLine) -> Void
  ) {
    comma()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  /// The key of the value that is written next.
  mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func string(_ text: String?) {
    guard let text else { return raw("null") }
    comma()
    bytes.append(34)
    if text.utf8.allSatisfy({ $0 >= 32 && $0 != 34 && $0 != 92 && $0 != 127 }) {
      bytes.append(contentsOf: text.utf8)
      bytes.append(34)
      return
    }
    for byte in text.utf8 {
      switch byte {
      case 34, 92: bytes.append(contentsOf: [92, byte])
      case 10: bytes.append(contentsOf: [92, UInt8(ascii: "n")])
      case 0..<32, 127:
        bytes.append(contentsOf: "\\u00\(String(byte >> 4, radix: 16))\(String(byte & 15, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(34)
  }

  mutating func number(_ value: some BinaryInteger) { raw(String(value)) }

  mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  private mutating func raw(_ text: String) {
    comma()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  mutating func field(_ name: String, _ text: String?) {
    key(name)
    string(text)
  }

  mutating func field(_ name: String, _ value: some BinaryInteger) {
    key(name)
    number(value)
  }

  mutating func field(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  mutating func field(_ name: String, _ tally: Tally) {
    key(name)
    object {
      $0.field("count", tally.count)
      $0.field("sum", tally.plainSum)
    }
  }

  /// A finding outside an item.
  mutating func finding(_ finding: Finding) {
    object {
      $0.field("id", finding.id.rawValue)
      $0.field("severity", finding.severity.rawValue)
      $0.field("problem", finding.problem)
      $0.field("remedy", finding.remedy)
      $0.field("item", finding.item)
      $0.field("location", finding.place?.text)
    }
  }
}
