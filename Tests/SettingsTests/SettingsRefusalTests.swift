import Findings
import Settings
import Testing

/// Findings as `line:column: problem | remedy [id]`; the settings must be nil when one is an error.
private func findings(_ text: String) -> [String] {
  let (settings, findings) = Settings.read(bytes: Array(text.utf8), isTimeZone: { $0 != "America/New_Yrok" })
  #expect((settings == nil) == findings.contains { $0.severity == .error })
  return findings.map { finding in
    let place = finding.place.map { "\($0.line ?? 0):\($0.column ?? 0)" } ?? "?"
    return "\(place): \(finding.problem) | \(finding.remedy) [\(finding.id)]"
  }
}

/// The same for lines of a connector, which begin in line 3.
private func connector(_ lines: String) -> [String] {
  let indented = lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
  return findings("connectors:\n  - name: main\n" + indented + "\n")
}

@Suite("Settings are refused in words that show the place and the cure")
struct SettingsRefusalTests {
  @Test("A finding shows the line and points at the word")
  func text() throws {
    let (_, findings) = Settings.read(bytes: Array("connectors:\n  - name: main\n    compny-file: x\n".utf8))
    let known =
      "name, company-file, company-name, edition, users, transfer, transfer-from, readiness, invoice-numbers, "
      + "terms, taxes, transmission, item-names, decrement-inventory, time-customers, first-contact, create, message-sets,"
      + " paid-dates, file-id"
    #expect(
      findings.map(\.text) == [
        """
        autopost.yaml:3:5: error: a connector has no setting "compny-file"; did you mean "company-file"? \
        [settings-key-unknown]
          3 |     compny-file: x
            |     ^
          Correct the word or delete the line; known are \(known).
        """
      ])
  }

  private static let topCases: [(text: String, words: String)] = [
    (
      "conectors: []\n",
      "1:1: the file has no setting \"conectors\"; did you mean \"connectors\"? | Correct the word or delete the "
        + "line; known are readiness, time-zone, date-format, csv-headers, labels, connectors, web-connector, limits, stale-after. "
        + "[settings-key-unknown]"
    ),
    (
      "timeZone: UTC\n",
      "1:1: the file has no setting \"timeZone\"; did you mean \"time-zone\"? | Correct the word or delete the "
        + "line; known are readiness, time-zone, date-format, csv-headers, labels, connectors, web-connector, limits, stale-after. "
        + "[settings-key-unknown]"
    ),
    (
      "company-file: x\n",
      "1:1: \"company-file\" is no setting of the file | Move it to its connector, below \"- name:\", where it "
        + "belongs. [settings-key-unknown]"
    ),
    (
      "readiness: automatc\n",
      "1:12: \"readiness\" cannot be \"automatc\"; did you mean \"automatic\"? | Write one of automatic, manual. "
        + "[settings-value-unknown]"
    ),
    (
      "readiness: [manual]\n",
      "1:12: \"readiness\" is a list where one value is expected | Write one value after the colon. "
        + "[settings-value-of-wrong-type]"
    ),
    (
      "readiness:\n",
      "1:1: \"readiness\" has no value | Write a value after the colon, or delete the line. "
        + "[settings-value-missing]"
    ),
    (
      "date-format: yyyy\n",
      "1:14: \"date-format\" cannot be \"yyyy\" | Write one of MM/dd/yyyy, dd/MM/yyyy. [settings-value-unknown]"
    ),
    (
      "time-zone: America/New_Yrok\n",
      "1:12: there is no time zone \"America/New_Yrok\" | Write a name of the time zone database, like "
        + "America/New_York or Europe/London. [time-zone-unknown]"
    ),
    (
      "time-zone: ../../etc/passwd\n",
      "1:12: there is no time zone \"../../etc/passwd\" | Write a name of the time zone database, like "
        + "America/New_York or Europe/London. [time-zone-unknown]"
    ),
    (
      "just text\n",
      "1:1: the file is \"just text\" where keys with values are expected | Write one line for each setting: key, "
        + "colon, blank, value. [settings-value-of-wrong-type]"
    ),
    (
      "connectors: {main: x}\n",
      "1:13: \"connectors\" is not a list of connectors | Begin each connector with a line \"- name: main\" and "
        + "indent its settings below it. [settings-value-of-wrong-type]"
    ),
    (
      "connectors: []\n",
      "1:13: \"connectors\" is not a list of connectors | Begin each connector with a line \"- name: main\" and "
        + "indent its settings below it. [settings-value-of-wrong-type]"
    ),
    (
      "connectors: [main]\n",
      "1:14: a connector is \"main\" where keys with values are expected | Write one line for each setting: key, "
        + "colon, blank, value. [settings-value-of-wrong-type]"
    ),
    (
      "connectors:\n  - company-name: x\n",
      "2:5: a connector has no name | Begin it with a line \"- name: main\", or another word of small letters, "
        + "digits and hyphens. [settings-key-missing]"
    ),
    (
      "limits: {archive: 2 XB}\n",
      "1:19: \"archive\" is \"2 XB\", which is no size from 1000 to 1000000000000 bytes | Write bytes, or a number "
        + "with kB, MB or GB, like 500 MB. [settings-value-invalid]"
    ),
    (
      "limits: {entries: 0}\n",
      "1:19: \"entries\" is \"0\", which is no whole number from 1 to 1000000 | Write a number in that range, in "
        + "digits only. [settings-value-invalid]"
    ),
    (
      "limits: {archiv: 1}\n",
      "1:10: \"limits\" has no setting \"archiv\"; did you mean \"archive\"? | Correct the word or delete the line; "
        + "known are archive, entry, total, ratio, ratio-after, entries, name-bytes, name-parts, name-part-bytes. "
        + "[settings-key-unknown]"
    ),
    (
      "limits:\n",
      "1:1: \"limits\" has no value | Write a value after the colon, or delete the line. "
        + "[settings-value-missing]"
    ),
    (
      "stale-after: {lists: 24}\n",
      "1:22: \"lists\" is \"24\", which is no time from a minute to a year | Write a number with min, h or d, like "
        + "24 h. [settings-value-invalid]"
    ),
    (
      "web-connector: {url: 'http://books.example.com/'}\n",
      "1:22: \"url\" is \"http://books.example.com/\", which Web Connector does not take | Write an address that "
        + "begins with https:// (http:// only for localhost), without ? # @ or blanks. [web-connector-url-invalid]"
    ),
    (
      "web-connector: {url: 'https://a.example.com/q', support-url: 'https://b.example.com/'}\n",
      "1:62: \"support-url\" is on b.example.com, \"url\" on a.example.com, and Web Connector refuses that | Write an "
        + "address on a.example.com, like https://a.example.com/. [web-connector-url-invalid]"
    ),
    (
      "web-connector: {support-url: 'https://b.example.com/'}\n",
      "1:17: \"support-url\" stands without \"url\" | Add url: with the address that QuickBooks Web Connector calls. "
        + "[settings-key-missing]"
    ),
    (
      "readiness: manual\nreadiness: automatic\n",
      "2:1: \"readiness\" is there twice, first in line 1 | Delete one of the two lines. [settings-unreadable]"
    ),
    (
      "readiness: &x manual\n",
      "1:12: a value begins with &, which names an anchor | Write the value out each time, or put it in single "
        + "quotes if it is a text. [settings-unreadable]"
    ),
  ]

  @Test("At the top of the file", arguments: topCases)
  func top(text: String, words: String) {
    #expect(findings(text) == [words])
  }

  private static let connectorCases: [(text: String, words: String)] = [
    (
      "time-zone: UTC",
      "3:5: \"time-zone\" is no setting of a connector | Move it to the beginning of a line, where "
        + "it belongs. [settings-key-unknown]"
    ),
    (
      "edition: UK", "3:14: \"edition\" cannot be \"UK\" | Write US. [settings-value-unknown]"
    ),
    (
      "users: []",
      "3:12: \"users\" names nobody | Name who runs the message sets, like users: [anna, ben], or delete the line. "
        + "[settings-value-missing]"
    ),
    (
      "users: anna",
      "3:12: \"users\" is \"anna\" where a list is expected | Write it as a list, like users: [anna, ben]. "
        + "[settings-value-of-wrong-type]"
    ),
    (
      "users: [anna, Anna]",
      "3:19: \"users\" names \"Anna\" twice | Delete one of the two. [settings-value-twice]"
    ),
    (
      "users: ['../anna']",
      "3:13: a user cannot be named \"../anna\" | Write up to 40 letters, digits, dots, hyphens and underscores, "
        + "for it is part of a file name. [settings-value-invalid]"
    ),
    (
      "transfer: [invoice]",
      "3:16: \"transfer\" cannot be \"invoice\"; did you mean \"invoices\"? | Write one of invoices, purchase-orders, "
        + "expense-reports, timesheets, paid-dates. [settings-value-unknown]"
    ),
    (
      "transfer: [invoices, invoices]",
      "3:26: \"transfer\" names \"invoices\" twice | Delete one of the two. [settings-value-twice]"
    ),
    (
      "transfer: invoices",
      "3:15: \"transfer\" is \"invoices\" where a list is expected | Write it as a list, like transfer: [invoices, "
        + "purchase-orders, expense-reports, timesheets, paid-dates]. [settings-value-of-wrong-type]"
    ),
    (
      "transfer-from: 2026-02-30",
      "3:20: \"transfer-from\" is \"2026-02-30\", which is no date | Write year, month and day, like 2026-11-01. "
        + "[settings-value-invalid]"
    ),
    (
      "transfer-from: 11/1/2026",
      "3:20: \"transfer-from\" is \"11/1/2026\", which is no date | Write year, month and day, like 2026-11-01. "
        + "[settings-value-invalid]"
    ),
    (
      "time-customers: maybe",
      "3:21: \"time-customers\" cannot be \"maybe\" | Write yes or no. [settings-value-unknown]"
    ),
    (
      "item-names: {labour: role}",
      "3:18: \"item-names\" has no setting \"labour\"; did you mean \"labor\"? | Correct the word or delete the line; "
        + "known are labor, service, product, charge, milestone, block, retainer, ticket, subscription, expense, "
        + "setup-fee, rolled-up. [settings-key-unknown]"
    ),
    (
      "item-names: {milestone: role}",
      "3:29: \"milestone\" cannot be \"role\" | Write one of billing-code, name. [settings-value-unknown]"
    ),
    (
      "message-sets: {writes: 1e3}",
      "3:28: \"writes\" is \"1e3\", which is no whole number from 1 to 10000 | Write a number in that range, in "
        + "digits only. [settings-value-invalid]"
    ),
    (
      "message-sets: {bytes: 20 MB}",
      "3:27: \"bytes\" is \"20 MB\", which is no size from 20000 to 10000000 bytes | Write bytes, or a number with "
        + "kB, MB or GB, like 500 MB. [settings-value-invalid]"
    ),
    (
      "company-file: 'C:\\QB\\Contoso.qbb'",
      "3:19: \"company-file\" ends in .qbb, which is a backup | Write the path of the company file itself, which ends "
        + "in .qbw. [company-file-invalid]"
    ),
    (
      "company-file: \"C:\\new\\books.qbw\"",
      "3:19: \"company-file\" holds a line break or another control character | Put it in single quotes, in which a "
        + "backslash is a backslash. [settings-value-invalid]"
    ),
    (
      "company-file: \"C:\\QB\\books.qbw\"",
      "3:22: a backslash in double quotes begins an escape that does not exist | Put the value in single quotes, in "
        + "which a backslash is a backslash. [settings-unreadable]"
    ),
    (
      "company-name: ''",
      "3:19: \"company-name\" has no value | Write a value, or delete the line. "
        + "[settings-value-missing]"
    ),
    (
      "company-name: West: East",
      "3:23: a colon stands where no key can be | Indent the line like the keys beside it, or put a value that holds "
        + "a colon in single quotes. [settings-unreadable]"
    ),
  ]

  @Test("In a connector", arguments: connectorCases)
  func inConnector(text: String, words: String) {
    #expect(connector(text) == [words])
  }

  @Test(
    "A connector has a plain name that is no folder of the outbox",
    arguments: [
      ("Main", "a connector cannot be named \"Main\""), ("2west", "a connector cannot be named \"2west\""),
      ("a-name-of-21-letters-x", "a connector cannot be named \"a-name-of-21-letters-x\""),
      ("west_1", "a connector cannot be named \"west_1\""), ("wést", "a connector cannot be named \"wést\""),
      ("report", "a connector cannot be named \"report\", because that is a folder of the outbox"),
      ("autotask", "a connector cannot be named \"autotask\", because that is a folder of the outbox"),
      ("quarantine", "a connector cannot be named \"quarantine\", because that is a folder of the outbox"),
    ])
  func names(name: String, problem: String) {
    let (settings, findings) = Settings.read(bytes: Array("connectors: [{name: \(name)}]".utf8))
    #expect(settings == nil)
    #expect(findings.map(\.problem) == [problem])
    #expect(findings.map(\.id) == [.connectorNameInvalid])
  }

  @Test("Two connectors share neither name nor company file, whatever its capitals and slashes")
  func shared() {
    let text = """
      connectors:
        - name: main
          company-file: 'C:\\QB\\Contoso.qbw'
          company-name: Contoso
        - name: main
          company-file: 'c:/qb/CONTOSO.QBW'
        - name: west
          company-file: 'C:\\QB\\West.qbw'
          company-name: CONTOSO
      """
    #expect(
      findings(text) == [
        "5:11: connector \"main\" is there twice, first in line 2 | Give one of the two another name. "
          + "[connector-twice]",
        "6:19: connectors \"main\" and \"main\" have the same company file | Keep one connector for each company "
          + "file, and route organizations in mappings/organizations.csv. [company-file-shared]",
        "9:19: connectors \"main\" and \"west\" have the same company name, so their answers cannot be told apart by "
          + "it | Check both names in QuickBooks under Company > My Company, and change one there if they are equal. "
          + "[company-name-shared]",
      ])
  }

  @Test("Equal company names are a warning, not a refusal")
  func equalNames() {
    let text = "connectors: [{name: a, company-name: X}, {name: b, company-name: x}]"
    let (settings, findings) = Settings.read(bytes: Array(text.utf8))
    #expect(settings != nil)
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test("All that is wrong is said in one go, with its place counted in bytes")
  func all() {
    let text = """
      readiness: sometimes
      time-zone: ''
      connectors:
        - name: main
          users: [ "é", x, y y ]
          terms: Autotask
          taxes: quickbook
      """
    let found = findings(text).map { String($0.prefix { $0 != "|" }) }
    #expect(
      found == [
        "1:12: \"readiness\" cannot be \"sometimes\" ",
        "2:12: \"time-zone\" has no value ",
        "5:14: a user cannot be named \"é\" ",
        "5:23: a user cannot be named \"y y\" ",
        "6:12: \"terms\" cannot be \"Autotask\"; did you mean \"autotask\"? ",
        "7:12: \"taxes\" cannot be \"quickbook\"; did you mean \"quickbooks\"? ",
      ])
  }
}
