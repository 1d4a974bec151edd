import Accounting
import Findings
import Report
import Testing

@Suite("The first lines say what to do, and nothing is left out in silence")
struct OverviewTests {
  @Test("What is in doubt comes first, then the wrong company, then what was refused")
  func order() {
    #expect(
      Sample.overview().todo.map(\.urgency) == [
        .doubt, .wrongCompany, .refused, .transferred, .transferred, .openSets, .held, .held, .files, .files,
        .person,
      ])
  }

  @Test("When nothing is to be done, it says so, and what goes next")
  func calm() {
    var overview = Overview(moment: Sample.noon, zone: .utc)
    #expect(StatusText.page(overview) == "Nothing to do.\n\nTotals\n  Nothing was received yet.\n")
    overview.add(Sample.row("invoice:1", "INV-1", "Contoso", .ready, cents: 123_456))
    #expect(overview.todo.isEmpty)
    #expect(
      StatusText.page(overview).hasPrefix("Nothing to do; 1 item (1,234.56) goes with the next pass.\n"))
    #expect(
      String(decoding: IndexHTML.page(overview, RecentHistory(zone: .utc)), as: UTF8.self).contains(
        "<title>Autotask to QuickBooks</title>"))
  }

  @Test("Beyond the limit items are counted, not dropped")
  func limit() {
    var overview = Overview(moment: Sample.noon, zone: .utc, rowLimit: 2, searchLimit: 10)
    for number in 1...7 {
      overview.add(
        Sample.row(
          "invoice:\(number)", "INV-\(number)", nil, .held, cents: 100, findings: [Sample.closed(number)]))
      overview.add(
        Sample.row(
          "invoice:\(number + 10)", "INV-\(number + 10)", nil, .confirmed, cents: 100,
          transferred: Sample.noon))
    }
    let text = StatusText.page(overview)
    #expect(text.contains("Held by a rule: 7 items, 7.00\n"))
    #expect(text.contains("  … and 5 more items not listed here\n"))
    #expect(text.contains("invoice:1, invoice:2, invoice:3, invoice:4, invoice:5 and 2 more\n"))
    // Of what needs nobody the last ones are listed, of the others the first.
    #expect(text.contains("\n  invoice:16  INV-16"))
    #expect(text.contains("\n  invoice:17  INV-17"))
    #expect(!text.contains("\n  invoice:15  INV-15"))
    #expect(text.contains("\n  invoice:2  INV-2"))
    #expect(!text.contains("\n  invoice:3  INV-3"))
    #expect(
      String(decoding: IndexHTML.page(overview, RecentHistory(zone: .utc)), as: UTF8.self).contains(
        "<p>5 more items in transfers.csv.</p>\n"))
  }

  @Test("Remedies that differ only in the item they name are one; of a single item it is named")
  func remediesWithItems() {
    func doubt(_ numbers: ClosedRange<Int>) -> Overview {
      var overview = Overview(moment: Sample.noon, zone: .utc)
      for number in numbers {
        let key = "invoice:\(number)"
        overview.add(
          Sample.row(
            key, "INV-\(number)", nil, .inDoubt, cents: 100,
            findings: [
              Finding(
                FindingID("effect-unknown"), .held,
                problem: "nobody knows whether QuickBooks has invoice \(number)",
                remedy:
                  "Run autopost recover; or look yourself and run autopost resolve \(key) --in-quickbooks NUMBER.",
                item: key)
            ]))
      }
      return overview
    }
    let several = StatusText.page(doubt(1...12))
    #expect(
      several.hasPrefix(
        """
        To do now
          1. 12 items (12.00) are in doubt: ask QuickBooks before anything else.
             - Nobody knows whether QuickBooks has invoice 1. The same goes for 11 more items.
               Run autopost recover; or look yourself and run autopost resolve ITEM --in-quickbooks NUMBER.
               invoice:1, invoice:2, invoice:3, invoice:4, invoice:5 and 7 more

        """), "\(several)")
    #expect(several.split(separator: "Run autopost recover").count == 2)
    let one = StatusText.page(doubt(3...3))
    #expect(one.contains("run autopost resolve invoice:3 --in-quickbooks NUMBER.\n"))
    #expect(one.split(separator: "Run autopost recover").count == 2)
  }

  @Test("Items of one finding with many different remedies are summed up")
  func manyRemedies() {
    var overview = Overview(moment: Sample.noon, zone: .utc)
    for number in 1...9 {
      overview.add(
        Sample.row(
          "invoice:\(number)", "INV-\(number)", nil, .held, cents: 100,
          findings: [
            Finding(
              FindingID("customer-near-match"), .held, problem: "customer \(number) has a near match",
              remedy: "Add a row \(number) to mappings/organizations.csv.")
          ]))
    }
    #expect(
      overview.todo.map(\.headline) == [
        "9 items (9.00) are held: QuickBooks has a customer of nearly the same name."
      ])
    #expect(overview.todo[0].details.count == 6)
    #expect(overview.todo[0].details[5].what == "4 more items, each with a remedy of its own: see below.")
  }

  @Test("Of many differences with QuickBooks ten are to be done first, and all stand in reconcile")
  func manyDifferences() throws {
    var audit = try #require(Sample.audits.first)
    audit.differences = (1...12).map {
      Finding(
        FindingID("missing-in-quickbooks"), .warning, problem: "QuickBooks has no invoice \($0)",
        remedy: "Look for it.", item: "invoice:\($0)")
    }
    var overview = Overview(moment: Sample.noon, zone: .utc)
    overview.audits = [audit]
    #expect(
      overview.todo.map(\.headline) == ["Connector main: in 2026-10, QuickBooks differs in 12 places."])
    #expect(overview.todo[0].details.count == 11)
    #expect(overview.todo[0].details[10].what == "2 more differences: autopost reconcile lists them.")
    let text = ReconcileText.page(ControlTotals(), audits: [audit])
    #expect(text.split(separator: "Look for it.").count == 13)
  }

  @Test("A total that does not add up is said in capitals")
  func difference() {
    var totals = ControlTotals()
    let key = ControlKey(connector: ConnectorName("main"), type: .invoice)
    totals.receive(Tally(count: 2, sum: Amount(units: 30_000)), for: key)
    totals.add(Sample.row("invoice:1", "INV-1", nil, .held, cents: 10_000))
    #expect(!totals.addUp)
    #expect(
      ReconcileText.page(totals) == """
                              items     sum
          main, invoices
            received              2  300.00
            = held by a rule      1  100.00
            DIFFERENCE            1  200.00
          What was received is not all accounted for: send nothing more, and give this with state/ to whoever looks after autopost.

        """)
  }

  @Test("The cents must agree too, not only the count")
  func cents() {
    var totals = ControlTotals()
    let key = ControlKey(connector: ConnectorName("main"), type: .invoice)
    totals.receive(Tally(count: 1, sum: Amount(units: 10_001)), for: key)
    totals.add(Sample.row("invoice:1", "INV-1", nil, .held, cents: 10_000))
    #expect(!totals.addUp)
  }

  @Test("Of many open sets the first are told, and those that wait for long; of many files the first")
  func many() {
    var overview = Overview(moment: Sample.noon, zone: .utc)
    for number in 1...71 {
      guard let set = SetNumber(String(number)) else { continue }
      overview.openSets.append(
        OpenSetRow(
          number: set, connector: ConnectorName("main"), kind: .transfer, published: Sample.ago(hours: 1),
          items: 2,
          amount: Amount(units: 100), file: "outbox/main/requests/\(set)-transfer.qbxml",
          toDo: number == 60 ? "run it" : nil))
      overview.waiting.append(WaitingFileRow(file: "inbox/\(number).csv", reason: "it grows", remedy: nil))
    }
    let entries = overview.todo
    #expect(entries.map(\.details.count) == [7, 21])
    #expect(
      entries[0].details.map { String($0.what.prefix(28)) } == [
        "outbox/main/requests/000001-", "outbox/main/requests/000002-", "outbox/main/requests/000003-",
        "outbox/main/requests/000004-", "outbox/main/requests/000005-", "outbox/main/requests/000060-",
        "65 more message sets, listed",
      ])
    #expect(entries[1].details.last?.what == "And 51 more files.")
  }

  @Test("A set that Web Connector fetched is not to be run by hand as well")
  func fetched() {
    var overview = Overview(moment: Sample.noon, zone: .utc)
    var set = Sample.overview().openSets[1]
    set.fetched = Sample.ago(hours: 2)
    overview.openSets = [set]
    #expect(
      overview.todo.map(\.headline) == ["Web Connector has fetched 1 message set and has not answered yet."])
  }

  @Test("Text of a file never becomes a tag, a command of the terminal or a formula")
  func hostile() {
    var overview = Overview(moment: Sample.noon, zone: .utc)
    let row = Sample.row(
      "invoice:1", "<script>alert(1)</script>", "=HYPERLINK(\"x\")\u{1B}[31m\u{202E}", .ready, cents: 100)
    overview.add(row)
    let html = String(decoding: IndexHTML.page(overview, RecentHistory(zone: .utc)), as: UTF8.self)
    #expect(!html.contains("<script>alert"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    for text in [html, StatusText.page(overview)] {
      #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }
    let csv = String(decoding: TransfersCSV.lines([row], zone: .utc), as: UTF8.self)
    #expect(csv.contains(",\"'=HYPERLINK(\"\"x\"\")"))
  }

  @Test("JSON in pieces is the JSON in one")
  func pieces() {
    let rows = Sample.rows
    let pieces =
      StatusJSON.head + StatusJSON.lines(rows[..<3], zone: .utc, isFirst: true)
      + StatusJSON.lines(rows[3...], zone: .utc, isFirst: false) + StatusJSON.tail
    #expect(pieces == StatusJSON.page(rows, zone: .utc))
    #expect(StatusJSON.page([], zone: .utc) == Array("{\"items\":[\n]}\n".utf8))
  }
}
