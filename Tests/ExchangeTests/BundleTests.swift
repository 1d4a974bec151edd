import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("A bundle is taken in every form in which people make it")
struct BundleTests {
  private static let export = FirstContactTests.export

  /// The answer to everything that a pass publishes is the answer key.
  private func play(_ rehearsal: Rehearsal, files: [String]) throws {
    try rehearsal.settle()
    #expect(rehearsal.company.entries == BundleTests.export.answerKey())
    #expect(try rehearsal.files(in: "inbox") == [])
    #expect(try rehearsal.files(in: "outbox/quarantine") == [])
    #expect(try rehearsal.files(in: "state/archive").filter { !$0.hasPrefix("answer-") } == files)
  }

  @Test("Every shape of JSON, packed", arguments: Shape.allCases)
  func packed(shape: Shape) throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(Packing.zip(shape.files(BundleTests.export)), as: "export.zip")
    try play(rehearsal, files: ["export.zip"])
    #expect(!rehearsal.findings.contains { $0.severity != .notice }, "\(rehearsal.findings.map(\.text))")
  }

  @Test("Every shape of JSON, loose", arguments: Shape.allCases.filter { $0 != .pages })
  func loose(shape: Shape) throws {
    let rehearsal = try Rehearsal()
    let files = shape.files(BundleTests.export)
    for file in files { try rehearsal.drop(file.bytes, as: FilePath(file.name)) }
    try play(rehearsal, files: files.map(\.name).sorted())
  }

  @Test(
    "Every archive that people's programs write, without LANG",
    arguments: [
      ("export.zip", "zip -q -r export.zip ."), ("export.tar", "tar -cf export.tar -- *"),
      ("export.tar.gz", "tar -czf export.tar.gz -- *"), ("export.tgz", "tar -czf export.tgz -- *"),
      ("export.tar.zst", "tar -cf - -- * | zstd -q -o export.tar.zst"),
      ("export.7z", "7z a -bd -y export.7z . >/dev/null"),
      ("export", "zip -q -r export.zip . && mv export.zip export"),
    ])
  func archives(name: String, line: String) throws {
    let rehearsal = try Rehearsal()
    let folder = try TemporaryFolder.inMemory()
    for file in BundleTests.export.files {
      try folder.write(file.text, to: FilePath("files/Grüße/\(file.name)"))
    }
    var shell = Program("/bin/sh")
    shell.environment = ["LANG=", "LC_ALL="]
    let outcome = try shell.run("-c", "cd '\(folder.path)/files' && \(line)")
    try #require(outcome.code == 0, "\(outcome)")
    try rehearsal.drop(try Disk.read(folder.appending("files").appending(name)), as: FilePath(name))
    try play(rehearsal, files: [name])
  }

  @Test("Transfer lists: ready and not ready, in the manifest and in Transfer.csv")
  func transferLists() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("readiness: manual"))
    let manifest = """
      {"format":"autotask-bundle","version":1,"bundleId":"nov-1","createdAt":"2026-11-03T08:00:00Z",
       "transfer":{"Invoices":{"ready":[8601],"notReady":[8602]}}}
      """
    try rehearsal.drop(
      Packing.zip(BundleTests.export.files + [Export.File(name: "manifest.json", text: manifest)]),
      as: "a.zip")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 not-ready", "8603 not-ready"])
    try rehearsal.drop("item,transfer\ninvoice:8602,ready\ninvoice:9999,ready\n", as: "Transfer.csv")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 confirmed", "8603 not-ready"])
    #expect(
      rehearsal.findings.last { $0.id.rawValue == "transfer-table-invalid" }?.problem
        == "invoice:9999 is not known")
    // The columns of the report are accepted as they are.
    try rehearsal.drop(
      "\u{FEFF}item,organization,status,transfer\r\ninvoice:8603,Juniper Law,Not Transferred,ready\r\n",
      as: "transfers.csv")
    try rehearsal.settle()
    #expect(rehearsal.company.entries == BundleTests.export.answerKey())
  }

  private func run(_ manifest: String) throws -> Rehearsal {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(
      Packing.zip(BundleTests.export.files + [Export.File(name: "manifest.json", text: manifest)]),
      as: "a.zip")
    try rehearsal.run()
    return rehearsal
  }

  @Test(
    "The manifest of another program refuses nothing, and is told of",
    arguments: [
      "{\"name\":\"invoice-export\",\"version\":2}", "{\"manifest_version\":3,\"version\":\"2.0.1\"}",
      "{\"format\":\"umd\",\"version\":1,\"entities\":{\"Invoices\":{\"files\":[{\"path\":\"none.json\"}]}}}",
    ])
  func foreignManifest(manifest: String) throws {
    let rehearsal = try run(manifest)
    #expect(rehearsal.findings.map(\.text).count { $0.contains("the manifest of another program") } == 1)
    try rehearsal.settle()
    #expect(rehearsal.company.entries == BundleTests.export.answerKey())
  }

  @Test(
    "A bundle of the same zone is taken, under whichever of its names",
    arguments: ["America/New_York", "US/Eastern"])
  func sameZone(zone: String) throws {
    let rehearsal = try run("{\"format\":\"autotask-bundle\",\"version\":1,\"timeZone\":\"\(zone)\"}")
    try rehearsal.settle()
    #expect(rehearsal.company.entries == BundleTests.export.answerKey())
  }

  @Test(
    "A bundle of another zone, or of none, is refused by name",
    arguments: [("Europe/London", ""), ("Mars/Olympus", ", which this system does not know")])
  func otherZone(zone: String, more: String) throws {
    for (name, more) in [(zone, more), ("../../etc/passwd", ", which this system does not know")] {
      let rehearsal = try run("{\"format\":\"autotask-bundle\",\"version\":1,\"timeZone\":\"\(name)\"}")
      #expect(
        rehearsal.findings.map(\.problem) == [
          "the manifest says that its times are those of \"\(name)\"\(more), and autopost.yaml says time-zone:"
            + " America/New_York"
        ])
      #expect(try rehearsal.items().isEmpty)
      #expect(try rehearsal.files(in: "outbox/quarantine") == ["a.zip"])
    }
  }

  @Test("A manifest that asks for a second transfer is not obeyed, and it is said")
  func retransfer() throws {
    let manifest =
      "{\"format\":\"autotask-bundle\",\"version\":1,\"transfer\":{\"Invoices\":{\"retransfer\":[8601]},"
      + "\"PurchaseOrders\":{\"retransfer\":[900]},\"Timesheets\":{\"retransfer\":[]}}}"
    let rehearsal = try run(manifest)
    #expect(
      rehearsal.findings.filter { $0.id.rawValue == "manifest-retransfer" }.map(\.problem) == [
        "the manifest asks to transfer invoice:8601 once more, which would make a second one in QuickBooks; it is not"
          + " done",
        "the manifest asks to transfer PurchaseOrders 900 once more, which would make a second one in QuickBooks; it is"
          + " not done",
      ])
    try rehearsal.settle()
    #expect(rehearsal.company.entries == BundleTests.export.answerKey())
  }

  @Test("What nobody knows is noticed, and the rest is taken")
  func unknownFiles() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(
      Packing.zip(
        BundleTests.export.files + [
          Export.File(name: "attachments/logo.png", text: "png"),
          Export.File(name: "Tickets.json", text: "[]"),
        ]), as: "export.zip")
    try rehearsal.settle()
    #expect(rehearsal.company.entries == BundleTests.export.answerKey())
    let report = try rehearsal.temporary.text("state/archive/export.zip.txt")
    #expect(report.contains("attachments/logo.png (not a form that is read)"))
    #expect(report.contains("Tickets.json (Tickets are not needed for what is transferred)"))
  }

  @Test("Older never overwrites newer, null does, and absent does not")
  func order() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("readiness: manual"))
    func company(_ fields: String, at time: String) -> String {
      "[{\"id\":201,\"lastTrackedModifiedDateTime\":\"\(time)\"\(fields)}]"
    }
    let manifest = "{\"version\":1,\"createdAt\":\"2026-11-02T08:00:00Z\"}"
    try rehearsal.drop(
      Packing.zip(BundleTests.export.files + [Export.File(name: "manifest.json", text: manifest)]),
      as: "a.zip")
    try rehearsal.run()
    try rehearsal.drop(
      company(",\"companyName\":\"Alder Freight Lines\",\"fax\":\"555-1\"", at: "2026-11-03T13:00:00Z"),
      as: "Companies.json")
    try rehearsal.run()
    #expect(try rehearsal.item(8_601)?.organizationName == "Alder Freight Lines")
    try rehearsal.drop(
      company(",\"companyName\":\"Alder\"", at: "2026-11-01T13:00:00Z"), as: "Companies-old.json")
    try rehearsal.run()
    #expect(try rehearsal.item(8_601)?.organizationName == "Alder Freight Lines")
    // Absent: the name stays. Null: there is none any more.
    try rehearsal.drop(company(",\"fax\":\"555-2\"", at: "2026-11-03T13:10:00Z"), as: "Companies-fax.json")
    try rehearsal.run()
    #expect(try rehearsal.item(8_601)?.organizationName == "Alder Freight Lines")
    try rehearsal.drop(
      company(",\"companyName\":null", at: "2026-11-03T13:20:00Z"), as: "Companies-null.json")
    try rehearsal.run()
    #expect(try rehearsal.item(8_601)?.findings.map(\.id.rawValue) == ["organization-missing"])
  }

  @Test("A void never goes back, whatever an older export says")
  func voided() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("readiness: manual"))
    try rehearsal.drop(BundleTests.export)
    try rehearsal.run()
    try rehearsal.drop("[{\"id\":8601,\"isVoided\":true}]", as: "Invoices.json")
    try rehearsal.run()
    #expect(try rehearsal.states()[0] == "8601 held voided")
    try rehearsal.drop(Packing.zip(BundleTests.export.files.reversed()), as: "again.zip")
    try rehearsal.run()
    #expect(try rehearsal.states()[0] == "8601 held voided")
  }
}
