import Accounting
import Filesystem
import Findings
import Foundation
import Report
import Sodium
import TestSupport
import Testing

@Suite("The page of the morning")
struct PageTests {
  private func text(_ page: [UInt8]) -> String { String(decoding: page, as: UTF8.self) }

  /// What stands between the script's tags.
  private func script(_ page: String) -> Substring {
    page.components(separatedBy: "<script>").last?.components(separatedBy: "</script>").first?[...] ?? ""
  }

  @Test("Nothing is fetched, and no script runs but its own")
  func selfContained() {
    let page = text(Sample.page())
    for word in [
      "http:", "https:", "src=", "url(", "@import", "<link", "<iframe", "<img", " style=", "onclick",
    ] {
      #expect(!page.contains(word), "\(word)")
    }
    let digest = SHA256.digest(of: Array(script(page).utf8)).hex
    let bytes = stride(from: 0, to: 64, by: 2).map { at in
      UInt8(digest.dropFirst(at).prefix(2), radix: 16) ?? 0
    }
    let allowed = "'sha256-\(Data(bytes).base64EncodedString())'"
    #expect(
      page.contains("default-src 'none'; style-src 'unsafe-inline'; script-src \(allowed)"),
      "the digest in PageScript.swift is not that of its script, which is \(allowed)")
  }

  @Test("The same items make the same bytes")
  func deterministic() { #expect(Sample.page() == Sample.page()) }

  @Test("The first words are what to do now")
  func firstWords() throws {
    let body = try #require(text(Sample.page()).components(separatedBy: "<body>").last)
    let heading = try #require(body.range(of: "What to do now"))
    let first = try #require(
      body.range(of: "1 item (700.00) is in doubt: ask QuickBooks before anything else."))
    #expect(body.distance(from: body.startIndex, to: heading.lowerBound) < 30)
    #expect(heading.upperBound < first.lowerBound)
    #expect(try first.upperBound < #require(body.range(of: "<table")).lowerBound)
  }

  @Test("Each month has its figures, what is older is added up, and what has no date is told apart")
  func months() throws {
    var overview = Overview(moment: Sample.noon, zone: .utc, searchLimit: 10)
    for month in 1...12 {
      for year in [2025, 2026] {
        var row = Sample.row("invoice:\(year * 100 + month)", "INV", nil, .held, cents: Int64(month) * 100)
        row.date = CalendarDate(year: year, month: month, day: 28)
        overview.add(row)
      }
    }
    overview.add(Sample.row("invoice:1", "INV", nil, .ready, cents: 5))
    let page = text(IndexHTML.page(overview, RecentHistory(zone: .utc)))
    let rows =
      page.components(separatedBy: "<h2 id=\"months\">").last?.components(separatedBy: "\n")
      .filter { $0.hasPrefix("<tr><td class=\"t\">") || $0.hasPrefix("<tr class=\"sum\">") } ?? []
    let cells = rows.map { $0.replacing(/<[^>]+>/, with: "|").replacing(/\|+/, with: "|") }
    #expect(cells.count == 16)
    #expect(cells[0] == "|2026-12|1|12.00|1|12.00|")
    #expect(cells[12] == "|2025-12|1|12.00|1|12.00|")
    #expect(cells[13] == "|earlier|11|66.00|11|66.00|")
    #expect(cells[14] == "|no date|1|0.05|1|0.05|")
    #expect(cells[15] == "|together|25|156.05|1|0.05|24|156.00|")
  }

  // MARK: In a browser

  private func seen(_ page: [UInt8], _ fragment: String = "") throws -> Chromium.Sight {
    let folder = try TemporaryFolder()
    return try Chromium.open(folder.write(page, to: "index.html"), fragment: fragment)
  }

  @Test(
    "It opens from a folder without a script error or an empty table, and answers what is looked for",
    .enabled(if: Chromium.isExpected, "\(Chromium.absence)"),
    arguments: [
      ("", "What to do now"),
      ("find:tailspin", "Found: 3 items, 707.00<"),
      ("find:sohne%20500.00", "Found: 1 item, 500.00<"),
      ("find:nobody", "Nothing found<"),
    ])
  func inBrowser(fragment: String, words: String) throws {
    let sight = try seen(Sample.page(), fragment)
    #expect(sight.complaints == [])
    #expect(sight.document.contains(words))
  }

  @Test(
    "The history of an item unfolds below it, each attempt with its code and its amounts",
    .enabled(if: Chromium.isExpected, "\(Chromium.absence)"))
  func history() throws {
    let document = try seen(Sample.page(), "invoice:8491").document
    let past = document.components(separatedBy: "<div class=\"past\">").last?.components(
      separatedBy: "</div>"
    ).first
    for word in [">refused<", ">3140<", ">1A-1042<", ">1042<", ">500.00<", ">anna<", "QuickBooks Account"] {
      #expect(past?.contains(word) == true, "\(word)")
    }
  }

  @Test(
    "A page whose script fails, or whose table is empty, is noticed",
    .enabled(if: Chromium.isExpected, "\(Chromium.absence)"))
  func noticed() throws {
    let page = text(Sample.page())
    let altered = page.replacing("\"use strict\";", with: "\"use strict\"; nobody();")
    #expect(try seen(Array(altered.utf8)).complaints.contains { $0.contains("Content Security Policy") })
    let unguarded = altered.replacing(/script-src 'sha256-[^']*'/, with: "script-src 'unsafe-inline'")
    #expect(try seen(Array(unguarded.utf8)).complaints.contains { $0.contains("nobody is not defined") })
    let emptied = page.replacing("<footer>", with: "<table><tbody>\n</tbody></table><footer>")
    #expect(try seen(Array(emptied.utf8)).complaints.map { $0.prefix(16) } == ["a table is empty"])
  }

  @Test(
    "A name that wants to be markup or a script is a name, on the page and in the search",
    .enabled(if: Chromium.isExpected, "\(Chromium.absence)"))
  func hostile() throws {
    let name =
      "</script><script>document.title='taken'</script><!--<img src=x onerror=alert(1)>\u{2028}'\"\\&amp;"
    var overview = Overview(moment: Sample.noon, zone: .utc, searchLimit: 10)
    overview.add(
      Sample.row(
        "invoice:1", name, name, .held, cents: 100, connector: "main", number: name, batch: name,
        currency: name,
        findings: [Finding(FindingID("x"), .held, problem: name, remedy: name)]))
    var history = RecentHistory(zone: .utc)
    history.add(
      HistoryRow(
        event: 1, item: ItemKey(invoice: InvoiceID(1)), name: name, action: name, time: Sample.noon,
        result: name, message: name, user: name))
    let sight = try seen(IndexHTML.page(overview, history), "invoice:1")
    #expect(sight.complaints == [])
    #expect(sight.document.contains("<title>Autotask to QuickBooks: 1 thing to do</title>"))
    #expect(!sight.document.contains("<img"))
    #expect(sight.document.contains("class=\"past\""))
    #expect(
      try seen(IndexHTML.page(overview, history), "find:taken").document.contains("Found: 1 item, 1.00 "))
  }

  @Test(
    "With more items than the search knows, the page says so, knows the newest, and stays small",
    .enabled(if: Chromium.isExpected, "\(Chromium.absence)"))
  func large() throws {
    var overview = Overview(
      moment: Sample.noon, zone: .utc, rowLimit: 500, searchLimit: IndexHTML.searchLimit)
    var history = RecentHistory(zone: .utc)
    for number in 1...25_000 {
      let state: TransferState = number % 10 == 0 ? .held : .confirmed
      var row = Sample.row(
        "invoice:\(10_000 + number)", "Invoice \(10_000 + number)",
        "Organization \(number % 700) & Partners, Inc.",
        state, cents: Int64(number) * 100, transferred: state == .held ? nil : Sample.noon,
        number: state == .held ? nil : "N\(number)", attempts: 1, batch: "217",
        findings: state == .held ? [Sample.closed(number)] : [])
      row.date = CalendarDate(daysSinceEpoch: Int32(18_000 + number / 20))
      overview.add(row)
      if number > 20_000 {
        history.add(
          HistoryRow(
            event: Int64(number), item: row.item, name: row.name, action: "add", time: Sample.noon,
            result: "applied", amountAutotask: row.total,
            message: "QuickBooks has it as number N\(number), TxnID 1A-1042, net 1200.50"))
      }
    }
    let page = IndexHTML.page(overview, history)
    #expect(page.count < 8_000_000)
    #expect(text(page).contains("its search knows the newest 20,000 of 25,000 items."))
    let newest = try seen(page, "find:invoice:35000")
    #expect(newest.complaints == [])
    #expect(newest.document.contains("Found: 1 item, 25,000.00<"))
    #expect(
      try seen(page, "find:invoice:10001").document.contains(
        "Nothing found among the newest 20,000 items; transfers.csv has them all"))
  }

  @Test(
    "A page on which nothing stands yet opens as well",
    .enabled(if: Chromium.isExpected, "\(Chromium.absence)"))
  func empty() throws {
    let overview = Overview(moment: Sample.noon, zone: .utc, searchLimit: 10)
    #expect(try seen(IndexHTML.page(overview, RecentHistory(zone: .utc))).complaints == [])
  }
}
