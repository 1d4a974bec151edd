import Accounting

/// HTML under construction: text goes in escaped, tags by name, so that no foreign text becomes a tag.
struct HTMLText {
  private(set) var bytes: [UInt8] = []

  /// An element on a line of its own, with text in it.
  mutating func element(_ tag: String, _ text: String, _ attributes: [(String, String)] = []) {
    open(tag, attributes)
    self.text(text)
    close(tag)
    line()
  }

  mutating func open(_ tag: String, _ attributes: [(String, String)] = []) {
    append("<\(tag)")
    for (name, value) in attributes {
      append(" \(name)=\"")
      text(value)
      append("\"")
    }
    append(">")
  }

  mutating func close(_ tag: String) { append("</\(tag)>") }

  mutating func line() { bytes.append(10) }

  /// Escaped, without control characters.
  mutating func text(_ text: String) {
    for byte in oneLine(text).utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      case UInt8(ascii: "'"): append("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  /// Escaped; what stands between two backquotes is a command to be typed.
  mutating func prose(_ text: String) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    // An odd backquote at the end opens nothing.
    let pairs = parts.count % 2 == 0 ? parts.count - 1 : parts.count
    for (index, part) in parts.enumerated() {
      let isCommand = index % 2 == 1 && index < pairs
      if isCommand { open("code") }
      if index == pairs { append("`") }
      self.text(String(part))
      if isCommand { close("code") }
    }
  }

  /// A link from a page in `outbox/report/` to a file, both named below the exchange folder; plain text for files
  /// outside the outbox, which alone may be shared.
  mutating func link(_ shown: String, to path: String) {
    guard path.hasPrefix("outbox/") else { return text(shown) }
    open("a", [("href", "../\(percentEncoded(String(path.dropFirst(7))))")])
    text(shown)
    close("a")
  }

  /// The key of an item, which the page's script follows to its history.
  mutating func item(_ key: String) {
    append("<a class=\"i\" href=\"#\(percentEncoded(key))\">")
    text(key)
    append("</a>")
  }

  /// A moment that the page's script can read, with the words that stand there without it.
  mutating func time(_ moment: Timestamp, _ words: String, _ kind: String) {
    open("time", [("class", kind), ("datetime", moment.description)])
    text(words)
    close("time")
  }

  /// A cell; `kind` is `n` for a number, `t` for what is never broken over two lines.
  mutating func cell(_ text: String, _ kind: String? = nil) {
    append(kind.map { "<td class=\"\($0)\">" } ?? "<td>")
    self.text(text)
    append("</td>")
  }

  /// A table as far as its body, with the titles of the columns and whether numbers stand there.
  mutating func table(_ columns: [(title: String, isNumber: Bool)], _ kind: String = "items") {
    append("<table class=\"\(kind)\">\n<thead><tr>")
    for column in columns {
      append(column.isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
      text(column.title)
      append("</th>")
    }
    append("</tr></thead>\n<tbody>\n")
  }

  mutating func closeTable() { append("</tbody>\n</table>\n") }

  mutating func append(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  mutating func append(_ markup: String) { bytes.append(contentsOf: markup.utf8) }
}

/// The path as a relative URL: everything but letters, digits and `-._~/:` as `%XX`.
private func percentEncoded(_ path: String) -> String {
  let hex = Array("0123456789ABCDEF")
  var result = ""
  for byte in path.utf8 {
    let scalar = Unicode.Scalar(byte)
    let isPlain = byte < 128 && (scalar.properties.isAlphabetic || (48...57).contains(byte))
    if isPlain || "-._~/:".unicodeScalars.contains(scalar) {
      result.unicodeScalars.append(scalar)
    } else {
      result += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
    }
  }
  return result
}
