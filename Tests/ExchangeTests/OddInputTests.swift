import Accounting
import Autotask
import Exchange
import Filesystem
import Findings
import Foundation
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("What comes in odd ways is neither posted nor passed over in silence")
struct OddInputTests {
  private static let export = FirstContactTests.export

  private func found(_ rehearsal: Rehearsal, _ id: FindingID) -> [String] {
    rehearsal.findings.filter { $0.id == id }.map(\.problem)
  }

  @Test("A report that lags behind the ledger is written by the next pass that finds nothing new")
  func staleReport() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(OddInputTests.export)
    try rehearsal.run()
    let tables = ["outbox/report/transfers.csv", "outbox/report/index.html", "outbox/report/history.csv"]
    let table = rehearsal.folder.root.appending("outbox/report/transfers.csv")
    let before = try Disk.read(table)
    let later = Export(
      companies: OddInputTests.export.companies, codes: OddInputTests.export.codes,
      invoices: [Export.Invoice(8_604, [Export.Line(5, "11")])])
    try rehearsal.drop(later, as: "later.zip")
    // Nobody can write into the folder of the report: a file stands in its place.
    let folder = rehearsal.folder.root.appending("outbox/report")
    let aside = rehearsal.folder.root.appending("outbox/elsewhere")
    try Disk.move(folder, to: aside)
    try rehearsal.temporary.write("", to: "outbox/report")
    #expect(throws: (any Error).self) { try rehearsal.run() }
    try Disk.remove(folder)
    try Disk.move(aside, to: folder)
    #expect(try Disk.read(table) == before)
    try rehearsal.run()
    for name in tables {
      let text = String(
        decoding: try Disk.read(rehearsal.folder.root.appending(FilePath(name))), as: UTF8.self)
      #expect(text.contains("8604"), "\(name)")
    }
  }

  @Test("A sum that QuickBooks cannot take holds its invoice, and the others go on")
  func tooLargeTogether() throws {
    let rehearsal = try Rehearsal()
    let some = (5...6 as ClosedRange<Int64>).map {
      Export.Line($0, "Many", quantity: "9999999999", rate: "0", "1", more: ["\"sortOrderID\":1"])
    }
    var export = OddInputTests.export
    export.invoices[1].lines = some
    try rehearsal.drop(export)
    try rehearsal.settle()
    let said = try rehearsal.item(8_602)?.findings.map(\.problem) ?? []
    #expect(
      said == [
        "invoice 8602 cannot be written for QuickBooks: InvoiceAdd/InvoiceLineAdd[1]/Quantity is not a number with at"
          + " most ten digits and five decimals: \"19999999998\""
      ])
    #expect(try rehearsal.item(8_603)?.state == .confirmed)
  }

  @Test("An answer counts only for the kind of request that it answers")
  func otherKind() throws {
    let rehearsal = try AnswerTests.opened()
    try AnswerTests.answer(rehearsal) { $0.replacing("InvoiceAddRs", with: "BillAddRs") }
    #expect(
      try rehearsal.states().map { $0.prefix { $0 != " " } + $0.drop { $0 != " " }.prefix(9) } == [
        "8601 in-doubt", "8602 in-doubt", "8603 in-doubt",
      ])
  }

  @Test("An answer without a Subtotal confirms, and says that nothing was compared")
  func withoutSubtotal() throws {
    let rehearsal = try AnswerTests.opened()
    try AnswerTests.answer(rehearsal) { $0.replacing(/<Subtotal>[^<]*<\/Subtotal>/, with: "") }
    #expect(try rehearsal.states().allSatisfy { $0.hasSuffix("confirmed amount-differs") })
    #expect(
      try rehearsal.item(8_601)?.answerFindings.map(\.problem).contains(
        "the answer names no Subtotal for invoice 8601, so its amount could not be compared with 237.50 in Autotask"
      )
        == true)
  }

  @Test("A table that wants to hold back what is in an open set says that it comes too late")
  func tooLate() throws {
    let rehearsal = try AnswerTests.opened()
    try rehearsal.drop("item,transfer\r\ninvoice:8601,not-ready\r\n", as: "Transfer.csv")
    rehearsal.wait(minutes: 2)
    try rehearsal.run()
    #expect(
      found(rehearsal, .transferTableInvalid) == [
        "invoice:8601 is in message set 000002 and cannot be held back any more"
      ])
    #expect(try rehearsal.item(8_601)?.state == .open)
  }

  @Test("An invoice that an export has twice with different totals waits until a person has looked")
  func twoTotals() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    let export = OddInputTests.export.files.map { Shape.Loose($0.name, $0.text) }
    let other = OddInputTests.export.files.filter { $0.name.contains("Invoices") }.map {
      Shape.Loose("second/\($0.name)", $0.text.replacing("237.5", with: "999.5"))
    }
    try rehearsal.drop(Packing.zip(export + other), as: "twice.zip")
    try rehearsal.run()
    #expect(
      found(rehearsal, .invoiceContradicted) == [
        "invoice 8601 is in the bundle twice, with different totals, and nothing says which is the newer one; it is set"
          + " as not ready"
      ])
    #expect(try rehearsal.item(8_601)?.state != .open)
    #expect(try rehearsal.item(8_602)?.state == .open)
  }

  @Test(
    "An archive that holds no export is refused, with what to do",
    arguments: [
      ("xl/workbook.xml", "It is an Excel workbook: save the sheet as CSV and drop that."),
      ("inner.zip", "Unpack it and drop the archive that lies in it."),
      (
        "notes.txt", "Drop the export as the exporting program wrote it: JSON, generic XML or CSV."
      ),
    ])
  func nothingRead(name: String, remedy: String) throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(Packing.zip([Shape.Loose(name, "PK no export at all")]), as: "odd.zip")
    try rehearsal.run()
    let refused = rehearsal.findings.filter { $0.id == .fileNotRecognised }
    #expect(
      refused.map(\.problem) == ["nothing in the archive is an export that autopost reads; it holds \(name)"])
    #expect(refused.map(\.remedy) == [remedy])
    #expect(try rehearsal.files(in: "outbox/quarantine").contains { $0.hasSuffix("odd.zip") })
  }

  @Test("A name that a Mac writes with its accents apart is no second reading of the archive")
  func decomposed() throws {
    let rehearsal = try Rehearsal()
    let files = OddInputTests.export.files.map { Shape.Loose("Cafe\u{301}/\($0.name)", $0.text) }
    try rehearsal.drop(Packing.zip(files), as: "mac.zip")
    try rehearsal.run()
    #expect(try rehearsal.items().count == 3)
  }
}
