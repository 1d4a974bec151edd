import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("Killed while it follows a file of resolutions, autopost follows it to the same end when told again")
struct ResolveKillTests {
  /// Calls after which something is durable, or has another name.
  private static let calls = ["fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat"]
  private static let table: FilePath = "found.csv"

  /// Three invoices wait for a person; QuickBooks has two of them, as somebody entered them.
  private static func prepared() throws -> (rehearsal: Rehearsal, id: String) {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("first-contact: at-once", "readiness: manual"),
      at: Timestamp(milliseconds: SystemClock.now()).adding(seconds: -300))
    let id = try rehearsal.enterByHand([("4711", "2026-11-02", 10_000), ("4712", "2026-11-02", 99_900)])[0]
    try rehearsal.drop(
      Export(
        companies: [Export.Company(id: 201, name: "Alder Freight")],
        codes: [Export.Code(id: 11, name: "Labor")],
        invoices: [8_601, 8_602, 8_603].map { number in
          Export.Invoice(number, company: 201, date: "2026-11-02", [Export.Line(number * 10, "100")])
        }))
    try rehearsal.settle()
    try rehearsal.temporary.write(
      "item,in-quickbooks,reason\ninvoice:8601,4711,seen\ninvoice:8602,4712,seen\ninvoice:8603,by-hand,typed\n",
      to: table)
    return (rehearsal, id)
  }

  private static func resolve(_ rehearsal: Rehearsal) -> [FilePath] {
    ["--root", rehearsal.folder.root, "resolve", "--from", rehearsal.folder.root.appending(table)]
  }

  @Test("No item is in doubt without the message set that asks for what the person named")
  func killed() throws {
    let (prepared, id) = try ResolveKillTests.prepared()
    var injection = FaultInjection(root: try Rehearsal(copyOf: prepared).folder.root)
    injection.calls = ResolveKillTests.calls
    let counted = try Rehearsal(copyOf: prepared)
    injection = FaultInjection(root: counted.folder.root)
    injection.calls = ResolveKillTests.calls
    let count = try injection.calls(of: try Program.autopost(), ResolveKillTests.resolve(counted)).count
    #expect(count >= 10)
    for number in 1...count {
      let rehearsal = try Rehearsal(copyOf: prepared)
      var injection = FaultInjection(root: rehearsal.folder.root)
      injection.calls = ResolveKillTests.calls
      let outcome = try injection.run(
        try Program.autopost(), ResolveKillTests.resolve(rehearsal), .killBefore(number))
      #expect(outcome.exit == .signal(9), "\(number): \(outcome)")
      let asking = try rehearsal.look { exchange in
        try exchange.ledger.items().filter { $0.state == .inDoubt }.filter { item in
          try !exchange.ledger.requests(for: item.key).contains { $0.purpose == .recover }
        }
      }
      #expect(asking.isEmpty, "\(number)")
      rehearsal.wait(minutes: 10)
      // The next pass comes before the person does.
      try rehearsal.run()
      let again = try Program.autopost().run(ResolveKillTests.resolve(rehearsal))
      #expect(again.code == 0, "\(number): \(again)")
      #expect(try rehearsal.openSets().count == 1, "\(number)")
      try rehearsal.practice()
      try rehearsal.run()
      #expect(
        try rehearsal.states() == [
          "8601 confirmed", "8602 not-ready not-that-invoice", "8603 confirmed",
        ], "\(number)")
      #expect(try rehearsal.item(8_601)?.txnID?.rawValue == id, "\(number)")
      #expect(try rehearsal.item(8_603)?.isByHand == true, "\(number)")
      #expect(try rehearsal.look { try $0.ledger.brokenEvent() } == nil, "\(number)")
    }
  }

  @Test("A set that cannot be kept leaves every item as it was, and the same file is followed afterwards")
  func unpublished() throws {
    let (rehearsal, _) = try ResolveKillTests.prepared()
    try rehearsal.temporary.write(
      "item,in-quickbooks,reason\ninvoice:8601,4711,seen\ninvoice:8602,4712,seen\n",
      to: ResolveKillTests.table)
    let before = try rehearsal.states()
    let next = try rehearsal.look { try $0.ledger.nextSetNumber() }
    let obstacle = rehearsal.folder.archivedSet(next.rawValue)
    try Disk.makeFolder(obstacle)
    let table = try Disk.read(rehearsal.folder.root.appending(ResolveKillTests.table))
    #expect(throws: ExchangeError.self) {
      try rehearsal.command { try $0.resolve(table: table, path: "found.csv", reason: nil, now: $1) }
    }
    #expect(try rehearsal.states() == before)
    _ = try Program(FilePath("/bin/rmdir")).run([obstacle])
    try rehearsal.command { try $0.resolve(table: table, path: "found.csv", reason: nil, now: $1) }
    try rehearsal.practice()
    try rehearsal.run()
    #expect(
      try rehearsal.states().prefix(2) == ["8601 confirmed", "8602 not-ready not-that-invoice"])
  }

  @Test("What was refused and is said to be there does not go by itself when that question is taken back")
  func refusedBefore() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    rehearsal.company.beliefs.hresult = try PracticeBeliefs(
      words: ["hresult=0x80040400,containing=<Rate>95"]
    ).hresult
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    #expect(try rehearsal.item(8_601)?.state == .refused)
    rehearsal.company.beliefs.hresult = nil
    try rehearsal.command {
      try $0.resolve(.invoice(8_601), .inQuickBooks("4711"), reason: "I entered it", now: $1)
    }
    let asking = try #require(try rehearsal.openSets().first)
    let number = try #require(SetNumber(asking.number))
    try rehearsal.command { try $0.withdraw(number, notRunBecause: nil, now: $1) }
    try rehearsal.settle()
    try rehearsal.command { try $0.recover(now: $1) }
    try rehearsal.settle()
    #expect(try rehearsal.item(8_601)?.state == .notReady)
    #expect(rehearsal.company.entries == FirstContactTests.export.answerKey([8_602, 8_603]))
  }
}
