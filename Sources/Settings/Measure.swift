/// Sizes and times as people write them: `2 GB`, `24 h`.
enum Measure {
  static let sizeUnits: [(String, Int64)] = [
    ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("GiB", 1 << 30), ("MiB", 1 << 20),
    ("KiB", 1 << 10), ("B", 1),
  ]
  static let timeUnits: [(String, Int64)] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)]

  /// A whole number and a unit, with or without a blank between; without a unit only where `plain` allows it.
  static func read(_ text: String, units: [(String, Int64)], plain: Bool) -> Int64? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.utf8.count <= 18, let number = Int64(digits) else { return nil }
    let rest = text[digits.endIndex...].drop { $0 == " " }
    if rest.isEmpty { return plain ? number : nil }
    guard let unit = units.first(where: { $0.0.lowercased() == rest.lowercased() }) else { return nil }
    let (value, overflow) = number.multipliedReportingOverflow(by: unit.1)
    return overflow ? nil : value
  }
}
