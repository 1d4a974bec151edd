import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import Testing

@Suite("Run notes and refused sets")
struct RunNotesTests {
  private static let four: [(Int64, String)] = [(8_601, "10"), (8_602, "20"), (8_603, "30"), (8_604, "40")]

  @Test(
    "After 0x80040400 a set is published again in halves, until the bad request stands alone and is named")
  func halves() throws {
    let rehearsal = try Rehearsal.introduced(RunNotesTests.four)
    // QuickBooks cannot read whatever holds this amount.
    try rehearsal.company.beliefs.set("hresult=0x80040400,containing=<Rate>30.00<")
    try rehearsal.run()
    var rounds: [[String]] = []
    for _ in 0..<6 {
      rounds.append(try rehearsal.openSets().filter(\.isTransfer).map(RunNotesTests.amounts))
      try rehearsal.practice()
      try rehearsal.run()
    }
    #expect(
      rounds == [
        ["10.00 20.00 30.00 40.00"], ["10.00 20.00", "30.00 40.00"], ["30.00", "40.00"], [], [], [],
      ])
    #expect(
      try rehearsal.states() == [
        "8500 confirmed", "8601 confirmed", "8602 confirmed", "8603 refused quickbooks-refused",
        "8604 confirmed",
      ])
    let words = try #require(try rehearsal.words(8_603).first)
    #expect(
      words
        == "quickbooks-refused: QuickBooks did not take message set 000007 with invoice 8603: HRESULT 0x80040400"
        + " \"QuickBooks found an error when parsing the provided XML text stream.\": QuickBooks cannot read the XML of"
        + " the message set")
    #expect(rehearsal.company.books.map(\.subtotalCents).sorted() == [100, 1_000, 2_000, 4_000])
  }

  @Test("A refused set leaves its request and the reason beside the answers")
  func refusedSetIsKept() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10"), (8_602, "20")])
    try rehearsal.run()
    let set = try #require(try rehearsal.openSets().first { $0.isTransfer })
    try rehearsal.drop(
      Rehearsal.note(set.number, "0x80040408", "Could not start QuickBooks."), as: "note.json")
    try rehearsal.run()
    let folder = rehearsal.folder.answered("main", set: try #require(Int64(set.number)))
    #expect(try Disk.names(in: folder) == ["request.qbxml", "summary.txt"])
    #expect(try Disk.read(folder.appending("request.qbxml")) == set.bytes)
    let summary = String(decoding: try Disk.read(folder.appending("summary.txt")), as: UTF8.self)
    #expect(
      summary == """
        Message set 000004, transfer, connector main

          published   2026-11-03 09:08
          refused     2026-11-03 09:09, without an answer

          warning: QuickBooks did not take message set 000004, and nothing of it was done: HRESULT 0x80040408 "Could not \
        start QuickBooks.": QuickBooks could not be started [set-refused]
            Open the right company file in multi-user mode under a user of its own and close every dialog. The next \
        autopost run publishes it anew under a new number; run that set.

        What was in it
          item          organization   Autotask
          invoice:8601  Alder Freight     10.00
          invoice:8602  Alder Freight     20.00

        """)
  }

  @Test(
    "An HRESULT under which nothing was done refuses the items, for that reason",
    arguments: [
      ("0x8004041A", "8601 refused quickbooks-refused", "the application may not use this company file"),
      ("0x80040414", "8601 open", ""),
      ("0x80040402", "8601 in-doubt effect-unknown", "QuickBooks had an unexpected error"),
      (
        "0x8004FFFF", "8601 in-doubt effect-unknown",
        "Web Connector reports a code that autopost does not know"
      ),
    ])
  func codes(code: String, state: String, words: String) throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.run()
    let set = try rehearsal.open("transfer")
    try rehearsal.drop(Rehearsal.note("\(set)", code, "No"), as: "note.json")
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8500 confirmed", state])
    #expect(try words.isEmpty || rehearsal.words(8_601).first?.contains(words) == true)
    let transfers = try rehearsal.openSets().filter(\.isTransfer).map(\.number)
    #expect(transfers == (state == "8601 open" ? ["000005"] : []))
  }

  @Test(
    "The words say how a refused set comes back: under a new number, for the refused one is gone",
    arguments: [
      (
        "0x8004041A", "Let the administrator tick the application",
        "When that is done, run autopost run --retry, which publishes it anew"
      ),
      ("0x80040414", "Close the dialog on QuickBooks' screen.", "The next autopost run publishes it anew"),
    ])
  func comesBack(code: String, fix: String, next: String) throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.run()
    let set = try rehearsal.open("transfer")
    let said = try rehearsal.order { try $0.refused(set, hresult: code, message: nil, now: $1) }
    let remedies =
      said.map(\.remedy) + (try rehearsal.item(8_601)?.answerFindings.map(\.remedy) ?? [])
    #expect(remedies.count == 2)
    for remedy in remedies {
      #expect(remedy.hasPrefix(fix))
      #expect(remedy.hasSuffix(" \(next) under a new number; run that set."))
    }
    var options = PassOptions()
    options.retry = true
    try rehearsal.run(options)
    #expect(try rehearsal.open("transfer") != set)
  }

  @Test("What QuickBooks may take later goes by itself three times a day, and again on the next")
  func retries() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    func turns() throws -> Int {
      var turns = 0
      try rehearsal.run()
      while let set = try rehearsal.openSets().first(where: \.isTransfer), turns < 9 {
        turns += 1
        try rehearsal.drop(Rehearsal.note(set.number, "0x80040414", "A dialog"), as: "note.json")
        try rehearsal.run()
      }
      return turns
    }
    #expect(try turns() == 3)
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 refused quickbooks-refused"])
    try rehearsal.order { try $0.setReady([.invoice(8_601)], now: $1) }
    #expect(try turns() == 3)
    rehearsal.wait(days: 1)
    #expect(try turns() == 3)
    rehearsal.wait(days: 1)
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed"])
  }

  @Test("A set that writes nothing is asked anew after a refusal")
  func asking() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.run()
    try rehearsal.drop(Rehearsal.note("000001", "0x80040408", "No"), as: "note.json")
    try rehearsal.run()
    #expect(try rehearsal.names() == ["000002-lists.qbxml"])
  }

  @Test(
    "A note that cannot be used is put aside with the reason",
    arguments: [
      (#"{"autopostRun":1,"set":"000099","hresult":"0x80040400"}"#, "there is no message set \"000099\""),
      (#"{"autopostRun":1,"hresult":"0x80040400"}"#, "it names no set"),
      (#"{"autopostRun":2,"set":"000001"}"#, "autopostRun is not 1"),
      (#"{"autopostRun":1,"set":"000001","hresult":"nonsense"}"#, "hresult \"nonsense\" is no HRESULT"),
      (#"{"autopostRun":1,"set":"000001","hresult":7}"#, "hresult is no text"),
    ])
  func unusable(note: String, words: String) throws {
    let rehearsal = try Rehearsal()
    try rehearsal.run()
    try rehearsal.drop(note, as: "note.json")
    try rehearsal.run()
    #expect(
      rehearsal.findings.filter { $0.id.rawValue == "run-note-invalid" }.map(\.problem)
        == ["the run note cannot be used: \(words)"])
    #expect(try rehearsal.files(in: "outbox/quarantine") == ["note.json"])
    #expect(try rehearsal.names() == ["000001-lists.qbxml"])
  }

  @Test("A note without an HRESULT, a late one, and one of another company file change nothing")
  func informational() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.run()
    let set = try rehearsal.open("transfer")
    try rehearsal.drop(
      #"{"autopostRun":1,"set":"\#(set)","companyFile":"c:/quickbooks/CONTOSO.QBW"}"#, as: "a.json")
    try rehearsal.drop(
      #"{"autopostRun":1,"set":"\#(set)","companyFile":"C:\\Old\\Fabrikam.qbw","hresult":"0x8004040A"}"#,
      as: "b.json")
    try rehearsal.drop(Rehearsal.note("000001", "0x80040400", "late"), as: "c.json")
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 open"])
    #expect(
      rehearsal.findings.filter { $0.id.rawValue == "wrong-company-file" }.map(\.problem) == [
        "message set \(set) was run against C:\\Old\\Fabrikam.qbw, and connector main is for C:\\QuickBooks\\Contoso.qbw"
      ])
    #expect(rehearsal.findings.filter { $0.id.rawValue == "run-note-late" }.count == 1)
    #expect(try rehearsal.files(in: "outbox/quarantine").isEmpty)
  }

  @Test("refused on the command line does what a note does")
  func command() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10"), (8_602, "20")])
    try rehearsal.run()
    let set = try rehearsal.open("transfer")
    let words = try rehearsal.order { try $0.refused(set, hresult: "-2147220480", message: nil, now: $1) }
    #expect(words.map(\.id.rawValue) == ["set-refused"])
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 ready", "8602 ready"])
    #expect(
      try rehearsal.refusal { try $0.refused(set, hresult: "0x80040400", message: nil, now: $1) }.contains(
        "is settled already"))
    try rehearsal.run()
    #expect(try rehearsal.openSets().filter(\.isTransfer).map(RunNotesTests.amounts) == ["10.00", "20.00"])
  }

  /// The amounts of a set's invoices in their order.
  private static func amounts(_ set: Rehearsal.OpenSet) -> String {
    set.text.split(separator: "<Rate>").dropFirst().map { String($0.prefix { $0 != "<" }) }.joined(
      separator: " ")
  }
}
