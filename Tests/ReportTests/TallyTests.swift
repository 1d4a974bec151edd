import Accounting
import Report
import Testing

@Suite("Sums are exact, however large")
struct TallyTests {
  @Test(
    "Sums for people and for programs",
    arguments: [
      ([], "0.00", "0.00"), ([5], "0.05", "0.05"), ([-5], "-0.05", "-0.05"),
      ([123_456], "1234.56", "1,234.56"), ([-100_000_000], "-1000000.00", "-1,000,000.00"),
      ([Int64.max, Int64.max], "184467440737095516.14", "184,467,440,737,095,516.14"),
    ] as [([Int64], String, String)])
  func sums(cents: [Int64], plain: String, people: String) {
    var tally = Tally()
    for one in cents { tally.add(Amount(units: one)) }
    #expect(tally.count == cents.count)
    #expect(tally.plainSum == plain)
    #expect(tally.sum == people)
  }
}
