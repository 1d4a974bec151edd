import Accounting
import Exchange
import Findings
import JSON
import Ledger
import PracticeCompany
import Settings

extension Command {
  static let practice = Command(
    "practice",
    options: [
      OptionRule(
        "--belief", "WORD=VALUE", repeatable: true,
        "how QuickBooks is to behave from now on, kept for later calls: \(PracticeBeliefs.names.joined(separator: ", "))"
      ),
      OptionRule(
        "--pay", "INVOICE", "receives a payment: invoice:8491, a number or a TxnID; with =AMOUNT a part of it"
      ),
      OptionRule("--on", "DATE", "the day of the payment, without it today"),
      OptionRule("--unpay", "INVOICE", "deletes the payments of an invoice"),
      OptionRule("--void", "INVOICE", "voids an invoice"),
      OptionRule("--delete", "INVOICE", "deletes an invoice"),
      OptionRule("--list", "shows the invoices in the books"),
      OptionRule(
        "--connector", "NAME",
        "only this company file: its sets, its books, its beliefs; without it all, or the default's"
      ),
      OptionRule(
        "--in", "NAME",
        "runs the open sets in the company file of this connector, whichever they are for: a mistake to rehearse"
      ),
      .wait,
    ],
    summary: "plays QuickBooks in a rehearsal: simulated company files answer the open sets",
    help: HelpPage(
      "Answers every open message set as QuickBooks would, from a simulated company file that is kept in"
        + " state/practice.company (one for each connector), and drops the answers into inbox/. The next autopost run takes"
        + " them. --in runs them in the wrong one, to see what autopost says then.",
      "With --pay, --unpay, --void, --delete or --list it does what a person does at QuickBooks' screen, and answers no"
        + " set. --belief switches what nobody could verify about QuickBooks, so that a rehearsal can be held for every"
        + " answer: --belief ref-number=blank, --belief torn-after=3, --belief hresult=0x80040400.",
      "Rehearsals are held in a folder of their own: where QuickBooks itself ever answered, practice refuses to.",
      troubles: [
        ("QuickBooks has answered in this folder.", "Make another one: autopost init --root rehearsal."),
        ("The invoice is not there.", "autopost practice --list shows what is in the books."),
      ], codes: [.missing, .inputOutput, .tryAgain, .noPermission, .settings])
  ) { invocation in
    let exchange = try invocation.exchange(waits: try invocation.waits(Invocation.patience))
    if let obstacle = try exchange.practiceObstacle() { throw Failure(ExchangeError.refused(obstacle)) }
    var practice = try Practice(exchange, invocation)
    for word in try invocation.values("--belief") { try practice.believe(word) }
    let didAct = try practice.act(invocation)
    if invocation.has("--list") {
      try invocation.output.write(practice.list)
    } else if !didAct {
      try practice.answer(invocation.output)
      return .done
    }
    try practice.save()
    return .done
  }
}

/// The simulated company files of one folder.
private struct Practice {
  let exchange: Exchange
  let time: PracticeTime
  let today: CalendarDate
  private var companies: [(connector: ConnectorName, company: PracticeCompany)] = []
  /// The company file at whose screen somebody sits.
  private var place = 0
  /// The only connector that is meant; nil for all.
  private let only: ConnectorName?
  /// Where sets are run, whichever they are for.
  private let elsewhere: ConnectorName?

  private var company: PracticeCompany {
    get { companies[place].company }
    set { companies[place].company = newValue }
  }

  init(_ exchange: Exchange, _ invocation: Invocation) throws {
    self.exchange = exchange
    only = try Practice.connector("--connector", exchange, invocation)
    elsewhere = try Practice.connector("--in", exchange, invocation)
    let now = invocation.now
    today = now.date(in: exchange.zone)
    guard let time = PracticeTime(String(now.localText(in: exchange.zone).prefix(19))) else {
      throw ExchangeError.fault("the time \(now) cannot be told to the practice company file")
    }
    self.time = time
    for connector in exchange.settings.connectors {
      if let saved = try exchange.practiceState(of: connector.name) {
        companies.append((connector.name, try PracticeCompany(decoding: saved)))
      } else {
        let isDefault = connector.name == exchange.settings.defaultConnector.name
        let name = connector.companyName ?? (isDefault ? "Contoso Inc" : connector.name.rawValue)
        companies.append((connector.name, PracticeCompany(name: name, now: time)))
      }
    }
    if let only { sit(at: only) }
  }

  private static func connector(
    _ option: String, _ exchange: Exchange, _ invocation: Invocation
  ) throws -> ConnectorName? {
    guard let name = try invocation.value(option).map({ ConnectorName($0) }) else { return nil }
    try exchange.requireConnector(name)
    return name
  }

  private mutating func sit(at connector: ConnectorName) {
    if let found = companies.firstIndex(where: { $0.connector == connector }) { place = found }
  }

  /// A belief is one about QuickBooks, unless a company file is named.
  mutating func believe(_ word: String) throws {
    if only != nil { return try company.beliefs.set(word) }
    for index in companies.indices { try companies[index].company.beliefs.set(word) }
  }

  func save() throws {
    for (connector, company) in companies { try exchange.savePractice(company.encoded(), of: connector) }
  }

  // MARK: Answering

