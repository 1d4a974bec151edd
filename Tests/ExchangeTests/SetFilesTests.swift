import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Report
import Spool
import TestSupport
import Testing

@Suite("What somebody does to the files of message sets is noticed, and stops nothing else")
struct SetFilesTests {
  static let export = FirstContactTests.export
  static let done = ["8601 confirmed", "8602 confirmed", "8603 confirmed"]

  /// Lists are answered and three invoices are open in set 2.
  static func opened() throws -> Rehearsal {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    try rehearsal.drop(export)
    try rehearsal.run()
    try rehearsal.practice { !$0.isTransfer }
    try rehearsal.run()
    #expect(try rehearsal.openSets().map(\.name) == ["000002-transfer.qbxml"])
    return rehearsal
  }

  enum Harm: CaseIterable { case removed, altered, cut }

  static func harm(_ path: FilePath, _ harm: Harm) throws {
    let bytes = try Disk.read(path)
    try Disk.remove(path)
    if harm == .removed { return }
    let file = try FileDescriptor(creating: path)
    // The altered one is as long as the right one.
    try file.write(harm == .cut ? Array(bytes.dropLast(9)) : bytes.map { $0 == 48 ? 49 : $0 })
    try file.close()
  }

  @Test("The kept copy of a set is lost: the published file stands for it", arguments: Harm.allCases)
  func keptCopy(harm: Harm) throws {
    let rehearsal = try SetFilesTests.opened()
    let bytes = try #require(try rehearsal.openSets().first).bytes
    let kept = rehearsal.folder.archivedSet(2)
    try rehearsal.practice()
    try SetFilesTests.harm(kept, harm)
    let result = try rehearsal.run()
    #expect(result.findings == [])
    #expect(try rehearsal.states() == SetFilesTests.done)
    #expect(try Disk.read(rehearsal.folder.answered("main", set: 2).appending("request.qbxml")) == bytes)
    #expect(try Disk.read(kept) == bytes)
  }

