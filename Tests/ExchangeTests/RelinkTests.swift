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
import WebConnector

@Suite("A company file that is in use is renamed or moved by a relink, and by nothing else")
struct RelinkTests {
  static let main = ConnectorName("main")
  static let done = ["8601 confirmed", "8602 confirmed", "8603 confirmed"]

  static func settings(
    _ more: String = "", file: String = "C:\\QuickBooks\\Contoso.qbw", name: String = "Contoso Inc"
  )
    -> String
  {
    Rehearsal.settings("users: [anna, ben]", more).replacing("C:\\QuickBooks\\Contoso.qbw", with: file)
      .replacing("Contoso Inc", with: name)
  }

  static let moved = "D:\\Books\\Contoso.qbw"

  /// Three invoices are in the books, and nothing is open.
  static func inUse(_ more: String = "") throws -> Rehearsal {
    let rehearsal = try Rehearsal(settings: settings(more))
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    #expect(try rehearsal.states() == done)
    return rehearsal
  }

  @discardableResult
  static func relink(_ rehearsal: Rehearsal, done step: Int? = nil) throws -> RelinkResult {
    try rehearsal.relink(main, done: step)
  }

  static func fileIDs(_ rehearsal: Rehearsal) throws -> [String] {
    try ["anna", "ben"].compactMap { user in
      let path = FilePath("outbox/main/AutotaskQBWX-\(user).qwc")
      guard try Disk.facts(of: rehearsal.folder.root.appending(path)) != nil else { return nil }
      let text = try rehearsal.temporary.text(path)
      return String((text.split(separator: "<FileID>").last ?? "").prefix { $0 != "<" })
    }
  }

  private func refusal(_ body: () throws -> Void) throws -> [String] {
    do { try body() } catch let error as ExchangeError {
      switch error {
      case .settings(let findings): return findings.map(\.text)
      case .refused(let finding): return ["\(finding.id): \(finding.problem)"]
      default: throw error
      }
    }
    return []
  }

  // MARK: Settings

  static let otherSettings: [(file: String, name: String, words: String, back: String)] = [
    (
      moved, "Contoso Inc", "company-file D:\\Books\\Contoso.qbw",
      "company-file: 'C:\\QuickBooks\\Contoso.qbw'"
    ),
    (
      "C:\\QuickBooks\\Contoso.qbw", "Contoso LLC", "company-name \"Contoso LLC\"",
      "company-name: 'Contoso Inc'"
    ),
    (
      moved, "Contoso LLC", "company-name \"Contoso LLC\" and company-file D:\\Books\\Contoso.qbw",
      "company-name: 'Contoso Inc' and company-file: 'C:\\QuickBooks\\Contoso.qbw'"
    ),
  ]

