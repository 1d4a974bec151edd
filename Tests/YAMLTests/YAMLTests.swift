import Testing
import YAML

/// The tree on one line: scalars with their places, `"` after those in quotes.
private func shown(_ node: YAMLNode?) -> String {
  guard let node else { return "nothing" }
  let place = "\(node.mark.line):\(node.mark.column)"
  switch node.content {
  case .scalar(let scalar):
    return "\(place) \(scalar.text)" + (scalar.style == .plain ? "" : scalar.style == .block ? "|" : "\"")
  case .sequence(let nodes): return "\(place) [" + nodes.map(shown).joined(separator: ", ") + "]"
  case .mapping(let pairs):
    return "\(place) {"
      + pairs.map { "\($0.keyMark.line):\($0.keyMark.column) \($0.key) = \(shown($0.value))" }
      .joined(separator: ", ") + "}"
  }
}

@Suite("Plain YAML becomes a tree with places")
struct YAMLTests {
  @Test(
    "Mappings, lists and scalars keep their text and their places",
    arguments: [
      ("a: 1\nb: [x, 'y']\n", "1:1 {1:1 a = 1:4 1, 2:1 b = 2:4 [2:5 x, 2:8 y\"]}"),
      (
        "- name: main\n  file: 'C:\\QB\\a.qbw'\n",
        "1:1 [1:3 {1:3 name = 1:9 main, 2:3 file = 2:9 C:\\QB\\a.qbw\"}]"
      ),
      ("a: no\nb: 2026-11-01\nc: 0x10\n", "1:1 {1:1 a = 1:4 no, 2:1 b = 2:4 2026-11-01, 3:1 c = 3:4 0x10}"),
      ("a: |\n  one\n  two\n", "1:1 {1:1 a = 1:4 one\ntwo\n|}"),
      ("{labor: role:billing-code}", "1:1 {1:2 labor = 1:9 role:billing-code}"),
      ("a:\n", "1:1 {1:1 a = 1:3 }"),
      ("--- # settings\na: b\n...\n", "2:1 {2:1 a = 2:4 b}"),
      ("a: 1\r\nb: 2\r\n", "1:1 {1:1 a = 1:4 1, 2:1 b = 2:4 2}"),
      ("\u{FEFF}a: 1\n", "1:1 {1:1 a = 1:4 1}"),
      ("{ä: 1, b: 2}", "1:1 {1:2 ä = 1:6 1, 1:9 b = 1:12 2}"),
      ("a: \"x\\0y\"", "1:1 {1:1 a = 1:4 x\u{0}y\"}"),
      ("# nothing here\n", "nothing"), ("", "nothing"), ("---\n", "2:1 "),
    ])
  func tree(text: String, expected: String) throws {
    let node = try YAML.read(Array(text.utf8))
    #expect(shown(node) == expected)
  }

