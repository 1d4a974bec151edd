public import Accounting
public import Autotask

/// Which of Autotask's amounts was billed.
///
/// `extendedPrice` is the price before a contract covers it, `totalAmount` what remains, and either may hold the
/// tax. The export does not say which one the invoice shows, so the one that adds up to the invoice's total is taken.
public enum BilledBasis: String, Sendable, Hashable, CaseIterable {
  case totalAmount
  case extendedPrice
  case totalAmountWithoutTax
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
    let targets = tax.units == 0 ? [total] : [total, totalWithoutTax]
    for target in targets {
      for basis in BilledBasis.allCases {
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
    }
    return nil
  }

  private static func amounts(of items: [BillingItem], _ basis: BilledBasis) -> [UnroundedAmount]? {
    var amounts: [UnroundedAmount] = []
    amounts.reserveCapacity(items.count)
    for item in items {
      switch basis {
      case .totalAmount:
        guard let amount = item.totalAmount else { return nil }
        amounts.append(amount)
      case .extendedPrice:
        guard let amount = item.extendedPrice else { return nil }
        amounts.append(amount)
      case .totalAmountWithoutTax:
        guard let amount = item.totalAmount?.subtracting(item.tax ?? .zero) else { return nil }
        amounts.append(amount)
      }
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
