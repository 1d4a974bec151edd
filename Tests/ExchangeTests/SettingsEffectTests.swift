import Exchange
import Filesystem
import Findings
import Settings
import TestSupport
import Testing

/// Each setting of `autopost.yaml` is seen by others: in what is published, or in what is refused.
///
/// Only later issues can use these, and nothing shows them yet: `transfer: expense-reports`, `time-customers`,
/// `create: vendors`; and of the mapping tables the columns vendor and employee, expense-accounts.csv and
/// payroll-items.csv, which are read, proved and exported.
@Suite("Every setting changes what is published or what is refused")
struct SettingsEffectTests {
  private static let laterOnly = ["connectors.time-customers"]

  private static let effects: [SettingEffect] = [
    SettingEffect("readiness", "manual", shows: "8601 not-ready", hides: "8601 confirmed"),
    SettingEffect("time-zone", "Europe/London", shows: "<TxnDate>2026-11-03</TxnDate>"),
    SettingEffect(
      "date-format", "dd/MM/yyyy", shows: "<TxnDate>2026-11-03</TxnDate>",
      hides: "<TxnDate>2026-03-11</TxnDate>",
      beside: [("connectors.transfer-from", "2026-01-01"), ("date-format", "MM/dd/yyyy")],
      file: SettingEffect.table(date: "03/11/2026")),
    SettingEffect(
      "date-format", "MM/dd/yyyy", hides: "[date-ambiguous]", file: SettingEffect.table(date: "03/11/2026")),
    SettingEffect(
      "csv-headers", "{Invoices: {Summe: invoiceTotal}}", shows: "8606 confirmed",
      file: SettingEffect.table(header: "Summe")),
    SettingEffect(
      "csv-headers", "{Invoice5: {a: b}}", shows: "refused: autopost.yaml:3:15: error: csv-headers names"),
    SettingEffect("labels", "{Drucken: Print}", shows: "<IsToBePrinted>true</IsToBePrinted>"),
    SettingEffect(
      "connectors.name", "office", shows: "outbox/office/requests/", hides: "outbox/main/requests/"),
    SettingEffect("connectors.company-file", "'D:\\Books.qbw'", shows: "D:\\\\Books.qbw"),
    SettingEffect("connectors.company-file", "", shows: "[company-file-missing]", hides: "-transfer.qbxml"),
    SettingEffect(
      "connectors.company-name", "Fabrikam Inc",
      shows: "and connector main is for \"Fabrikam Inc\" [wrong-company]", hides: "-transfer.qbxml"),
    SettingEffect(
      "connectors.edition", "UK", shows: "refused: autopost.yaml:9:14: error: \"edition\" cannot be \"UK\""),
    SettingEffect("connectors.users", "[anna, ben]", shows: "outbox/main/AutotaskQBWX-ben.qwc"),
    SettingEffect("connectors.transfer", "[paid-dates]", hides: "<InvoiceAddRq"),
    SettingEffect("connectors.transfer", "[invoices]", hides: "-paid-dates.qbxml"),
    SettingEffect("connectors.transfer", "[invoices, timesheets]", shows: "<PayrollItemWageQueryRq"),
    SettingEffect("connectors.transfer", "[invoices, purchase-orders]", shows: "<ShipMethodQueryRq"),
    SettingEffect("connectors.transfer-from", "2026-11-04", shows: "8601 held before-start"),
    SettingEffect("connectors.readiness", "manual", shows: "8601 not-ready"),
    SettingEffect("connectors.invoice-numbers", "autotask", shows: "<RefNumber>A-8601</RefNumber>"),
    SettingEffect("connectors.terms", "autotask", shows: "<DueDate>2026-12-02</DueDate>"),
    SettingEffect("connectors.taxes", "autotask", shows: "[tax-account-missing]"),
    SettingEffect("connectors.transmission", "print", shows: "<IsToBePrinted>true</IsToBePrinted>"),
    SettingEffect("connectors.item-names", "{product: billing-code:name}", shows: "Parts:Laptop 14"),
    SettingEffect("connectors.decrement-inventory", "no", shows: "<FullName>Laptop</FullName>"),
    SettingEffect(
      "connectors.first-contact", "at-once",
      shows: "pass: outbox/main/requests/000001-lists.qbxml outbox/main/requests/000002-transfer.qbxml"),
    SettingEffect("connectors.create", "[items]", shows: "8601 held customer-creation-off"),
    SettingEffect("connectors.create", "[customers]", shows: "8601 held item-creation-off"),
    SettingEffect(
      "connectors.create", "[customers, items, accounts]", shows: "<AccountAddRq",
      accounts: "connector,billing code,account\n,Labor,Hours Income\n"),
    SettingEffect("connectors.message-sets", "{writes: 1}", shows: "000004-transfer.qbxml"),
    SettingEffect("connectors.message-sets", "{bytes: 20 kB}", shows: "000004-transfer.qbxml"),
    SettingEffect("connectors.paid-dates", "manual", hides: "-paid-dates.qbxml"),
    SettingEffect("connectors.paid-dates", "every-run", shows: "000005-paid-dates.qbxml"),
    SettingEffect(
      "web-connector", "{url: 'https://other.example.com/qbwc'}",
      shows: "<AppURL>https://other.example.com/qbwc/main</AppURL>"),
    SettingEffect(
      "web-connector",
      "{url: 'https://books.example.com/qbwc', support-url: 'https://books.example.com/help'}",
      shows: "<AppSupport>https://books.example.com/help</AppSupport>"),
    SettingEffect(
      "web-connector", "{url: 'https://books.example.com/qbwc', every-minutes: 30}",
      shows: "<RunEveryNMinutes>30</RunEveryNMinutes>"),
    SettingEffect("limits.archive", "1 kB", shows: "[archive-too-large]", hides: "<InvoiceAddRq"),
    SettingEffect("limits.entry", "1 kB", shows: "[archive-entry-too-large]"),
    SettingEffect("limits.total", "2 kB", shows: "[archive-total-too-large]"),
    SettingEffect("limits.entries", "1", shows: "[archive-too-many-entries]"),
    SettingEffect(
      "limits.ratio", "2", shows: "[archive-ratio]", beside: [("limits.ratio-after", "0")], isCompressed: true
    ),
    SettingEffect(
      "limits.ratio-after", "0", shows: "[archive-ratio]", beside: [("limits.ratio", "2")], isCompressed: true
    ),
    SettingEffect("limits.name-bytes", "20", shows: "[archive-name-too-long]"),
    SettingEffect("limits.name-parts", "1", shows: "[archive-name-too-deep]"),
    SettingEffect("limits.name-part-bytes", "16", shows: "[archive-name-too-long]"),
    SettingEffect("stale-after.lists", "1 h", shows: "pass: outbox/main/requests/000005-lists.qbxml\n"),
    SettingEffect("stale-after.open-sets", "1 d", shows: "It has waited for long"),
  ]

