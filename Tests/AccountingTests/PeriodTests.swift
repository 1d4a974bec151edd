import Accounting
import Testing

@Suite("A period")
struct PeriodTests {
  @Test(
    "A month, or from day to day, and nothing else",
    arguments: [
      ("2026-11", "2026-11-01", "2026-11-30", "2026-11"),
      ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
      ("2026-12", "2026-12-01", "2026-12-31", "2026-12"),
      ("2026-11-02..2026-11-02", "2026-11-02", "2026-11-02", "2026-11-02..2026-11-02"),
      ("2026-11-01..2026-11-30", "2026-11-01", "2026-11-30", "2026-11"),
      ("2026-10-31..2027-01-01", "2026-10-31", "2027-01-01", "2026-10-31..2027-01-01"),
    ])
  func read(text: String, first: String, last: String, shown: String) throws {
    let period = try #require(Period(text))
    #expect("\(period.first) \(period.last)" == "\(first) \(last)")
    #expect(period.description == shown)
  }

  @Test(
    "Refused",
    arguments: [
      "", "2026", "2026-13", "2026-11-31", "2026-11-01", "2026-11-02..2026-11-01", "2026-11..2026-12",
      "2026-11-01..2026-11-02..2026-11-03", "11/2026", " 2026-11",
    ])
  func refused(text: String) { #expect(Period(text) == nil) }

  @Test("Parted where a month ends")
  func months() throws {
    let period = try #require(Period("2026-10-31..2027-01-01"))
    #expect(
      period.months.map(\.description) == [
        "2026-10-31..2026-10-31", "2026-11", "2026-12", "2027-01-01..2027-01-01",
      ])
    #expect(period.days == 63)
  }
}
