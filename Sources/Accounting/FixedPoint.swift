/// A number kept as a whole count of its smallest step, so that no digit is ever lost on the way.
public protocol FixedPoint: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// How many decimals the smallest step stands for: 2 for cents, 5 for qbXML's prices and quantities.
  static var decimals: Int { get }
  /// The count of smallest steps.
  var units: Int64 { get }
  init(units: Int64)
}

/// Why a text is not a number of the kind asked for.
public enum FixedPointProblem: Error, Hashable, Sendable {
  case empty
  case notANumber
  case tooManyDecimals
  case tooLarge
}

extension FixedPoint {
  /// Nothing.
  @inlinable public static var zero: Self { Self(units: 0) }

  /// Units of one whole.
  static var one: Int64 {
    var scale: Int64 = 1
    for _ in 0..<decimals { scale *= 10 }
    return scale
  }

  public static func < (left: Self, right: Self) -> Bool { left.units < right.units }

  /// Reads `-?digits[.digits]`, ASCII only: no exponent, no grouping, no blanks, no plus sign.
  ///
  /// Zeros beyond the last decimal are accepted; any other digit there is `tooManyDecimals`, for nothing is
  /// rounded in reading.
  @inlinable
  public static func parse(_ text: Span<UInt8>) -> Result<Self, FixedPointProblem> {
    var index = 0
    let count = text.count
    if count == 0 { return .failure(.empty) }
    let negative = text[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    var units: Int64 = 0
    var digits = 0
    while index < count, text[index] &- 48 <= 9 {
      let (product, overflowA) = units.multipliedReportingOverflow(by: 10)
      let (sum, overflowB) = product.addingReportingOverflow(Int64(text[index] &- 48))
      if overflowA || overflowB { return .failure(.tooLarge) }
      units = sum
      digits += 1
      index += 1
    }
    if digits == 0 { return .failure(.notANumber) }
    var places = 0
    if index < count {
      guard text[index] == UInt8(ascii: ".") else { return .failure(.notANumber) }
      index += 1
      if index == count { return .failure(.notANumber) }
      while index < count {
        let digit = text[index] &- 48
        if digit > 9 { return .failure(.notANumber) }
        if places < decimals {
          let (product, overflowA) = units.multipliedReportingOverflow(by: 10)
          let (sum, overflowB) = product.addingReportingOverflow(Int64(digit))
          if overflowA || overflowB { return .failure(.tooLarge) }
          units = sum
          places += 1
        } else if digit != 0 {
          for rest in index..<count where text[rest] &- 48 > 9 { return .failure(.notANumber) }
          return .failure(.tooManyDecimals)
        }
        index += 1
      }
    }
    while places < decimals {
      let (product, overflow) = units.multipliedReportingOverflow(by: 10)
      if overflow { return .failure(.tooLarge) }
      units = product
      places += 1
    }
    return .success(Self(units: negative ? -units : units))
  }

  /// The same, from a string; nil when it is not such a number.
  public init?(_ text: String) {
    guard case .success(let value) = Self.parse(text.utf8.span) else { return nil }
    self = value
  }

  /// The sum, or nil when it cannot be held.
  @inlinable
  public func adding(_ other: Self) -> Self? {
    let (sum, overflow) = units.addingReportingOverflow(other.units)
    return overflow ? nil : Self(units: sum)
  }

  /// The difference, or nil when it cannot be held.
  @inlinable
  public func subtracting(_ other: Self) -> Self? {
    let (difference, overflow) = units.subtractingReportingOverflow(other.units)
    return overflow ? nil : Self(units: difference)
  }

  /// The sum of all, or nil when it cannot be held.
  @inlinable
  public static func sum(_ values: some Sequence<Self>) -> Self? {
    var total = Self.zero
    for value in values {
      guard let next = total.adding(value) else { return nil }
      total = next
    }
    return total
  }

  /// Whether it is below nothing.
  public var isNegative: Bool { units < 0 }

  /// All decimals written: `-45.00`.
  public var description: String { text(atLeast: Self.decimals) }

  /// Decimal text without needless zeros, but with at least the given number of decimals.
  public func text(atLeast shown: Int) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(24)
    append(to: &digits, atLeast: shown)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Writes that text behind what is there.
  @inlinable
  public func append(to text: inout [UInt8], atLeast shown: Int) {
    var rest = units.magnitude
    var places = Self.decimals
    while places > shown, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    var count = 1
    var next: UInt64 = 10  // The largest, 10^19, still fits.
    while rest >= next {
      count += 1
      next &*= 10
    }
    count = max(count, places + 1)
    let length = (units < 0 ? 1 : 0) + count + (places > 0 ? 1 : 0)
    text.append(addingCapacity: length) { output in
      output.append(repeating: UInt8(ascii: "-"), count: length)
      var target = output.mutableSpan
      // From the right.
      var end = target.count
      for digit in 0..<count {
        if digit == places, digit > 0 {
          end -= 1
          target[end] = UInt8(ascii: ".")
        }
        end -= 1
        target[end] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
      }
    }
  }
}

/// Money to the cent, as QuickBooks keeps it (AMTTYPE).
public struct Amount: FixedPoint {
  @inlinable public static var decimals: Int { 2 }
  public let units: Int64
  public init(units: Int64) { self.units = units }

  /// The amount with its sign turned.
  public var negated: Amount { Amount(units: 0 - units) }
}

/// Money as Autotask keeps it: up to five decimals, not yet rounded.
public struct UnroundedAmount: FixedPoint {
  @inlinable public static var decimals: Int { 5 }
  public let units: Int64
  public init(units: Int64) { self.units = units }

  /// To the cent; half a cent goes away from zero, as on paper.
  public var rounded: Amount {
    let cents = Int64((units.magnitude + 500) / 1_000)
    return Amount(units: units < 0 ? -cents : cents)
  }
}

/// A price for one unit (PRICETYPE, five decimals).
public struct Rate: FixedPoint {
  @inlinable public static var decimals: Int { 5 }
  public let units: Int64
  public init(units: Int64) { self.units = units }
}

/// Hours or pieces (QUANTYPE, five decimals).
public struct Quantity: FixedPoint {
  @inlinable public static var decimals: Int { 5 }
  public let units: Int64
  public init(units: Int64) { self.units = units }

  /// What QuickBooks makes of quantity times rate, to the cent; nil when it cannot be held.
  public func times(_ rate: Rate) -> Amount? {
    let (short, overflow) = units.multipliedReportingOverflow(by: rate.units)
    if !overflow {
      let cents = Int64((short.magnitude + 50_000_000) / 100_000_000)
      return Amount(units: short < 0 ? -cents : cents)
    }
    let product = Int128(units) * Int128(rate.units)
    let cents = product / 100_000_000
    guard cents.magnitude < Int128(Int64.max).magnitude else { return nil }
    return Amount(units: roundedHalfUp(product, step: 100_000_000))
  }
}

/// Divides and rounds half away from zero. The quotient must fit in 64 bits.
func roundedHalfUp(_ value: Int128, step: Int128) -> Int64 {
  let magnitude = value < 0 ? 0 - value : value
  let quotient = Int64((magnitude + step / 2) / step)
  return value < 0 ? -quotient : quotient
}
