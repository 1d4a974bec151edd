import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("What is refused is refused whole, in words, and everything else goes on")
struct RefusedFileTests {
  private static let export = FirstContactTests.export
  private static let file = export.files[2]

  /// The pass takes a sound bundle beside the bad file; gives the findings of the bad one.
  private func refuse(_ bytes: [UInt8], as name: FilePath) throws -> [Finding] {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(bytes, as: name)
    try rehearsal.drop(RefusedFileTests.export, as: "sound.zip")
    let result = try rehearsal.run()
    #expect(try rehearsal.files(in: "inbox") == [])
    #expect(try rehearsal.files(in: "outbox/quarantine") == [name.description])
    #expect(try rehearsal.files(in: "state/archive") == ["sound.zip"])
    #expect(try rehearsal.states() == ["8601 ready", "8602 ready", "8603 ready"])
    for suffix in [".txt", ".report.json"] {
      let report = rehearsal.folder.quarantine.appending(name).withSuffix(suffix)
      #expect(try Disk.facts(of: report) != nil)
    }
    return result.findings.filter { $0.severity == .refused }
  }

  private func words(_ findings: [Finding]) -> [String] { findings.map { "\($0.id): \($0.problem)" } }

  @Test(
    "A manifest that the bundle does not keep",
    arguments: [
      (
        "\"files\":[{\"path\":\"Invoices.json\",\"count\":4}]",
        "manifest-mismatch: the file holds 3 records, and the manifest says 4"
      ),
      (
        "\"files\":[{\"path\":\"Invoices-2.json\",\"count\":3}]",
        "manifest-mismatch: the manifest lists Invoices-2.json, which the bundle does not hold"
      ),
      (
        "\"files\":[{\"path\":\"Invoices.json\",\"sha256\":\"\(String(repeating: "0", count: 64))\"}]",
        "manifest-mismatch: the file differs from what the manifest says of it (its SHA-256 is "
      ),
    ])
  func mismatch(files: String, expected: String) throws {
    let manifest = "{\"format\":\"autotask-bundle\",\"version\":1,\"entities\":{\"Invoices\":{\(files)}}}"
    let bundle = Packing.zip([RefusedFileTests.file, Export.File(name: "manifest.json", text: manifest)])
    let found = words(try refuse(bundle, as: "bad.zip"))
    #expect(found.count == 1 && found[0].hasPrefix(expected), "\(found)")
  }

