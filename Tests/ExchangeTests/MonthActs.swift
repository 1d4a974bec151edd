import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport

/// What happens in the month, act by act.
extension Month {
  /// The first bundle; each answer is dropped twice. One organization, one address and one account are missing.
  func firstContact() throws {
    try rehearsal.drop(Month.packed(Month.firstWeek, day: 2), as: "week 1.zip")
    try settle(.twice)
  }

  /// The address and the account are entered, but somebody closed the month when the set is run: QuickBooks refuses it.
  func refused() throws {
    rehearsal.wait(days: 6)
    try rehearsal.company.setEmail(
      "books@meadowlark.example", ofCustomer: "Meadowlark Clinic", now: rehearsal.practiceTime)
    try rehearsal.company.addAccount(name: "Hardware Sales", type: "Income", now: rehearsal.practiceTime)
    var options = PassOptions()
    options.refresh = [.lists]
    try rehearsal.run(options)
    try practice { !$0.isTransfer }
    try rehearsal.run()
    let closed = rehearsal.company.beliefs.closingDate
    rehearsal.company.beliefs.closingDate = "2026-11-30"
    try practice()
    try rehearsal.run()
    rehearsal.company.beliefs.closingDate = closed
  }

  /// The month is open again, and the bookkeeper says so.
  func retried() throws {
    var options = PassOptions()
    options.retry = true
    try settle(.dropped, options)
  }

  /// The second bundle completes the first and brings more; its set is run and the answer is lost.
  func lost() throws -> [SetNumber] {
    rehearsal.wait(days: 1)
    try rehearsal.drop(Month.packed(Month.secondWeek, day: 10, isReversed: true), as: "week 2.zip")
    try rehearsal.run()
    let sets = try rehearsal.openSets().filter(\.isTransfer)
    try practice(.lost) { $0.isTransfer }
    return sets.compactMap { SetNumber($0.number) }
  }

  /// The sets are taken back, and QuickBooks is asked.
  func recovered(_ sets: [SetNumber]) throws {
    for set in sets { try rehearsal.command { try $0.withdraw(set, notRunBecause: nil, now: $1) } }
    try settle()
  }

  /// The third bundle; its set is run twice, and both answers are dropped.
  func runTwice() throws {
    rehearsal.wait(days: 2)
    try rehearsal.drop(Month.packed(Month.oneMore, day: 12), as: "one more.zip")
    try rehearsal.run()
    try practice()
    try practice()
    try rehearsal.run()
  }

  /// Deletes in QuickBooks what was posted twice and says which is right, as the words ask.
  func deleteSecond() throws {
    for item in try rehearsal.items() where item.state == .conflict {
      let total = item.net.map { $0.units } ?? 0
      let posted = rehearsal.company.books.filter {
        $0.date == item.date?.description && $0.subtotalCents == total
      }
      guard posted.count == 2 else { continue }
      try rehearsal.company.deleteInvoice(posted[1].txnID, now: rehearsal.practiceTime)
      try rehearsal.command {
        try $0.resolve(item.key, .inQuickBooks(posted[0].txnID), reason: "deleted the second", now: $1)
      }
    }
    try settle()
  }

  /// Paid in two parts, in part, and whole; and one whose number she gave to an invoice of her own.
  func paid() throws {
    rehearsal.wait(days: 9)
    let now = rehearsal.practiceTime
    try rehearsal.company.enterPayment(invoice: try txnID(8_601), cents: 10_000, date: "2026-11-21", now: now)
    try rehearsal.company.applyCredit(invoice: try txnID(8_601), date: "2026-11-19", now: now)
    try rehearsal.company.enterPayment(invoice: try txnID(8_602), cents: 5_000, date: "2026-11-20", now: now)
    try rehearsal.company.enterPayment(invoice: try txnID(8_605), date: "2026-11-20", now: now)
    try rehearsal.company.enterPayment(invoice: try txnID(8_607), date: "2026-11-22", now: now)
    let book = rehearsal.company.books.first { $0.txnID == (try? txnID(8_607)) }
    herOwn.insert(
      try rehearsal.company.enterInvoice(
        customer: book?.customer ?? "", number: book?.number, date: "2026-11-18", item: "Labor", cents: 500,
        now: now))
    try settle([.paidDates])
  }

  /// A payment bounces, and her own invoice gets another number, as the words ask.
  func takenBack() throws {
    rehearsal.wait(days: 2)
    let now = rehearsal.practiceTime
    for payment in try rehearsal.company.payments(of: try txnID(8_605)) {
      try rehearsal.company.removePayment(payment, now: now)
    }
    for own in herOwn { try rehearsal.company.changeInvoice(own, number: "M-1", now: now) }
    try settle([.paidDates])
  }

  /// The same bundle in other packing, its records alone, and the same bytes.
  func repacked() throws {
    try rehearsal.drop(Month.packed(Month.secondWeek, day: 24), as: "week 2 again.zip")
    try rehearsal.drop(Month.packed(Month.secondWeek, day: 10, isReversed: true), as: "week 2 copy.zip")
    try rehearsal.drop(Month.secondWeek.files[2].text, as: "Invoices.json")
    try rehearsal.run()
  }

  /// Everything in its order.
  func play() throws {
    try firstContact()
    try refused()
    try retried()
    try recovered(try lost())
    try runTwice()
    try deleteSecond()
    try paid()
    try takenBack()
    try repacked()
  }
}
