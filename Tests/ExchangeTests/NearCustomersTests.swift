import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import TestSupport
import Testing

@Suite("Two new customers of nearly one name are not made beside each other")
struct NearCustomersTests {
  private static let companies = [
    Export.Company(id: 201, name: "Acme, Inc."), Export.Company(id: 202, name: "Acme Inc"),
    Export.Company(id: 203, name: "Juniper Law"),
  ]

  private func export(_ invoices: [Export.Invoice]) -> Export {
    Export(
      companies: NearCustomersTests.companies, codes: [Export.Code(id: 11, name: "Labor")], invoices: invoices
    )
  }

  private func invoice(_ id: Int64, _ company: Int64, _ amount: String) -> Export.Invoice {
    Export.Invoice(id, company: company, [Export.Line(id * 10, amount)])
  }

  private func customers(_ rehearsal: Rehearsal) -> [String] {
    rehearsal.company.books.map(\.customer).sorted()
  }

  @Test("Both new in one pass: both are held and name each other", arguments: ["careful", "at-once"])
  func onePass(contact: String) throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: \(contact)"))
    try rehearsal.drop(
      export([invoice(8_601, 201, "10"), invoice(8_602, 202, "20"), invoice(8_603, 203, "30")]))
    try rehearsal.settle()
    #expect(
      try rehearsal.states() == [
        "8601 held customer-near-match", "8602 held customer-near-match", "8603 confirmed",
      ])
    #expect(
      try rehearsal.words(8_601) == [
        "customer-near-match: organization 201 \"Acme, Inc.\" needs the new customer \"Acme, Inc.\", and organization"
          + " 202 \"Acme Inc\" needs the similar one \"Acme Inc\""
      ])
    #expect(
      try rehearsal.words(8_602).joined().contains("organization 201 \"Acme, Inc.\" needs the similar one"))
    // A quiet pass has nothing new to tell.
    #expect(try !rehearsal.run().hasChanged)
    // One of them may be made; the other is held until she says which it is.
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n202,,,new\n", to: "mappings/organizations.csv")
    try rehearsal.settle()
    #expect(
      try rehearsal.states() == ["8601 held customer-near-match", "8602 confirmed", "8603 confirmed"])
    #expect(try rehearsal.words(8_601).joined().contains("but a similar one: \"Acme Inc\""))
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n201,,,Acme Inc\n202,,,new\n",
      to: "mappings/organizations.csv")
    try rehearsal.settle()
    #expect(customers(rehearsal) == ["Acme Inc", "Acme Inc", "Juniper Law"])
  }

  @Test("The second comes before the lists are answered: the open set is named")
  func twoPasses() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    try rehearsal.drop(export([invoice(8_601, 201, "10")]), as: "one.zip")
    try rehearsal.run()
    try rehearsal.drop(export([invoice(8_602, 202, "20")]), as: "two.zip")
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 open", "8602 held customer-near-match"])
    #expect(
      try rehearsal.words(8_602) == [
        "customer-near-match: organization 202 \"Acme Inc\" needs the new customer \"Acme Inc\", and message set 000002"
          + " makes the similar one \"Acme, Inc.\""
      ])
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 held customer-near-match"])
    #expect(customers(rehearsal) == ["Acme, Inc."])
    try rehearsal.temporary.write(
      "organizationID,organization,connector,customer\n202,,,new\n", to: "mappings/organizations.csv")
    try rehearsal.settle()
    #expect(customers(rehearsal) == ["Acme Inc", "Acme, Inc."])
  }

  @Test("The second comes while the first waits for the trial: both are held")
  func behindTheTrial() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(export([invoice(8_600, 203, "5"), invoice(8_601, 201, "10")]), as: "one.zip")
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8600 open", "8601 ready"])
    try rehearsal.drop(export([invoice(8_602, 202, "20")]), as: "two.zip")
    try rehearsal.settle()
    #expect(
      try rehearsal.states() == [
        "8600 confirmed", "8601 held customer-near-match", "8602 held customer-near-match",
      ])
    #expect(customers(rehearsal) == ["Juniper Law"])
  }

  @Test("What is held itself keeps nothing else back, and what goes away lets the other go")
  func otherIsHeld() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    try rehearsal.drop(export([invoice(8_601, 201, "10"), invoice(8_602, 202, "-20")]))
    try rehearsal.run()
    #expect(try rehearsal.states().first == "8601 open")
    #expect(try rehearsal.states().last?.contains("negative-total") == true)
    let other = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    try other.drop(export([invoice(8_601, 201, "10"), invoice(8_602, 202, "20")]))
    try other.run()
    #expect(try other.states().allSatisfy { $0.hasSuffix("held customer-near-match") })
    try other.command { try $0.setNotReady([.invoice(8_602)], now: $1) }
    try other.run()
    #expect(try other.states().first == "8601 open")
  }
}
