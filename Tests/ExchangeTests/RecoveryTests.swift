import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Testing

@Suite("What is in doubt ends by asking QuickBooks, or by a person's word")
struct RecoveryTests {
  private static let two: [(Int64, String)] = [(8_601, "10"), (8_602, "20")]

  /// The set was run, its answer broke off.
  private static func torn(beliefs: [String] = []) throws -> Rehearsal {
    let rehearsal = try Rehearsal.introduced(two, beliefs: beliefs)
    try rehearsal.run()
    try rehearsal.practice(.cut(70)) { $0.isTransfer }
    return rehearsal
  }

  @Test("A torn answer: what is there is linked, once, and nothing goes again")
  func torn() throws {
    let rehearsal = try RecoveryTests.torn()
    try rehearsal.run()
    #expect(
      try rehearsal.states() == [
        "8500 confirmed", "8601 in-doubt effect-unknown", "8602 in-doubt effect-unknown",
      ])
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed", "8602 confirmed"])
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 1_000, 2_000])
    #expect(try rehearsal.item(8_602)?.number == "1003")
  }

  @Test("Only what was not done goes again, under the ExternalGUID it had")
  func halfDone() throws {
    let rehearsal = try Rehearsal.introduced(RecoveryTests.two)
    try rehearsal.run()
    try rehearsal.company.beliefs.set("torn-after=5,containing=InvoiceAdd,stopped")
    let set = try #require(try rehearsal.openSets().first { $0.isTransfer })
    let answer = rehearsal.company.answer(set.bytes, now: rehearsal.practiceTime)
    try rehearsal.company.beliefs.set("torn-after=none")
    guard case .response(let bytes, _) = answer else { return }
    try rehearsal.drop(bytes, as: "torn.xml")
    let done = rehearsal.company.books.count
    try rehearsal.settle()
    #expect(done < 3)
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed", "8602 confirmed"])
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 1_000, 2_000])
  }

  @Test("The late answer of a lost set finds what was sent again meanwhile, and says what to delete")
  func lateAnswer() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.run()
    let set = try #require(try rehearsal.openSets().first { $0.isTransfer })
    let number = try #require(SetNumber(set.number))
    try rehearsal.order { try $0.withdraw(number, notRunBecause: "I thought so", now: $1) }
    try rehearsal.settle()
    guard case .response(let late, _) = rehearsal.company.answer(set.bytes, now: rehearsal.practiceTime)
    else {
      return
    }
    try rehearsal.drop(late, as: "late.xml")
    try rehearsal.run()
    let item = try #require(try rehearsal.item(8_601))
    #expect(item.state == .conflict)
    let ids = rehearsal.company.books.filter { $0.subtotalCents == 1_000 }.map(\.txnID)
    #expect(
      try rehearsal.words(8_601) == [
        "posted-twice: invoice 8601 was posted twice: TxnID \(ids[0]) and, by message set \(number), number 1003, TxnID"
          + " \(ids[1])"
      ])
    try rehearsal.company.deleteInvoice(ids[1], now: rehearsal.practiceTime)
    try rehearsal.order { try $0.resolve(.invoice(8_601), .inQuickBooks(ids[0]), reason: "deleted", now: $1) }
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed"])
    #expect(try rehearsal.item(8_601)?.txnID?.rawValue == ids[0])
  }

  @Test("A late answer while the item is in a newer set: it is linked, and the newer set is asked for")
  func lateAnswerWhileOpen() throws {
    let rehearsal = try Rehearsal.introduced(RecoveryTests.two)
    try rehearsal.run()
    let set = try #require(try rehearsal.openSets().first { $0.isTransfer })
    let number = try #require(SetNumber(set.number))
    try rehearsal.order { try $0.withdraw(number, notRunBecause: "I thought so", now: $1) }
    try rehearsal.run()
    guard case .response(let late, _) = rehearsal.company.answer(set.bytes, now: rehearsal.practiceTime)
    else {
      return
    }
    try rehearsal.drop(late, as: "late.xml")
    try rehearsal.run()
    #expect(try rehearsal.names().allSatisfy { !$0.hasSuffix("-transfer.qbxml") })
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed", "8602 confirmed"])
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 1_000, 2_000])
  }

  @Test(
    "An invoice that looks like ours without our ExternalGUID is left to a person, then to the stored answer")
  func alike() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.run()
    try rehearsal.practice(.lost) { $0.isTransfer }
    let set = try rehearsal.open("transfer")
    let posted = try #require(rehearsal.company.books.last)
    try rehearsal.company.deleteInvoice(posted.txnID, now: rehearsal.practiceTime)
    let typed = try rehearsal.company.enterInvoice(
      customer: "Alder Freight", number: "77", date: "2026-11-02", item: "Labor", cents: 1_000,
      now: rehearsal.practiceTime)
    try rehearsal.order { try $0.withdraw(set, notRunBecause: nil, now: $1) }
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    #expect(
      try rehearsal.words(8_601) == [
        "effect-unknown: invoice 8601 is still in doubt: QuickBooks has what may be it, entered on the same day with the"
          + " same amount: number 77 (TxnID \(typed), 10.00)"
      ])
    #expect(try rehearsal.names().contains { $0.hasSuffix("-status.qbxml") })
    try rehearsal.order {
      try $0.resolve(.invoice(8_601), .inQuickBooks("77"), reason: "typed by Ben", now: $1)
    }
    try rehearsal.practice { $0.name.hasSuffix("-recover.qbxml") }
    try rehearsal.run()
    #expect(try rehearsal.item(8_601)?.state == .confirmed)
    #expect(try rehearsal.item(8_601)?.txnID?.rawValue == typed)
  }

  @Test("The stored answer of a lost set settles it when the books alone do not")
  func storedAnswer() throws {
    let rehearsal = try Rehearsal.introduced(RecoveryTests.two)
    try rehearsal.run()
    try rehearsal.practice(.lost) { $0.isTransfer }
    let set = try rehearsal.open("transfer")
    try rehearsal.order { try $0.withdraw(set, notRunBecause: nil, now: $1) }
    try rehearsal.run()
    // The books cannot be asked: a user without the right.
    let recover = try rehearsal.open("recover")
    try rehearsal.drop(
      RecoveryTests.failing(
        try #require(try rehearsal.openSets().first { $0.number == "\(recover)" }), rehearsal),
      as: "no.xml")
    try rehearsal.run()
    #expect(try rehearsal.words(8_601).first?.contains("did not answer the question (code 3260") == true)
    let status = try #require(try rehearsal.openSets().first { $0.name.hasSuffix("-status.qbxml") })
    #expect(status.text.contains("oldMessageSetID=\"\(set)-"))
    #expect(!status.text.contains("Rq requestID"))
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed", "8602 confirmed"])
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 1_000, 2_000])
  }

  @Test("Without a stored answer the items stay in doubt until a person speaks")
  func noStoredAnswer() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.run()
    let set = try rehearsal.open("transfer")
    try rehearsal.order { try $0.withdraw(set, notRunBecause: nil, now: $1) }
    try rehearsal.run()
    let recover = try #require(try rehearsal.openSets().first { $0.name.hasSuffix("-recover.qbxml") })
    try rehearsal.drop(RecoveryTests.failing(recover, rehearsal), as: "no.xml")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 in-doubt effect-unknown"])
    #expect(
      rehearsal.findings.last { $0.id.rawValue == "stored-answer-missing" }?.problem.contains("code 600")
        == true)
    try rehearsal.order { try $0.recover(now: $1) }
    #expect(try rehearsal.names().count == 1)
    try rehearsal.order { try $0.resolve(.invoice(8_601), .notInQuickBooks, reason: "looked", now: $1) }
    try rehearsal.settle()
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 1_000])
  }

  @Test("What a person names must fit: another amount is not linked")
  func doesNotFit() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.run()
    let set = try rehearsal.open("transfer")
    try rehearsal.order { try $0.withdraw(set, notRunBecause: "a test", now: $1) }
    let typed = try rehearsal.company.enterInvoice(
      customer: "Birch Bakery", number: "78", date: "2026-11-02", item: "Labor", cents: 999,
      now: rehearsal.practiceTime)
    try rehearsal.order { try $0.resolve(.invoice(8_601), .inQuickBooks(typed), reason: "typed", now: $1) }
    try rehearsal.settle()
    #expect(
      try rehearsal.words(8_601) == [
        "effect-unknown: invoice 8601 is still in doubt: \"\(typed)\" is something else: number 78 (TxnID \(typed), 9.99)"
          + " has customer \"Birch Bakery\" instead of \"Alder Freight\", subtotal 9.99 instead of 10.00"
      ])
    try rehearsal.order { try $0.resolve(.invoice(8_601), .inQuickBooks("4711"), reason: "no", now: $1) }
    try rehearsal.settle()
    #expect(
      try rehearsal.words(8_601) == [
        "effect-unknown: invoice 8601 is still in doubt: QuickBooks has no invoice \"4711\""
      ])
  }

  @Test("A set run a second time that now does what it had refused is no duplicate to be thrown away")
  func runTwice() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")], beliefs: ["repeated-set=execute"])
    try rehearsal.run()
    try rehearsal.company.beliefs.set("closing-date=2026-11-02")
    let set = try #require(try rehearsal.openSets().first { $0.isTransfer })
    try rehearsal.practice { $0.isTransfer }
    try rehearsal.run()
    #expect(try rehearsal.item(8_601)?.state == .refused)
    try rehearsal.company.beliefs.set("closing-date=none")
    guard case .response(let second, _) = rehearsal.company.answer(set.bytes, now: rehearsal.practiceTime)
    else {
      return
    }
    try rehearsal.drop(second, as: "second.xml")
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed"])
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 1_000])
  }

  /// The company file's answer, but for the invoices, which QuickBooks lets nobody see.
  private static func failing(_ set: Rehearsal.OpenSet, _ rehearsal: Rehearsal) -> String {
    guard case .response(let bytes, _) = rehearsal.company.answer(set.bytes, now: rehearsal.practiceTime)
    else {
      return ""
    }
    let answer = String(decoding: bytes, as: UTF8.self)
    var text = answer.firstRange(of: "<InvoiceQueryRs").map { String(answer[..<$0.lowerBound]) } ?? answer
    for part in set.text.split(separator: "<InvoiceQueryRq requestID=\"").dropFirst() {
      text +=
        "<InvoiceQueryRs requestID=\"\(part.prefix { $0 != "\"" })\" statusCode=\"3260\" statusSeverity=\"Error\""
        + " statusMessage=\"Insufficient permission\"/>"
    }
    return text + "</QBXMLMsgsRs></QBXML>"
  }
}
