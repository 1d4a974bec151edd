public import Accounting
public import Autotask

/// Which of Autotask's amounts was billed.
///
/// `extendedPrice` is the price before a contract covers it, `totalAmount` what remains, and either may hold the
/// tax. The export does not say which one the invoice shows, so the one that adds up to the invoice's total is taken.
/// Where on every line `totalAmount` is `extendedPrice` and the tax, it holds the tax, and so does a total of these.
public enum BilledBasis: String, Sendable, Hashable, CaseIterable {
  case totalAmount
  case extendedPrice
  case totalAmountWithoutTax

  /// What was billed for a line; nil where the export does not say it.
  func amount(of item: BillingItem) -> UnroundedAmount? {
    switch self {
    case .totalAmount: item.totalAmount
    // What is shown without being billed has a price all the same.
    case .extendedPrice: item.isNonBillable && item.totalAmount == .zero ? .zero : item.extendedPrice
    case .totalAmountWithoutTax: item.totalAmount?.subtracting(item.tax ?? .zero)
    }
  }
}

/// A billing item with its amount to the cent.
struct BilledLine {
  let item: BillingItem
  let amount: Amount
}

/// The lines of an invoice rounded to the cent, and what is left over.
public struct BilledAmounts: Sendable, Hashable {
  public let basis: BilledBasis
  /// Net of tax, to the cent.
  public let net: Amount
  /// Autotask's tax, to the cent.
  public let tax: Amount
  /// In the order of the lines given.
  public let lines: [Amount]
  /// What the rounded lines lack of the net, at most half a cent a line.
  public let rounding: Amount

  /// Nil when no basis reconciles, or a sum cannot be held.
  public init?(total: UnroundedAmount, tax: UnroundedAmount, lines items: [BillingItem]) {
    guard let totalWithoutTax = total.subtracting(tax) else { return nil }
    // Half a cent a line, in units of five decimals.
    let tolerance = Int64(items.count) * 500
    var trials = BilledBasis.allCases.map { (total, $0) }
    if tax.units != 0 {
      trials += BilledBasis.allCases.map { (totalWithoutTax, $0) }
      if BilledAmounts.holdTax(items) {
        trials = [(totalWithoutTax, .totalAmountWithoutTax), (total, .totalAmountWithoutTax)] + trials
      }
    }
    for (target, basis) in trials {
      guard let amounts = BilledAmounts.amounts(of: items, basis), let sum = UnroundedAmount.sum(amounts),
        let difference = sum.subtracting(target), difference.units.magnitude <= UInt64(tolerance)
      else { continue }
      let rounded = amounts.map(\.rounded)
      let net = target.rounded
      guard let linesTotal = Amount.sum(rounded), let rest = net.subtracting(linesTotal),
        rest.units.magnitude * 2 <= UInt64(items.count)
      else { continue }
      self.basis = basis
      self.net = net
      self.tax = tax.rounded
      self.lines = rounded
      self.rounding = rest
      return
    }
    return nil
  }

  /// Whether `totalAmount` shows itself to be the price with its tax.
  private static func holdTax(_ items: [BillingItem]) -> Bool {
    var isTaxed = false
    for item in items {
      let tax = item.tax ?? .zero
      guard let total = item.totalAmount, let price = item.extendedPrice, price.adding(tax) == total else {
        return false
      }
      if tax.units != 0 { isTaxed = true }
    }
    return isTaxed
  }

  private static func amounts(of items: [BillingItem], _ basis: BilledBasis) -> [UnroundedAmount]? {
    var amounts: [UnroundedAmount] = []
    amounts.reserveCapacity(items.count)
    for item in items {
      guard let amount = basis.amount(of: item) else { return nil }
      amounts.append(amount)
    }
    return amounts
  }

  /// The sums of each basis, for the words of a refusal: `totalAmount 240.00, extendedPrice 250.00`.
  static func sumsInWords(_ items: [BillingItem]) -> String {
    [("totalAmount", BilledBasis.totalAmount), ("extendedPrice", .extendedPrice)].map { name, basis in
      let sum = amounts(of: items, basis).flatMap { UnroundedAmount.sum($0) }
      return "\(name) \(sum?.text(atLeast: 2) ?? "not on every line")"
    }.joined(separator: ", ")
  }
}
