/// What stands around the content of an element, in text and in meaning; made once, written often.
public final class ElementTags: Sendable {
  /// All of it, one behind the other.
  let bytes: [UInt8]
  /// A line end, blanks, `<Name>`.
  let opening: Range<Int>
  /// `</Name>`, on a line of its own when the element holds others.
  let closing: Range<Int>
  let openMeaning: Range<Int>
  let closeMeaning: Range<Int>

  /// `indent` counts the blanks before the element.
  public init(_ name: String, holdsElements: Bool, indent: Int) {
    let lineStart = "\n" + String(repeating: " ", count: indent)
    var bytes: [UInt8] = []
    func add(_ part: some Sequence<UInt8>) -> Range<Int> {
      let start = bytes.count
      bytes.append(contentsOf: part)
      return start..<bytes.count
    }
    opening = add("\(lineStart)<\(name)>".utf8)
    closing = add("\(holdsElements ? lineStart : "")</\(name)>".utf8)
    openMeaning = add([XMLMeaning.open] + Array(name.utf8) + (holdsElements ? [] : [XMLMeaning.text]))
    closeMeaning = add([XMLMeaning.close])
    self.bytes = bytes
  }
}
