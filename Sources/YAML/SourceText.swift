/// The bytes of a text without byte order mark, and where its lines begin.
struct SourceText {
  let bytes: [UInt8]
  private let lineStarts: [Int]

  init(_ input: [UInt8]) throws(YAMLError) {
    let top = YAMLMark(line: 1, column: 1)
    if input.starts(with: [0xFF, 0xFE]) || input.starts(with: [0xFE, 0xFF]) {
      throw YAMLError(kind: .utf16, mark: top)
    }
    if input.count > YAML.longestText { throw YAMLError(kind: .tooLong, mark: top) }
    // libyaml counts the byte order mark as a column.
    bytes = input.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(input[3...]) : input
    var starts = [0]
    var unusual: Int?
    for index in bytes.indices {
      switch bytes[index] {
      case 10: starts.append(index + 1)
      case 13 where index + 1 == bytes.count || bytes[index + 1] != 10: starts.append(index + 1)
      // libyaml breaks lines at U+0085, U+2028 and U+2029, and would count lines that no editor shows.
      case 0xC2 where bytes[index...].starts(with: [0xC2, 0x85]): unusual = unusual ?? index
      case 0xE2
      where bytes[index...].starts(with: [0xE2, 0x80, 0xA8])
        || bytes[index...].starts(with: [0xE2, 0x80, 0xA9]):
        unusual = unusual ?? index
      default: break
      }
    }
    lineStarts = starts
    if let unusual { throw YAMLError(kind: .unusualLineBreak, mark: mark(offset: unusual)) }
  }

  /// The place of a byte.
  func mark(offset: Int) -> YAMLMark {
    let line = lineStarts.lastIndex { $0 <= offset } ?? 0
    return YAMLMark(line: line + 1, column: offset - lineStarts[line] + 1)
  }

  /// The place that libyaml gives as line and column in characters, both from 0.
  func mark(line: Int, character: Int) -> YAMLMark {
    let offset = offset(line: line, character: character)
    let start = line < lineStarts.count ? lineStarts[line] : bytes.count
    return YAMLMark(line: line + 1, column: offset - start + 1)
  }

  /// The byte at that place; nil at the end.
  func byte(line: Int, character: Int) -> UInt8? {
    let offset = offset(line: line, character: character)
    return offset < bytes.count ? bytes[offset] : nil
  }

  private func offset(line: Int, character: Int) -> Int {
    var index = line < lineStarts.count ? lineStarts[line] : bytes.count
    var left = character
    while left > 0, index < bytes.count {
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
      left -= 1
    }
    return index
  }
}