  @Test("With it and without it", arguments: effects)
  func effect(_ effect: SettingEffect) throws {
    let with = try effect.transcript(isSet: true)
    let without = try effect.transcript(isSet: false)
    if let shown = effect.shows {
      #expect(with.contains(shown), "\(with)")
      #expect(!without.contains(shown), "\(without)")
    }
    if let hidden = effect.hides {
      #expect(!with.contains(hidden), "\(with)")
      #expect(without.contains(hidden), "\(without)")
    }
  }

  @Test("file-id: company gives all users of a company file one FileID")
  func fileID() throws {
    func ids(_ value: String) throws -> Int {
      let effect = SettingEffect("connectors.file-id", value, beside: [("connectors.users", "[anna, ben]")])
      return Set(
        try effect.transcript(isSet: true).split(separator: "<FileID>").dropFirst().map { $0.prefix(38) }
      ).count
    }
    #expect(try ids("user") == 2)
    #expect(try ids("company") == 1)
  }

  @Test("A transfer-from that is changed later counts for what came before, in both directions")
  func start() throws {
    let later = Rehearsal.settings("first-contact: at-once").replacing("2026-11-01", with: "2026-11-03")
    let rehearsal = try Rehearsal(settings: later)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let held = ["8601 held before-start", "8602 held before-start", "8603 open"]
    #expect(try rehearsal.states() == held)
    try rehearsal.run()
    #expect(try rehearsal.states() == held)
    try rehearsal.temporary.write(Rehearsal.settings("readiness: manual"), to: "autopost.yaml")
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 not-ready", "8602 not-ready", "8603 open"])
    try rehearsal.temporary.write(later, to: "autopost.yaml")
    try rehearsal.run()
    #expect(try rehearsal.states() == held)
  }

  /// What the settings say they know, in the words of their own refusals.
  private static func known(_ text: String) -> [String] {
    let remedy = Settings.read(bytes: Array(text.utf8)).findings.map(\.remedy).joined()
    return remedy.split(separator: "known are ").last?.dropLast().split(separator: ", ").map(String.init)
      ?? []
  }

  @Test("No setting is left out of this table, but for those that only later issues can use")
  func complete() {
    var settings = SettingsEffectTests.known("x-y-z: 1")
    settings += SettingsEffectTests.known("connectors: [{name: main, x-y-z: 1}]").map { "connectors.\($0)" }
    for group in ["limits", "stale-after"] {
      settings += SettingsEffectTests.known("\(group): {x-y-z: 1}").map { "\(group).\($0)" }
    }
    // What holds others is shown by them.
    let expected = Set(settings).subtracting(["connectors", "limits", "stale-after"])
    let shown = Set(SettingsEffectTests.effects.map(\.setting) + ["connectors.file-id"])
    #expect(expected.count > 35)
    #expect(expected.subtracting(shown).sorted() == SettingsEffectTests.laterOnly)
    #expect(shown.subtracting(expected).isEmpty)
  }
}
