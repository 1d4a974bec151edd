import Accounting
import Findings
import Settings
import Testing

/// The settings of a text that must be free of findings.
func settings(_ text: String) throws -> Settings {
  let (settings, findings) = Settings.read(bytes: Array(text.utf8))
  #expect(findings.map(\.text) == [])
  return try #require(settings)
}

@Suite("Settings are read into one checked value")
struct SettingsTests {
  static let contract = """
    readiness: automatic            # or manual
    time-zone: America/New_York     # dates of the export
    connectors:
      - name: main                  # the first is the default
        company-file: 'C:\\QuickBooks\\Contoso.qbw'
        company-name: Contoso Inc   # must equal QuickBooks' answer
        edition: US                 # nothing else yet
        users: [anna, ben]
        transfer: [invoices, purchase-orders, expense-reports, timesheets, paid-dates]
        transfer-from: 2026-11-01
        invoice-numbers: quickbooks # or autotask (at most 11 characters)
        terms: quickbooks           # or autotask: TermsRef where QuickBooks has the name, and DueDate
        taxes: quickbooks           # or autotask: its tax total as one more line
        transmission: none          # print, email, both: where the organization says nothing
        item-names: {labor: billing-code}     # per kind
        time-customers: no
        first-contact: careful      # or at-once
        create: [customers, vendors, items]   # accounts: only if asked for
        message-sets: {writes: 100, bytes: 1000000}
        paid-dates: daily           # every-run, manual
    web-connector: {url: 'https://books.example.com/qbwc', support-url: 'https://books.example.com/'}
    """

  @Test("The example of the manual says what it shows, and mostly the defaults")
  func contract() throws {
    let settings = try settings(Self.contract)
    var main = Connector(name: ConnectorName("main"))
    main.companyFile = "C:\\QuickBooks\\Contoso.qbw"
    main.companyName = "Contoso Inc"
    main.users = ["anna", "ben"]
    main.transferFrom = CalendarDate("2026-11-01")
    main.itemNames = [.labor: .billingCode]
    main.line = 4
    var expected = Settings(connectors: [main])
    expected.webConnector.url = "https://books.example.com/qbwc"
    expected.webConnector.supportURL = "https://books.example.com/"
    #expect(settings == expected)
    #expect(settings.defaultConnector.canWrite)
  }