  mutating func answer(_ output: Output) throws {
    var drops: [(name: String, bytes: [UInt8], isTorn: Bool, words: String)] = []
    for (set, bytes) in try exchange.openSets() where only == nil || set.connector == only {
      sit(at: elsewhere ?? set.connector)
      switch company.answer(bytes, now: time) {
      case .response(let answer, let tornAt):
        let words =
          tornAt.map { "Ran \(set.fileName), and its answer breaks off after \($0) requests" }
          ?? "Ran \(set.fileName)"
        drops.append(("\(set.number)-answer.qbxml", answer, tornAt != nil, words))
      case .hresult(let code, let message, let reason):
        let words = "Did not take \(set.fileName), \(code) \"\(message)\" (\(reason))"
        drops.append(("\(set.number)-run.json", note(set, code, message), false, words))
      }
    }
    // As in QuickBooks, what was done is done before anybody has the answer.
    try save()
    for drop in drops {
      let path = try exchange.drop(drop.bytes, named: drop.name, isTorn: drop.isTorn)
      try output.print("\(drop.words): \(path)")
    }
    try output.print(drops.isEmpty ? "No message set is open." : "Next: autopost run")
  }

  /// What a program that runs the sets writes when QuickBooks gives it an HRESULT and no answer.
  private func note(_ set: SetRow, _ code: String, _ message: String) -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.object {
      $0.member("autopostRun", 1)
      $0.member("set", set.number.description)
      $0.member("companyFile", exchange.settings.connector(set.connector)?.companyFile)
      $0.member("computer", "PRACTICE")
      $0.member("hresult", code)
      $0.member("message", message)
    }
    return json.finished()
  }

  // MARK: At the screen

  /// Does what the options ask for; false when they ask for nothing.
  mutating func act(_ invocation: Invocation) throws -> Bool {
    var didAct = false
    let output = invocation.output
    if let text = try invocation.value("--pay") {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      var amount: Amount?
      if parts.count == 2 {
        guard let read = Amount(parts[1]), read.units > 0 else {
          throw Failure(
            .usage, "\"\(parts[1])\" is no amount to be paid",
            remedy: "Write it like --pay invoice:8491=150.00.")
        }
        amount = read
      }
      let day = try invocation.date("--on") ?? today
      let invoice = try key(parts[0])
      try company.enterPayment(invoice: invoice, cents: amount?.units, date: day.description, now: time)
      try output.print(
        "Received \(amount.map { "\($0)" } ?? "all that was open") for \(shown(parts[0], invoice)) on \(day)."
      )
      didAct = true
    } else if invocation.has("--on") {
      throw Failure(
        .usage, "--on says when, and nothing says what was paid", remedy: "Add --pay invoice:8491.")
    }
    if let text = try invocation.value("--unpay") {
      let invoice = try key(text)
      let payments = try company.payments(of: invoice)
      for payment in payments { try company.removePayment(payment, now: time) }
      try output.print(
        "Deleted \(payments.count) payment\(payments.count == 1 ? "" : "s") of \(shown(text, invoice)).")
      didAct = true
    }
    if let text = try invocation.value("--void") {
      let invoice = try key(text)
      try company.voidInvoice(invoice, now: time)
      try output.print("Voided \(shown(text, invoice)).")
      didAct = true
    }
    if let text = try invocation.value("--delete") {
      let invoice = try key(text)
      try company.deleteInvoice(invoice, now: time)
      try output.print("Deleted \(shown(text, invoice)).")
      didAct = true
    }
    return didAct
  }

  /// The TxnID of one of our items; any other text is QuickBooks' own number or TxnID.
  private mutating func key(_ text: String) throws -> String {
    guard let item = ItemKey(text) else {
      // In the first company file that has it.
      if only == nil,
        let found = companies.firstIndex(where: { one in
          one.company.books.contains { $0.txnID == text || $0.number == text }
        })
      {
        place = found
      }
      return text
    }
    guard let known = try exchange.ledger.item(item) else {
      throw Failure(
        .missing, "\(item) was never received", remedy: "Look for its right name with autopost status.")
    }
    guard let txnID = known.txnID else {
      throw Failure(
        .usage, "\(item) is not in the books as far as autopost knows",
        remedy: "Run autopost run and autopost practice until it is, or name it by its QuickBooks number.")
    }
    if only == nil { sit(at: known.connector) }
    return txnID.rawValue
  }

  private func shown(_ text: String, _ key: String) -> String {
    let number = company.books.first { $0.txnID == key || $0.number == key }?.number
    let name = number.map { "invoice number \($0)" } ?? "invoice \(key)"
    return text == key ? name : "\(text), \(name)"
  }

  /// The books of each company file that is meant.
  var list: String {
    companies.filter { only == nil || $0.connector == only }.map { Practice.list($0.company) }.joined(
      separator: "\n")
  }

  /// The books, an invoice a line.
  private static func list(_ company: PracticeCompany) -> String {
    let books = company.books
    if books.isEmpty { return "There is no invoice in the books of \(company.name).\n" }
    let rows = books.map { invoice in
      let total = Amount(units: invoice.subtotalCents + invoice.taxCents).description
      let state =
        invoice.isVoided
        ? "voided" : invoice.isPaid ? "paid" : "open \(Amount(units: invoice.balanceCents))"
      return [invoice.number ?? "-", invoice.date, total, state, invoice.txnID, invoice.customer]
    }
    var lines = ["Invoices in the books of \(company.name): number, date, total, state, TxnID, customer"]
    let widths = (0..<6).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      var line = " "
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: column == 5 ? 0 : widths[column] - cell.count)
        line += " " + (column == 2 ? blanks + cell : cell + blanks) + (column == 5 ? "" : " ")
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
