import Accounting
import Exchange
import Filesystem
import Ledger
import PracticeCompany
import Settings
import Spool
import TestSupport

/// What QuickBooks, and a person at its screen, does.
extension Gallery {
  /// The practice company file answers every open set; words are beliefs.
  func practice(_ words: [String]) throws {
    clock = clock.adding(seconds: 60)
    for word in words { try company.beliefs.set(word) }
    let exchange = try Exchange(root: temporary.path, waits: 10_000)
    for connector in exchange.settings.connectors {
      for set in try exchange.ledger.sets(.open, connector.name) {
        let path = exchange.folder.request(
          connector.name.rawValue, set: set.number.rawValue, kind: set.kind.rawValue)
        switch company.answer(try Disk.read(path), now: try practiceTime) {
        case .response(let bytes, _): try dropBytes(bytes, as: "answer-\(set.number).xml")
        case .hresult(let code, let message, _):
          let note = #"{"autopostRun":1,"set":"\#(set.number)","hresult":"\#(code)","message":"\#(message)"}"#
          try dropBytes(Array(note.utf8), as: "run-\(set.number).json")
        }
      }
    }
  }

  /// A set that was answered is run once more: `again 000002 repeated-set=execute`.
  func again(_ words: [String]) throws {
    clock = clock.adding(seconds: 60)
    for word in words.dropFirst() { try company.beliefs.set(word) }
    let path = temporary.appending(FilePath("outbox/main/answered/\(words[0])/request.qbxml"))
    if case .response(let bytes, _) = company.answer(try Disk.read(path), now: try practiceTime) {
      try dropBytes(bytes, as: "answer-again.xml")
    }
  }

  /// What a person does in QuickBooks: `quickbooks customer NAME`.
  func operate(_ step: GalleryCase.Step) throws {
    let parts = step.rest.split(separator: " ", maxSplits: 1).map(String.init)
    let now = try practiceTime
    switch parts[0] {
    case "customer": try company.addCustomer(name: parts[1], now: now)
    case "inventory": try company.addItem(kind: .inventory, name: parts[1], now: now)
    case "inactive-item": try company.addItem(kind: .service, name: parts[1], isActive: false, now: now)
    case "vendor": try company.addVendor(name: parts[1], now: now)
    case "pay": payment = try company.enterPayment(invoice: parts[1], date: "2026-11-20", now: now)
    case "pay-part":
      payment = try company.enterPayment(invoice: parts[1], cents: 100, date: "2026-11-20", now: now)
    case "take-back": try company.removePayment(payment, now: now)
    case "change": try company.changeInvoice(parts[1], firstLineCents: 100, now: now)
    case "same-number":
      let name = company.books.last?.customer ?? ""
      let item = company.books.last?.lines.first?.item ?? ""
      try company.enterInvoice(
        customer: name, number: parts[1], date: "2026-11-20", item: item, cents: 5, now: now)
    case "twin":
      guard let book = company.books.first(where: { $0.number == parts[1] }), let line = book.lines.first
      else { throw Mistake(words: "there is no invoice \(parts[1])") }
      try company.enterInvoice(
        customer: book.customer, number: parts[1], date: book.date, item: line.item ?? "",
        cents: book.subtotalCents, now: now)
    case "enter":
      // CUSTOMER, NUMBER, DATE, CENTS
      let cells = parts[1].split(separator: ", ").map(String.init)
      try company.addItem(kind: .service, name: "Services", now: now)
      try company.enterInvoice(
        customer: cells[0], number: cells[1], date: cells[2], item: "Services", cents: Int64(cells[3]) ?? 0,
        now: now)
    case "void": try company.voidInvoice(parts[1], now: now)
    case "delete": try company.deleteInvoice(parts[1], now: now)
    default: throw Mistake(words: "quickbooks \(parts[0])?")
    }
  }

  /// Changes the answers that wait: `edit OLD => NEW`; `edit cut => 400` keeps so many bytes.
  func edit(_ rest: String) throws {
    let parts = rest.split(separator: " => ", omittingEmptySubsequences: false).map(String.init)
    let inbox = temporary.appending("inbox")
    for name in try Disk.names(in: inbox) where name.hasSuffix(".xml") {
      let bytes = try Disk.read(inbox.appending(name))
      let text = String(decoding: bytes, as: UTF8.self)
      if parts[0] == "cut", let count = Int(parts[1]) {
        try dropBytes(Array(bytes.prefix(count)), as: name.description)
      } else {
        guard text.contains(parts[0]) else { throw Mistake(words: "\(name) has no \(parts[0]):\n\(text)") }
        try dropBytes(Array(text.replacing(parts[0], with: parts[1]).utf8), as: name.description)
      }
    }
  }

  /// Gives a response of the waiting answers another status: `status InvoiceAddRs 3180 WORDS`.
  func status(_ words: [String]) throws {
    let inbox = temporary.appending("inbox")
    for name in try Disk.names(in: inbox) where name.hasSuffix(".xml") {
      let text = String(decoding: try Disk.read(inbox.appending(name)), as: UTF8.self)
      guard let start = text.firstRange(of: "<\(words[0]) "),
        let code = text[start.lowerBound...].firstRange(of: "statusCode="),
        let end = text[start.lowerBound...].firstIndex(of: ">")
      else { throw Mistake(words: "\(name) has no \(words[0]):\n\(text)") }
      let isEmpty = text[text.index(before: end)] == "/"
      let message = words.dropFirst(2).joined(separator: " ")
      let attributes =
        "statusCode=\"\(words[1])\" statusSeverity=\"Error\" statusMessage=\"\(message)\"\(isEmpty ? "/" : "")"
      try dropBytes(
        Array((text[..<code.lowerBound] + attributes + text[end...]).utf8), as: name.description)
    }
  }
}