  @Test("Once it has posted, another path or name in the settings is refused", arguments: otherSettings)
  func refused(file: String, name: String, words: String, back: String) throws {
    let rehearsal = try RelinkTests.inUse()
    try rehearsal.temporary.write(RelinkTests.settings(file: file, name: name), to: "autopost.yaml")
    try rehearsal.drop("stays", as: "later.bin")
    #expect(
      try refusal { try rehearsal.run() } == [
        """
        autopost.yaml:5: error: connector main posts to "Contoso Inc", C:\\QuickBooks\\Contoso.qbw, and the settings now \
        say \(words) [company-file-changed]
          Write back \(back); if the company file itself was renamed or moved, run autopost connector relink main, which \
        says step by step what is to be done.
        """
      ])
    #expect(try rehearsal.files(in: "inbox") == ["later.bin"])
    try rehearsal.temporary.write(
      RelinkTests.settings(file: "c:/quickbooks/contoso.qbw"), to: "autopost.yaml")
    try rehearsal.run()
  }

  @Test(
    "Step 3 without a change in the settings says so, whether it has posted or not", arguments: [false, true])
  func unchanged(hasPosted: Bool) throws {
    let rehearsal = hasPosted ? try RelinkTests.inUse() : try Rehearsal(settings: RelinkTests.settings())
    for step in [nil, 1, 2] { #expect(try RelinkTests.relink(rehearsal, done: step).findings.isEmpty) }
    let copy = try Rehearsal(copyOf: rehearsal)
    #expect(
      try RelinkTests.relink(rehearsal, done: 3).findings.map(\.problem) == [
        "autopost.yaml still names \"Contoso Inc\", C:\\QuickBooks\\Contoso.qbw, as before"
      ])
    try copy.temporary.write(RelinkTests.settings(file: RelinkTests.moved), to: "autopost.yaml")
    #expect(try RelinkTests.relink(copy, done: 3).findings.isEmpty)
  }

  @Test("Before it has posted, path and name are free to change")
  func free() throws {
    let rehearsal = try Rehearsal(settings: RelinkTests.settings())
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.names() == ["000002-transfer.qbxml"])
    // QuickBooks takes nothing of the trial.
    try AnswerTests.answer(rehearsal) {
      $0.replacing(/(?s)<InvoiceAddRs ([^>]*)statusCode="0"[^>]*>.*?<\/InvoiceAddRs>/) {
        "<InvoiceAddRs \($0.output.1)statusCode=\"3180\" statusSeverity=\"Error\" statusMessage=\"no\"/>"
      }
    }
    #expect(try rehearsal.states().contains { $0.contains("refused") })
    try rehearsal.temporary.write(RelinkTests.settings(file: RelinkTests.moved), to: "autopost.yaml")
    #expect(try refusal { try rehearsal.run() } == [])
  }

  // MARK: The six steps

  @Test("Six steps, each written down; then the company file says who it is before anything is posted again")
  func steps() throws {
    let rehearsal = try RelinkTests.inUse()
    let old = try RelinkTests.fileIDs(rehearsal)
    try rehearsal.drop(
      Export.plain([Export.Invoice(8_700, [Export.Line(700, "50")])]), as: "more.zip")
    var result = try RelinkTests.relink(rehearsal)
    #expect(try RelinkTests.fileIDs(rehearsal) == [])
    for step in 1...6 {
      #expect(result.plan.done == step - 1)
      #expect(!result.plan.isEnded)
      // Shown again, nothing changes; nothing is published meanwhile.
      #expect(try RelinkTests.relink(rehearsal).plan == result.plan)
      let pass = try rehearsal.run()
      #expect(pass.published == [])
      #expect(pass.findings.map(\.id).contains(.connectorRelinking))
      #expect(try RelinkTests.fileIDs(rehearsal).count == (step > 4 ? 2 : 0))
      if step == 3 {
        try rehearsal.temporary.write(
          RelinkTests.settings(file: RelinkTests.moved, name: "Contoso LLC"), to: "autopost.yaml")
      }
      if step < 6 {
        #expect(
          try refusal { try RelinkTests.relink(rehearsal, done: step + 1) } == [
            "command-not-possible: step \(step) comes before step \(step + 1)"
          ])
      }
      result = try RelinkTests.relink(rehearsal, done: step)
    }
    #expect(result.plan.isEnded)
    #expect(try RelinkTests.relink(rehearsal, done: 6).findings.map(\.problem) == ["step 6 was done before"])
    let new = try RelinkTests.fileIDs(rehearsal)
    #expect(Set(old + new).count == 4)
    let steps = try rehearsal.events().filter { $0.kind.hasPrefix("relink") }.map(\.kind)
    #expect(steps == ["relink-begun"] + Array(repeating: "relink-step", count: 6) + ["relinked"])

    rehearsal.company.beliefs.companyName = "Contoso LLC"
    #expect(try rehearsal.run().sets.map(\.kind) == [.lists])
    try rehearsal.practice()
    #expect(try rehearsal.run().sets.map(\.kind).contains(.transfer))
    try rehearsal.settle()
    #expect(try rehearsal.states() == RelinkTests.done + ["8700 confirmed"])
  }

  @Test(
    "Also where files are exchanged only once, nothing is posted before the company file has said who it is")
  func atOnce() throws {
    let rehearsal = try RelinkTests.inUse("first-contact: at-once")
    try RelinkTests.relink(rehearsal)
    for step in 1...6 { try RelinkTests.relink(rehearsal, done: step) }
    try rehearsal.drop(
      Export.plain([Export.Invoice(8_700, [Export.Line(700, "50")])]), as: "more.zip")
    #expect(try rehearsal.run().sets.map(\.kind) == [.lists])
    var other = PracticeCompany(name: "Fabrikam Inc", now: rehearsal.practiceTime)
    try rehearsal.practice(&other)
    #expect(try rehearsal.run().sets == [])
    try rehearsal.practice()
    #expect(try rehearsal.run().sets.map(\.kind).contains(.transfer))
  }

  @Test("Renamed already: the relink begins although the settings name the new path")
  func renamedAlready() throws {
    let rehearsal = try RelinkTests.inUse()
    try rehearsal.temporary.write(RelinkTests.settings(file: RelinkTests.moved), to: "autopost.yaml")
    let plan = try RelinkTests.relink(rehearsal).plan
    let words = plan.steps[0].details.joined()
    #expect(words.contains("rename or move it back to C:\\QuickBooks\\Contoso.qbw"))
    #expect(words.contains("force the removal"))
    #expect(try rehearsal.run().published == [])
    #expect(
      try refusal {
        _ = try rehearsal.order { try $0.cancelRelink(RelinkTests.main, because: "a mistake", now: $1) }
      }.first?.hasPrefix("company-file-changed: connector main posts to \"Contoso Inc\"") == true)
  }

  @Test("Given up, the QWC files are byte for byte as they were; given up too late, it goes on")
  func cancelled() throws {
    let rehearsal = try RelinkTests.inUse()
    let name = FilePath("outbox/main/AutotaskQBWX-anna.qwc")
    let before = try rehearsal.temporary.text(name)
    try RelinkTests.relink(rehearsal)
    for step in 1...3 { try RelinkTests.relink(rehearsal, done: step) }
    try rehearsal.order { try $0.cancelRelink(RelinkTests.main, because: "not today", now: $1) }
    #expect(try rehearsal.temporary.text(name) == before)
    try rehearsal.run()
    try RelinkTests.relink(rehearsal)
    for step in 1...4 { try RelinkTests.relink(rehearsal, done: step) }
    #expect(
      try refusal {
        _ = try rehearsal.order { try $0.cancelRelink(RelinkTests.main, because: "too late", now: $1) }
      } == [
        "command-not-possible: the old QWC files of connector main are void already, so its relinking cannot be given up"
      ])
  }

  @Test("The commands that ask QuickBooks wait for a relink too, and other connectors go on")
  func others() throws {
    let rehearsal = try Rehearsal(
      settings: RelinkTests.settings("first-contact: at-once") + """
          - name: north
            company-file: 'C:\\QuickBooks\\North.qbw'
            company-name: Contoso North
        """)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let set = try rehearsal.open("transfer")
    try RelinkTests.relink(rehearsal)
    try rehearsal.order { try $0.withdraw(set, notRunBecause: nil, now: $1) }
    let before = try rehearsal.names()
    #expect(
      try rehearsal.order { try $0.recover(now: $1) }.map(\.id) == [.connectorRelinking])
    #expect(try rehearsal.names() == before)
    var options = PassOptions()
    options.refresh = [.lists]
    rehearsal.wait(days: 2)
    var north = PracticeCompany(name: "Contoso North", now: rehearsal.practiceTime)
    try rehearsal.practice(&north) { $0.path.description.contains("/north/") }
    #expect(try rehearsal.run(options).sets.map(\.connector.rawValue) == ["north"])
  }

  // MARK: Answers of the old identity

  enum Old: CaseIterable { case name, fileID }

  @Test(
    "An answer that was made before the relink is right; one made after it by the old copy is not",
    arguments: Old.allCases)
  func oldIdentity(old: Old) throws {
    let rehearsal = try Rehearsal(settings: RelinkTests.settings("first-contact: at-once"))
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    try rehearsal.practice { !$0.isTransfer }
    try rehearsal.run()
    let id = try #require(try RelinkTests.fileIDs(rehearsal).first)
    if old == .fileID { rehearsal.company.stamp(ownerID: QWCFile.ownerID, name: "FileID", value: id) }
    // Something is posted, so that the company file is bound; the second set is run and its answer comes late.
    try rehearsal.practice()
    try rehearsal.run()
    try rehearsal.drop(
      Export.plain([Export.Invoice(8_700, [Export.Line(700, "50")])]), as: "more.zip")
    try rehearsal.run()
    let late = try rehearsal.practice(.lost) { $0.isTransfer }
    try RelinkTests.relink(rehearsal)
    for step in 1...2 { try RelinkTests.relink(rehearsal, done: step) }
    try rehearsal.temporary.write(
      RelinkTests.settings(
        "first-contact: at-once", file: RelinkTests.moved, name: old == .name ? "Contoso LLC" : "Contoso Inc"),
      to: "autopost.yaml")
    for step in 3...6 { try RelinkTests.relink(rehearsal, done: step) }
    guard case .response(let bytes, nil)? = late.first?.answer else {
      Issue.record("no answer")
      return
    }
    try rehearsal.drop(bytes, as: "late.xml")
    try rehearsal.drop(
      Export.plain([Export.Invoice(8_701, [Export.Line(701, "60")])]), as: "still more.zip")
    // It counts, and proves nothing about the company file as it is now.
    let taken = try rehearsal.run()
    #expect(!taken.needsSettings)
    #expect(!taken.findings.map(\.id).contains(.companyNameDiffers))
    #expect(!taken.sets.map(\.kind).contains(.transfer))
    #expect(try rehearsal.states() == RelinkTests.done + ["8700 confirmed", "8701 ready"])
    // Sets that were published since are answered by the old copy: nothing of it is believed.
    try rehearsal.practice { $0.name.hasSuffix("-lists.qbxml") }
    let result = try rehearsal.run()
    let wrong = result.findings.filter { $0.id == .wrongCompany }.map(\.problem)
    #expect(wrong.count == 1)
    #expect(
      wrong.first?.contains(
        old == .name
          ? "comes from the company \"Contoso Inc\", and connector main is for \"Contoso LLC\""
          : "bears the FileID that connector main had until its company file was relinked on") == true,
      "\(wrong)")
  }

  // MARK: Interrupted

  private static let calls = ["fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat"]

  /// What a relink leaves, without what is random.
  private struct End: Equatable {
    var done: [Int64]
    var isEnded: Bool
    var files: Int
    var events: [String]
    var outbox: [String]
    var bound: String?
  }

  private func end(_ rehearsal: Rehearsal) throws -> End {
    let files = try RelinkTests.fileIDs(rehearsal)
    return try rehearsal.look { exchange in
      let ledger = exchange.ledger
      #expect(try ledger.brokenEvent() == nil)
      for (user, id) in zip(["anna", "ben"], files) {
        #expect(try ledger.fileID(RelinkTests.main, user: user) == id)
      }
      let relinks = try ledger.relinks(of: RelinkTests.main)
      return End(
        done: relinks.map(\.done), isEnded: relinks.last?.endedAt != nil, files: files.count,
        events: try ledger.events().filter { $0.kind.hasPrefix("relink") }.map(\.detail),
        outbox: try rehearsal.temporary.tree("outbox/main"),
        bound: try ledger.identity(RelinkTests.main)?.file)
    }
  }

  @Test("Killed at any moment of any step, the same command comes to the same end", arguments: 0...6)
  func killed(step: Int) throws {
    let prepared = try RelinkTests.inUse()
    if step > 0 { try RelinkTests.relink(prepared) }
    for earlier in 1..<max(step, 1) {
      if earlier == 3 {
        try prepared.temporary.write(RelinkTests.settings(file: RelinkTests.moved), to: "autopost.yaml")
      }
      try RelinkTests.relink(prepared, done: earlier)
    }
    func arguments(_ rehearsal: Rehearsal) -> [FilePath] {
      ["--root", rehearsal.folder.root, "connector", "relink", "main"]
        + (step == 0 ? [] : ["--done", FilePath(String(step))])
    }
    let program = try FaultCase.program()
    let undisturbed = try Rehearsal(copyOf: prepared)
    var injection = FaultInjection(root: undisturbed.folder.root)
    injection.calls = RelinkTests.calls
    let count = try injection.calls(of: program, arguments(undisturbed)).count
    #expect(count > 5)
    let expected = try end(undisturbed)
    #expect(expected.done == [Int64(step)])
    #expect(expected.files == (step > 3 ? 2 : 0))
    #expect(expected.bound == (step == 6 ? RelinkTests.moved : "C:\\QuickBooks\\Contoso.qbw"))
    for number in 1...count {
      let rehearsal = try Rehearsal(copyOf: prepared)
      var injection = FaultInjection(root: rehearsal.folder.root)
      injection.calls = RelinkTests.calls
      let struck = try injection.run(program, arguments(rehearsal), .killBefore(number))
      #expect(struck.exit == .signal(9), "\(step) \(number): \(struck)")
      try FaultCase.checkLedger(rehearsal, .killBefore(number))
      let again = try program.run(arguments(rehearsal))
      #expect(again.code == 0, "\(step) \(number): \(again)")
      #expect(try end(rehearsal) == expected, "\(step) \(number)")
    }
  }
}
