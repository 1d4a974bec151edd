/// Columns set under each other with two blanks between them.
struct TextTable {
  enum Side {
    case left
    case right
  }

  private let sides: [Side]
  private let limits: [Int]
  private var lines: [[String]] = []
  private var notes: [Int: [String]] = [:]

  /// - Parameter columns: heading, side, and the most columns it may take (longer texts are cut).
  init(_ columns: [(heading: String, side: Side, limit: Int)]) {
    sides = columns.map(\.side)
    limits = columns.map(\.limit)
    lines.append(columns.map(\.heading))
  }

  /// Adds a row, and lines that stand below it over the full width.
  mutating func add(_ cells: [String], notes below: [String] = []) {
    if !below.isEmpty { notes[lines.count] = below }
    lines.append(zip(cells, limits).map { cut(oneLine($0), $1) })
  }

  /// The lines, without blanks at their ends; columns in which nothing stands are left out.
  func text(indent: String) -> [String] {
    var widths = sides.map { _ in 0 }
    for (row, cells) in lines.enumerated() where row > 0 {
      for (column, cell) in cells.enumerated() { widths[column] = max(widths[column], width(cell)) }
    }
    let used = widths.map { $0 > 0 }
    for (column, cell) in lines[0].enumerated() { widths[column] = max(widths[column], width(cell)) }
    var result: [String] = []
    for (row, cells) in lines.enumerated() {
      var parts: [String] = []
      for (column, cell) in cells.enumerated() where used[column] {
        let blanks = String(repeating: " ", count: widths[column] - width(cell))
        parts.append(sides[column] == .left ? cell + blanks : blanks + cell)
      }
      var line = indent + parts.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      result.append(line)
      result.append(contentsOf: notes[row] ?? [])
    }
    return result
  }
}
