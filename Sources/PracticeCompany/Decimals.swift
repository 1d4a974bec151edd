/// A decimal number as qbXML writes it, counted in its smallest step.
///
/// Whole counts only: this module checks sums that others have made, so it must not make errors of its own.
enum Decimals {
  /// Reads `[+-]digits[.digits]`; nil when it is not that, or has more digits than allowed.
  ///
  /// Amounts are written with two decimals or none (`exact`), everything else with any number of them.
  static func read(_ text: String, wholeDigits: Int, places: Int, exact: Bool) -> Int64? {
    var rest = Substring(text)
    var isNegative = false
    if let sign = rest.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      rest.removeFirst()
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, isDigits(whole), whole.utf8.count <= wholeDigits else { return nil }
    var digits = String(whole)
    if parts.count == 2 {
      let fraction = parts[1]
      guard isDigits(fraction), fraction.utf8.count <= places else { return nil }
      if exact && fraction.utf8.count != places { return nil }
      digits += fraction + String(repeating: "0", count: places - fraction.utf8.count)
    } else {
      digits += String(repeating: "0", count: places)
    }
    guard let units = Int64(digits) else { return nil }
    return isNegative ? -units : units
  }

  /// Cents.
  static func amount(_ text: String) -> Int64? {
    read(text, wholeDigits: 13, places: 2, exact: true)
  }

  /// Hundred-thousandths: prices, quantities and percentages.
  static func fine(_ text: String) -> Int64? {
    read(text, wholeDigits: 10, places: 5, exact: false)
  }

  static func amountText(_ cents: Int64) -> String {
    let magnitude = cents.magnitude
    let fraction = magnitude % 100
    return "\(cents < 0 ? "-" : "")\(magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// As answers show prices and quantities: no needless zeros, at least so many decimals as asked for.
  static func fineText(_ units: Int64, atLeast shown: Int = 0) -> String {
    let magnitude = units.magnitude
    var fraction = String(magnitude % 100_000)
    fraction = String(repeating: "0", count: 5 - fraction.utf8.count) + fraction
    while fraction.utf8.count > shown, fraction.hasSuffix("0") { fraction.removeLast() }
    let sign = units < 0 ? "-" : ""
    return fraction.isEmpty ? "\(sign)\(magnitude / 100_000)" : "\(sign)\(magnitude / 100_000).\(fraction)"
  }

  /// Cents of a quantity at a price; nil when no amount can hold them.
  static func product(quantity: Int64, price: Int64) -> Int64? {
    rounded(Int128(quantity) * Int128(price), by: 100_000_000)
  }

  /// The price of one when so many cost so much; nil when none are bought or no price can hold it.
  static func price(cents: Int64, quantity: Int64) -> Int64? {
    if quantity == 0 { return nil }
    let value = Int128(cents) * 100_000_000
    let (dividend, divisor) = quantity < 0 ? (0 - value, 0 - Int128(quantity)) : (value, Int128(quantity))
    return rounded(dividend, by: divisor)
  }

  /// Cents of a percentage of an amount.
  static func share(cents: Int64, percent: Int64) -> Int64? {
    rounded(Int128(cents) * Int128(percent), by: 10_000_000)
  }

  /// Divides; half a step goes away from zero.
  private static func rounded(_ value: Int128, by step: Int128) -> Int64? {
    let magnitude = value < 0 ? 0 - value : value
    let quotient = (magnitude + step / 2) / step
    return Int64(exactly: value < 0 ? 0 - quotient : quotient)
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }
}