  @Test("A manifest of a later version")
  func laterVersion() throws {
    let bundle = Packing.zip([
      RefusedFileTests.file,
      Export.File(name: "manifest.json", text: "{\"format\":\"autotask-bundle\",\"version\":2}"),
    ])
    #expect(
      words(try refuse(bundle, as: "bad.zip"))
        == ["manifest-too-new: the manifest has version 2, and this autopost knows 1"])
  }

  @Test("The same bundle id with other bytes, and the bundle of before stays as it is")
  func sameID() throws {
    let rehearsal = try Rehearsal()
    let manifest = Export.File(name: "manifest.json", text: "{\"version\":1,\"bundleId\":\"nov-1\"}")
    try rehearsal.drop(Packing.zip(RefusedFileTests.export.files + [manifest]), as: "one.zip")
    try rehearsal.run()
    try rehearsal.drop(Packing.zip(RefusedFileTests.export.files + [manifest], day: 3), as: "two.zip")
    let result = try rehearsal.run()
    #expect(try rehearsal.files(in: "outbox/quarantine") == ["two.zip"])
    let found = try #require(result.findings.first { $0.id.rawValue == "bundle-id-reused" })
    #expect(
      found.problem.hasPrefix("the bundle id \"nov-1\" was taken before with other content, from one.zip"))
    // Bytes that were refused are judged anew.
    try rehearsal.drop(Packing.zip(RefusedFileTests.export.files + [manifest], day: 3), as: "three.zip")
    try rehearsal.run()
    #expect(try rehearsal.files(in: "outbox/quarantine") == ["three.zip", "two.zip"])
    #expect(try rehearsal.files(in: "state/duplicates") == [])
  }

  /// Damage that a person or an enemy does to a sound zip file.
  enum Damage: String, CaseIterable {
    case truncated, flipped, appended, climbing, absolute, sameNameTwice, empty, brokenJSON, deepJSON, notText
  }

  private func damaged(_ damage: Damage) -> [UInt8] {
    var sound = Packing.zip(RefusedFileTests.export.files)
    func zip(_ name: String, _ text: String) -> [UInt8] { Packing.zip([Export.File(name: name, text: text)]) }
    switch damage {
    case .truncated: return Array(sound.prefix(sound.count - 30))
    case .flipped:
      sound[100] ^= 1
      return sound
    case .appended: return sound + Array("more".utf8)
    case .climbing: return zip("../Invoices.json", RefusedFileTests.file.text)
    case .absolute: return zip("/etc/Invoices.json", RefusedFileTests.file.text)
    case .sameNameTwice: return Packing.zip([RefusedFileTests.file, RefusedFileTests.file])
    case .empty: return Packing.zip([Export.File]())
    case .brokenJSON:
      return zip("Invoices.json", RefusedFileTests.file.text.replacing("\"items\"", with: "items"))
    case .deepJSON: return zip("Invoices.json", String(repeating: "[", count: 5_000))
    case .notText:
      return Packing.zip(
        [Shape.Loose("Invoices.json", "")].map { file in
          var file = file
          file.bytes = Array("[{\"id\":1,\"comments\":\"".utf8) + [0xC3, 0x28] + Array("\"}]".utf8)
          return file
        })
    }
  }

  @Test("A damaged or hostile archive", arguments: Damage.allCases)
  func hostile(damage: Damage) throws {
    let found = try refuse(damaged(damage), as: "bad.zip")
    #expect(!found.isEmpty)
    for finding in found {
      #expect(finding.place?.path.hasPrefix("bad.zip") == true && !finding.remedy.isEmpty)
    }
  }

  @Test("One bad record in a sound bundle is said, and the others go on")
  func badRecord() throws {
    let rehearsal = try Rehearsal()
    var export = RefusedFileTests.export
    export.invoices[2].more = ["\"invoiceTotal\":\"seven\""]
    var files = export.files
    files[2].text = files[2].text.replacing(
      "{\"id\":8602,", with: "{\"id\":\"x\",\"companyID\":202},\n{\"id\":8602,")
    try rehearsal.drop(Packing.zip(files), as: "export.zip")
    try rehearsal.settle()
    #expect(
      try rehearsal.states() == ["8601 confirmed", "8602 confirmed", "8603 held field-invalid"])
    #expect(rehearsal.findings.contains { $0.id.rawValue == "record-without-id" && $0.place?.line == 3 })
    try rehearsal.drop(RefusedFileTests.export, as: "corrected.zip")
    try rehearsal.settle()
    #expect(rehearsal.company.entries == RefusedFileTests.export.answerKey())
  }

  @Test(
    "Names that no program expects",
    arguments: [
      FilePath(bytes: [0xFF, 0xFE, 0x2E, 0x7A, 0x69, 0x70]), FilePath("two\nlines.zip"),
      FilePath(String(repeating: "n", count: 251) + ".zip"), FilePath("-rf.zip"),
      FilePath("a b'c\"d$(e).zip"),
      FilePath("%41.zip"), FilePath("no ending"),
    ])
  func names(name: FilePath) throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(Packing.zip(RefusedFileTests.export.files), as: name)
    try rehearsal.settle()
    #expect(rehearsal.company.entries == RefusedFileTests.export.answerKey())
    #expect(try rehearsal.files(in: "inbox") == [])
    #expect(try rehearsal.files(in: "state/archive").filter { !$0.hasPrefix("answer-") }.count == 1)
    // And refused under such a name.
    try rehearsal.drop("{\"id\":", as: name)
    rehearsal.wait(minutes: 5)
    try rehearsal.run()
    #expect(try rehearsal.files(in: "inbox") == [])
    #expect(try rehearsal.files(in: "outbox/quarantine").count == 1)
  }

  @Test(
    "A file that is still being copied is left and named, and taken when it is whole",
    arguments: [("export.zip", 60), ("export.zip", 99), ("Invoices.json", 50)])
  func halfWritten(name: String, percent: Int) throws {
    let rehearsal = try Rehearsal()
    let whole =
      name.hasSuffix(".zip")
      ? Packing.zip(RefusedFileTests.export.files) : Array(RefusedFileTests.file.text.utf8)
    try rehearsal.drop(Array(whole.prefix(whole.count * percent / 100)), as: FilePath(name))
    let result = try rehearsal.run(after: 20)
    #expect(try rehearsal.files(in: "inbox") == [name])
    #expect(try rehearsal.files(in: "outbox/quarantine") == [])
    #expect(result.findings.map(\.id) == [.fileNotWhole])
    #expect(result.findings[0].place?.path == "inbox/\(name)")
    try rehearsal.drop(whole, as: FilePath(name))
    try rehearsal.run()
    #expect(try rehearsal.files(in: "inbox") == [])
    #expect(try rehearsal.files(in: "state/archive") == [name])
  }
}
