import Accounting
import Exchange
import Filesystem
import Findings
import Foundation
import Ledger
import PostingRules
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("Answers that lack something, or hold too much, are believed only as far as they go")
struct IncompleteAnswerTests {
  /// Three customers are known from a first lists answer, and a second one is asked for.
  private func asked() throws -> Rehearsal {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    for name in ["Alder Freight", "Juniper Law", "Birch Bakery"] {
      try rehearsal.company.addCustomer(name: name, now: rehearsal.practiceTime)
    }
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    var options = PassOptions()
    options.refresh = [.lists]
    try rehearsal.run(options)
    #expect(try customers(rehearsal) == 3)
    return rehearsal
  }

  private func customers(_ rehearsal: Rehearsal) throws -> Int {
    try rehearsal.look { try $0.ledger.lists(ConnectorName("main"))?.customers.count ?? 0 }
  }

  /// The lists answer, changed before it is dropped.
  private func answer(_ rehearsal: Rehearsal, _ change: (String) -> String) throws -> [Finding] {
    for played in try rehearsal.practice(.lost, isWanted: { !$0.isTransfer }) {
      guard case .response(let bytes, nil) = played.answer else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let changed = change(text)
      #expect(changed != text)
      try rehearsal.drop(changed, as: "changed.xml")
    }
    rehearsal.wait(minutes: 5)
    return try rehearsal.run().findings.filter { $0.id == .listNotAnswered }
  }

  /// What an answer lacks, and what is said of it.
  static let gaps: [(gap: Gap, problem: String)] = [
    (
      .customers,
      "the answer does not hold QuickBooks' list Customer, so what was known of it stays as it was"
    ),
    (
      .preferences,
      "the answer does not hold QuickBooks' list of preferences, so what was known of it stays as it was"
    ),
    (
      .oneCustomer,
      "the answer promises 3 entries of QuickBooks' list Customer and holds 2, so what was known of it stays as it was"
    ),
  ]

  enum Gap { case customers, preferences, oneCustomer }

  @Test(
    "A list that is missing from a lists answer is not empty: it is said, and asked for again",
    arguments: gaps)
  func missing(gap: Gap, problem: String) throws {
    let rehearsal = try asked()
    let words = try answer(rehearsal) { text in
      switch gap {
      case .customers: text.replacing(/(?s)<CustomerQueryRs.*<\/CustomerQueryRs>/, with: "")
      case .preferences: text.replacing(/(?s)<PreferencesQueryRs.*<\/PreferencesQueryRs>/, with: "")
      case .oneCustomer:
        text.replacing(/(?s)<CustomerRet>.*?<\/CustomerRet>/, with: "", maxReplacements: 1)
          .replacing("<CustomerQueryRs ", with: "<CustomerQueryRs retCount=\"3\" ")
          .replacing(/(<CustomerQueryRs retCount="3"[^>]*) retCount="[0-9]+"/) { $0.output.1 }
      }
    }
    #expect(words.map(\.problem) == [problem])
    #expect(try customers(rehearsal) == 3)
    // Asked for again, and a whole answer counts.
    #expect(try rehearsal.names().contains { $0.hasSuffix("-lists.qbxml") })
    try rehearsal.practice { !$0.isTransfer }
    #expect(try rehearsal.run().findings.filter { $0.id == .listNotAnswered } == [])
    #expect(try !rehearsal.names().contains { $0.hasSuffix("-lists.qbxml") })
  }

  @Test("A company file without customers answers so, and that is believed")
  func empty() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    try rehearsal.practice()
    #expect(try rehearsal.run().findings.filter { $0.id == .listNotAnswered } == [])
    #expect(try customers(rehearsal) == 0)
  }

  @Test(
    "Two answers in one file: both sets are in doubt, and the words say what to do", arguments: [true, false])
  func several(areTwoDocuments: Bool) throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("first-contact: at-once"))
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let played = try rehearsal.practice(.lost)
    let texts = played.compactMap { one in
      if case .response(let bytes, nil) = one.answer { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
    #expect(texts.count == 2)
    var both = texts.joined(separator: "\n")
    if !areTwoDocuments {
      both = both.replacing(/(?s)<\/QBXML>\s*<\?xml[^>]*>\s*(<\?qbxml[^>]*>\s*)?<QBXML>/, with: "")
    }
    try rehearsal.drop(both, as: "both.xml")
    rehearsal.wait(minutes: 5)
    let findings = try rehearsal.run().findings.filter { $0.id == .severalAnswers }
    #expect(
      findings.map(\.problem) == [
        "the file holds 2 answers of QuickBooks, to message sets 000001, 000002, and each is to be a file of its own"
      ])
    #expect(findings.allSatisfy { $0.remedy.hasPrefix("Drop each answer into inbox/ as QuickBooks gave it") })
    #expect(try rehearsal.states().allSatisfy { $0.contains(" in-doubt") })
    for (index, text) in texts.enumerated() { try rehearsal.drop(text, as: FilePath("\(index).xml")) }
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 confirmed", "8602 confirmed", "8603 confirmed"])
    #expect(rehearsal.company.entries == FirstContactTests.export.answerKey())
  }

  @Test("An answer with a DOCTYPE was changed on its way: nothing of it is believed, and its set is in doubt")
  func doctype() throws {
    let rehearsal = try AnswerTests.opened()
    try AnswerTests.answer(rehearsal) { $0.replacing("<QBXML>", with: "<!DOCTYPE QBXML>\n<QBXML>") }
    #expect(
      rehearsal.findings.filter { $0.id == .answerTorn }.map(\.text) == [
        """
        changed.xml: refused: the answer has a DOCTYPE, which QuickBooks never writes: some program has changed it on its \
        way [answer-torn]
          Drop the answer into inbox/ as QuickBooks gave it, and let no other program save it; if it does not exist any \
        more, run autopost recover, so that QuickBooks is asked what was done.
        """
      ])
    #expect(try rehearsal.states().allSatisfy { $0.contains(" in-doubt") })
  }
}