  @Test("Every key takes its other values")
  func others() throws {
    let settings = try settings(
      """
      readiness: manual
      time-zone: Europe/London
      date-format: dd/MM/yyyy
      csv-headers: {Invoices: {'Rg.-Nr.': invoiceNumber, Netto: invoiceTotal}}
      labels: {Drucken: Print, 'Per  E-Post': Email}
      limits: {archive: 500 MB, entry: 1GiB, total: 2 GB, ratio: 100, ratio-after: 0, entries: 500, name-bytes: 512,
        name-parts: 8, name-part-bytes: 200}
      stale-after: {lists: 90 min, open-sets: 2 d}
      web-connector: {url: 'http://localhost:8080/qbwc/', every-minutes: 30}
      connectors:
        - name: main
        - name: west-2
          company-file: '\\\\server\\books\\West.QBW'
          company-name: 'West: O''Neil & Co'
          readiness: automatic
          transfer: [timesheets, invoices]
          invoice-numbers: autotask
          terms: autotask
          taxes: autotask
          transmission: both
          item-names: {labor: role:billing-code, product: billing-code:name, block: generic}
          time-customers: yes
          first-contact: at-once
          create: [accounts]
          message-sets: {writes: 25, bytes: 500 kB}
          paid-dates: every-run
          file-id: company
      """)
    #expect(settings.timeZoneName == "Europe/London")
    #expect(settings.dateFormat == .dayFirst)
    #expect(
      settings.csvHeaders == [
        CSVHeader(entity: "Invoices", header: "Rg.-Nr.", field: "invoiceNumber"),
        CSVHeader(entity: "Invoices", header: "Netto", field: "invoiceTotal"),
      ])
    #expect(settings.label("drucken") == "Print")
    #expect(settings.label("per e-post") == "Email")
    #expect(settings.label("Fax") == "Fax")
    #expect(settings.limits.archive == 500_000_000 && settings.limits.entry == 1_073_741_824)
    #expect(
      settings.limits.ratioAfter == 0 && settings.limits.entries == 500 && settings.limits.nameParts == 8)
    #expect(settings.staleAfter.lists == 5_400 && settings.staleAfter.openSets == 172_800)
    #expect(settings.webConnector.url == "http://localhost:8080/qbwc")
    #expect(settings.webConnector.supportURL == "http://localhost:8080/")
    #expect(settings.webConnector.everyMinutes == 30)
    #expect(settings.defaultConnector.readiness == .manual)
    let west = try #require(settings.connector(ConnectorName("west-2")))
    #expect(west.companyFile == "\\\\server\\books\\West.QBW" && west.companyName == "West: O'Neil & Co")
    #expect(west.readiness == .automatic)
    #expect(west.transfer == [.invoices, .timesheets])
    #expect(west.transfers(ItemType.timesheet) && !west.transfers(ItemType.purchaseOrder))
    #expect(!west.transfers(TransferKind.paidDates))
    #expect([west.invoiceNumbers, west.terms, west.taxes] == [.autotask, .autotask, .autotask])
    #expect(west.transmission.isToBePrinted && west.transmission.isToBeEmailed)
    #expect(
      west.naming(of: .labor) == .roleThenBillingCode && west.naming(of: .product) == .billingCodeThenName)
    #expect(west.naming(of: .service) == .name && west.naming(of: .block) == .generic)
    #expect(west.timeCustomers && west.firstContact == .atOnce && west.create == [.accounts])
    #expect(west.messageSets.writes == 25 && west.messageSets.bytes == 500_000)
    #expect(west.paidDates == .everyRun && west.fileID == .company)
  }

  @Test(
    "Without settings one connector reads and does not write", arguments: ["", "# nothing yet\n", "\u{FEFF}"])
  func absent(text: String) throws {
    let settings = try settings(text)
    #expect(settings == .absent)
    #expect(!settings.defaultConnector.canWrite)
    #expect(
      settings.defaultConnector.writeObstacle()?.text == """
        autopost.yaml: warning: connector "main" has no company-file and no company-name, so nothing is written to \
        QuickBooks [company-file-missing]
          Add the line connectors: [{name: main, company-file: 'C:\\QuickBooks\\YOUR FILE.qbw', company-name: \
        'YOUR COMPANY'}] to autopost.yaml.
        """)
  }

  @Test("The line that the remedy names makes the connector writable")
  func addition() throws {
    let remedy = try #require(Settings.absent.defaultConnector.writeObstacle(answeredName: "O'Neil")).remedy
    let line = remedy.dropFirst("Add the line ".count).dropLast(" to autopost.yaml.".count)
    let connector = try settings(String(line)).defaultConnector
    #expect(connector.canWrite && connector.companyName == "O'Neil")
    #expect(connector.writeObstacle() == nil)
  }

  @Test("Once QuickBooks has answered, its name stands in the line to add")
  func answered() throws {
    let text = "connectors:\n  - name: west\n    company-file: 'C:\\QB\\West.qbw'\n"
    let connector = try settings(text).defaultConnector
    #expect(
      connector.writeObstacle(answeredName: "West Inc")?.text == """
        autopost.yaml:2: warning: connector "west" has no company-name, so nothing is written to QuickBooks; \
        QuickBooks answers as "West Inc" [company-file-missing]
          Add company-name: 'West Inc' below "- name: west" in autopost.yaml, with the same indentation as the name.
        """)
  }

  @Test("The first settings read back, and wait for the company")
  func initial() throws {
    let today = try #require(CalendarDate("2026-11-21"))
    let settings = try settings(Settings.initialText(today: today))
    #expect(settings.defaultConnector.name == ConnectorName("main"))
    #expect(settings.defaultConnector.transferFrom == CalendarDate("2026-11-01"))
    #expect(!settings.defaultConnector.canWrite)
    var expected = Connector(name: ConnectorName("main"))
    expected.transferFrom = CalendarDate("2026-11-01")
    expected.line = settings.defaultConnector.line
    #expect(settings == Settings(connectors: [expected]))
  }

  /// What the settings say they know, in the words of their own refusals.
  private func known(_ text: String) -> [String] {
    let remedy = Settings.read(bytes: Array(text.utf8)).findings.map(\.remedy).joined()
    return remedy.split(separator: "known are ").last?.dropLast().split(separator: ", ").map(String.init)
      ?? []
  }

  @Test("The first settings show every setting there is, and what they show reads as what counts anyway")
  func initialIsWhole() throws {
    let today = try #require(CalendarDate("2026-11-21"))
    let text = Settings.initialText(today: today)
    for group in [
      "x-y-z: 1", "connectors: [{name: main, x-y-z: 1}]", "limits: {x-y-z: 1}", "stale-after: {x-y-z: 1}",
      "web-connector: {x-y-z: 1}", "connectors: [{name: main, message-sets: {x-y-z: 1}}]",
    ] {
      let keys = known(group)
      #expect(keys.count >= 2)
      for key in keys { #expect(text.contains("\(key):"), "\(key) is not shown") }
    }
    let shown = try #require(text.split(separator: "# stale-after: ").last)
    let rest = "# stale-after: \(shown)".replacing("# limits", with: "limits").replacing(
      "# stale", with: "stale"
    )
    .replacing("#   name", with: "   name")
    #expect(try settings(rest) == .absent)
    let second = text.replacing("  # - name: north", with: "  - name: north")
    #expect(try settings(second).connectors.map(\.name.rawValue) == ["main", "north"])
  }

  @Test("The first settings take a company as it is given, and every comment is a setting that counts anyway")
  func initialWithCompany() throws {
    let today = try #require(CalendarDate("2026-11-21"))
    let text = Settings.initialText(
      today: today, companyFile: "C:\\QB\\O'Neil.qbw", companyName: "O'Neil: \"Books\" #1",
      timeZoneName: "Europe/London")
    let given = try settings(text)
    #expect(given.defaultConnector.companyFile == "C:\\QB\\O'Neil.qbw")
    #expect(given.defaultConnector.companyName == "O'Neil: \"Books\" #1")
    #expect(given.timeZoneName == "Europe/London")
    // Only explanations have no colon and blank after their first word.
    let lines = text.split(separator: "\n").map { line -> String in
      let uncommented = line.drop { $0 == " " }
      guard uncommented.hasPrefix("# "), line.hasPrefix("    #"),
        uncommented.dropFirst(2).first?.isLowercase == true,
        uncommented.contains(": ")
      else { return String(line) }
      return String(line.prefix { $0 == " " }) + uncommented.dropFirst(2)
    }
    #expect(lines.joined(separator: "\n") != text.split(separator: "\n").joined(separator: "\n"))
    var all = try settings(lines.joined(separator: "\n") + "\n")
    #expect(all.defaultConnector.itemNames == [.labor: .billingCode])
    all.connectors[0].itemNames = [:]
    all.connectors[0].line = given.defaultConnector.line
    #expect(all == given)
  }
}
