import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Report
import Testing

@Suite("What people say about items and sets")
struct OperationsTests {
  @Test("An item that is held back waits until it is made ready")
  func holdAndReady() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10"), (8_602, "20")])
    try rehearsal.run()
    try rehearsal.practice(.lost)
    let open = try rehearsal.open("transfer")
    #expect(
      try rehearsal.refusal { try $0.setNotReady([.invoice(8_601)], now: $1) }
        == "command-not-possible: invoice 8601 is in message set \(open) and cannot be held back")
    try rehearsal.order { try $0.withdraw(open, notRunBecause: "the wrong computer", now: $1) }
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 ready", "8602 ready"])
    try rehearsal.order { try $0.setNotReady([.invoice(8_601)], now: $1) }
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 not-ready", "8602 ready"])
    try rehearsal.order { try $0.setReady([.invoice(8_601)], now: $1) }
    #expect(try rehearsal.item(8_601)?.state == .ready)
    try rehearsal.order { try $0.setNotReadyAllEligible(now: $1) }
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 not-ready", "8602 not-ready"])
    try rehearsal.order { try $0.setReadyAllEligible(now: $1) }
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 ready", "8602 ready"])
  }

  @Test("What is not known, or in QuickBooks already, is refused in words and changes nothing")
  func wrongUse() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.run()
    #expect(
      try rehearsal.refusal { try $0.setReady([.invoice(7)], now: $1) }
        == "item-unknown: invoice:7 is not known")
    #expect(
      try rehearsal.refusal { try $0.setReady([.invoice(8_500)], now: $1) }
        == "command-not-possible: invoice 8500 was transferred before, as number 1001")
    #expect(
      try rehearsal.refusal { try $0.setNotReady([.invoice(8_500)], now: $1) }
        == "command-not-possible: invoice 8500 is in QuickBooks already, as number 1001")
    #expect(
      try rehearsal.refusal { try $0.withdraw(SetNumber(99), notRunBecause: nil, now: $1) }
        == "set-unknown: there is no message set 000099")
    #expect(
      try rehearsal.refusal { try $0.withdraw(SetNumber(1), notRunBecause: nil, now: $1) }
        == "command-not-possible: message set 000001 is answered")
    let open = try rehearsal.open("transfer")
    #expect(
      try rehearsal.refusal { try $0.refused(open, hresult: "12", message: nil, now: $1) }
        == "command-not-possible: \"12\" is no HRESULT")
    #expect(
      try rehearsal.refusal { try $0.resolve(.invoice(8_601), .byHand, reason: "x", now: $1) }
        == "command-not-possible: invoice 8601 is in message set \(open) and cannot be settled by hand")
    #expect(
      try rehearsal.refusal { try $0.resolve(.invoice(8_500), .notInQuickBooks, reason: "x", now: $1) }
        == "command-not-possible: invoice 8500 was confirmed by QuickBooks, as number 1001")
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 open"])
  }

  @Test("A retransfer makes a second invoice with another ExternalGUID")
  func retransfer() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    try rehearsal.settle()
    #expect(
      try rehearsal.refusal { try $0.retransfer([.invoice(8_601), .invoice(9)], now: $1) }
        == "item-unknown: invoice:9 is not known")
    try rehearsal.order { try $0.retransfer([.invoice(8_601)], now: $1) }
    let waiting = try #require(try rehearsal.item(8_601))
    #expect(waiting.state == .ready)
    #expect(waiting.txnID == nil)
    #expect(
      try rehearsal.history(8_601, "retransfer")?.contains("as transfer 2; until now it was TxnID") == true)
    try rehearsal.settle()
    let books = rehearsal.company.books.filter { $0.subtotalCents == 1_000 }
    #expect(books.map(\.number) == ["1002", "1003"])
    #expect(Set(books.compactMap(\.externalGUID)).count == 2)
    #expect(try rehearsal.item(8_601)?.number == "1003")
  }

  @Test("The history shows the numbers and amounts of both transfers", arguments: [false, true])
  func bothTransfers(isRecovered: Bool) throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10")])
    if isRecovered {
      try rehearsal.run()
      try rehearsal.practice(.lost)
      let open = try rehearsal.open("transfer")
      try rehearsal.order { try $0.withdraw(open, notRunBecause: nil, now: $1) }
    }
    try rehearsal.settle()
    try rehearsal.order { try $0.retransfer([.invoice(8_601)], now: $1) }
    func lines() throws -> [String] {
      let (row, history) = try rehearsal.look { try $0.historyRows(of: .invoice(8_601)) }
      let page = HistoryText.page(row, history, zone: .utc)
      return page.split(separator: "\n").filter { $0.contains(" applied ") }.map { line in
        line.split(separator: " ").filter { $0.contains(".") || $0.hasPrefix("100") }.joined(separator: " ")
      }
    }
    #expect(try lines() == ["1002 10.00 10.00"])
    try rehearsal.settle()
    #expect(try lines() == ["1002 10.00 10.00", "1003 10.00 10.00"])
  }

  @Test("An invoice settled by hand is never posted")
  func byHand() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10"), (8_602, "20")])
    try rehearsal.run()
    let open = try rehearsal.open("transfer")
    try rehearsal.order { try $0.withdraw(open, notRunBecause: "a test", now: $1) }
    try rehearsal.order { try $0.resolve(.invoice(8_601), .byHand, reason: "entered by Anna", now: $1) }
    let item = try #require(try rehearsal.item(8_601))
    #expect(item.state == .confirmed)
    #expect(item.isByHand)
    try rehearsal.settle()
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 2_000])
    #expect(try rehearsal.history(8_601, "resolved") == "a person enters it by hand: entered by Anna")
  }

  /// Invoices that are ready and in no set.
  private func ready(_ invoices: [(Int64, String)]) throws -> Rehearsal {
    let rehearsal = try Rehearsal.introduced(invoices)
    try rehearsal.run()
    let open = try rehearsal.open("transfer")
    try rehearsal.order { try $0.withdraw(open, notRunBecause: "a test", now: $1) }
    return rehearsal
  }

  @Test("Settled by hand by mistake: --not-in-quickbooks takes the word back, and the invoice goes")
  func byHandTakenBack() throws {
    let rehearsal = try ready([(8_601, "10"), (8_602, "20")])
    try rehearsal.order { try $0.setNotReady([.invoice(8_601)], now: $1) }
    try rehearsal.order { try $0.resolve(.invoice(8_601), .byHand, reason: "entered by Anna", now: $1) }
    try rehearsal.settle()
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 2_000])
    try rehearsal.order { try $0.resolve(.invoice(8_601), .notInQuickBooks, reason: "it was 8611", now: $1) }
    let item = try #require(try rehearsal.item(8_601))
    #expect(!item.isByHand)
    #expect(item.transferredAt == nil)
    // A person had held it back before, and that word still counts.
    #expect(item.state == .notReady)
    try rehearsal.order { try $0.setReady([.invoice(8_601)], now: $1) }
    try rehearsal.settle()
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 2_000, 1_000])
    #expect(try rehearsal.item(8_601)?.state == .confirmed)
    #expect(
      try rehearsal.history(8_601, "resolved") == "a person says that it is not in QuickBooks: it was 8611")
  }

  @Test("Settled by hand by mistake while nobody held it back: it is ready at once")
  func byHandTakenBackAndReady() throws {
    let rehearsal = try ready([(8_601, "10")])
    try rehearsal.order { try $0.resolve(.invoice(8_601), .byHand, reason: "entered by Anna", now: $1) }
    try rehearsal.order { try $0.resolve(.invoice(8_601), .notInQuickBooks, reason: "it was 8611", now: $1) }
    #expect(try rehearsal.item(8_601)?.state == .ready)
    try rehearsal.settle()
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 1_000])
  }

  @Test("A wrong number for what was never sent: it comes back, is told of, and goes only by a word")
  func wrongNumber() throws {
    let rehearsal = try ready([(8_601, "10"), (8_602, "20")])
    for (reference, words) in [
      ("1001", "\"1001\" is something else: number 1001 (TxnID "),
      ("9999", "QuickBooks has no invoice \"9999\""),
    ] {
      try rehearsal.order { try $0.setReady([.invoice(8_601)], now: $1) }
      try rehearsal.order {
        try $0.resolve(.invoice(8_601), .inQuickBooks(reference), reason: "I think so", now: $1)
      }
      #expect(try rehearsal.item(8_601)?.state == .inDoubt)
      try rehearsal.settle()
      #expect(
        try rehearsal.states() == ["8500 confirmed", "8601 not-ready not-that-invoice", "8602 confirmed"])
      let said = try rehearsal.words(8_601).joined()
      #expect(said.contains("invoice 8601 is not linked: \(words)"), "\(said)")
      #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 2_000])
    }
    try rehearsal.order { try $0.setReady([.invoice(8_601)], now: $1) }
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed", "8602 confirmed"])
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 2_000, 1_000])
  }

  @Test("A wrong number for what was settled by hand: it stays settled by hand")
  func wrongNumberByHand() throws {
    let rehearsal = try ready([(8_601, "10")])
    try rehearsal.order { try $0.resolve(.invoice(8_601), .byHand, reason: "entered by Anna", now: $1) }
    try rehearsal.order {
      try $0.resolve(.invoice(8_601), .inQuickBooks("1001"), reason: "that one", now: $1)
    }
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed not-that-invoice"])
    #expect(try rehearsal.item(8_601)?.isByHand == true)
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100])
  }

  @Test("A wrong number for what is held: it stays held by the same rule")
  func wrongNumberHeld() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "-10")])
    try rehearsal.run()
    try rehearsal.order {
      try $0.resolve(.invoice(8_601), .inQuickBooks("1001"), reason: "that one", now: $1)
    }
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 held not-that-invoice negative-total"])
  }

  @Test("A set taken back without a word is asked for before its items go again")
  func withdraw() throws {
    let rehearsal = try Rehearsal.introduced([(8_601, "10"), (8_602, "20")])
    try rehearsal.run()
    let open = try rehearsal.open("transfer")
    try rehearsal.order { try $0.withdraw(open, notRunBecause: nil, now: $1) }
    #expect(
      try rehearsal.states() == [
        "8500 confirmed", "8601 in-doubt effect-unknown", "8602 in-doubt effect-unknown",
      ])
    try rehearsal.run()
    #expect(try rehearsal.names().contains { $0.hasSuffix("-recover.qbxml") })
    #expect(try rehearsal.names().allSatisfy { !$0.hasSuffix("-transfer.qbxml") })
    try rehearsal.settle()
    #expect(try rehearsal.states() == ["8500 confirmed", "8601 confirmed", "8602 confirmed"])
    #expect(rehearsal.company.books.map(\.subtotalCents) == [100, 1_000, 2_000])
  }

  @Test("A trial that was never run is followed by another")
  func trialNotRun() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(
      Export.plain([
        Export.Invoice(8_601, [Export.Line(1, "10")]), Export.Invoice(8_602, [Export.Line(2, "20")]),
      ]))
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    let trial = try rehearsal.open("transfer")
    try rehearsal.order { try $0.withdraw(trial, notRunBecause: "not yet", now: $1) }
    try rehearsal.settle()
    #expect(rehearsal.company.books.map(\.subtotalCents) == [1_000, 2_000])
  }
}