  @Test("Nothing written is told from an empty text in quotes")
  func null() throws {
    let node = try #require(try YAML.read(Array("[~, null, '', 'null', x]".utf8)))
    guard case .sequence(let nodes) = node.content else { return #expect(Bool(false)) }
    let nulls = nodes.map { if case .scalar(let scalar) = $0.content { scalar.isNull } else { false } }
    #expect(nulls == [true, true, false, false, false])
  }

  @Test(
    "What makes a file say something else than it shows is refused",
    arguments: [
      ("a: &x 1\nb: 2\n", "1:4: a value begins with &, which names an anchor"),
      ("a: *x\n", "1:4: a value begins with *, which refers to an anchor"),
      ("a: !!str 1\n", "1:4: a value begins with !, which names a type"),
      ("%YAML 1.1\n---\na: 1\n", "1:1: a line begins with %, which is a directive"),
      ("a: 1\n---\nb: 2\n", "2:1: a second document begins after ---"),
      ("a: 1\nb: 2\na: 3\n", "3:1: \"a\" is there twice, first in line 1"),
      ("{a: 1, 'a': 2}", "1:8: \"a\" is there twice, first in line 1"),
      ("[a]: 1\n", "1:1: a key is not a plain word"),
      ("? {a: b}\n: 1\n", "1:3: a key is not a plain word"),
    ])
  func refused(text: String, words: String) {
    #expect(complaint(Array(text.utf8)) == words)
  }

  @Test(
    "What is no YAML is refused in words",
    arguments: [
      ("a:\n\tb: 1\n", "2:1: a tab stands where only blanks indent"),
      ("a: 1\n\tb: 1\n", "2:1: a tab stands where only blanks indent"),
      (
        "file: \"C:\\QB\\a.qbw\"\n", "1:10: a backslash in double quotes begins an escape that does not exist"
      ),
      (
        "file: \"C:\\Users\\a.qbw\"\n",
        "1:12: a backslash in double quotes begins an escape that does not exist"
      ),
      ("a: b: c\n", "1:5: a colon stands where no key can be"),
      ("a: 1\n b: 2\n", "2:3: a colon stands where no key can be"),
      ("a: 1\nb\nc: 2\n", "2:1: a key has no colon after it"),
      ("x:\n  a: 1\n b: 2\n", "3:2: the line does not fit the lines before it"),
      ("a: 'x\nb: 2\n", "1:4: a quotation mark is not closed"),
      ("a: [x, y\nb: 2\n", "2:2: a comma or the closing bracket is missing"),
      ("a: - b\n", "1:4: an entry that begins with - stands where no list can be"),
      ("a: @b\n", "1:4: a value cannot begin with @"),
      ("a: * b\n", "1:5: a value cannot begin with * or &"),
      ("'a'\nb: 1\n", "2:1: the line does not belong to what stands before it"),
    ])
  func syntax(text: String, words: String) {
    #expect(complaint(Array(text.utf8)) == words)
  }

  private static let notText: [(bytes: [UInt8], words: String)] = [
    (Array("a: 1\nb: M".utf8) + [0xFC, 0x6C, 0x0A], "2:5: the file is not UTF-8 here"),
    (Array("a: 1\nb: \u{1}\n".utf8), "2:4: there is a control character, which no settings hold"),
    (Array("\u{FEFF}b: \u{1}\n".utf8), "1:4: there is a control character, which no settings hold"),
    ([0xFF, 0xFE, 0x61, 0x00], "1:1: the file is UTF-16, not UTF-8"),
    (
      Array("a: 1 # x\u{2028}y\n".utf8),
      "1:9: there is a Unicode line separator, at which editors do not break lines"
    ),
  ]

  @Test("What is no UTF-8 text is refused at its byte", arguments: notText)
  func bytes(bytes: [UInt8], words: String) {
    #expect(complaint(bytes) == words)
  }

  @Test("Nesting and length have an end")
  func ends() {
    let comment = [UInt8](repeating: 35, count: 1_048_577)
    #expect(complaint(comment) == "1:1: the file is longer than 1048576 bytes")
    let text = String(repeating: "[", count: 18) + String(repeating: "]", count: 18)
    #expect(complaint(Array(text.utf8)) == "1:18: lists and mappings are nested deeper than 16")
  }

  @Test("Every cut of a text is a tree or a refusal, and none is a crash")
  func cuts() {
    let text = Array(
      "connectors:\n  - name: 'main'\n    users: [a, \"b\\u0041\"]\n    x: {y: |\n      z}\n".utf8)
    for count in text.indices { _ = complaint(Array(text[..<count])) }
    for byte in UInt8.min...UInt8.max {
      var changed = text
      changed[20] = byte
      changed[Int(byte) % text.count] = byte
      _ = complaint(changed)
    }
  }

  private func complaint(_ bytes: [UInt8]) -> String? {
    do {
      _ = try YAML.read(bytes)
      return nil
    } catch {
      return "\(error.mark.line):\(error.mark.column): \(error.problem)"
    }
  }
}
