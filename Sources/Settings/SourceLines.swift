import Findings

/// The lines of a text that people edit, for showing one beside a finding.
struct SourceLines {
  private let path: String
  private let bytes: [UInt8]
  /// Found when the first of them is to be shown: most texts are free of findings.
  private lazy var lines = SourceLines.split(bytes)

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var index = start
    while index < bytes.count {
      if bytes[index] == 10 || bytes[index] == 13 {
        lines.append(bytes[start..<index])
        if bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
        start = index + 1
      }
      index += 1
    }
    lines.append(bytes[start...])
    return lines
  }

  /// A place with its line, or with none when the line is too long for the column to show in it.
  mutating func place(line: Int, column: Int?) -> Place {
    var excerpt: String?
    if line >= 1, line <= lines.count, column.map({ $0 <= 100 }) ?? true {
      // Cut at a whole character, and tabs made blanks, so that the caret stands where it should.
      var end = lines[line - 1].startIndex + min(lines[line - 1].count, 100)
      while end < lines[line - 1].endIndex, lines[line - 1][end] & 0xC0 == 0x80 { end -= 1 }
      let shown = lines[line - 1][..<end].map { $0 < 32 || $0 == 127 ? 32 : $0 }
      excerpt = String(decoding: shown, as: UTF8.self)
    }
    return Place(path: path, line: line, column: column, excerpt: excerpt)
  }
}
