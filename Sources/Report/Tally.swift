public import Accounting

/// How many items, and what they come to.
public struct Tally: Hashable, Sendable {
  public private(set) var count = 0
  /// The sum in cents; wide enough for any number of amounts.
  public private(set) var cents: Int128 = 0

  public init() {}

  public init(count: Int, sum: Amount) {
    self.count = count
    cents = Int128(sum.units)
  }

  public mutating func add(_ amount: Amount?) {
    count += 1
    cents += Int128(amount?.units ?? 0)
  }

  public mutating func add(_ other: Tally) {
    count += other.count
    cents += other.cents
  }

  public func subtracting(_ other: Tally) -> Tally {
    var difference = Tally()
    difference.count = count - other.count
    difference.cents = cents - other.cents
    return difference
  }

  public var isZero: Bool { count == 0 && cents == 0 }

  /// The sum with two decimals and nothing else: `1234.50`.
  public var plainSum: String { moneyText(cents, grouped: false) }

  /// The sum for people: `1,234.50`.
  public var sum: String { moneyText(cents, grouped: true) }
}

extension Amount {
  /// For people: `1,234.50`.
  public var grouped: String { moneyText(Int128(units), grouped: true) }
}

/// Cents as a decimal text; `grouped` puts a comma between thousands.
func moneyText(_ cents: Int128, grouped: Bool) -> String {
  let magnitude = cents.magnitude
  let fraction = UInt8(truncatingIfNeeded: magnitude % 100)
  let whole = Array(String(magnitude / 100).utf8)
  var text: [UInt8] = []
  text.reserveCapacity(whole.count + whole.count / 3 + 4)
  if cents < 0 { text.append(UInt8(ascii: "-")) }
  for (index, digit) in whole.enumerated() {
    if grouped, index > 0, (whole.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
    text.append(digit)
  }
  text.append(UInt8(ascii: "."))
  text.append(48 + fraction / 10)
  text.append(48 + fraction % 10)
  return String(decoding: text, as: UTF8.self)
}
