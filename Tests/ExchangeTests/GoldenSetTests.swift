import Filesystem
import PracticeCompany
import Spool
import TestSupport
import Testing

/// The exact bytes that go to QuickBooks, from the bundle to the file in the outbox.
///
/// `RECORD=1` writes them anew, and fails. All of them are validated with Intuit's schema after the tests.
@Suite("Message sets go out byte by byte as they always did")
struct GoldenSetTests {
  /// Every kind of line and of customer, over three invoices; the first is a plain one.
  static let export: Export = {
    var export = Export()
    export.companies = [
      Export.Company(id: 201, name: "Alder Freight"),
      Export.Company(
        id: 202, name: "Café Röstwerk & Söhne ~ Plant 2",
        more: [
          "\"billToAttention\":\"Ann Lee\"", "\"billingAddress1\":\"PO Box 7 → rear\"",
          "\"billToCity\":\"Troy\"",
          "\"billToState\":\"NY\"", "\"billToZipCode\":\"12180\"",
          "\"phone\":\"+1 (518) 555-0100 ext. 4711\"",
          "\"fax\":\"518-555-0101\"", "\"isTaxExempt\":true",
        ]),
    ]
    export.codes = [
      Export.Code(id: 11, name: "Labor"), Export.Code(id: 12, name: "Tech~On-Site Service~Night"),
      Export.Code(id: 13, name: "Managed Workstation Services a month"), Export.Code(id: 14, name: "Loyalty"),
    ]
    let long = String(repeating: "Replaced the disk of a workstation and tested it. ", count: 90)
    export.invoices = [
      Export.Invoice(8_601, [Export.Line(1, quantity: "2.5", rate: "95", "237.5")]),
      Export.Invoice(
        8_602, company: 202, date: "2026-11-03",
        [
          Export.Line(2, code: 12, long, quantity: "3.175", rate: "100", "386.645", date: "2026-10-30"),
          Export.Line(3, code: 13, "“Gold” – ½ price → 12 months ✓\n& <more>", "49.995"),
          Export.Line(
            4, code: 11, "Cable", quantity: "3", rate: "3.3333", "9.9999",
            more: ["\"organizationalLevelAssociationID\":5"]),
        ], more: ["\"orderNumber\":\"PO-2026-0000000000000000000077\"", "\"totalTaxValue\":0.0000"]),
      Export.Invoice(
        8_603, date: "2026-11-03",
        [
          Export.Line(5, "Work", "100", more: ["\"taxDollars\":8.0000"]),
          Export.Line(6, code: 14, "Five per cent", quantity: "0", rate: "0", "-5"),
          Export.Line(7, "Round up", quantity: "1", rate: "10.005", "10.005"),
          Export.Line(8, "and up again", quantity: "1", rate: "10.005", "10.005"),
        ], total: "115.0100", more: ["\"totalTaxValue\":8.0000"]),
    ]
    return export
  }()

  /// The four files of the export, and the line of business of one line.
  static var files: [Export.File] {
    export.files + [
      Export.File(
        name: "OrganizationalLevel1s.json", text: Export.envelope(["{\"id\":1,\"name\":\"East\"}"])),
      Export.File(
        name: "OrganizationalLevel2s.json", text: Export.envelope(["{\"id\":2,\"name\":\"Field\"}"])),
      Export.File(
        name: "OrganizationalLevelAssociations.json",
        text: Export.envelope(["{\"id\":5,\"organizationalLevel1ID\":1,\"organizationalLevel2ID\":2}"])),
    ]
  }