  @Test(
    "Both copies are lost: the answer is taken, it is said, and the next pass goes on",
    arguments: Harm.allCases)
  func bothCopies(harm: Harm) throws {
    let rehearsal = try SetFilesTests.opened()
    let open = try #require(try rehearsal.openSets().first)
    try rehearsal.practice()
    try SetFilesTests.harm(rehearsal.folder.archivedSet(2), harm)
    // Both copies of an altered set are altered alike, as by somebody who knows where they lie.
    try SetFilesTests.harm(open.path, harm)
    try rehearsal.drop(
      Export.plain([Export.Invoice(8_700, company: 200, [Export.Line(87_000, "5")])]), as: "more.zip")
    let result = try rehearsal.run()
    let lost = try #require(result.findings.last { $0.id == .setLost })
    #expect(
      lost.problem
        == "the exact text of message set 000002 is gone: neither state/archive/sets/000002.qbxml nor a file below"
        + " outbox/main/ holds what was written")
    #expect(lost.remedy.contains("nothing is to be done in QuickBooks"))
    #expect(
      result.findings.first { $0.id == .setFileAltered }?.remedy.contains("exact text is lost")
        == (harm == .removed ? nil : true))
    try rehearsal.settle()
    #expect(try rehearsal.states() == SetFilesTests.done + ["8700 confirmed"])
    #expect(rehearsal.company.books.count == 4)
  }

  @Test("A set whose bytes are lost before it could appear is in doubt, and asked for")
  func lostBeforeItAppears() throws {
    let rehearsal = try SetFilesTests.opened()
    let open = try #require(try rehearsal.openSets().first)
    // The program was ended between writing the set down and letting it appear.
    try rehearsal.look { exchange in
      try exchange.ledger.transaction { () throws(LedgerError) in
        try exchange.ledger.add(effect: "publish", target: "000002")
      }
    }
    try Disk.remove(rehearsal.folder.archivedSet(2))
    try Disk.remove(open.path)
    let result = try rehearsal.run()
    #expect(result.findings.filter { $0.id == .setLost }.map(\.remedy.isEmpty) == [false])
    #expect(
      try rehearsal.states() == [
        "8601 in-doubt effect-unknown", "8602 in-doubt effect-unknown", "8603 in-doubt effect-unknown",
      ])
    // It was not run: QuickBooks says so, and the invoices go once.
    try rehearsal.settle()
    #expect(try rehearsal.states() == SetFilesTests.done)
    #expect(rehearsal.company.entries == SetFilesTests.export.answerKey())
  }

  @Test(
    "A changed file gets its exact text again; the changed one is kept and told of",
    arguments: [Harm.altered, .cut])
  func alteredFile(harm: Harm) throws {
    let rehearsal = try SetFilesTests.opened()
    let open = try #require(try rehearsal.openSets().first)
    try SetFilesTests.harm(open.path, harm)
    let changed = try Disk.read(open.path)
    #expect(changed != open.bytes)
    let result = try rehearsal.run()
    #expect(result.findings.map(\.id) == [.setFileAltered])
    #expect(try Disk.read(open.path) == open.bytes)
    #expect(try Disk.read(rehearsal.folder.quarantine.appending("000002-transfer.qbxml")) == changed)
    let note = try Disk.read(rehearsal.folder.quarantine.appending("000002-transfer.qbxml.txt"))
    #expect(String(decoding: note, as: UTF8.self).contains("was changed after it was published"))
    let overview = try rehearsal.look { try $0.overview(now: rehearsal.now) }
    #expect(overview.quarantine.map(\.file) == ["outbox/quarantine/000002-transfer.qbxml"])
    // Nothing more is said, and the set is answered as ever.
    #expect(try rehearsal.run().findings == [])
    try rehearsal.settle()
    #expect(try rehearsal.states() == SetFilesTests.done)
    #expect(rehearsal.company.entries == SetFilesTests.export.answerKey())
  }

  @Test("A changed file whose set is answered in the same pass is kept all the same")
  func alteredAndAnswered() throws {
    let rehearsal = try SetFilesTests.opened()
    let open = try #require(try rehearsal.openSets().first)
    try rehearsal.practice()
    try SetFilesTests.harm(open.path, .altered)
    #expect(try rehearsal.run().findings.map(\.id) == [.setFileAltered])
    #expect(try rehearsal.states() == SetFilesTests.done)
    #expect(try Disk.facts(of: open.path) == nil)
    #expect(try Disk.facts(of: rehearsal.folder.quarantine.appending("000002-transfer.qbxml")) != nil)
  }

  @Test("A dry run tells of a changed file and changes nothing")
  func rehearsed() throws {
    let rehearsal = try SetFilesTests.opened()
    let open = try #require(try rehearsal.openSets().first)
    try SetFilesTests.harm(open.path, .altered)
    let changed = try Disk.read(open.path)
    let result = try rehearsal.look { try $0.dryRun(now: rehearsal.now) }
    #expect(result.findings.map(\.id) == [.setFileAltered])
    #expect(try Disk.read(open.path) == changed)
  }

  @Test("A file that is gone is told of once, stays in the list of things to do, and is not put back")
  func goneFile() throws {
    let rehearsal = try SetFilesTests.opened()
    let open = try #require(try rehearsal.openSets().first)
    try Disk.remove(open.path)
    #expect(try rehearsal.run().findings.map(\.id) == [.setFileGone])
    #expect(try rehearsal.run().findings == [])
    #expect(try rehearsal.openSets().isEmpty)
    let overview = try rehearsal.look { try $0.overview(now: rehearsal.now) }
    #expect(overview.openSets.map { $0.toDo?.contains("--not-run --reason TEXT") } == [true])
    // Whoever took it away to run it drops the answer, and nothing is wrong.
    let answer = rehearsal.company.answer(open.bytes, now: rehearsal.practiceTime)
    guard case .response(let bytes, nil) = answer else {
      Issue.record("no answer")
      return
    }
    try rehearsal.drop(bytes, as: "from the other computer.xml")
    try rehearsal.run()
    #expect(try rehearsal.states() == SetFilesTests.done)
    #expect(rehearsal.company.entries == SetFilesTests.export.answerKey())
  }

  @Test("A file that is put back is found again; one that is only touched is nobody's concern")
  func putBack() throws {
    let rehearsal = try SetFilesTests.opened()
    let open = try #require(try rehearsal.openSets().first)
    try Disk.remove(open.path)
    try rehearsal.run()
    let file = try FileDescriptor(creating: open.path)
    try file.write(open.bytes)
    try file.close()
    #expect(try rehearsal.run().findings == [])
    let overview = try rehearsal.look { try $0.overview(now: rehearsal.now) }
    #expect(overview.openSets.map(\.toDo) == [nil])
    try Disk.setPermissions(open.path, 0o600)
    let result = try rehearsal.run()
    #expect(result.findings == [])
    #expect(!result.hasChanged)
  }
}
