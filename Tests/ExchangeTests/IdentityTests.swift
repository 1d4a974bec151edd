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

@Suite("An answer is believed only when it comes from the company file of its connector")
struct IdentityTests {
  private static let done = ["8601 confirmed", "8602 confirmed", "8603 confirmed"]
  private static let open = ["8601 open", "8602 open", "8603 open"]

  private func todo(_ rehearsal: Rehearsal) throws -> String {
    try rehearsal.look { exchange in
      try exchange.overview(now: rehearsal.now).todo.map { entry in
        ([entry.headline] + entry.details.flatMap { [$0.what, $0.remedy].compactMap { $0 } })
          .joined(separator: "\n")
      }.joined(separator: "\n")
    }
  }

  private func page(_ rehearsal: Rehearsal) throws -> String {
    try rehearsal.temporary.text("outbox/report/index.html")
  }

  private func fileID(_ rehearsal: Rehearsal, _ connector: FilePath, _ user: String) throws -> String {
    let text = try rehearsal.temporary.text(
      FilePath("outbox").appending(connector).appending(FilePath("AutotaskQBWX-\(user).qwc")))
    return String((text.split(separator: "<FileID>").last ?? "").prefix { $0 != "<" })
  }

  // MARK: What lies in a wrong company

  @Test(
    "What was posted in a wrong company stays in to-do, status and report until somebody says that it is deleted"
  )
  func listed() throws {
    let rehearsal = try AnswerTests.opened()
    var other = PracticeCompany(name: "Fabrikam Inc", now: rehearsal.practiceTime)
    try rehearsal.practice(&other)
    try rehearsal.run()
    let rows = try rehearsal.look { try $0.ledger.misplaced() }
    #expect(rows.filter(\.isTransaction).map(\.id).sorted() == other.books.map(\.txnID).sorted())
    #expect(
      rows.filter { !$0.isTransaction }.allSatisfy { ["customer", "item", "account"].contains($0.kind) })
    let invoice = try #require(rows.first { $0.item == .invoice(8_601) })
    let book = try #require(other.books.first { $0.txnID == invoice.id })
    #expect(invoice.kind == "invoice")
    #expect(invoice.refNumber == book.number)
    #expect(invoice.name == book.customer)
    let headline =
      "message set 000002 was run in the wrong company, \"Fabrikam Inc\", and 3 transactions"
    for _ in 0..<2 {
      let words = try todo(rehearsal)
      #expect(words.contains(headline))
      #expect(words.contains("invoice:8601: invoice number"))
      #expect(
        words.contains("TxnID \(invoice.id), customer \(book.customer), \(try #require(invoice.amount))."))
      #expect(words.contains("autopost resolve 000002 --deleted --reason TEXT"))
      #expect(try page(rehearsal).contains("run in the wrong company"))
      #expect(try rehearsal.history(8_601, "misplaced")?.contains(invoice.id) == true)
      // The right answer takes nothing off that list, and nor does who clears the quarantine.
      try rehearsal.practice()
      try rehearsal.run()
      for name in try rehearsal.files(in: "outbox/quarantine") {
        try Disk.remove(rehearsal.folder.quarantine.appending(FilePath(name)))
      }
    }
    #expect(try rehearsal.states() == IdentityTests.done)
    try rehearsal.order { try $0.resolveMisplaced(.invoice(8_601), reason: "deleted by Anna", now: $1) }
    #expect(try todo(rehearsal).contains("and 2 transactions"))
    let words = try rehearsal.order {
      try $0.resolveMisplaced(by: SetNumber(2), reason: "deleted by Anna", now: $1)
    }
    #expect(words.map(\.problem).joined().hasSuffix("made in \"Fabrikam Inc\" are deleted there"))
    #expect(try !todo(rehearsal).contains("Fabrikam"))
    #expect(try !page(rehearsal).contains("run in the wrong company"))
    #expect(try rehearsal.history(8_602, "resolved")?.contains("deleted by Anna") == true)
    #expect(
      try rehearsal.refusal { try $0.resolveMisplaced(by: SetNumber(2), reason: "again", now: $1) }
        == "command-not-possible: message set 000002 left nothing in a wrong company that is still to be deleted"
    )
  }

  @Test("Who has said that it is deleted is not reminded by the file that still lies in quarantine")
  func resolved() throws {
    let rehearsal = try AnswerTests.opened()
    var other = PracticeCompany(name: "Fabrikam Inc", now: rehearsal.practiceTime)
    try rehearsal.practice(&other)
    try rehearsal.run()
    try rehearsal.order { try $0.resolveMisplaced(by: SetNumber(2), reason: "deleted", now: $1) }
    #expect(try rehearsal.files(in: "outbox/quarantine").count == 1)
    #expect(try !todo(rehearsal).contains("Fabrikam"))
    #expect(try rehearsal.states() == IdentityTests.open)
  }

  @Test(
    "A name that was only written otherwise: corrected, and the answer dropped again, nothing is to be deleted"
  )
  func nameCorrected() throws {
    let wrong = Rehearsal.settings("first-contact: at-once").replacing("Contoso Inc", with: "Contoso, Inc.")
    let rehearsal = try Rehearsal(settings: wrong)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let played = try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.states() == IdentityTests.open)
    #expect(try todo(rehearsal).contains("in the wrong company, \"Contoso Inc\""))
    try rehearsal.temporary.write(Rehearsal.settings("first-contact: at-once"), to: "autopost.yaml")
    for one in played {
      if case .response(let bytes, _) = one.answer {
        try rehearsal.drop(bytes, as: FilePath("again-\(one.set.number).xml"))
      }
    }
    try rehearsal.run()
    #expect(try rehearsal.states() == IdentityTests.done)
    #expect(try !todo(rehearsal).contains("wrong company"))
    #expect(rehearsal.company.entries == FirstContactTests.export.answerKey())
  }

  @Test(
    "An answer of another company in which nothing was made is no to-do any more once the right one has come")
  func nothingMade() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    var other = PracticeCompany(name: "Fabrikam Inc", now: rehearsal.practiceTime)
    try rehearsal.practice(&other)
    try rehearsal.run()
    #expect(try todo(rehearsal).contains("comes from the company \"Fabrikam Inc\""))
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try !todo(rehearsal).contains("Fabrikam"))
  }

  @Test("An answer of another company that is not whole lists what it tells, and its set stays open")
  func torn() throws {
    let rehearsal = try AnswerTests.opened()
    var other = PracticeCompany(name: "Fabrikam Inc", now: rehearsal.practiceTime)
    let played = try rehearsal.practice(&other, .cut(90))
    rehearsal.wait(minutes: 2)
    let result = try rehearsal.run()
    #expect(result.findings.map(\.id).contains(.wrongCompany))
    #expect(result.findings.map(\.id).contains(.answerTorn))
    #expect(try rehearsal.states() == IdentityTests.open)
    let told = try rehearsal.look { try $0.ledger.misplaced() }.filter(\.isTransaction).count
    #expect((1..<3).contains(told))
    // The whole answer tells the rest, and nothing twice.
    if case .response(let bytes, _)? = played.first?.answer { try rehearsal.drop(bytes, as: "whole.xml") }
    try rehearsal.run()
    #expect(try rehearsal.look { try $0.ledger.misplaced() }.filter(\.isTransaction).count == 3)
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.states() == IdentityTests.done)
  }

  @Test("The company file of another connector is named as that, and says itself what is to be deleted in it")
  func anotherConnector() throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("first-contact: at-once") + """
          - name: north
            company-file: 'C:\\QuickBooks\\North.qbw'
            company-name: Contoso North
        """)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    var north = PracticeCompany(name: "Contoso North", now: rehearsal.practiceTime)
    try rehearsal.practice(&north)
    let result = try rehearsal.run()
    let set = try rehearsal.open("transfer")
    #expect(
      result.findings.filter { $0.id == .wrongCompany }.map(\.problem).contains(
        "the answer to message set \(set) comes from the company \"Contoso North\", that of connector north, and"
          + " connector main is for \"Contoso Inc\""))
    #expect(
      result.findings.filter { $0.id == .wrongCompany }.allSatisfy {
        $0.remedy.hasPrefix("Open \"Contoso Inc\"")
      })
    let rows = try rehearsal.look { try $0.connectors(now: rehearsal.now) }
    for row in rows {
      #expect(
        row.overview.todo.map(\.headline).contains {
          $0.contains("message set \(set) was run in the wrong company")
        })
    }
    #expect(rows.map(\.misplaced.isEmpty) == [false, true])
  }

  // MARK: FileIDs

  /// The FileID that the company file bears, and what the answer is refused with; nil for one that is believed.
  static let stamps: [(stamp: Stamp, refusal: String?)] = [
    (.none, nil), (.anna, nil), (.ben, nil), (.lowercase, nil),
    (.second, "comes from the company file of connector second, whose FileID it bears"),
    (
      .foreign,
      "comes from a company file that bears the FileID {00000000-1111-4222-8333-444444444444}, and no QWC file of this"
        + " folder ever had it: \"Contoso Inc\" belongs to another exchange folder, or is a copy that does"
    ),
  ]

  enum Stamp { case none, anna, ben, lowercase, second, foreign }

  @Test("A company of the right name that bears another FileID is another one", arguments: stamps)
  func stamped(stamp: Stamp, refusal: String?) throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("first-contact: at-once", "users: [anna, ben]") + """
          - name: second
            company-file: 'C:\\QuickBooks\\Second.qbw'
            company-name: Second Inc
        """)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let id: String? =
      switch stamp {
      case .none: nil
      case .anna: try fileID(rehearsal, "main", "anna")
      case .ben: try fileID(rehearsal, "main", "ben").uppercased()
      case .lowercase: try fileID(rehearsal, "main", "anna").lowercased()
      case .second: try fileID(rehearsal, "second", "autopost")
      case .foreign: "{00000000-1111-4222-8333-444444444444}"
      }
    if let id { rehearsal.company.stamp(ownerID: QWCFile.ownerID, name: "FileID", value: id) }
    try rehearsal.practice { $0.path.description.contains("/main/") }
    let result = try rehearsal.run()
    let wrong = result.findings.filter { $0.id == .wrongCompany }.map(\.problem)
    if let refusal {
      #expect(wrong == ["000001", "000002"].map { "the answer to message set \($0) \(refusal)" })
      #expect(try rehearsal.states() == IdentityTests.open)
      #expect(try rehearsal.look { try $0.ledger.misplaced() }.isEmpty == false)
    } else {
      #expect(wrong == [])
      #expect(try rehearsal.states() == IdentityTests.done)
    }
  }

  // MARK: Paths

  @Test("A run note that names another company file lets the answer of that running not be believed")
  func runElsewhere() throws {
    let rehearsal = try AnswerTests.opened()
    try rehearsal.drop(
      #"{"autopostRun":1,"set":"000002","companyFile":"D:\\Copies\\Contoso.qbw"}"#, as: "note.json")
    try rehearsal.run()
    var copy = rehearsal.company
    try rehearsal.practice(&copy)
    let result = try rehearsal.run()
    #expect(
      result.findings.first { $0.id == .wrongCompany }?.problem
        == "the answer to message set 000002 was made by D:\\Copies\\Contoso.qbw, as its run note says, and connector main"
        + " is for C:\\QuickBooks\\Contoso.qbw")
    #expect(try rehearsal.states() == IdentityTests.open)
    #expect(
      try todo(rehearsal).contains(
        "message set 000002 was run in the wrong company, \"D:\\Copies\\Contoso.qbw\""))
    try rehearsal.order { try $0.resolveMisplaced(by: SetNumber(2), reason: "copy deleted", now: $1) }
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.states() == IdentityTests.done)
    #expect(rehearsal.company.entries == FirstContactTests.export.answerKey())
  }

  @Test(
    "A path in other letters or slashes is the same path",
    arguments: ["c:\\quickbooks\\contoso.QBW", "C:/QuickBooks/Contoso.qbw"])
  func samePath(path: String) throws {
    let rehearsal = try AnswerTests.opened()
    try rehearsal.drop(
      "{\"autopostRun\":1,\"set\":\"000002\",\"companyFile\":\(Export.string(path))}", as: "note.json")
    #expect(try rehearsal.run().findings.filter { $0.id == .wrongCompanyFile }.isEmpty)
    try rehearsal.practice()
    try rehearsal.run()
    #expect(try rehearsal.states() == IdentityTests.done)
  }

  // MARK: Connectors that are gone

  @Test(
    "A connector that nothing was posted through can go; its open set goes with it, and its answer says nothing"
  )
  func gone() throws {
    let second = """
        - name: second
          company-file: 'C:\\QuickBooks\\Second.qbw'
          company-name: Second Inc
      """
    let rehearsal = try Rehearsal(settings: Rehearsal.settings() + second)
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    #expect(try rehearsal.names() == ["000001-lists.qbxml", "000002-lists.qbxml"])
    var other = PracticeCompany(name: "Contoso Inc", now: rehearsal.practiceTime)
    try rehearsal.practice(&other) { $0.number == "000002" }
    try rehearsal.temporary.write(Rehearsal.settings(), to: "autopost.yaml")
    let result = try rehearsal.run()
    #expect(
      result.findings.map(\.problem).contains(
        "the answer to message set 000002 is for connector second, which autopost.yaml does not have any more"
      ))
    #expect(try rehearsal.look { try $0.ledger.company(ConnectorName("main")).listsAt } == nil)
    #expect(try rehearsal.names() == ["000001-lists.qbxml"])
    let left = try rehearsal.temporary.tree("outbox/second")
    #expect(left == ["answered/", "requests/"])
  }
}
