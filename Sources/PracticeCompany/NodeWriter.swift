/// Writes as QuickBooks does: ASCII, everything else as decimal references, one element a line, no indentation.
struct NodeWriter {
  private(set) var bytes: [UInt8] = []
  private let lineEnd: [UInt8]

  init(lineEnd: String = "\n") {
    self.lineEnd = Array(lineEnd.utf8)
  }

  mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func raw(_ text: [UInt8]) {
    bytes.append(contentsOf: text)
  }

  mutating func endLine() {
    bytes.append(contentsOf: lineEnd)
  }

  /// `<Name a="b"` without its end.
  mutating func open(_ name: String, _ attributes: [Node.Attribute]) {
    raw("<")
    raw(name)
    for attribute in attributes {
      raw(" ")
      raw(attribute.name)
      raw("=\"")
      escape(attribute.value, inAttribute: true)
      raw("\"")
    }
  }

  mutating func write(_ node: Node) {
    open(node.name, node.attributes)
    if node.children.isEmpty && node.text.isEmpty {
      raw("/>")
    } else if node.children.isEmpty {
      raw(">")
      escape(node.text, inAttribute: false)
      close(node.name)
    } else {
      raw(">")
      endLine()
      for child in node.children { write(child) }
      close(node.name)
    }
    endLine()
  }

  mutating func close(_ name: String) {
    raw("</")
    raw(name)
    raw(">")
  }

  private mutating func escape(_ text: String, inAttribute: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"" where inAttribute: raw("&quot;")
      case "\r": raw("&#13;")
      case "\n" where inAttribute, "\t" where inAttribute: raw("&#\(scalar.value);")
      default:
        if scalar.isASCII {
          bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          raw("&#\(scalar.value);")
        }
      }
    }
  }
}
