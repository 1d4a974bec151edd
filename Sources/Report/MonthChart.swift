import Accounting

/// A small chart of columns, one a month, in the page itself: nothing is fetched to draw it.
struct MonthChart {
  /// The sums of a month, lowest part of the column first, in cents.
  private let columns: [(month: Int, parts: [Int128])]
  /// What the upper edge stands for, in cents.
  private let top: Int128
  private let step: Int128

  private static let width = 720
  private static let height = 150
  private static let left = 84
  private static let bottom = 22
  private static let head = 8
  private static let fewest = 6

  /// Nil where there is no amount to draw.
  init?(_ line: MonthTotals.Line) {
    guard let last = line.months.last?.number, let oldest = line.months.first?.number else { return nil }
    let first = min(oldest, last - MonthChart.fewest + 1)
    let sums = line.months.reduce(into: [Int: [Int128]]()) { table, month in
      // A sum below nothing has no height.
      table[month.number ?? 0] = MonthTotals.Part.allCases.map { max(0, month[$0].cents) }
    }
    columns = (first...last).map { ($0, sums[$0] ?? []) }
    let highest = columns.map { $0.parts.reduce(0, +) }.max() ?? 0
    guard highest > 0 else { return nil }
    step = MonthChart.step(highest)
    top = (highest + step - 1) / step * step
  }

  /// Lines at 1, 2 or 5 times a power of ten, at most four of them, never below a whole unit of money.
  private static func step(_ highest: Int128) -> Int128 {
    var power: Int128 = 100
    while true {
      for factor: Int128 in [1, 2, 5] where highest <= power * factor * 4 { return power * factor }
      power *= 10
    }
  }

  /// The drawing, with its words for who does not see it.
  func draw(title: String, _ html: inout HTMLText) {
    let plot = MonthChart.height - MonthChart.head - MonthChart.bottom
    func y(_ cents: Int128) -> Int { MonthChart.head + plot - Int(cents * Int128(plot) / top) }
    html.open(
      "svg",
      [
        ("class", "chart"), ("role", "img"), ("aria-label", title),
        ("viewBox", "0 0 \(MonthChart.width) \(MonthChart.height)"),
      ])
    html.line()
    var mark: Int128 = 0
    while mark <= top {
      html.append(
        "<line x1=\"\(MonthChart.left)\" x2=\"\(MonthChart.width)\" y1=\"\(y(mark))\" y2=\"\(y(mark))\"/>"
          + "<text class=\"n\" x=\"\(MonthChart.left - 8)\" y=\"\(y(mark) + 4)\">")
      html.text(grouped(Int(mark / 100)))
      html.append("</text>\n")
      mark += step
    }
    let pitch = (MonthChart.width - MonthChart.left) / columns.count
    let wide = min(44, pitch * 6 / 10)
    for (index, column) in columns.enumerated() {
      let x = MonthChart.left + pitch * index + (pitch - wide) / 2
      var below: Int128 = 0
      for (part, cents) in zip(MonthTotals.Part.allCases, column.parts) where cents > 0 {
        let foot = y(below)
        below += cents
        // What is there is seen, however little it is.
        let high = max(1, foot - y(below))
        html.append(
          "<rect class=\"part\(part.rawValue)\" x=\"\(x)\" y=\"\(foot - high)\" width=\"\(wide)\" height=\"\(high)\"><title>"
        )
        html.text(
          "\(MonthTotals.title(column.month)), \(part.label): \(moneyText(cents, grouped: true))")
        html.append("</title></rect>\n")
      }
      html.append(
        "<text class=\"m\" x=\"\(x + wide / 2)\" y=\"\(MonthChart.height - 6)\">\(MonthTotals.title(column.month))</text>\n"
      )
    }
    html.close("svg")
    html.line()
  }
}