  private func rehearsal(_ more: String...) throws -> Rehearsal {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings(more.joined(separator: "\n    ")), beliefs: ["sales-tax=on", "classes=on"])
    try rehearsal.temporary.write(
      "connector,line of business,class\n,East > Field,Field\n", to: "mappings/classes.csv")
    try rehearsal.company.addClass(name: "Field", now: rehearsal.practiceTime)
    try rehearsal.company.addItem(kind: .discount, name: "Loyalty", price: "5", now: rehearsal.practiceTime)
    return rehearsal
  }

  /// Compares the open sets with the files of this name, `NAME-000002-transfer.qbxml`.
  private func compare(_ name: String, _ sets: [Rehearsal.OpenSet]) throws {
    let folder = FilePath(#filePath).parent.appending("Golden")
    for set in sets {
      let path = folder.appending(FilePath("\(name)-\(set.name)"))
      if CurrentProcess.environment("RECORD") == "1" {
        try Disk.makeFolder(folder.appending(".new"))
        try Disk.writeDurably(set.bytes, to: path, .replacing, temporaries: folder.appending(".new"))
        try Disk.removeFolder(folder.appending(".new"))
        Issue.record("\(path.name) is recorded")
        continue
      }
      let golden = String(decoding: try Disk.read(path), as: UTF8.self)
      if golden == set.text { continue }
      for (number, (line, should)) in zip(
        set.text.split(separator: "\n", omittingEmptySubsequences: false),
        golden.split(separator: "\n", omittingEmptySubsequences: false)
      ).enumerated() where line != should {
        Issue.record("\(path.name):\(number + 1): “\(line)” where “\(should)” was")
        break
      }
      #expect(golden.utf8.count == set.bytes.count)
    }
  }

  @Test("Careful: lists, then a trial, then the rest with all that it needs")
  func careful() throws {
    let rehearsal = try rehearsal()
    try rehearsal.drop(Packing.zip(Self.files), as: "export.zip")
    var names: [String] = []
    for _ in 0..<3 {
      try rehearsal.run()
      let sets = try rehearsal.openSets().filter { !$0.name.contains("paid-dates") }
      names += sets.map(\.name)
      try compare("careful", sets)
      try rehearsal.practice()
    }
    #expect(names == ["000001-lists.qbxml", "000002-transfer.qbxml", "000003-transfer.qbxml"])
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 confirmed", "8603 confirmed"])
  }

  @Test("At once: lists and transfer together, everything by exact name")
  func atOnce() throws {
    let rehearsal = try rehearsal("first-contact: at-once", "invoice-numbers: autotask")
    try rehearsal.drop(Packing.zip(Self.files), as: "export.zip")
    try rehearsal.run()
    let sets = try rehearsal.openSets()
    #expect(sets.map(\.name) == ["000001-lists.qbxml", "000002-transfer.qbxml"])
    try compare("at-once", sets)
  }

  @Test("The same files in any order, in one bundle or in three, give the same bytes")
  func order() throws {
    func sets(_ bundles: [[Export.File]]) throws -> [[UInt8]] {
      let rehearsal = try rehearsal("first-contact: at-once")
      for (index, files) in bundles.enumerated() {
        try rehearsal.drop(Packing.zip(files), as: FilePath("\(index).zip"))
      }
      try rehearsal.run()
      return try rehearsal.openSets().map(\.bytes)
    }
    let files = Self.files
    let whole = try sets([files])
    #expect(whole.count == 2)
    #expect(try sets([files.reversed()]) == whole)
    #expect(try sets([Array(files[4...]), [files[3], files[1]], [files[2], files[0]]]) == whole)
  }

  @Test("Small sets: each holds what it needs, and no more writes than were asked for")
  func small() throws {
    let rehearsal = try rehearsal("first-contact: at-once", "message-sets: {writes: 6, bytes: 1000000}")
    try rehearsal.drop(Packing.zip(Self.files), as: "export.zip")
    try rehearsal.run()
    let transfers = try rehearsal.openSets().filter(\.isTransfer)
    #expect(transfers.count == 3)
    for set in transfers {
      let adds = set.text.split(separator: "AddRq requestID").count - 1
      let posts = set.text.split(separator: "<InvoiceAddRq").count - 1
      // An invoice that needs more than a set may hold goes alone.
      #expect(adds <= 6 || posts == 1)
      #expect(set.text.contains("<HostQueryRq") && set.text.contains("<CompanyQueryRq"))
    }
    #expect(transfers.allSatisfy { $0.text.contains("<ItemServiceAdd>") }, "each repeats the items it names")
  }
}
