import Accounting
import Testing

@Suite("Amounts are whole counts of cents")
struct FixedPointTests {
  @Test(
    "Decimal text is read to the last digit",
    arguments: [("0", 0), ("1", 100), ("-45.0000", -4_500), ("90071992547409.93", 9_007_199_254_740_993)])
  func read(text: String, cents: Int) throws {
    #expect(Amount(text)?.units == Int64(cents))
  }

  @Test(
    "What is not plain decimal text is no amount",
    arguments: [
      "", "-", ".5", "5.", "1,500.00", "1e3", " 1", "+1", "0x10", "10.10abc", "1.005", "99999999999999999999",
    ])
  func refuse(text: String) {
    #expect(Amount(text) == nil)
  }

  @Test("Zeros beyond the last decimal say nothing, other digits are not rounded away")
  func decimals() {
    #expect(UnroundedAmount("307.4820000")?.units == 30_748_200)
    #expect(UnroundedAmount("0.1234567") == nil)
  }

  @Test(
    "Half a cent goes away from zero",
    arguments: [
      ("2.345", "2.35"), ("2.34499", "2.34"), ("-2.345", "-2.35"), ("-2.34499", "-2.34"), ("0.005", "0.01"),
    ])
  func rounding(unrounded: String, rounded: String) throws {
    let value = try #require(UnroundedAmount(unrounded))
    #expect(value.rounded.description == rounded)
  }

  @Test("Quantity times rate is what QuickBooks makes of them")
  func product() throws {
    let quantity = try #require(Quantity("3.175"))
    let rate = try #require(Rate("121.77795"))
    #expect(quantity.times(rate)?.description == "386.64")
    #expect(Quantity(units: .max).times(Rate(units: .max)) == nil)
  }

  @Test("Text shows no needless zeros but the decimals asked for")
  func text() throws {
    #expect(try #require(Quantity("9.0")).text(atLeast: 0) == "9")
    #expect(try #require(Rate("45.5")).text(atLeast: 2) == "45.50")
    #expect(try #require(Rate("-0.00125")).text(atLeast: 2) == "-0.00125")
    #expect(Quantity.zero.text(atLeast: 0) == "0")
    #expect(Quantity(units: 100_000).text(atLeast: 0) == "1")
    #expect(Quantity(units: -1).text(atLeast: 0) == "-0.00001")
    #expect(Amount(units: 5).description == "0.05")
    #expect(Amount(units: -99).description == "-0.99")
    #expect(Amount(units: 100).description == "1.00")
    #expect(Amount(units: .min).description == "-92233720368547758.08")
    #expect(Rate(units: .max).text(atLeast: 2) == "92233720368547.75807")
  }

  @Test("Sums that cannot be held are refused")
  func overflow() {
    #expect(Amount(units: .max).adding(Amount(units: 1)) == nil)
    #expect(Amount.sum([Amount(units: 5), Amount(units: -7)])?.units == -2)
  }
}
