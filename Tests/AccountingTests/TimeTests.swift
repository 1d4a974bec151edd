import Accounting
import Testing

@Suite("Dates are taken as written")
struct TimeTests {
  @Test(
    "Days that are not in the calendar are no dates",
    arguments: ["2026-02-30", "2026-13-01", "26-1-1", "2025-02-29"])
  func refused(text: String) { #expect(CalendarDate(text) == nil) }

  @Test(
    "A date written is read again",
    arguments: ["1970-01-01", "2024-02-29", "1969-12-31", "9999-12-31", "0001-01-01"])
  func roundTrip(text: String) throws { #expect(try #require(CalendarDate(text)).description == text) }

  @Test("Where a date is meant, midnight keeps its day")
  func meaning() throws {
    let bytes = try newYork()
    let zone = try #require(Zone(name: "America/New_York", tzif: bytes))
    func date(_ text: String) throws -> String {
      try #require(WrittenTime(text)).meaningDate(in: zone).description
    }
    #expect(try date("2026-10-01T00:00:00Z") == "2026-10-01")
    #expect(try date("2026-10-01T00:00:00-04:00") == "2026-10-01")
    #expect(try date("2020-09-30T20:00:00-04:00") == "2020-10-01")
    #expect(try date("2026-10-01T02:30:00Z") == "2026-09-30")
    #expect(try date("2026-10-01") == "2026-10-01")
  }

  @Test("The rule at the end of the zone file serves the years beyond its table")
  func rule() throws {
    let zone = try #require(Zone(name: "America/New_York", tzif: try newYork()))
    let summer = try #require(WrittenTime("2045-07-01T12:00:00Z")).instant(in: .utc)
    let winter = try #require(WrittenTime("2045-12-01T12:00:00Z")).instant(in: .utc)
    #expect(zone.offset(at: summer) == -14_400)
    #expect(zone.offset(at: winter) == -18_000)
    #expect(summer.localText(in: zone) == "2045-07-01T08:00:00")
  }

  /// A zone file as the system has it, made here: version 2, no table, the rule alone.
  private func newYork() throws -> [UInt8] {
    var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    let body: [UInt8] = [0xFF, 0xFF, 0xB9, 0xB0, 0, 0] + Array("EST\0".utf8)
    bytes += counts + body
    bytes += Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts + body
    bytes += Array("\nEST5EDT,M3.2.0,M11.1.0\n".utf8)
    return bytes
  }
}
