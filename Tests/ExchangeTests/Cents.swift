/// Decimal text as the builders write it, added and rounded without the code that is tried here.
enum Cents {
  /// `12.345` in units of a hundred thousandth.
  static func units(_ text: String) -> Int64 {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    precondition(parts.count < 3 && fraction.count <= 5, "\(text) is not decimal text")
    let digits = String(parts[0]) + fraction + String(repeating: "0", count: 5 - fraction.count)
    guard let units = Int64(digits) else { preconditionFailure("\(text) is not decimal text") }
    return isNegative ? -units : units
  }

  /// Half up, away from zero.
  static func rounded(_ units: Int64) -> Int64 { units < 0 ? -rounded(-units) : (units + 500) / 1_000 }

  static func of(_ text: String) -> Int64 { rounded(units(text)) }

  /// Five decimals, as Autotask writes amounts that were computed.
  static func text(_ units: Int64) -> String {
    let size = String(units.magnitude)
    let digits = String(repeating: "0", count: max(0, 6 - size.count)) + size
    return "\(units < 0 ? "-" : "")\(digits.dropLast(5)).\(digits.suffix(5))"
  }
}
