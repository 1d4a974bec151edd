import Accounting
import Autotask
import PostingRules
import Testing

@Suite("Which amount was billed shows in what adds up to the total")
struct BilledAmountsTests {
  /// A line: total amount, extended price, tax.
  typealias Line = (String?, String?, String?)

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var total: String
    var tax = "0"
    var lines: [Line]
    /// Nil when nothing adds up.
    var basis: BilledBasis?
    var net = ""
    var amounts: [String] = []
    var rounding = "0.00"
  }

  private func items(_ lines: [Line]) -> [BillingItem] {
    lines.enumerated().map { index, line in
      BillingItem(
        World.record(
          .billingItems, Int64(index + 1),
          ["totalAmount": line.0, "extendedPrice": line.1, "taxDollars": line.2]), zone: .utc)
    }
  }

  @Test(arguments: [
    Case(
      testDescription: "the plain case: all agree", total: "250.0000",
      lines: [("100", "100", nil), ("150", "150", nil)],
      basis: .totalAmount, net: "250.00", amounts: ["100.00", "150.00"]),
    Case(
      testDescription: "hours covered by a contract: 386.645 extended, nothing billed", total: "0.0000",
      lines: [("0.0000", "386.6450", "0")], basis: .totalAmount, net: "0.00", amounts: ["0.00"]),
    Case(
      testDescription: "covered hours beside a charge", total: "120.0000",
      lines: [("0.0000", "386.6450", nil), ("120.0000", "120.0000", nil)], basis: .totalAmount, net: "120.00",
      amounts: ["0.00", "120.00"]),
    Case(
      testDescription: "the price counts where only it adds up", total: "386.6450",
      lines: [("0.0000", "386.6450", nil)],
      basis: .extendedPrice, net: "386.65", amounts: ["386.65"]),
    Case(
      testDescription: "net total, net lines, tax on top", total: "100", tax: "21",
      lines: [("100", "100", "21")],
      basis: .totalAmount, net: "100.00", amounts: ["100.00"]),
    Case(
      testDescription: "net total, lines that hold the tax and no price", total: "100", tax: "21",
      lines: [("121", nil, "21")], basis: .totalAmountWithoutTax, net: "100.00", amounts: ["100.00"]),
    Case(
      testDescription: "gross total, net lines", total: "121", tax: "21", lines: [("100", "100", "21")],
      basis: .totalAmount, net: "100.00", amounts: ["100.00"]),
    Case(
      testDescription: "gross total, lines that show they hold the tax: it is not posted as net",
      total: "121",
      tax: "21", lines: [("60.5", "50", "10.5"), ("60.5", "50", "10.5")], basis: .totalAmountWithoutTax,
      net: "100.00", amounts: ["50.00", "50.00"]),
    Case(
      testDescription: "net total, lines that show they hold the tax", total: "100", tax: "21",
      lines: [("60.5", "50", "10.5"), ("60.5", "50", "10.5")], basis: .totalAmountWithoutTax, net: "100.00",
      amounts: ["50.00", "50.00"]),
    Case(
      testDescription: "gross total, a line without tax among them", total: "131", tax: "21",
      lines: [("121", "100", "21"), ("10", "10", "0")], basis: .totalAmountWithoutTax, net: "110.00",
      amounts: ["100.00", "10.00"]),
    Case(
      testDescription: "lines rounded half up, away from zero", total: "-10.0050",
      lines: [("-10.0050", nil, nil)],
      basis: .totalAmount, net: "-10.01", amounts: ["-10.01"]),
    Case(
      testDescription: "three lines a third of a cent short: a cent is left over", total: "10.0000",
      lines: [("3.3333", nil, nil), ("3.3333", nil, nil), ("3.3333", nil, nil)], basis: .totalAmount,
      net: "10.00",
      amounts: ["3.33", "3.33", "3.33"], rounding: "0.01"),
    Case(
      testDescription: "half cents that round up: a cent too many", total: "20.0100",
      lines: [("10.0050", nil, nil), ("10.0050", nil, nil)], basis: .totalAmount, net: "20.01",
      amounts: ["10.01", "10.01"], rounding: "-0.01"),
    Case(
      testDescription: "half a cent a line is allowed", total: "20.0100",
      lines: [("10", nil, nil), ("10", nil, nil)],
      basis: .totalAmount, net: "20.01", amounts: ["10.00", "10.00"], rounding: "0.01"),
    Case(
      testDescription: "a cent on one line is too much", total: "10.01", lines: [("10", nil, nil)], basis: nil
    ),
    Case(
      testDescription: "more than half a cent a line is too much", total: "20.02",
      lines: [("10", nil, nil), ("10", nil, nil)], basis: nil),
    Case(
      testDescription: "a line that is missing", total: "250", lines: [("100", "100", nil)], basis: nil),
    Case(
      testDescription: "an amount that is missing on a line", total: "100",
      lines: [("100", "100", nil), (nil, nil, nil)], basis: nil),
    Case(
      testDescription: "amounts beyond all bounds", total: "90000000000000",
      lines: [("90000000000000", nil, nil), ("90000000000000", nil, nil)], basis: nil),
    Case(
      testDescription: "negative totals add up like others", total: "-45.0000", tax: "-9.4500",
      lines: [("-45.0000", "-45.0000", "-9.4500")], basis: .totalAmount, net: "-45.00", amounts: ["-45.00"]),
  ])
  func table(one: Case) throws {
    let amounts = BilledAmounts(
      total: try #require(UnroundedAmount(one.total)), tax: try #require(UnroundedAmount(one.tax)),
      lines: items(one.lines))
    #expect(amounts?.basis == one.basis)
    guard let amounts else { return }
    #expect(amounts.net.description == one.net)
    #expect(amounts.lines.map(\.description) == one.amounts)
    #expect(amounts.rounding.description == one.rounding)
    #expect(amounts.tax == UnroundedAmount(one.tax)?.rounded)
  }

  @Test("Rounded lines and what is left over are the net, whatever the amounts")
  func law() throws {
    var state: UInt64 = 42
    func next(_ bound: UInt64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((state >> 33) % bound)
    }
    for _ in 0..<500 {
      var lines: [Line] = []
      var sum = UnroundedAmount.zero
      for _ in 0..<(1 + next(12)) {
        let amount = UnroundedAmount(units: next(20_000_000) - 5_000_000)
        lines.append((amount.description, nil, nil))
        sum = try #require(sum.adding(amount))
      }
      // The sum itself always adds up, unless what the rounding of the lines leaves over is too much.
      guard let amounts = BilledAmounts(total: sum, tax: .zero, lines: items(lines)) else { continue }
      #expect(Amount.sum(amounts.lines)?.adding(amounts.rounding) == amounts.net)
      #expect(amounts.net == sum.rounded)
      #expect(amounts.rounding.units.magnitude * 2 <= UInt64(lines.count))
    }
  }
}
