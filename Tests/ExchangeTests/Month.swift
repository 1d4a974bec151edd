import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport

/// A month of an MSP: what Autotask exports, what the bookkeeper does, and what must stand in the books at its end.
struct Month {
  let rehearsal: Rehearsal

  static let settings = Rehearsal.settings()

  static let companies = [
    Export.Company(id: 201, name: "Alder Freight"), Export.Company(id: 202, name: "Juniper Law LLP"),
    Export.Company(id: 203, name: "Quarry Road Bakery"),
    Export.Company(id: 204, name: "Meadowlark Clinic", more: ["\"invoiceMethod\":2"]),
    Export.Company(id: 205, name: "Foxglove Film & Sound~Studio B"),
  ]
  static let lateCompany = Export.Company(id: 206, name: "Tamarack Property")
  static let codes = [
    Export.Code(id: 11, name: "Labor"), Export.Code(id: 12, name: "Managed~Backup"),
    Export.Code(id: 13, name: "Hardware"),
  ]

  /// The first bundle; the organization of 8603 is missing.
  static let firstWeek = Export(
    companies: companies, codes: codes,
    invoices: [
      Export.Invoice(
        8_601,
        [
          Export.Line(1, quantity: "2.5", rate: "95", "237.5"), Export.Line(2, code: 12, "Backup", "33.335"),
          Export.Line(3, code: 12, "Backup of the archive", "33.335"),
        ]),
      Export.Invoice(
        8_602, company: 202,
        [Export.Line(4, quantity: "3", rate: "40", "120"), Export.Line(5, "Discount for loyalty", "-20.5")]),
      Export.Invoice(8_603, company: 206, [Export.Line(6, "1500")]),
      Export.Invoice(8_604, company: 204, date: "2026-11-03", [Export.Line(7, code: 12, "Backup", "49.99")]),
      Export.Invoice(8_605, company: 203, date: "2026-11-03", [Export.Line(8, "80")]),
      Export.Invoice(
        8_606, date: "2026-11-03", [Export.Line(9, code: 13, "Cable, 5 \u{20AC} the metre", "12.3")]),
      Export.Invoice(
        8_607, company: 205, date: "2026-11-03", [Export.Line(10, "0.01"), Export.Line(11, "0")]),
    ])

  /// The second bundle: the first again in another form, what was missing, and a week more.
  static let secondWeek = Export(
    companies: companies + [lateCompany], codes: codes,
    invoices: firstWeek.invoices + [
      Export.Invoice(
        8_608, company: 202, date: "2026-11-09", [Export.Line(12, quantity: "0.25", rate: "95", "23.75")]),
      Export.Invoice(8_609, company: 206, date: "2026-11-10", [Export.Line(13, "75")]),
    ])

  /// The company file, as the bookkeeper left it: two of the customers are there.
  init(beliefs: [String] = [], settings: String = Month.settings) throws {
    rehearsal = try Rehearsal(settings: settings, beliefs: beliefs)
    try rehearsal.temporary.write(
      "connector,billing code,account\n,Hardware,Hardware Sales\n", to: "mappings/accounts.csv")
    // Without a line of business: a class that QuickBooks refuses where it keeps none.
    try rehearsal.temporary.write(
      "connector,line of business,class\n,,Services\n", to: "mappings/classes.csv")
    let now = rehearsal.practiceTime
    try rehearsal.company.addCustomer(name: "Quarry Road Bakery", isActive: false, now: now)
    try rehearsal.company.addCustomer(name: "Meadowlark Clinic", now: now)
  }

  /// Entity information: 2 is e-mail.
  static let labels = Export.File(
    name: "entityInformation/Companies.json",
    text: """
      {"fields":[{"name":"invoiceMethod","isPickList":true,"picklistValues":[{"value":"1","label":"Print"},\
      {"value":"2","label":"Email"}]}]}
      """)

  // MARK: What people do

  func dropFirstWeek() throws {
    try rehearsal.drop(Packing.zip(Month.firstWeek.files + [Month.labels]), as: "week 1.zip")
  }

  func dropSecondWeek() throws {
    try rehearsal.drop(Packing.zip(Month.secondWeek.files.reversed(), day: 10), as: "week 2.zip")
  }

  /// What the words of 8604 and 8606 ask for.
  func putRight() throws {
    let customer = "Meadowlark Clinic"
    try rehearsal.company.setEmail(
      "books@meadowlark.example", ofCustomer: customer, now: rehearsal.practiceTime)
    try rehearsal.company.addAccount(name: "Hardware Sales", type: "Income", now: rehearsal.practiceTime)
    var options = PassOptions()
    options.refresh = [.lists]
    try rehearsal.settle(options)
  }

  /// The whole month; `between` comes before the second bundle.
  func play(between: (Rehearsal) throws -> Void = { _ in }) throws {
    try dropFirstWeek()
    try rehearsal.settle()
    rehearsal.wait(days: 6)
    try putRight()
    try between(rehearsal)
    rehearsal.wait(days: 1)
    try dropSecondWeek()
    try rehearsal.settle()
  }
}
